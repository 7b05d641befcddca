import { type SalesRequest, salesDrawn } from '../../model/figures/sales.ts';
import type { Library } from '../../model/library.ts';
import type { Sale } from '../../model/product.ts';
import { type SalesTableRequest, salesInRows } from '../../model/tables/sales.ts';
import type { Sentence } from '../claims/sentences.ts';
import type { SalesClaim } from '../comparability/rule.ts';
import { operandsOf } from '../growth.ts';

/** Sales that a figure draws; it prints growth computed here, never growth as stated. */
export function salesOfFigure(request: SalesRequest): SalesClaim[] {
  return salesDrawn(request).map((sale) => ({ sale, statesGrowth: false }));
}

/** Sales that a table shows, with their stated growth if any. */
export function salesOfTable(request: SalesTableRequest): SalesClaim[] {
  return request.products.flatMap((product) =>
    salesInRows(product, request).map((sale) => ({
      sale,
      statesGrowth: sale.reportedGrowth !== undefined,
    })),
  );
}

/** What one sentence says of a sale. */
type SaleMention = Omit<SalesClaim, 'company'> & { company: string | undefined };

/** Sales that sentences state, with the company they are attributed to. */
export function salesClaimsIn(sentences: Sentence[], library: Pick<Library, 'products'>): SalesClaim[] {
  const claims = sentences.flatMap((sentence) => {
    const company = companyCredited(sentence, library);
    return sentence.shown.flatMap(({ call }): SaleMention[] => {
      const told = (sale: Sale, statesGrowth: boolean): SaleMention => ({ sale, statesGrowth, company });
      if (call.name === 'growth')
        return [call.sale, ...operandsOf(call.sale, call.over)].map((sale) => told(sale, false));
      if (call.name !== 'value' || call.datum.kind !== 'sale') return [];
      return [told(call.datum, call.show === 'stated-growth')];
    });
  });
  return merged(claims);
}

/** One claim a sale: what any of its sentences says of it. */
function merged(claims: SaleMention[]): SalesClaim[] {
  return [...Map.groupBy(claims, ({ sale }) => sale)].map(([sale, own]) => {
    const company = own.find((claim) => claim.company !== undefined)?.company;
    return {
      sale,
      statesGrowth: own.some(({ statesGrowth }) => statesGrowth),
      ...(company !== undefined && { company }),
    };
  });
}

/** The company of the library whose `sales` or `revenue` the sentence speaks of, as in `Legend’s revenue`. */
function companyCredited({ text }: Sentence, { products }: Pick<Library, 'products'>): string | undefined {
  const companies = [...products.values()].flatMap(({ company, partners = [] }) => [company, ...partners]);
  // A library has many companies and a sentence names few: a pattern is made only for those.
  const named = companies.filter((company) => text.includes(company));
  return named.find((company) => {
    const name = RegExp.escape(company);
    return new RegExp(
      `(?<![\\p{L}\\d])${name}(?:[’']s?)? (?:[\\p{L}-]+ ){0,2}(?:sales|revenues?)\\b`,
      'u',
    ).test(text);
  });
}
