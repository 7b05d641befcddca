import { z } from 'zod';
import { decimal, notNegative, wholeNumber } from '../model/scalars.ts';
import { divide, grouped, roundHalfUp, toRational, withThousands } from '../notation/rounding.ts';
import { nbsp } from '../notation/written.ts';
import {
  bracketed,
  intervalFaults,
  intervalFields,
  limitFaults,
  signed,
  writeLevel,
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
export type EventRate = Raw & { rate: NonNullable<Raw['rate']>; rateComputed: boolean };

export const eventRate = defineShape({
  schema,
  noun: { one: 'an event rate', many: 'event rates' },
  subject: 'one',
  complete,
  forms: {
    rate: (v: EventRate) => `${signed(v.rate.text)}${nbsp}${unitOf(v)}`,
    ci: (v, { computed: limits }) => writeRange(v, limits, { decimals: decimalsIn(v) }),
    n: ({ events }) => (events === undefined ? undefined : withThousands(events)),
    exposure: ({ exposure, per }) => exposure && `${grouped(exposure.text)}${nbsp}${timeOf(per)}`,
    'events/exposure': (v) => inExposure(v),
    full: (v, setting) => `${v.rate.text}${nbsp}${unitOf(v)}${bracketed(writeWithLevel(v, setting))}`,
  },
  numeral: ({ rate }) => rate.text,
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
    const range = writeRange(v, undefined);
    const counted =
      v.events !== undefined && v.exposure
        ? { counts: `${v.events} events in ${v.exposure.text} ${timeOf(v.per)}` }
        : {};
    return {
      estimate: `${v.rate.text}${nbsp}${unitOf(v)}`,
      details: {
        ...(range !== undefined && { interval: `${writeLevel(v)}${nbsp}${range}` }),
        ...counted,
      },
    };
  },
});

function decimalsIn({ rate }: EventRate): number {
  return rate.text.split('.')[1]?.length ?? 0;
}

/** `106 in 2,034.5 patient-years`. */
function inExposure({ events, exposure, per }: EventRate): string | undefined {
  if (events === undefined || !exposure) return undefined;
  return `${withThousands(events)} in${nbsp}${grouped(exposure.text)}${nbsp}${timeOf(per)}`;
}

function unitOf({ per }: Raw): string {
  return per.startsWith('1 ') ? `per ${per.slice(2)}` : `per ${per}`;
}

/** `patient-years` of `100 patient-years`. */
function timeOf(per: string): string {
  return per.replace(/^\d+ /, '').replace(/s?$/, 's');
}

function complete(raw: Raw): EventRate | Fault {
  if (raw.rate) return { ...raw, rate: raw.rate, rateComputed: false };
  if (raw.events === undefined || !raw.exposure || raw.exposure.value <= 0)
    return { code: 'missing-field', message: 'an event rate needs rate:, or events: and exposure:', at: [] };
  const text = computed(raw.events, raw.exposure.value, raw.per);
  return { ...raw, rate: { text, value: Number(text) }, rateComputed: true };
}

function computed(events: number, exposure: number, per: string, decimals?: number): string {
  const value = (events * Number.parseInt(per, 10)) / exposure;
  const places = decimals ?? Math.max(1, value > 0 && value < 1 ? 1 - Math.floor(Math.log10(value)) : 1);
  return roundHalfUp(divide(toRational(value), 1n), places);
}

function faults(v: EventRate): Fault[] {
  const decimals = decimalsIn(v);
  const { exposure, events, rate, per, rateComputed } = v;
  const expected =
    events !== undefined && exposure && exposure.value > 0 && !rateComputed
      ? (events * Number.parseInt(per, 10)) / exposure.value
      : undefined;
  const isOff =
    expected !== undefined &&
    Math.abs(expected - rate.value) > 0.5000001 * 10 ** -decimals + exposureSlack(v);
  return [
    ...(exposure && exposure.value <= 0
      ? [{ code: 'out-of-range', message: 'the time at risk is greater than 0', at: ['exposure'] }]
      : []),
    ...(isOff
      ? [
          {
            code: 'rate-mismatch',
            message: `${events} events in ${exposure?.text} are ${computed(events ?? 0, exposure?.value ?? 1, per, decimals)} ${unitOf(v)}, not ${rate.text}`,
            at: ['rate'],
            related: [{ message: 'the time at risk', at: ['exposure'] }],
          },
        ]
      : []),
    ...limitFaults(v, (limit) => limit >= 0, 'a rate of 0 or more'),
    ...intervalFaults(v, { ...rate, field: rateComputed ? 'events' : 'rate' }),
  ];
}

/** What the rounding of the printed time at risk may move the rate by. */
function exposureSlack({ exposure, events = 0, per }: Raw): number {
  if (!exposure) return 0;
  const half = 0.5 * 10 ** -(exposure.text.split('.')[1]?.length ?? 0);
  const amount = events * Number.parseInt(per, 10);
  return amount / Math.max(exposure.value - half, half) - amount / exposure.value;
}
