import type { House } from '../../model/house.ts';
import type { Library } from '../../model/library.ts';
import type { Sale } from '../../model/product.ts';
import type { Finding } from '../../model/trial.ts';
import type { GuidanceKey } from './guidance.ts';
import type { Piece } from './wording.ts';

/**
 * `block`: not to be drawn or said together unless the author answers for it; `major`: the caveat is printed
 * next to it; `minor`: a footnote; `info`: the appendix.
 */
export type RuleSeverity = 'block' | 'major' | 'minor' | 'info';

/** From the worst to the least. */
export const severities: readonly RuleSeverity[] = ['block', 'major', 'minor', 'info'];

/** What rules look up beside the values in hand. A library is one. */
export type Context = Pick<Library, 'trials' | 'data'>;

interface About {
  /** What authors write under `acknowledge:`; permanent. */
  id: string;
  /** Number in the catalogue of rules, C01 to C54 and F01 to F06. */
  code: string;
  title: string;
  /** What it objects to, for a list within a sentence: `different diseases`. */
  brief: string;
  severity: RuleSeverity;
  guidance: readonly GuidanceKey[];
}

/** What a rule has to know of both results, for the one line on what is not stated. */
export interface Statement {
  /** As that line names it: `masking`. */
  subject: string;
  /** Whether the rule would compare the two by it, and one of them, or both, do not state it. */
  isMissing(a: Finding, b: Finding, context: Context): boolean;
  isStated(finding: Finding): boolean;
  /** What the other result states, where silence commonly means that there was none. */
  told?(finding: Finding): Piece[] | undefined;
}

/**
 * Judges two results of different trials. `fires` is symmetric; unless the rule says otherwise, an input that is
 * not stated does not apply it but is named in the one line of rule C35. `caveat` is one sentence over all
 * results concerned, which may be more than two when pairs are merged.
 */
export interface PairRule extends About {
  level: 'pair';
  fires(a: Finding, b: Finding, context: Context): boolean;
  caveat(findings: readonly Finding[], context: Context): Piece[];
  statements?: readonly Statement[];
}

/** Judges a difference that a sentence takes between two trials, wherever it is taken. */
export interface GapRule extends About {
  level: 'gap';
  caveat(findings: readonly Finding[]): Piece[];
}

/** Judges one result, whatever it stands beside. */
export interface ValueRule extends About {
  level: 'value';
  fires(finding: Finding, context: Context): boolean;
  caveat(findings: readonly Finding[], context: Context): Piece[];
}

/** Judges results by the company they keep, within one figure or table or within the whole briefing. */
export interface DocumentRule extends About {
  level: 'document';
  scope: 'together' | 'briefing';
  /** The results that the rule is about; none when it does not apply. */
  concerned(findings: readonly Finding[]): Finding[];
  caveat(findings: readonly Finding[], context: Context): Piece[];
}

/** A sale as a text or figure shows it. */
export interface SalesClaim {
  sale: Sale;
  /** Whether the growth that the source states is printed. */
  statesGrowth: boolean;
  /** The company whose sales or revenue the text calls it. */
  company?: string;
}

/** Judges sales; `besides` are the other sales of the same figure or sentence. */
export interface FinanceRule extends About {
  level: 'finance';
  fires(claim: SalesClaim, besides: readonly SalesClaim[]): boolean;
  caveat(claims: readonly SalesClaim[]): Piece[];
}

/** What a briefing says of companies, and what it discloses. */
interface View {
  /** It rates, sets a target, or gives an opinion on a named company. */
  expressed: boolean;
  disclosures: Partial<House['disclosures']>;
}

export interface DisclosureRule extends About {
  level: 'disclosure';
  fires(view: View): boolean;
  caveat(view: View): Piece[];
}

export type Rule = PairRule | GapRule | ValueRule | DocumentRule | FinanceRule | DisclosureRule;
