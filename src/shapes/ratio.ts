import { z } from 'zod';
import { decimal, eventsOf, flag, percentage } from '../model/scalars.ts';
import { nbsp } from '../notation/written.ts';
import {
  bracketed,
  intervalFact,
  intervalFaults,
  intervalFields,
  limitFaults,
  signed,
  writeRange,
  writeWithLevel,
} from './interval.ts';
import { boundPiece, type Contrast, defineShape, type Fault } from './shape.ts';
import { direction, factOfTest, testFaults, testFields, writeMargin, writeP } from './significance.ts';

const fields = {
  value: decimal,
  ...intervalFields,
  ...testFields,
  /** Events of patients in each arm, the experimental first. */
  events: z.tuple([eventsOf, eventsOf]).optional(),
  /** Per cent of the events planned for the final analysis that were seen at this one. */
  informationFraction: percentage.optional(),
  direction,
};

const schema = z.strictObject(fields);

/** The first arm of a comparison divided by the second. */
export type Ratio = z.infer<typeof schema>;

interface Kind {
  noun: { one: string; many: string };
  abbreviation: string;
  compares: Contrast['compares'];
}

function ratioShape({ noun, abbreviation, compares }: Kind) {
  return defineShape({
    schema,
    noun,
    subject: 'comparison',
    complete: (raw: Ratio): Ratio => raw,
    forms: formsOf(() => abbreviation),
    numeral: ({ value }: Ratio) => signed(value.text),
    unit: () => undefined,
    beneath: (v) => boundPiece(writeRange(v, undefined)),
    columnLabel: () => abbreviation,
    estimate,
    limits: (v) => v,
    contrast: { abbreviation, none: 1, compares },
    faults,
    about: () => undefined,
    fact: (v) => factOf(v, abbreviation),
  });
}

function formsOf<V extends Ratio>(abbreviation: (value: V) => string) {
  return {
    ratio: (v: V) => signed(v.value.text),
    ci: (v: V) => writeRange(v, undefined),
    p: (v: V) => writeP(v),
    full: (v: V) =>
      `${abbreviation(v)}${nbsp}${signed(v.value.text)}${bracketed(writeWithLevel(v, { endpoint: '' }), writeMargin(v))}`,
    margin: (v: V) => writeMargin(v),
  };
}

function estimate(v: Ratio) {
  return { decimal: v.value, field: 'value', unit: '' };
}

function faults(v: Ratio): Fault[] {
  const { value, events = [] } = v;
  return [
    ...(value.value > 0
      ? []
      : [{ code: 'out-of-range', message: 'a ratio must be greater than 0', at: ['value'] }]),
    ...limitFaults(v, (limit) => limit >= 0, 'a limit of 0 or more'),
    ...intervalFaults(v, { ...value, field: 'value' }),
    ...testFaults(v),
    ...events.flatMap((one, index) =>
      one.events <= one.of
        ? []
        : [
            {
              code: 'events-exceed-total',
              message: `${one.events} events in ${one.of} patients`,
              at: ['events', index],
            },
          ],
    ),
  ];
}

function factOf(v: Ratio, abbreviation: string) {
  return {
    estimate: `${abbreviation}${nbsp}${signed(v.value.text)}`,
    details: {
      ...intervalFact(v),
      ...factOfTest(v),
      ...(v.informationFraction && { maturity: `${v.informationFraction.text}% of the planned events` }),
      ...(v.events && { events: `events ${v.events.map((one) => `${one.events}/${one.of}`).join(' and ')}` }),
    },
  };
}

export const hazardRatio = ratioShape({
  noun: { one: 'a hazard ratio', many: 'hazard ratios' },
  abbreviation: 'HR',
  compares: 'events',
});

export const oddsRatio = ratioShape({
  noun: { one: 'an odds ratio', many: 'odds ratios' },
  abbreviation: 'OR',
  compares: 'events',
});

export const riskRatio = ratioShape({
  noun: { one: 'a risk ratio', many: 'risk ratios' },
  abbreviation: 'RR',
  compares: 'events',
});

export const rateRatio = ratioShape({
  noun: { one: 'a rate ratio', many: 'rate ratios' },
  abbreviation: 'rate ratio',
  compares: 'events',
});

const meanSchema = z.strictObject({
  ...fields,
  /** A ratio of geometric means, the exponential of a difference of logarithms. */
  geometric: flag.optional(),
});

/** One mean divided by another. */
export type MeanRatio = z.infer<typeof meanSchema>;

function nameOfMean({ geometric }: MeanRatio): string {
  return geometric ? 'GMR' : 'ratio of means';
}

export const meanRatio = defineShape({
  ...ratioShape({
    noun: { one: 'a ratio of means', many: 'ratios of means' },
    abbreviation: 'ratio of means',
    compares: 'amounts',
  }),
  schema: meanSchema,
  complete: (raw: MeanRatio): MeanRatio => raw,
  forms: formsOf<MeanRatio>(nameOfMean),
  columnLabel: nameOfMean,
  contrast: (v) => ({ abbreviation: nameOfMean(v), none: 1, compares: 'amounts' }),
  fact: (v) => factOf(v, nameOfMean(v)),
});
