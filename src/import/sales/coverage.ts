import type { Fact } from './inline-xbrl.ts';

/** Why a number of product sales was not taken. */
export const reasons = {
  'other product': 'the product is not one that was asked for; name it with --product',
  'several lines': 'the name means several lines of the filing; choose one with xbrl: in the product',
  'narrower line': 'a part of the product’s line, by another axis',
  dash: 'a dash or a star is printed: absent or not meaningful, not zero',
  'not a number': 'the number is printed in a format that is not known',
  'other currency': 'the amount is in another currency than the product’s sales',
  'period unknown': 'the period is no quarter, half, nine months or year of the company',
  'longer period': 'half a year, nine months or a year, which no quarter had to be derived from',
  'restated later': 'a later filing gives another value',
  repeated: 'the same number appears again, or less exactly',
  'contradicts itself': 'the filing gives two different numbers for the same',
  'part of the total': 'a second kind of revenue, which is a part of the total',
  'part of a region': 'a part of another region, which is taken',
  'no total': 'the worldwide value is missing',
  'growth of a region': 'growth of one region; the growth of the total is taken',
  'growth of a longer period': 'growth of half a year, nine months or a year',
  'growth without sales': 'growth of a quarter whose sales are missing',
} as const;
export type Reason = keyof typeof reasons;

/** What became of the numbers of product sales in a filing: each is taken or listed, once. */
export class Coverage {
  private readonly listed = new Map<Fact, Reason>();
  private readonly taken = new Set<Fact>();

  take(fact: Fact): void {
    this.listed.delete(fact);
    this.taken.add(fact);
  }

  list(fact: Fact, reason: Reason): void {
    if (!this.taken.has(fact)) this.listed.set(fact, reason);
  }

  /** Throws when a number is neither taken nor listed. */
  account(facts: readonly Fact[]): Account {
    const lost = facts.filter((fact) => !this.taken.has(fact) && !this.listed.has(fact));
    if (lost.length > 0)
      throw new Error(`${lost.length} numbers are not accounted for, first ${lost[0]?.id}`);
    const listed = facts.flatMap((fact) => {
      const reason = this.listed.get(fact);
      return reason ? [{ fact, reason }] : [];
    });
    return { raw: facts.length, taken: facts.length - listed.length, listed };
  }
}

export interface Account {
  /** Numbers of product sales in the filing. */
  raw: number;
  taken: number;
  listed: { fact: Fact; reason: Reason }[];
}
