import type { Sale } from '../model/product.ts';
import { type Computed, growthKey } from './calls.ts';
import { nounOfPeriod, writePeriod, writeShortPeriod } from './dates.ts';

/** `1Q FY25: Q1 of fiscal 2025 (Apr–Jun 2024).`, of the first period alone; the others follow from it. */
export function fiscalCaveats(sales: readonly Sale[]): string[] {
  const first = sales.find(({ period }) => period.isFiscal)?.period;
  return first ? [`${writeShortPeriod(first)}: ${writePeriod(first)}.`] : [];
}

/** What restated values were compared for growth, where that is not the latest of both periods. */
export function restatementCaveats(sales: readonly Sale[], { growths }: Computed): string[] {
  const byValues = Map.groupBy(sales, (sale) => growths.get(growthKey(sale, 'year'))?.values);
  return [...byValues].flatMap(([values, own]) =>
    values === undefined
      ? []
      : [`Growth of ${own.map(({ period }) => writeShortPeriod(period)).join(', ')}: sales ${values}.`],
  );
}

/** Why a growth is n/a: no base, or one of which no percentage means anything. */
export function missingGrowthCaveats(sales: readonly Sale[], { growths }: Computed): string[] {
  const isMeaningless = sales.some(
    (sale) => !growths.get(growthKey(sale, 'year')) && (baseOf(sale)?.value.value ?? 1) <= 0,
  );
  return isMeaningless ? ['n/a (growth): not meaningful where the base is zero or negative.'] : [];
}

/** Whether some growth is n/a because no source gives its base. */
export function lacksBase(sales: readonly Sale[], { growths }: Computed): boolean {
  return sales.some((sale) => !growths.get(growthKey(sale, 'year')) && !baseOf(sale));
}

/** `n/a: no source read gives the quarter needed.` */
export function missingPeriodCaveat([first]: readonly Sale[]): string {
  return `n/a: no source read gives the ${nounOfPeriod[first?.period.kind ?? 'quarter']} needed.`;
}

/** The same period of the year before. */
export function baseOf({ product, period }: Sale): Sale | undefined {
  return product.sales.periods.find(
    ({ period: one }) => one.kind === period.kind && one.start === period.start - 12,
  );
}
