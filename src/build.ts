import {
  amongDrafts,
  dataOfEdition,
  draft,
  type EditionData,
  type NamedEdition,
  type Release,
  revisionName,
} from './archive/release.ts';
import type { Checked } from './check.ts';
import { type Diagnostic, inReadingOrder, isError } from './diagnostics.ts';
import { obstaclesOf } from './evidence/appraisal/gate.ts';
import { type Assessment, assess, type Further, readBriefing } from './evidence/assess.ts';
import { followUpOf, patientsOf, statedRows, uniqueData } from './evidence/ledger.ts';
import { type Counts, coverageLine, type StatedNumber } from './evidence/lint/lint.ts';
import type { ReadTemplates } from './evidence/lint/proofread.ts';
import { drawFigure, loadLibraries } from './figures/draw.ts';
import { type FigurePlan, planFigures } from './figures/plan.ts';
import type { SocialSpec } from './figures/social.ts';
import type { Picture } from './figures/spec.ts';
import { type ComposedMail, composeMail, mailDifferences } from './mail/compose.ts';
import { appendedTable, placedIn } from './model/briefing.ts';
import { namedSeries } from './model/house.ts';
import type { Briefing, Library } from './model/library.ts';
import { proseText } from './notation/calls.ts';
import { writeDate } from './notation/dates.ts';
import { sha256 } from './outputs/artifact.ts';
import { inputsOf } from './outputs/dependencies.ts';
import type { ToolVersions } from './outputs/manifest.ts';
import { danglingAnchors, danglingOnIndex } from './page/anchors.ts';
import { type HtmlNumber, readBoundNumbers } from './page/bound-numbers.ts';
import { unlikeModel } from './page/caveats.ts';
import { finishedIndexProblems, finishedProblems } from './page/finished.ts';
import { parseHtml } from './page/html-document.ts';
import { type Listed, renderIndex } from './page/index-page.ts';
import { renderPage, setCoverage } from './page/page.ts';
import { proofreaderOf, readOwnTexts } from './page/proofread.ts';
import { createRenderer, type PageScript, pageScript, type Renderer } from './page/renderer.ts';
import {
  fontsOfFigures,
  isInDisplay,
  lackingInMail,
  missingGlyphs,
  openDisplay,
  openTypefaces,
  setType,
} from './page/set-type.ts';
import { socialOf } from './page/social.ts';
import { type BaseStyle, baseStyle, withoutFonts } from './page/style.ts';
import { type Duty, placeOfTemplate, watchDuties } from './page/template-duties.ts';
import { caveatsPrinted, type PrintedCaveats } from './page/told-caveats.ts';
import type { Profiles } from './profiles.ts';
import { planTables } from './tables/plan.ts';
import type { CrossTrialRow } from './tables/request-cross-trial.ts';
import { namesPattern } from './text/from-prose.ts';
import type { Typefaces } from './typefaces/fallbacks.ts';

/** Inputs and compiled templates shared by every edition of one build. */
export interface BuildContext extends Checked {
  renderer: Renderer;
  style: BaseStyle;
  script: PageScript;
  /** The words of the templates, proofread. */
  ownTexts: ReadTemplates;
  typefaces: Typefaces;
  /** The font of large titles only. */
  display: Typefaces;
  /** Names of trials and regimens, which do not break at their hyphens. */
  names: RegExp | undefined;
  tool: Omit<ToolVersions, 'browser'>;
  /** Hash of each content file by path. */
  hashes: ReadonlyMap<string, string>;
  /** Profiles of every trial and product, whether or not it is in the library. */
  profiles: Profiles;
}

export function prepareBuild(
  checked: Checked,
  rest: Pick<BuildContext, 'tool' | 'hashes' | 'profiles'>,
): BuildContext {
  const { templates } = checked;
  loadLibraries().catch(() => {});
  return {
    ...checked,
    renderer: createRenderer(templates),
    style: baseStyle(templates),
    script: pageScript(templates),
    ownTexts: readOwnTexts(templates),
    typefaces: openTypefaces(templates),
    display: openDisplay(templates),
    names: namesPattern(namesIn(checked.library)),
    ...rest,
  };
}

function* namesIn({ trials, products }: Library): Generator<string> {
  for (const { name, arms } of trials.values()) {
    yield name;
    for (const { label, regimen } of arms) {
      yield label;
      if (regimen !== undefined) yield regimen;
    }
  }
  for (const { name } of products.values()) yield name;
}

/** A briefing as other editions refer to it, without rendering its page. */
export function nameEdition(briefing: Briefing, library: Library): NamedEdition {
  const { id, date, title } = briefing;
  const computed = title.segments.some(({ kind }) => kind === 'call')
    ? assess(readBriefing(library, briefing))
    : { intervals: new Map(), growths: new Map(), gaps: new Map() };
  return { id, date, title: proseText(title, computed), series: namedSeries(briefing, library.house) };
}

/** An edition rendered and proofread, not yet printed. */
export interface Composed {
  briefing: Briefing;
  release: Release;
  assessment: Assessment;
  title: string;
  dek: string;
  figures: { plan: FigurePlan; picture: Picture }[];
  /** Content of the picture for sharing. */
  social: SocialSpec;
  inputs: ReturnType<typeof inputsOf>;
  /** For data.json, and what changed since the edition before. */
  data: EditionData;
  html: string;
  /** Those of the page. */
  numbers: HtmlNumber[];
  /** Elements that must be visible to readers. */
  duties: Duty[];
  /** Caveats of its comparisons, and the evidence of its numbers. */
  told?: PrintedCaveats;
  /** `214 numbers: 201 traced, 9 names and dates, 4 waived`. */
  coverage: string;
  counts: Counts;
  /** Absent when house.yaml has no `mail:`. */
  mail?: ComposedMail;
  /** Problems for the editor to fix; errors block publication. */
  obstacles: Diagnostic[];
}

/** assess → plan → draw → render → proofread: one briefing becomes a page, and a mail. */
export async function composeEdition(
  briefing: Briefing,
  context: BuildContext,
  release: Release = draft,
): Promise<Composed> {
  const { library, tool } = context;
  const { house } = library;
  const reading = readBriefing(library, briefing);
  const shown = uniqueData(reading.uses).map((datum) => ({ id: datum.id }));
  const inputs = inputsOf(briefing, library, shown, context.hashes);
  const { owners } = inputs;
  const data = dataOfEdition(briefing, library, { ...reading, owners, release });
  const bound = assess(reading, data.further);

  const { plans, ...exhibits } = planExhibits(briefing, bound, library);
  const drawn = { accent: house.accent, fallbacks: await fontsOfFigures(plans, context.typefaces) };
  const figures = await Promise.all(
    plans.map(async (plan) => {
      const { lead, named } = unlikeModel(bound, `figure ${plan.spec.id}`) ?? { named: '' };
      const unlike = lead === undefined ? undefined : `${lead} ${named}`;
      return { plan, picture: await drawFigure(plan.spec, { ...drawn, unlike }) };
    }),
  );

  const title = proseText(briefing.title, bound);
  const social = {
    ...socialOf({ house, briefing, assessment: bound, title, names: context.names, data: library.data }),
    serif: isInDisplay(title, context.display),
  };

  const edition = revisionName(release);
  const { correction, others = amongDrafts(undefined) } = release;
  const partsWith = (assessment: Assessment) => ({
    ...{ house, briefing, assessment, figures, edition, social, others, names: context.names },
    ...exhibits,
    ...(correction && { correction }),
    ...(data.changes && { changes: data.changes }),
  });
  const keys = new Set(inputs.files.map(({ path }) => path));
  const files = context.files.filter(({ file }) => keys.has(file.key));
  const setPage = (assessment: Assessment) => {
    const watched = watchDuties(context.renderer, context.style);
    const page = renderPage(
      {
        ...context,
        ...partsWith(assessment),
        colophon: `Edition ${edition}, made with trialbrief ${tool.trialbrief} from inputs ${inputs.digest.slice(0, 12)}.`,
      },
      watched.renderer,
    );
    const document = parseHtml(withoutFonts(page, context.style));
    const proofread = proofreaderOf({
      files,
      templates: context.ownTexts,
      briefing,
      library,
      computed: assessment,
      figures: plans,
    });
    return { assessment, page, document, watched, proofread, ...proofread(document) };
  };
  const first = setPage(bound);
  // Numbers stated by a source are known once the page is rendered; only then can the ledger list them.
  const { assessment, page, document, watched, proofread, counts, problems } =
    first.stated.length === 0
      ? first
      : setPage(assess(reading, withStated(data.further, first.stated, library)));
  const parts = partsWith(assessment);
  const { html, lacking } = await setType(page, document, context.typefaces);
  const mail =
    house.mail &&
    composeMail(
      {
        ...context,
        ...parts,
        settings: house.mail,
        seed: sha256(page),
        attached: true,
      },
      watched.renderer,
    );
  const looked = watched.look();
  const numbers = readBoundNumbers(document);
  const ofMail = mail
    ? [...proofread(mail.read).problems, ...mailDifferences(mail, numbers, assessment.evidence)]
    : [];
  const unset = new Set([...lacking, ...(mail ? await lackingInMail(mail, context.typefaces) : [])]);
  const coverage = coverageLine(counts);
  const audits = inputs.files.flatMap(({ path }) => context.audits.get(path) ?? []);
  return {
    briefing,
    release,
    assessment,
    title,
    dek: proseText(briefing.dek, assessment),
    figures,
    social,
    inputs,
    data,
    html: setCoverage(html, coverage),
    numbers,
    duties: looked.page?.duties ?? [],
    ...(looked.page && { told: caveatsPrinted(looked.page.tree) }),
    coverage,
    counts,
    ...(mail && { mail }),
    obstacles: inReadingOrder([
      ...obstaclesOf(briefing, assessment.appraisal, library, context.disclosures),
      ...audits.filter(isError),
      ...problems,
      ...finishedProblems(looked, context),
      ...danglingAnchors({ page: document, mail }, briefing, context.templates),
      ...missingGlyphs([...unset], briefing.title.place, files, context.templates),
      ...ofMail,
    ]),
  };
}

/** The ledger's entries for numbers that sources state, and the sources themselves. */
function withStated(
  { uses, rows }: Further = { uses: [], rows: [] },
  stated: readonly StatedNumber[],
  library: Library,
): Further {
  const sources = stated.flatMap((one) => one.sources.flatMap(({ id }) => library.sources.get(id) ?? []));
  return {
    uses: [...uses, { kind: 'call', call: { name: 'cite', sources }, where: 'ledger' }],
    rows: [...rows, ...statedRows(stated)],
  };
}

/** The figures and tables that the text places, in its order, and a table for the end. */
function planExhibits(briefing: Briefing, assessment: Assessment, library: Library) {
  const { body, date, figures, tables } = briefing;
  const appended = appendedTable(briefing);
  const planning = {
    ...assessment,
    patients: (row: CrossTrialRow) => patientsOf(row, library),
    followUp: (row: CrossTrialRow) => followUpOf(row, library),
  };
  const [figureOrder, tableOrder] = [placedIn(body, 'figure'), placedIn(body, 'table')];
  return {
    tables: planTables(tables.filter(isIn(tableOrder)), tableOrder, planning),
    appended: appended ? planTables([appended], [], planning) : [],
    appendedRows: appended?.rows ?? [],
    plans: planFigures(figures.filter(isIn(figureOrder)), figureOrder, {
      ...assessment,
      abbreviations: library.house.abbreviations,
      imprint: `${library.house.publication} · ${writeDate(date)}`,
    }),
  };
}

function isIn(order: string[]) {
  return ({ id }: { id: string }) => order.includes(id);
}

/** The list of editions, and what blocks its publication. */
export interface Index {
  html: string;
  /** Elements that must be visible to readers. */
  duties: Duty[];
  obstacles: Diagnostic[];
}

/** out/index.html for the editions that exist. */
export async function makeIndex(editions: Record<string, Listed>, context: BuildContext): Promise<Index> {
  const { templates } = context;
  const watched = watchDuties(context.renderer, context.style);
  const page = renderIndex(editions, context.library.house, { ...context, renderer: watched.renderer });
  const document = parseHtml(withoutFonts(page, context.style));
  const { html, lacking } = await setType(page, document, context.typefaces);
  const looked = watched.look();
  return {
    html,
    duties: looked.index?.duties ?? [],
    obstacles: [
      ...finishedIndexProblems(looked, context),
      ...danglingOnIndex(document, templates),
      ...missingGlyphs(lacking, placeOfTemplate(['index'], templates), [], templates),
    ],
  };
}
