/** Kinds of numbers in a study with results. */
export const kinds = [
  'outcome measurements',
  'analyses',
  'adverse events',
  'adverse-event totals',
  'baseline',
  'participant flow',
] as const;
export type Kind = (typeof kinds)[number];

/** Why a number of the registry was not taken. */
export const reasons = {
  'not a number': 'the registry prints something that is not a plain number',
  'nobody analysed': 'the number of participants analysed is 0',
  'denominators exchanged': 'the percentages fit the participants of another group',
  'more than all': 'more participants than were at risk',
  'contradicts itself': 'the parts of the value contradict each other',
  'no reason given': 'the registry prints NA without a reason, or one that is not understood',
  'spread unknown': 'the measure of dispersion is not one that is known',
  'group unknown': 'the group is not listed, or may be one of several arms; name it with --join',
  'number of another list': 'the title lists numbers of participants that do not match the groups',
  'not two groups': 'the analysis does not compare exactly two groups',
  'not an arm': 'the analysis compares participants who are not an arm of the trial',
  'no comparison of groups':
    'the parameter is a slope, coefficient or the like, not a comparison of two groups',
  'parameter unknown': 'the registry names a parameter that is not known',
  'p impossible': 'the p value is not between 0 and 1',
  'level impossible': 'the confidence level is not between 50 and 100',
  'direction unknown': 'nothing says which of the two groups is the numerator',
  'direction contradictory': 'the text, the numbers and the convention disagree about the direction',
  'nothing given': 'the analysis contains neither an estimate nor a p value',
  'unit unknown': 'the registry gives no unit, or counts something other than participants',
} as const;
export type Reason = keyof typeof reasons;

/** A number that was not taken, or one that was taken and is doubtful. */
export interface Remark {
  kind: Kind;
  /** JSON pointer into the file of the registry. */
  pointer: string;
  text: string;
}

export interface Listed extends Remark {
  reason: Reason;
}

/** What became of the numbers of a study: each is mapped or listed once. */
export class Coverage {
  readonly mapped = new Map<Kind, number>(kinds.map((kind) => [kind, 0]));
  readonly listed: Listed[] = [];
  readonly doubts: Remark[] = [];
  /** JSON pointer of the study in its file. */
  private readonly pointer: string;

  constructor(pointer: string) {
    this.pointer = pointer;
  }

  map(kind: Kind, count = 1): void {
    this.mapped.set(kind, (this.mapped.get(kind) ?? 0) + count);
  }

  list(kind: Kind, reason: Reason, pointer: string, text: string): undefined {
    this.listed.push({ kind, reason, pointer: `${this.pointer}${pointer}`, text });
    return undefined;
  }

  doubt(kind: Kind, pointer: string, text: string): void {
    this.doubts.push({ kind, pointer: `${this.pointer}${pointer}`, text });
  }

  /** By kind: what the file contains, and what became of it. */
  counts(raw: ReadonlyMap<Kind, number>): Count[] {
    return kinds.map((kind) => ({
      kind,
      raw: raw.get(kind) ?? 0,
      mapped: this.mapped.get(kind) ?? 0,
      listed: this.listed.filter((one) => one.kind === kind).length,
    }));
  }
}

export interface Count {
  kind: Kind;
  raw: number;
  mapped: number;
  listed: number;
}

/** Where the numbers of each kind are in a study. */
const places: Record<Kind, readonly string[]> = {
  'outcome measurements': ['outcomeMeasuresModule.outcomeMeasures.classes.categories.measurements'],
  analyses: ['outcomeMeasuresModule.outcomeMeasures.analyses'],
  'adverse events': ['adverseEventsModule.seriousEvents.stats', 'adverseEventsModule.otherEvents.stats'],
  'adverse-event totals': ['serious', 'other', 'deaths'].map(
    (total) => `adverseEventsModule.eventGroups.${total}NumAffected`,
  ),
  baseline: ['baselineCharacteristicsModule.measures.classes.categories.measurements'],
  'participant flow': [
    'participantFlowModule.periods.milestones.achievements',
    'participantFlowModule.periods.dropWithdraws.reasons',
  ],
};

/** Counts the numbers of a study as it was read, without knowing how they are mapped. */
export function countNumbers(raw: unknown): Map<Kind, number> {
  return new Map(
    kinds.map((kind) => {
      const found = places[kind].flatMap((place) => valuesAt(raw, ['resultsSection', ...place.split('.')]));
      return [kind, found.length];
    }),
  );
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((one) => valuesAt(one, name === undefined ? [] : [name, ...rest]));
  if (value === undefined || value === null) return [];
  if (name === undefined) return [value];
  return typeof value === 'object' && Object.hasOwn(value, name)
    ? valuesAt((value as Record<string, unknown>)[name], rest)
    : [];
}
