import type { Matcher } from './matcher.ts';

/** A kind of number. What the matcher finds is taken whole, if the words after it allow. */
export interface LintRule {
  why: string;
  matcher: Matcher;
  /** What has to come next. */
  before?: Matcher;
  /** What must not come next: none of these. */
  notBefore?: Matcher[];
  /** What an expression cannot tell. */
  holds?: (found: string) => boolean;
}
