import type { AppraisedPart } from '../evidence/appraisal/appraise.ts';
import type { MailVerdictModel } from './mail-model.ts';
import { inSentence, type VerdictSetting } from './verdict-model.ts';

/**
 * What a mail says under a display: the verdict, every difference that forbids a comparison in full, the
 * others by name. A mail may hold a display without the one that states its differences, so it refers to none.
 */
export function mailVerdictModel(
  { verdict, sales, reasons }: AppraisedPart,
  { pieces, inline }: Pick<VerdictSetting, 'pieces' | 'inline'>,
): MailVerdictModel | undefined {
  const said = [...verdict.caveats, ...sales];
  const others = said.filter(({ rule }) => rule.severity === 'major' || rule.severity === 'minor');
  const blocks = said
    .filter(({ rule }) => rule.severity === 'block')
    .map((caveat) => ({
      text: pieces(caveat.pieces),
      reasons: (reasons.get(caveat.rule.id) ?? []).map(inline),
    }));
  if (blocks.length + others.length === 0) return undefined;
  const names = others.map(({ rule }) => inSentence(rule.title));
  return {
    ...(verdict.line !== undefined && { line: verdict.line }),
    blocks,
    others: [...new Set(names)].join('; '),
  };
}
