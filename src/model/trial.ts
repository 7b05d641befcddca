import { z } from 'zod';
import { type Value, type WrittenShape, writtenShapes } from '../shapes/shapes.ts';
import { type Cohort, cohortSchema } from './cohort.ts';
import { type Curve, curveSchema } from './curve.ts';
import type { Endpoint } from './endpoint.ts';
import { type Milestone, milestoneSchema } from './milestone.ts';
import {
  type AdverseEvents,
  adverseEventsSchema,
  characteristicSchema,
  type Group,
  groupSchema,
  type Outcome,
  outcomeSchema,
  type ResultTable,
  type Row,
} from './outcome.ts';
import { population } from './population.ts';
import { registryIds } from './registry.ts';
import {
  date,
  flag,
  line,
  month,
  percentage,
  quantity,
  slug,
  text,
  threshold,
  wholeNumber,
} from './scalars.ts';
import { grade, type Reference, sourceReferences } from './source.ts';

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
  /** Where the numbers of patients stand. */
  source: sourceReferences.optional(),
  grade: grade.optional(),
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
  /** `summary` stands for the definition where there is room for a few words only. */
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
