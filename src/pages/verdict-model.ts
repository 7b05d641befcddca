import type { AppraisedPart } from '../evidence/appraisal/appraise.ts';
import type { RuleSeverity } from '../evidence/comparability/rule.ts';
import type { Caveat } from '../evidence/comparability/verdict.ts';
import type { Prose } from '../model/prose.ts';
import type { Piece } from '../tables/spec.ts';
import type { VerdictModel } from './display-model.ts';
import { type Html, html } from './markup.ts';

/** How the parts of a verdict become markup. */
export interface VerdictSetting {
  pieces(pieces: readonly Piece[]): Html;
  inline(prose: Prose): Html;
  /** A link to `figure depth`, by its number. */
  linkTo(where: string): Html;
}

/** What prints under a display: the verdict, blocks with the author's reasons, other differences. */
export function verdictModel(
  { verdict, sales, reasons, elsewhere }: AppraisedPart,
  label: string,
  setting: VerdictSetting,
): VerdictModel | undefined {
  const said = [...verdict.caveats.filter((caveat) => !elsewhere.has(caveat)), ...sales];
  const ofSeverity = (severity: RuleSeverity) =>
    said
      .filter(({ rule }) => rule.severity === severity)
      .map(({ pieces, rule }) => ({
        text: setting.pieces(pieces),
        reasons: (reasons.get(rule.id) ?? []).map(setting.inline),
      }));
  const [blocks, majors, minors] = [ofSeverity('block'), ofSeverity('major'), ofSeverity('minor')];
  const named = namedElsewhere(verdict.caveats, elsewhere, setting);
  if (blocks.length + majors.length + minors.length + named.length === 0) return undefined;
  const counted = [countOf(majors.length, 'major'), countOf(minors.length, 'minor')].filter(Boolean);
  return {
    label,
    ...(verdict.line !== undefined && { line: verdict.line }),
    blocks,
    majors,
    minors: html(minors.map(({ text }) => text.toString()).join(' ')),
    elsewhere: named,
    more: `${counted.join(' and ')} ${majors.length + minors.length === 1 ? 'difference' : 'differences'}`,
    folded: majors.length + minors.length > 3,
  };
}

function countOf(count: number, name: string): string {
  return count > 0 ? `${count} ${name}` : '';
}

function namedElsewhere(
  caveats: readonly Caveat[],
  elsewhere: ReadonlyMap<Caveat, string>,
  { linkTo }: VerdictSetting,
): VerdictModel['elsewhere'] {
  const named = caveats.filter((caveat) => elsewhere.has(caveat) && caveat.rule.severity !== 'info');
  return [...Map.groupBy(named, (caveat) => elsewhere.get(caveat) ?? '')].map(([where, own]) => ({
    link: linkTo(where),
    differences: own.map(({ rule }) => inSentence(rule.title)).join('; '),
  }));
}

/** `Line of therapy` as within a sentence; `MRD assay` stays. */
export function inSentence(title: string): string {
  return title.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase());
}
