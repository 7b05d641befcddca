import { z } from 'zod';
import { type Decimal, decimal, notNegative, wholeNumber } from '../model/scalars.ts';
import { decimalsOf, grouped, roundHalfUp, toRational, withThousands } from '../notation/rounding.ts';
import { nbsp } from '../notation/written.ts';
import {
  bracketed,
  decimalsOfComputed,
  intervalFact,
  intervalFaults,
  intervalFields,
  limitFaults,
  writeRange,
  writeWithLevel,
} from './interval.ts';
import { boundPiece, defineShape, type Fault } from './shape.ts';

const schema = z.strictObject({
  /** Events per `per`; worked out from `events` and `exposure` when left out. */
  rate: notNegative.optional(),
  /** Person-time that the rate is given for, as `100 patient-years` or `1 year`. */
  per: z
    .string()
    .regex(
      /^(?:[1-9]\d*) (?:(?:patient|person|woman|participant|subject)-)?(?:years?|months?|weeks?|days?)$/,
      {
        error: 'expected a time such as 100 patient-years or 1 year',
      },
    ),
  events: wholeNumber.optional(),
  /** Time at risk of all patients together, in the unit of `per`. */
  exposure: decimal.optional(),
  of: wholeNumber.optional(),
  ...intervalFields,
});

type Raw = z.infer<typeof schema>;

/** Events per time at risk; a patient may have several. */
type EventRate = Raw & { rate: NonNullable<Raw['rate']>; rateComputed: boolean };

export const eventRate = defineShape({
  schema,
  noun: { one: 'an event rate', many: 'event rates' },
  subject: 'one',
  complete,
  forms: {
    rate: written,
    ci: (v, { computed }) => writeRange(v, computed, { decimals: decimalsOfComputed(v.rate.text, computed) }),
    n: ({ events }) => (events === undefined ? undefined : withThousands(events)),
    exposure: ({ exposure, per }) => exposure && `${grouped(exposure.text)}${nbsp}${timeOf(per)}`,
    'events/exposure': (v) => inExposure(v),
    full: (v, setting) =>
      `${written(v)}${bracketed(writeWithLevel(v, setting, decimalsOfComputed(v.rate.text, setting.computed)))}`,
  },
  numeral: ({ rate }) => grouped(rate.text),
  unit: unitOf,
  beneath: (v) => boundPiece(inExposure(v)),
  columnLabel: unitOf,
  estimate: (v) => ({
    decimal: v.rate,
    field: v.rateComputed ? 'events' : 'rate',
    unit: unitOf(v),
  }),
  limits: (v) => v,
  counts: ({ events, exposure, per }) =>
    events === undefined || !exposure
      ? undefined
      : { kind: 'exposure', events, exposure: exposure.value, per: Number.parseInt(per, 10) },
  faults,
  about: () => undefined,
  fact: (v) => {
    const counted =
      v.events !== undefined && v.exposure
        ? { counts: `${v.events} events in ${v.exposure.text} ${timeOf(v.per)}` }
        : {};
    return {
      estimate: written(v),
      details: {
        ...intervalFact(v),
        ...counted,
      },
    };
  },
});

function written(v: EventRate): string {
  return `${grouped(v.rate.text)}${nbsp}${unitOf(v)}`;
}

/** `106 in 2,034.5 patient-years`. */
function inExposure({ events, exposure, per }: EventRate): string | undefined {
  if (events === undefined || !exposure) return undefined;
  return `${withThousands(events)} in${nbsp}${grouped(exposure.text)}${nbsp}${timeOf(per)}`;
}

/** `per year`, `per 100,000 person-years`. */
function unitOf({ per }: Pick<Raw, 'per'>): string {
  return per.startsWith('1 ') ? `per ${per.slice(2)}` : `per ${per.replace(/^\d+/, grouped)}`;
}

/** `patient-years` of `100 patient-years`. */
function timeOf(per: string): string {
  return per.replace(/^\d+ /, '').replace(/s?$/, 's');
}

const noTime: Fault = {
  code: 'out-of-range',
  message: 'the time at risk must be greater than 0',
  at: ['exposure'],
};

function complete(raw: Raw): EventRate | Fault {
  if (raw.rate) return { ...raw, rate: raw.rate, rateComputed: false };
  if (raw.exposure && raw.exposure.value <= 0) return noTime;
  if (raw.events === undefined || !raw.exposure)
    return { code: 'missing-field', message: 'an event rate needs rate:, or events: and exposure:', at: [] };
  const text = computed(raw.events, raw.exposure.value, raw.per);
  return { ...raw, rate: { text, value: Number(text) }, rateComputed: true };
}

/** Events per `per`, exact. */
function ratePer(events: number, exposure: number, per: string): number {
  return (events * Number.parseInt(per, 10)) / exposure;
}

function computed(events: number, exposure: number, per: string): string {
  const value = ratePer(events, exposure, per);
  const places = value > 0 && value < 1 ? 1 - Math.floor(Math.log10(value)) : 1;
  return roundHalfUp(toRational(value), places);
}

function faults(v: EventRate): Fault[] {
  const { exposure, events, rate, rateComputed } = v;
  return [
    ...(exposure && exposure.value <= 0 ? [noTime] : []),
    ...(exposure && exposure.value > 0 && events !== undefined ? rateFaults(v, events, exposure) : []),
    ...limitFaults(v, (limit) => limit >= 0, 'a rate of 0 or more'),
    ...intervalFaults(v, { ...rate, field: rateComputed ? 'events' : 'rate' }),
  ];
}

/** A printed rate may differ by the rounding of itself and of the printed time at risk. */
function rateFaults({ rate, per }: EventRate, events: number, exposure: Decimal): Fault[] {
  const decimals = decimalsOf(rate.text);
  const half = 0.5 * 10 ** -decimalsOf(exposure.text);
  const right = ratePer(events, exposure.value, per);
  const slack = ratePer(events, Math.max(exposure.value - half, half), per) - right;
  if (Math.abs(right - rate.value) <= 0.5000001 * 10 ** -decimals + slack) return [];
  return [
    {
      code: 'rate-mismatch',
      message: `${events} events in ${exposure.text} are ${roundHalfUp(toRational(right), decimals)} ${unitOf({ per })}, not ${rate.text}`,
      at: ['rate'],
      related: [{ message: 'the time at risk', at: ['exposure'] }],
    },
  ];
}
