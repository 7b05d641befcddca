import { z } from 'zod';
import { flag, percentage, wholeNumber } from '../model/scalars.ts';
import { decimalsOf, percentOf, withThousands } from '../notation/rounding.ts';
import { nbsp, writePower } from '../notation/written.ts';
import {
  bracketed,
  decimalsOfComputed,
  intervalFact,
  intervalFaults,
  intervalFields,
  limitFaults,
  writeLimits,
  writeRange,
  writeWithLevel,
} from './interval.ts';
import { boundPiece, defineShape, type Fault, type Setting } from './shape.ts';

const schema = z.strictObject({
  /** Patients with the outcome; `derived` when worked back from per cent and N. */
  events: z.union([z.literal('derived'), wholeNumber]).optional(),
  of: wholeNumber.optional(),
  /** As printed in the source. */
  percent: percentage.optional(),
  ...intervalFields,
  approximate: flag.optional(),
});

type Raw = z.infer<typeof schema>;

/** Patients with an outcome among all of a group. */
export type Proportion = Omit<Raw, 'events'> & {
  events?: number;
  /** Worked back from per cent and N, not printed by the source. */
  eventsDerived: boolean;
};

/** Below this many patients a computed percentage prints without decimals (Annals statistical guidance). */
const fewPatients = 200;

/** Decimals of a percentage of so many patients that was computed here. */
export function decimalsFor(patients: number): number {
  return patients < fewPatients ? 0 : 1;
}

/**
 * Decimals that show a share that is neither none nor all of the patients: those for its N, and two
 * significant digits of a share (or of what is missing from 100%) below one unit of the last of them.
 */
function decimalsToShow(events: number, of: number): number {
  const usual = decimalsFor(of);
  const rare = (100 * Math.min(events, of - events)) / of;
  return rare === 0 || rare >= 10 ** -usual ? usual : 1 - Math.floor(Math.log10(rare));
}

/** The percentage without its sign, with the source's decimals when it printed one. */
export function percentText(value: Proportion): string {
  if (value.percent) return value.percent.text;
  if (value.events === undefined || !value.of) return '—';
  return percentOf(value.events, value.of, decimalsToShow(value.events, value.of));
}

/** Exact from n and N where both are known. */
export function percentNumber(value: Proportion): number {
  if (value.events !== undefined && value.of) return (100 * value.events) / value.of;
  return value.percent?.value ?? Number.NaN;
}

export const proportion = defineShape({
  schema,
  noun: { one: 'a proportion', many: 'proportions' },
  subject: 'one',
  complete,
  forms: {
    percent: (v: Proportion) => `${v.approximate ? 'about ' : ''}${percentText(v)}%`,
    'n/N': nOfN('/'),
    'n of N': nOfN(`${nbsp}of${nbsp}`),
    n: (v) => (v.events === undefined ? undefined : withThousands(v.events)),
    N: (v) => (v.of === undefined ? undefined : withThousands(v.of)),
    ci: (v, { computed }) => writeRange(v, computed, { decimals: decimals(v, computed), unit: '%' }),
    'ci-low': (v, { computed }) => limit(v, computed, 0),
    'ci-high': (v, { computed }) => limit(v, computed, 1),
    full,
    threshold: (_, { threshold }) => threshold && writePower(threshold.exponent),
  },
  numeral: (v) => `${v.approximate ? '~' : ''}${percentText(v)}`,
  unit: () => '%',
  beneath: (v, { threshold }) => {
    const counted = boundPiece(nOfN('/')(v));
    if (!threshold) return counted;
    const at = counted.length > 0 ? ' at ' : 'at ';
    return [...counted, { text: at }, { bound: writePower(threshold.exponent) }];
  },
  columnLabel: () => undefined,
  estimate: (v) => {
    const value = percentNumber(v);
    if (Number.isNaN(value)) return undefined;
    const decimal = v.percent ?? { text: percentText(v), value };
    return {
      decimal,
      field: v.percent ? 'percent' : 'events',
      unit: '%',
    };
  },
  limits: (v) => v,
  counts: ({ events, of }) => (events === undefined || !of ? undefined : { kind: 'patients', events, of }),
  faults,
  about: () => undefined,
  fact: (v) => {
    const percent = `${v.approximate ? 'about ' : ''}${percentText(v)}%`;
    const counted = nOfN('/')(v);
    const estimate = counted
      ? `${counted} (${percent})`
      : v.of === undefined
        ? percent
        : `${percent} of${nbsp}${v.of}`;
    return { estimate, details: intervalFact(v) };
  },
});

function nOfN(between: string) {
  return (v: Proportion): string | undefined =>
    v.events === undefined || v.of === undefined
      ? undefined
      : `${withThousands(v.events)}${between}${withThousands(v.of)}`;
}

function decimals(v: Proportion, computed: Setting['computed']): number {
  return decimalsOfComputed(percentText(v), computed);
}

function limit(v: Proportion, computed: Setting['computed'], side: 0 | 1): string | undefined {
  const both = writeLimits(v, computed, decimals(v, computed));
  return both && `${both[side]}%`;
}

function full(v: Proportion, setting: Setting): string | undefined {
  const counted = nOfN('/')(v);
  const interval = writeWithLevel(v, setting, decimals(v, setting.computed));
  if (counted) return `${counted} (${percentText(v)}%${interval && `; ${interval}`})`;
  return interval ? `${percentText(v)}%${bracketed(interval)}` : undefined;
}

/** The events are known, or worked back where the value says `events: derived`. */
function complete(raw: Raw): Proportion | Fault {
  const { events, ...rest } = raw;
  if (events === 'derived') return deriveEvents(rest);
  if (raw.percent || (events !== undefined && raw.of !== undefined))
    return { ...rest, ...(events !== undefined && { events }), eventsDerived: false };
  return { code: 'missing-field', message: 'a proportion needs percent:, or events: and of:', at: [] };
}

/** The one count whose percentage rounds to the printed one. */
function deriveEvents(raw: Omit<Raw, 'events'>): Proportion | Fault {
  const { percent, of } = raw;
  const candidates = percent && of ? countsThatPrint(percent.text, of) : [];
  const [only, another] = candidates;
  if (only !== undefined && another === undefined) return { ...raw, events: only, eventsDerived: true };
  const why = another
    ? `${only} to ${candidates.at(-1)} of ${of} all round to ${percent?.text}%`
    : percent && of
      ? `no whole number out of ${of} rounds to ${percent.text}%`
      : 'this needs percent: and of:';
  return {
    code: 'not-derivable',
    message: `the number of events cannot be derived: ${why}`,
    at: ['events'],
    hints: ['omit events:, or give the number that the source prints'],
  };
}

/** Every count out of `of` whose percentage rounds to the printed one. */
export function countsThatPrint(percent: string, of: number): number[] {
  const places = decimalsOf(percent);
  const middle = Math.round((Number(percent) * of) / 100);
  const reach = Math.ceil(of / 10 ** places / 100) + 1;
  const counts = Array.from({ length: 2 * reach + 1 }, (_, index) => middle - reach + index);
  return counts.filter((n) => n >= 0 && n <= of && percentOf(n, of, places) === percent);
}

function faults(v: Proportion): Fault[] {
  const { events, of, percent } = v;
  if (of === 0)
    return [{ code: 'empty-population', message: 'a proportion needs at least 1 patient', at: ['of'] }];
  const ofCounts =
    events === undefined || of === undefined
      ? []
      : events > of
        ? [
            {
              code: 'events-exceed-total',
              message: `${events} events in ${of} patients`,
              at: ['events'],
              related: [{ message: 'the number of patients', at: ['of'] }],
            },
          ]
        : percentFault(v, events, of);
  return [
    ...ofCounts,
    ...limitFaults(v, (limit) => limit >= 0 && limit <= 100, 'a percentage from 0 to 100'),
    ...intervalFaults(v, percent && { ...percent, field: 'percent' }),
  ];
}

function percentFault({ percent, eventsDerived }: Proportion, events: number, of: number): Fault[] {
  if (!percent || eventsDerived) return [];
  const places = decimalsOf(percent.text);
  const printed = percentOf(events, of, places);
  if (printed === percent.text || isTie(events, of, places, percent.value)) return [];
  return [
    {
      code: 'percent-mismatch',
      message: `${events} of ${of} is ${printed}%, not ${percent.text}%`,
      at: ['percent'],
      related: [
        { message: 'the number of events', at: ['events'] },
        { message: 'the number of patients', at: ['of'] },
      ],
    },
  ];
}

/** A source that rounds an exact half to even prints the lower neighbour; nothing else differs from ours. */
function isTie(events: number, of: number, places: number, printed: number): boolean {
  return 200 * events * 10 ** places === of * (2 * Math.round(printed * 10 ** places) + 1);
}
