import type { Parsed } from '../content/parse.ts';
import { scalarTexts } from '../content/scalar-texts.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { passagesOf } from '../evidence/claims/of-briefing.ts';
import type { Counts, LintText } from '../evidence/lint/lint.ts';
import { type Proofs, proofread, unsourcedDiagnostic } from '../evidence/lint/proofread.ts';
import { spokenTexts } from '../evidence/lint/spoken.ts';
import type { FigurePlan } from '../figures/plan.ts';
import { waiversOf } from '../model/briefing-prose.ts';
import type { Briefing } from '../model/library.ts';
import type { Computed } from '../notation/calls.ts';
import type { HtmlDocument } from '../pages/html-document.ts';
import { missingAlts } from '../pages/missing-alts.ts';
import { readPage } from '../pages/page-texts.ts';

/** A rendered page, or a mail, and all that it was made from. */
export interface FinishedPage {
  document: HtmlDocument;
  briefing: Briefing;
  computed: Computed;
  figures: Pick<FigurePlan, 'alt'>[];
  /** What its templates say by themselves. */
  templateTexts(): LintText[];
  /** Files whose words may stand on the page: the house, trials, products. */
  files: readonly Parsed[];
}

/** Every number of a page, counted, and a complaint about each that leads to no source. */
export function proofreadPage(page: FinishedPage): { counts: Counts; problems: Diagnostic[] } {
  const { counts, unsourced } = proofread(proofsOf(page));
  return { counts, problems: [...unsourced.map(unsourcedDiagnostic), ...mutePictures(page)] };
}

function mutePictures({ document, briefing }: FinishedPage): Diagnostic[] {
  return missingAlts(document).map(({ element, within }) => {
    const figure = briefing.figures.find(({ id }) => within === `figure-${id}`);
    const what = figure ? `the figure ‘${figure.id}’` : `an element <${element}>`;
    return problem('alt-missing', `${what} has no alternative text`, (figure ?? briefing).title.place, {
      hints: ['a template took it away: figure.hbs sets the drawing with its description'],
    });
  });
}

function proofsOf({ document, briefing, computed, figures, templateTexts, files }: FinishedPage): Proofs {
  const alts = figures.flatMap(({ alt }) => (alt ? [alt] : []));
  return {
    page: readPage(
      document,
      spokenTexts(briefing, computed, alts),
      new Map(waiversOf(briefing).map(({ text, reason }) => [text, reason])),
    ),
    prose: passagesOf(briefing, computed),
    templates: templateTexts(),
    scalars: files.values().flatMap(scalarTexts),
    fallback: { file: briefing.parsed.file.path, line: 1, column: 1 },
  };
}
