import { z } from 'zod';
import { type Value, type ValueOf, type WrittenShape, writtenShapes } from '../shapes/shapes.ts';
import { directionFields, type Endpoint } from './endpoint.ts';
import {
  date,
  decimal,
  flag,
  line,
  month,
  percentage,
  quantity,
  slug,
  type TimeUnit,
  text,
  threshold,
  wholeNumber,
} from './scalars.ts';
import { type Grade, grade, type Reference, registryIds, sourceReferences } from './source.ts';

/** Sets of patients that trials commonly analyse, with the short forms they are also written in. */
const knownPopulations: Record<string, readonly string[]> = {
  enrolled: [],
  randomised: [],
  itt: ['intention to treat', 'intention-to-treat', 'intent to treat', 'intent-to-treat'],
  mitt: ['modified itt', 'modified intention to treat', 'modified intent-to-treat'],
  'full analysis': ['fas', 'full analysis set'],
  'per protocol': ['pp', 'pps', 'per-protocol', 'per protocol set'],
  treated: ['as treated'],
  safety: ['safety set', 'safety population'],
  evaluable: [],
  responders: [],
  're-randomised': [],
};

const byName = new Map(
  Object.entries(knownPopulations).flatMap(([name, others]) =>
    [name, ...others].map((one): [string, string] => [one, name]),
  ),
);

/** One of the known sets, or a description in the words of the source (at least two words). */
const population = text
  .transform((written) => byName.get(written.toLowerCase()) ?? written)
  .refine((name) => name in knownPopulations || /\S\s+\S/.test(name), {
    error: `expected ${Object.keys(knownPopulations).join(', ')}, or a description of more than one word`,
    params: { code: 'unknown-value' },
  });

export const milestoneSchema = z.strictObject({
  date: z.union([date, month]),
  kind: z.enum(['readout', 'publication', 'advisory committee', 'approval', 'submission']),
  label: text,
  /** Expected, and not yet past. */
  estimated: flag.optional(),
  source: sourceReferences,
  grade: grade.optional(),
});

type MilestoneFile = z.infer<typeof milestoneSchema>;

type MilestoneFinding = Finding & { value: ValueOf<'occasion'> };

export type Milestone = Omit<MilestoneFile, 'source'> & {
  id: string;
  references: Reference[];
  /** Itself, readable like a finding: `<trial>.milestone.<key>`. */
  finding: MilestoneFinding;
};

/** Depths of response, the deepest first; PD is progression. */
const responses = ['sCR', 'CR', 'VGPR', 'PR', 'MR', 'SD', 'PD'] as const;
export type Response = (typeof responses)[number];

const status = z.enum(['ongoing', 'stopped', 'died']);

const responseAt = z.strictObject({
  /** In the unit of the cohort, from its origin. */
  at: decimal,
  is: z.enum(responses),
  unconfirmed: flag.optional(),
});

const patientSchema = z.strictObject({
  /** As printed; the key in capitals unless given. */
  label: text.optional(),
  /** Time that the bar of a swimmer plot shows, in the unit of the cohort. */
  duration: decimal.optional(),
  /** At the end of that time. */
  status: status.optional(),
  responses: z.array(responseAt).optional(),
  /** Best change from baseline in per cent; negative is less disease. */
  change: decimal.optional(),
  /** Best response. */
  best: z.enum(responses).optional(),
  unconfirmed: flag.optional(),
});

export const cohortSchema = z.strictObject({
  label: text,
  cut: z.string().optional(),
  /** What the durations are of, such as `Time on treatment`. */
  duration: text.optional(),
  origin: z.enum(['randomisation', 'infusion', 'enrolment', 'first dose']).optional(),
  unit: z.enum(['days', 'weeks', 'months', 'years']).optional(),
  /** What changed, and the patients in whom it is measured otherwise: `Sum of target lesions`, `Serum M-protein (light chains in 3)`. */
  measured: text.optional(),
  patients: z.record(slug, patientSchema),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
});

export type CohortFile = z.infer<typeof cohortSchema>;
export type PatientFile = z.infer<typeof patientSchema>;

export interface Patient {
  id: string;
  label: string;
  unconfirmed: boolean;
  best?: Response;
  /** What happened on the way, in order of time. */
  responses: { at: number; text: string; is: Response; unconfirmed: boolean }[];
  status?: z.infer<typeof status>;
  /** Findings of their own: `<trial>.patient.<cohort>.<patient>.time` and `.change`. */
  time?: ObservedFinding;
  change?: ObservedFinding;
}

export type ObservedFinding = Finding & { value: ValueOf<'observation'> };

/** Patient-level data of a trial. */
export interface Cohort {
  id: string;
  label: string;
  cut?: Cut;
  duration?: string;
  origin?: CohortFile['origin'];
  unit?: TimeUnit;
  measured?: string;
  patients: Patient[];
  references: Reference[];
  grade: Grade;
}

/** The findings that patients make readable. */
export function patientFindings(cohorts: readonly Cohort[]): Finding[] {
  return cohorts.flatMap(({ patients }) =>
    patients.flatMap(({ time, change }) => [...(time ? [time] : []), ...(change ? [change] : [])]),
  );
}

const curveArm = z.strictObject({
  /** Times of events, each as often as it occurred. */
  events: z.array(decimal).optional(),
  /** Times at which follow-up ended without event; of a digitised curve, its ticks. */
  censored: z.array(decimal).optional(),
  /** Times and per cent without event read off a figure, where the curve steps; from [0, 100]. */
  points: z
    .array(z.tuple([decimal, percentage]))
    .min(1)
    .optional(),
  /** Printed under the figure at 0 and every step of the axis. */
  atRisk: z.array(wholeNumber).min(1).optional(),
});

export const curveSchema = z.strictObject({
  endpoint: z.string(),
  cut: z.string().optional(),
  /** Times of patients, or points read off a published figure. */
  data: z.enum(['events', 'digitised']),
  /** From when time counts. */
  origin: z.enum(['randomisation', 'infusion', 'enrolment', 'first dose']),
  unit: z.enum(['days', 'weeks', 'months', 'years']),
  /** From one mark of the axis and number at risk to the next, in the unit. */
  every: decimal.refine(({ value }) => value > 0, {
    error: 'expected a time greater than 0',
    params: { code: 'out-of-range' },
  }),
  /** How the pointwise 95% limits of event data are made; log-log unless said otherwise. */
  interval: z.enum(['log-log', 'plain']).optional(),
  arms: z.record(slug, curveArm),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
});

export type CurveFile = z.infer<typeof curveSchema>;
export type CurveArmFile = z.infer<typeof curveArm>;

/** What the curve becomes at a time, until the next step: shares without event, 0 to 1. */
interface CurveStep {
  time: number;
  survival: number;
  /** Pointwise 95% limits. */
  limits?: { low: number; high: number };
}

export interface CurveArm {
  arm: Arm;
  /** From time 0. */
  steps: CurveStep[];
  censored: number[];
  /** The last time that the curve covers. */
  last: number;
  /** Numbers at risk at 0 and every step of the axis, as findings of their own. */
  atRisk: { time: number; finding: Finding }[];
  /** Computed from event data, as findings of their own. */
  median?: Finding;
  rates: { time: number; finding: Finding }[];
}

/** Survival curves of a trial's arms for one endpoint at one cut. */
export interface Curve {
  id: string;
  endpoint: Endpoint;
  cut?: Cut;
  data: CurveFile['data'];
  origin: CurveFile['origin'];
  unit: TimeUnit;
  every: number;
  /** Kind of the limits; none of a digitised curve. */
  interval?: 'log-log' | 'plain';
  arms: CurveArm[];
  references: Reference[];
  grade: Grade;
  note?: string;
}

/** What a curve's findings have in common. */
export interface CurveSubject {
  trial: Trial;
  curve: Omit<Curve, 'arms'>;
  arm: Arm;
}

/** Patients counted together who are no arm: several arms, or a part of one. */
export const groupSchema = z.strictObject({
  label: text,
  kind: z.enum(['arm part', 'pooled', 'cohort', 'subset']),
  /** Arms that the patients belong to. */
  of: z.array(z.string()).min(1).optional(),
  note: text.optional(),
});

export type Group = Omit<z.infer<typeof groupSchema>, 'of'> & { id: string; of: Arm[] };

export const rowSchema = z.strictObject({
  label: text,
  /** `time`: when it was measured. `subgroup`: its patients. `item` and `grade`: what was counted. */
  kind: z.enum(['time', 'item', 'grade', 'subgroup']).default('item'),
  /** What divides the subgroups, such as Age. */
  by: text.optional(),
});

export type Row = z.infer<typeof rowSchema> & { id: string };

/** A compact scalar such as `44/59`, or a map of one value shape. docs/data-model.md lists the forms. */
const cellSchema = z.union([z.string(), z.record(z.string(), z.unknown())], {
  error: 'expected a cell such as 44/59 or -2.9 se 0.72 of 143, or a mapping of one value shape',
});

const tableFields = {
  title: text,
  /** Short form of the title for tables and figures. */
  label: text.optional(),
  description: text.optional(),
  population: population.optional(),
  /** Unit of cells that state none. */
  unit: text.optional(),
  /** Which average the cells contain that do not say it themselves. */
  statistic: z.enum(['mean', 'median', 'geometric mean', 'adjusted mean']).optional(),
  change: z.enum(['from baseline', 'per cent from baseline']).optional(),
  rows: z.record(slug, rowSchema).optional(),
  /** By row and group; by group alone where there are no rows. */
  results: z.record(slug, cellSchema).optional(),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
};

/** A table of baseline characteristics, or of what became of the patients. */
export const characteristicSchema = z.strictObject({ ...tableFields, timeFrame: text.optional() });

const comparisonSchema = z.looseObject({
  /** The first against the second. */
  arms: z.tuple([z.string(), z.string()]),
  row: z.string().optional(),
  /** Ends the address, where a pair of arms is compared more than once. */
  key: slug.optional(),
  note: text.optional(),
});

export const outcomeSchema = z.strictObject({
  ...tableFields,
  timeFrame: text,
  type: z.enum(['primary', 'secondary', 'other', 'post hoc']),
  /** Key of an endpoint; an outcome without one is an endpoint of its own. */
  endpoint: z.string().optional(),
  ...directionFields,
  status: z.enum(['posted', 'not posted', 'nobody analysed']).default('posted'),
  /** When the sponsor expects to post results. */
  expected: month.optional(),
  cut: z.string().optional(),
  assessor: z.enum(['independent', 'investigator', 'algorithm']).optional(),
  threshold: threshold.optional(),
  assay: text.optional(),
  requiresCr: flag.optional(),
  comparisons: z.array(comparisonSchema).optional(),
});

export type CharacteristicFile = z.infer<typeof characteristicSchema>;
export type OutcomeFile = z.infer<typeof outcomeSchema>;
export type ComparisonFile = z.infer<typeof comparisonSchema>;

/** Results of one outcome, or of one characteristic of the patients, as findings. */
export interface ResultTable {
  id: string;
  title: string;
  endpoint: Endpoint;
  rows: Row[];
  references: Reference[];
  findings: Finding[];
}

export interface Outcome
  extends ResultTable,
    Pick<OutcomeFile, 'type' | 'timeFrame' | 'status' | 'expected' | 'population'> {}

/** `44/59`, or `not reported`. */
const countCell = z.string();

export const adverseEventsSchema = z.strictObject({
  /** Terms of fewer patients (per cent of every group) are not listed. */
  threshold: z
    .string()
    .regex(/^(?:\d{1,2}(?:\.\d+)?|100)%?$/, { error: 'expected a percentage such as 5%' })
    .optional(),
  timeFrame: text,
  description: text.optional(),
  source: sourceReferences,
  grade: grade.optional(),
  /** Totals; deaths that are left out are not reported, which is not 0. */
  groups: z.record(
    slug,
    z.strictObject({
      serious: countCell.optional(),
      other: countCell.optional(),
      deaths: countCell.optional(),
    }),
  ),
  terms: z
    .array(
      z.strictObject({
        term: text,
        /** Its part of an address, where the term alone is not unique. */
        key: slug.optional(),
        /** Organ system. */
        system: text.optional(),
        /** Such as MedDRA 25.0. */
        vocabulary: text.optional(),
        serious: flag.optional(),
        /** Patients affected of those at risk, by group or in the order of `groups`. */
        cells: z.union([z.array(countCell), z.record(slug, countCell)]),
        /** Number of events, which may exceed that of patients. */
        events: z.union([z.array(wholeNumber), z.record(slug, wholeNumber)]).optional(),
      }),
    )
    .optional(),
});

export type AdverseEventsFile = z.infer<typeof adverseEventsSchema>;

export const totals = ['serious', 'other', 'deaths'] as const;
export type Total = (typeof totals)[number];

export interface AdverseEventTerm {
  id: string;
  endpoint: Endpoint;
  system?: string | undefined;
  serious: boolean;
  /** By arm or group, in the order of the block. */
  cells: Map<string, Finding>;
  /** Counts of events, where the source gives them. */
  events: Finding[];
}

export interface AdverseEvents {
  threshold?: string | undefined;
  timeFrame: string;
  references: Reference[];
  /** Arms and groups in the order of the block. */
  columns: (Arm | Group)[];
  totals: Map<Total, Map<string, Finding>>;
  terms: AdverseEventTerm[];
}

export const armSchema = z.strictObject({
  label: text,
  /** Key of a file under products/. */
  product: slug.optional(),
  regimen: text,
  /** Left out where the source does not say which arm is tried against which. */
  role: z.enum(['experimental', 'control', 'not stated']).default('not stated'),
  enrolled: wholeNumber.optional(),
  randomised: wholeNumber.optional(),
  treated: wholeNumber.optional(),
  cellTherapy: flag.optional(),
  bridging: z.enum(['none', 'allowed', 'required']).optional(),
  induction: z.enum(['none', 'allowed', 'required']).optional(),
  /** Name that control arms of several trials carry when the same treatment makes them a common comparator. */
  comparator: slug.optional(),
  /** Source of the numbers of patients. */
  source: sourceReferences.optional(),
  grade: grade.optional(),
});

const registryDate = z.strictObject({
  date: z.union([date, month]),
  /** Not yet past when the record was last updated. */
  expected: flag.optional(),
});

/** What the record of a registry says of the state of a trial. */
export const registryStatusSchema = z.strictObject({
  status: z.enum([
    'not yet recruiting',
    'recruiting',
    'enrolling by invitation',
    'active, not recruiting',
    'suspended',
    'terminated',
    'withdrawn',
    'completed',
    'unknown',
  ]),
  /** In the words of the record. */
  whyStopped: text.optional(),
  start: registryDate.optional(),
  primaryCompletion: registryDate.optional(),
  completion: registryDate.optional(),
  enrolment: z.strictObject({ n: wholeNumber, expected: flag.optional() }).optional(),
  firstPosted: date.optional(),
  resultsPosted: date.optional(),
  lastUpdate: date.optional(),
  sponsor: text.optional(),
  sites: wholeNumber.optional(),
  countries: z.array(text).optional(),
  source: sourceReferences,
});

export const cutSchema = z.strictObject({
  label: text,
  /** Median follow-up; readable in a briefing as `<trial>.follow-up` or `<trial>.follow-up.<cut>`. */
  followUp: quantity.optional(),
  date: z.union([date, month]).optional(),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
});

type ShapeSchemas = { [K in WrittenShape]: z.ZodOptional<(typeof writtenShapes)[K]['schema']> };

/** A finding has exactly one of these. */
const shapeSchemas = Object.fromEntries(
  Object.entries(writtenShapes).map(([name, { schema }]) => [name, schema.optional()]),
) as unknown as ShapeSchemas;

export const shapeNames = Object.keys(shapeSchemas) as WrittenShape[];

export const findingSchema = z.strictObject({
  endpoint: z.string(),
  arm: z.string().optional(),
  /** Instead of an arm, patients who are none. */
  group: z.string().optional(),
  /** Experimental arm first, comparator second. */
  compare: z.tuple([z.string(), z.string()]).optional(),
  cut: z.string().optional(),
  ...shapeSchemas,
  population: population.optional(),
  /** A part of the patients, such as { by: Age, is: 75 years or older }; never taken for the whole. */
  subgroup: z.strictObject({ by: text, is: text }).optional(),
  assessor: z.enum(['independent', 'investigator', 'algorithm']).optional(),
  threshold: threshold.optional(),
  assay: text.optional(),
  timing: text.optional(),
  requiresCr: flag.optional(),
  /** How events after the start of treatment are dealt with: treatment policy, hypothetical, while on treatment. */
  estimand: text.optional(),
  /** What was measured, at baseline, in the patients counted: `8.3%`, `105.4 kg`. */
  baseline: text.optional(),
  primary: flag.optional(),
  source: sourceReferences,
  grade: grade.optional(),
  note: text.optional(),
});

const findingKey = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, { error: 'expected a key such as mrd.d-rd' });

export const trialSchema = z.strictObject({
  $schema: z.string().optional(),
  name: text,
  registry: registryIds,
  registryStatus: registryStatusSchema.optional(),
  phase: z.enum([
    'early 1',
    '1',
    '1b',
    '1/2',
    '1b/2',
    '2',
    '2a',
    '2b',
    '2/3',
    '2b/3',
    '3',
    '3b',
    '4',
    'not applicable',
  ]),
  /** `crossover` and `cluster` are randomised too: by period, and by groups of patients. */
  design: z.enum(['randomised', 'crossover', 'cluster', 'non-randomised', 'single-arm', 'observational']),
  masking: z
    .enum(['open-label', 'single-blind', 'double-blind', 'triple-blind', 'quadruple-blind'])
    .optional(),
  /** Where design, setting and criteria are stated. */
  source: sourceReferences.optional(),
  designNote: text.optional(),
  /** An abbreviation of house.yaml or the disease in full. */
  disease: text,
  setting: text.optional(),
  /** Short form of the setting for tables. */
  settingLabel: text.optional(),
  lines: z.array(line).min(1).optional(),
  /** What patients must have had or failed before, where the trial takes treated ones. */
  priorExposure: text.optional(),
  /** `summary` replaces the definition where there is room for only a few words. */
  risk: z.strictObject({ label: text, definition: text, summary: text.optional() }).optional(),
  /** Marker by which patients were selected, with its limit; `unselected` where they were not. */
  biomarker: text.optional(),
  /** Treatment that every arm is given beside its own; `none` where there is none. */
  background: text.optional(),
  /** Treatment that patients of the control arm may change to, with the per cent of them who did. */
  crossoverAllowed: z
    .union([z.literal('none'), z.strictObject({ to: text, percent: percentage.optional() })])
    .optional(),
  /** Of composites and other endpoints that each trial defines for itself, by key of the endpoint. */
  definitions: z.record(slug, text).optional(),
  region: text.optional(),
  enrolment: z
    .string()
    .regex(/^\d{4}-\d{2}\/\d{4}-\d{2}$/, { error: 'expected first and last month, such as 2015-03/2017-01' })
    .optional(),
  criteria: text.optional(),
  pfs: z
    .strictObject({
      event: text,
      origin: z.enum(['randomisation', 'infusion', 'enrolment', 'first dose']).optional(),
    })
    .optional(),
  arms: z.record(slug, armSchema),
  /** Patients counted together who are no arm. */
  groups: z.record(slug, groupSchema).optional(),
  cuts: z.record(slug, cutSchema).optional(),
  findings: z.record(findingKey, findingSchema).optional(),
  /** Results in tables, as registries give them; every cell is a finding. */
  outcomes: z.record(slug, outcomeSchema).optional(),
  adverseEvents: adverseEventsSchema.optional(),
  baseline: z.record(slug, characteristicSchema).optional(),
  disposition: z.record(slug, characteristicSchema).optional(),
  /** Survival curves, by key. */
  curves: z.record(slug, curveSchema).optional(),
  /** Patient-level data, by key of the cohort. */
  cohorts: z.record(slug, cohortSchema).optional(),
  /** Limitations and caveats in the words of the source. */
  limitations: text.optional(),
  milestones: z.record(slug, milestoneSchema).optional(),
  /** `not extracted` says so wherever the efficacy of the trial prints; not needed beside adverseEvents. */
  safety: z.enum(['extracted', 'not extracted']).optional(),
  note: text.optional(),
});

type TrialFile = z.infer<typeof trialSchema>;
export type FindingFile = z.infer<typeof findingSchema>;

export type Arm = Omit<z.infer<typeof armSchema>, 'source'> & { id: string; references: Reference[] };
export type Cut = Omit<z.infer<typeof cutSchema>, 'source'> & { id: string; references: Reference[] };

/** One reported result of one trial, with every reference resolved. */
export interface Finding
  extends Pick<
    FindingFile,
    | 'population'
    | 'subgroup'
    | 'assessor'
    | 'threshold'
    | 'assay'
    | 'timing'
    | 'requiresCr'
    | 'estimand'
    | 'baseline'
    | 'primary'
    | 'note'
  > {
  kind: 'finding';
  /** Address in briefings: `<trial>.<key>`. */
  id: string;
  trial: Trial;
  endpoint: Endpoint;
  arm?: Arm;
  /** Patients who are no arm; never taken for the whole trial. */
  group?: Group;
  /** Row of the table that it is a cell of. */
  row?: Row;
  /** Keys of the YAML that it is written under, where these are not `findings` and its own. */
  keys?: readonly (string | number)[];
  compare?: [Arm, Arm];
  cut?: Cut;
  value: Value;
  /** How the value was computed here, when no source prints it. */
  computed?: string;
  references: Reference[];
  grade: z.infer<typeof grade>;
}

/** Whether chance decided who was given what, so that arms of the trial can be compared. */
export function isRandomised({ design }: Pick<Trial, 'design'>): boolean {
  return design === 'randomised' || design === 'crossover' || design === 'cluster';
}

/** Columns of a table of results are arms and groups. */
export function isArm(column: Arm | Group): column is Arm {
  return 'regimen' in column;
}

/** What part of the patients or of the outcome a finding is about: `Age: 75 years or older`, `Stroke`; undefined for all. */
export function partOf({ subgroup, row }: Finding): string | undefined {
  if (subgroup) return `${subgroup.by}: ${subgroup.is}`;
  return row && row.kind !== 'time' ? row.label : undefined;
}

/** Whether a finding is of all patients of an arm or trial, and of the whole outcome. */
export function isOfAll(finding: Finding): boolean {
  return !finding.group && partOf(finding) === undefined;
}

export type Trial = Omit<
  TrialFile,
  | '$schema'
  | 'source'
  | 'arms'
  | 'groups'
  | 'cuts'
  | 'findings'
  | 'outcomes'
  | 'adverseEvents'
  | 'baseline'
  | 'disposition'
  | 'curves'
  | 'cohorts'
  | 'milestones'
  | 'safety'
> & {
  id: string;
  safety: NonNullable<TrialFile['safety']>;
  /** Where design, setting and criteria are stated. */
  references: Reference[];
  arms: Arm[];
  groups: Group[];
  cuts: Cut[];
  /** Written one by one or in outcomes, and totals of adverse events. */
  findings: Finding[];
  outcomes: Outcome[];
  adverseEvents?: AdverseEvents;
  baseline: ResultTable[];
  disposition: ResultTable[];
  curves: Curve[];
  cohorts: Cohort[];
  milestones: Milestone[];
};
