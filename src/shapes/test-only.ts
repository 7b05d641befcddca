import { z } from 'zod';
import { defineShape } from './shape.ts';
import { factOfTest, type Test, testDetails, testFaults, testFields, writeP } from './significance.ts';

const schema = z.strictObject({ ...testFields, p: testFields.p.unwrap() });

/** A test whose source prints no estimate. */
export type TestOnly = z.infer<typeof schema>;

export const test = defineShape({
  schema,
  noun: { one: 'a p value', many: 'p values' },
  subject: 'either',
  complete: (raw: TestOnly): TestOnly => raw,
  forms: {
    p: (v: TestOnly) => writeP(v),
    full: (v) => testDetails(v),
  },
  numeral: (v) => writeP(v) as string,
  unit: () => undefined,
  beneath: () => [],
  columnLabel: () => 'p',
  estimate: () => undefined,
  faults: (v: Test) => testFaults(v),
  about: () => undefined,
  fact: (v) => {
    const { p, ...details } = factOfTest(v);
    return { estimate: p as string, details };
  },
});
