import type { Parsed } from '../content/parse.ts';
import { scalarTexts } from '../content/scalar-texts.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Assessment } from '../evidence/assess.ts';
import { passagesOf } from '../evidence/claims/of-briefing.ts';
import { endpointNames } from '../evidence/lint/endpoint-names.ts';
import type { Counts, StatedNumber } from '../evidence/lint/lint.ts';
import {
  type Proofs,
  proofread,
  proofreadTemplates,
  type ReadTemplates,
  readProse,
  unsourcedDiagnostic,
} from '../evidence/lint/proofread.ts';
import { spokenTexts } from '../evidence/lint/spoken.ts';
import { type Fields, readFields, type TrialField } from '../evidence/lint/stated.ts';
import type { FigurePlan } from '../figures/plan.ts';
import { waiversOf } from '../model/briefing.ts';
import type { Briefing, Library } from '../model/library.ts';
import type { Trial } from '../model/trial.ts';
import type { Computed } from '../notation/calls.ts';
import { missingAlts } from './finished.ts';
import type { HtmlDocument } from './html-document.ts';
import { readPage } from './page-texts.ts';
import { readTemplates } from './template-texts.ts';
import type { Templates } from './templates.ts';

/** All that the pages of a briefing are made from. */
export interface PageSources {
  briefing: Briefing;
  library: Pick<Library, 'trials' | 'endpoints'>;
  computed: Computed & Pick<Assessment, 'referenceNumbers'>;
  figures: Pick<FigurePlan, 'alt'>[];
  templates: ReadTemplates;
  /** Files whose words may appear on the page: the house, trials, products. */
  files: readonly Parsed[];
}

interface Proofread {
  /** Every number of the page. */
  counts: Counts;
  /** Those of protocols that a source states. */
  stated: StatedNumber[];
  /** A complaint about each that leads to no source, and about pictures that say nothing. */
  problems: Diagnostic[];
}

/** Reads the templates once for all pages that they set. */
export function readOwnTexts(templates: Pick<Templates, 'sources'>): ReadTemplates {
  return proofreadTemplates(readTemplates(templates));
}

/** Reads what a page and a mail are made of once for both. */
export function proofreaderOf(sources: PageSources): (document: HtmlDocument) => Proofread {
  const proofs = proofsOf(sources);
  return (document) => {
    const { counts, stated, unsourced } = proofread(proofs(document));
    const problems = [...unsourced.map(unsourcedDiagnostic), ...mutePictures(document, sources)];
    return { counts, stated, problems };
  };
}

function mutePictures(document: HtmlDocument, { briefing }: PageSources): Diagnostic[] {
  return missingAlts(document).map(({ element, within }) => {
    const figure = briefing.figures.find(({ id }) => within === `figure-${id}`);
    const what = figure ? `the figure ‘${figure.id}’` : `an element <${element}>`;
    return problem('alt-missing', `${what} has no alternative text`, (figure ?? briefing).title.place, {
      hints: ['a template removed it: figure.hbs renders the drawing with its description'],
    });
  });
}

function proofsOf({
  briefing,
  library,
  computed,
  figures,
  templates,
  files,
}: PageSources): (document: HtmlDocument) => Proofs {
  const alts = figures.flatMap(({ alt }) => (alt ? [alt] : []));
  const spoken = spokenTexts(briefing, computed, alts);
  const waivers = new Map(waiversOf(briefing).map(({ text, reason }) => [text, reason]));
  const names = endpointNames(library.endpoints.values());
  const prose = readProse(passagesOf(briefing, computed), names);
  let fields: Fields | undefined;
  const trials = files.flatMap(({ file }) => library.trials.get(file.id) ?? []);
  const sourceIds = new Map([...computed.referenceNumbers].map(([id, number]) => [String(number), id]));
  return (document) => ({
    page: readPage(document, spoken, waivers, sourceIds),
    prose,
    names,
    fields: () => (fields ??= readFields(trials.flatMap(fieldsOf))),
    templates,
    scalars: files.values().flatMap(scalarTexts),
    fallback: { file: briefing.parsed.file.path, line: 1, column: 1 },
  });
}

/** The stated design of a trial, with the sources that state it. */
function fieldsOf(trial: Trial): TrialField[] {
  const { designNote, disease, setting, settingLabel, priorExposure, risk, criteria, pfs, region } = trial;
  const own = [designNote, disease, setting, settingLabel, priorExposure, criteria, pfs?.event, region];
  const sources = sourcesOf(trial.references);
  return [
    ...[...own, risk?.label, risk?.definition, risk?.summary].map((text) => ({ text, sources })),
    ...trial.arms.flatMap(({ label, regimen, references }) =>
      [label, regimen].map((text) => ({
        text,
        sources: references.length > 0 ? sourcesOf(references) : sources,
      })),
    ),
  ].flatMap(({ text, sources }) => (text === undefined ? [] : [{ text, sources }]));
}

function sourcesOf(references: Trial['references']): TrialField['sources'] {
  return references.map(({ source, locator }) => ({
    id: source.id,
    ...(locator !== undefined && { locator }),
  }));
}
