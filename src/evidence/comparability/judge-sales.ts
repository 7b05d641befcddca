import type { FinanceRule, SalesClaim } from './rule.ts';
import { financeRules } from './rules.ts';
import { byGravity } from './verdict.ts';
import { type Piece, textOf } from './wording.ts';

/** The caveats on the sales that one figure or sentence shows. */
export interface SalesCaveat {
  rule: FinanceRule;
  pieces: Piece[];
  text: string;
  /** Those concerned. */
  claims: SalesClaim[];
}

/** One caveat a rule, blocks first. */
export function judgeSales(claims: readonly SalesClaim[]): SalesCaveat[] {
  return financeRules
    .flatMap((rule): SalesCaveat[] => {
      const concerned = claims.filter((claim) =>
        rule.fires(
          claim,
          claims.filter((other) => other !== claim),
        ),
      );
      if (concerned.length === 0) return [];
      const pieces = rule.caveat(concerned);
      return [{ rule, pieces, text: textOf(pieces), claims: concerned }];
    })
    .toSorted((a, b) => byGravity(a.rule, b.rule));
}
