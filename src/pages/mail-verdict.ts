import type { AppraisedPart } from '../evidence/appraisal/appraise.ts';
import type { MailVerdictModel } from './mail-model.ts';
import { inSentence, type VerdictSetting } from './verdict-model.ts';

/** More than these would be longer than the text that they are about. */
const mostSentences = 3;

/**
 * What a mail says under a display: the verdict, every difference that forbids a comparison in full, the
 * others in full where they are few and else by name. A mail may hold a display without the one that states
 * its differences, so it refers to none.
 */
export function mailVerdictModel(
  { verdict, sales, reasons }: AppraisedPart,
  { pieces, inline }: Pick<VerdictSetting, 'pieces' | 'inline'>,
): MailVerdictModel | undefined {
  const said = [...verdict.caveats, ...sales].filter(({ rule }) => rule.severity !== 'info');
  if (said.length === 0) return undefined;
  const others = said.filter(({ rule }) => rule.severity !== 'block');
  const areFew = others.length <= mostSentences;
  const names = areFew ? [] : others.map(({ rule }) => inSentence(rule.title));
  return {
    ...(verdict.line !== undefined && { line: verdict.line }),
    blocks: said
      .filter(({ rule }) => areFew || rule.severity === 'block')
      .map((caveat) => ({
        text: pieces(caveat.pieces),
        reasons: (reasons.get(caveat.rule.id) ?? []).map(inline),
      })),
    others: [...new Set(names)].join('; '),
  };
}
