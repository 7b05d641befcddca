import { z } from 'zod';
import { decimal, type PValue, pValue, text } from '../model/scalars.ts';
import { nbsp } from '../notation/written.ts';
import { signed } from './interval.ts';
import type { Fault } from './shape.ts';

/** How it is known which arm of a comparison comes first: from the source, by arithmetic, or only by custom. */
export const direction = z.enum(['stated', 'agrees with the data', 'by convention']).optional();

/** The fields of a statistical test, for the schemas of shapes that have one. */
export const testFields = {
  p: pValue.optional(),
  /** Sides of the p value; two when left out. */
  sided: z.enum(['one', 'two']).optional(),
  /** Test and model: stratified log-rank, Cox with age and sex. */
  analysis: text.optional(),
  /**
   * `confirmatory` when the plan of the trial controls its error, `nominal` when it does not, `exploratory`
   * when it was not planned.
   */
  status: z.enum(['confirmatory', 'nominal', 'exploratory']).optional(),
  /** Significance level, one- or two-sided like p, where it is not 0.05 (two-sided) or 0.025 (one-sided). */
  alpha: decimal.optional(),
  nonInferiority: z
    .strictObject({
      type: z.enum(['non-inferiority', 'equivalence']),
      /** Largest acceptable disadvantage, in the unit and direction of the estimate. */
      margin: decimal.optional(),
      /** For equivalence the other limit. */
      lowerMargin: decimal.optional(),
      /** The margin in the words of the source. */
      marginText: text.optional(),
    })
    .optional(),
};

const fields = z.strictObject(testFields);
export type Test = z.infer<typeof fields>;

/** `p<0.001`, `one-sided p=0.0025, nominal`; undefined without a p value. */
export function writeP({ p, sided, status }: Test): string | undefined {
  if (!p) return undefined;
  const said = `${sided === 'one' ? 'one-sided ' : ''}${writePValue(p)}`;
  return status && status !== 'confirmatory' ? `${said}, ${status}` : said;
}

function writePValue({ relation, value }: PValue): string {
  return `p${relation}${value.text}`;
}

/** `non-inferiority margin 1.3`, `equivalence margins 0.80 to 1.25`; the words of the source without a number. */
export function writeMargin({ nonInferiority }: Test): string | undefined {
  if (!nonInferiority) return undefined;
  const { type, margin, lowerMargin, marginText } = nonInferiority;
  if (margin && lowerMargin) return `${type} margins ${signed(lowerMargin.text)} to ${signed(margin.text)}`;
  if (margin) return `${type} margin${nbsp}${signed(margin.text)}`;
  return marginText ? `${type} margin: ${marginText}` : `tested for ${type}`;
}

/** What the source says of the test beside the p value, for the ledger: test, status, alpha, margin. */
export function testDetails(test: Test): string | undefined {
  const { analysis, status, alpha } = test;
  const said = [
    test.p && `${test.sided ?? 'two'}-sided ${writePValue(test.p)}`,
    analysis,
    status,
    alpha && `alpha${nbsp}${alpha.text}`,
    writeMargin(test),
  ].filter(Boolean);
  return said.length > 0 ? said.join('; ') : undefined;
}

/** Level at which this test calls a difference significant, as its p value is sided. */
export function alphaOf({ alpha, sided }: Test): number {
  return alpha?.value ?? (sided === 'one' ? 0.025 : 0.05);
}

export function testFaults({ p, sided, alpha, nonInferiority }: Test): Fault[] {
  const faults: Fault[] = [];
  if (!p && sided)
    faults.push({
      code: 'missing-field',
      message: 'sided: belongs to a p value; give p: too',
      at: ['sided'],
    });
  if (alpha && (alpha.value <= 0 || alpha.value >= 0.5))
    faults.push({
      code: 'out-of-range',
      message: 'a significance level must be above 0 and below 0.5',
      at: ['alpha'],
    });
  if (nonInferiority && !nonInferiority.margin && !nonInferiority.marginText)
    faults.push({
      code: 'missing-field',
      message: `a test of ${nonInferiority.type} needs margin: or marginText:`,
      at: ['nonInferiority'],
    });
  return faults;
}

/** `p=0.03` and the like for the record of an edition's data. */
export function factOfTest(test: Test): Record<string, string> {
  const details = testDetails({ ...test, p: undefined });
  return {
    ...(test.p && { p: writeP({ p: test.p, sided: test.sided }) as string }),
    ...(details !== undefined && { test: details }),
  };
}
