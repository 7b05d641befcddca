import { endOf } from '../../../model/period.ts';
import type { Product, Sale } from '../../../model/product.ts';
import { writePeriod } from '../../../notation/dates.ts';
import { type Rational, toRational, writeSignedPercent } from '../../../notation/rounding.ts';
import { written } from '../../../notation/written.ts';
import { growthOf, possibleGrowths } from '../../growth.ts';
import type { DisclosureRule, FinanceRule, SalesClaim } from '../rule.ts';
import { notStated, type Piece, sentence } from '../rule.ts';

export const growthBasis: FinanceRule = {
  id: 'growth-basis',
  code: 'F01',
  title: 'Reported against operational growth',
  brief: 'reported against operational growth',
  level: 'finance',
  severity: 'major',
  guidance: ['REGG'],
  fires: (claim, besides) => {
    if (!statesGrowth(claim)) return false;
    const basis = basisOf(claim.sale);
    return basis === undefined || besides.some((other) => statesGrowth(other) && isOther(other, basis));
  },
  caveat: (claims) =>
    sentence(
      'The basis of growth differs or is not stated: ',
      each(claims, ({ sale }) => sentence(basisOf(sale) ?? notStated)),
      '; reported and operational growth diverge when exchange rates move.',
    ),
};

function statesGrowth({ sale, statesGrowth: printed }: SalesClaim): boolean {
  return printed && sale.reportedGrowth !== undefined;
}

function basisOf({ growthBasis: basis }: Sale): Sale['growthBasis'] {
  return basis === 'not stated' ? undefined : basis;
}

function isOther({ sale }: SalesClaim, basis: Sale['growthBasis']): boolean {
  return basisOf(sale) !== undefined && basisOf(sale) !== basis;
}

/** Percentage points that rounded amounts may put a stated growth off the computed one. */
const tolerance = toRational(0.6);

/**
 * Silent where the library lacks the same period of the year before, or the stated growth is operational: the
 * amounts are as reported and cannot show it wrong.
 */
export const growthArithmetic: FinanceRule = {
  id: 'growth-arithmetic',
  code: 'F02',
  title: 'Year-on-year arithmetic',
  brief: 'growth that does not match the sales',
  level: 'finance',
  severity: 'block',
  guidance: ['REGG'],
  fires: ({ sale }) => {
    const stated = sale.reportedGrowth;
    if (!growthOf(sale, 'year') || !stated || sale.growthBasis === 'operational') return false;
    return possibleGrowths(sale, 'year').every(({ percent }) =>
      isFurtherThan(tolerance, percent, toRational(stated.value)),
    );
  },
  caveat: (claims) =>
    sentence(
      'Stated growth does not match the stated sales: ',
      each(claims, ({ sale }) =>
        sentence(
          bound(sale, writeSignedPercent(toRational(sale.reportedGrowth?.value ?? 0))),
          ' stated, ',
          bound(sale, writeSignedPercent(growthOf(sale, 'year')?.percent)),
          ' computed',
        ),
      ),
      '.',
    ),
};

/** Exact: |a − b| > reach. */
function isFurtherThan(reach: Rational, a: Rational, b: Rational): boolean {
  const apart = a.numerator * b.denominator - b.numerator * a.denominator;
  const size = apart < 0n ? -apart : apart;
  return size * reach.denominator > reach.numerator * a.denominator * b.denominator;
}

export const lateDisclosure: FinanceRule = {
  id: 'late-disclosure',
  code: 'F03',
  title: 'Restated or newly broken-out product line',
  brief: 'a restated product line',
  level: 'finance',
  severity: 'minor',
  guidance: ['REGG'],
  fires: ({ sale }) => sale.disclosed !== undefined && endOf(sale.disclosed) > endOf(sale.period),
  caveat: (claims) =>
    sentence(
      'Quarters reported as a separate line only later: ',
      each(claims, ({ sale }) => sentence(`with ${writePeriod(sale.disclosed ?? sale.period)}`)),
      '.',
    ),
};

export const partnerSales: FinanceRule = {
  id: 'partner-sales',
  code: 'F04',
  title: 'Partner sales are not company revenue',
  brief: 'sales of a partner',
  level: 'finance',
  severity: 'block',
  guidance: ['REGG'],
  fires: ({ sale: { product }, company }) => company !== undefined && company !== product.company,
  caveat: (claims) =>
    sentence(
      'Sales booked by one company are described as the revenue of another: ',
      each(claims, ({ sale: { product }, company }) =>
        sentence(`by ${product.company}, not ${company}${shareOf(company, product)}`),
      ),
      '.',
    ),
};

function shareOf(company: string | undefined, { partners }: Product): string {
  return company !== undefined && partners?.includes(company)
    ? ', which books only its contractual share'
    : '';
}

export const fiscalCalendar: FinanceRule = {
  id: 'fiscal-calendar',
  code: 'F06',
  title: 'Fiscal calendar',
  brief: 'different fiscal calendars',
  level: 'finance',
  severity: 'info',
  guidance: ['REGG'],
  fires: ({ sale }) => sale.product.sales.quarterEnd !== 'calendar',
  caveat: (claims) => {
    const ends = claims.map(
      ({ sale: { product } }) => `${product.name}: ${product.sales.quarterEnd ?? notStated}`,
    );
    return sentence(
      `Quarters do not end with calendar quarters, or their end is not stated: ${unique(ends).join('; ')}.`,
    );
  },
};

export const missingDisclosures: DisclosureRule = {
  id: 'missing-disclosures',
  code: 'F05',
  title: 'Investment view without disclosures',
  brief: 'missing disclosures',
  level: 'disclosure',
  severity: 'block',
  guidance: ['FINRA2241'],
  fires: (view) => view.expressed && undisclosed(view.disclosures).length > 0,
  caveat: ({ disclosures }) =>
    sentence(
      `This document gives a view on a listed company without disclosing ${undisclosed(disclosures).join(', ')}.`,
    ),
};

const disclosureParts = ['positions', 'compensation', 'relationships', 'review', 'advice'] as const;

function undisclosed(disclosures: Parameters<DisclosureRule['fires']>[0]['disclosures']): string[] {
  return disclosureParts.filter((part) => !disclosures[part]?.trim());
}

/** `Darzalex Q1 2026 not stated, Carvykti Q1 2026 reported`. */
function each(claims: readonly SalesClaim[], read: (claim: SalesClaim) => Piece[]): Piece[] {
  return claims.flatMap((claim, index) =>
    sentence(
      index > 0 ? '; ' : '',
      bound(claim.sale, `${claim.sale.product.name} ${writePeriod(claim.sale.period)}`),
      ' ',
      read(claim),
    ),
  );
}

function bound(sale: Sale, text: string): Piece {
  return { written: written(text), datum: sale };
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
