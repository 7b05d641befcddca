import { z } from 'zod';
import { type Cohort, cohortSchema, type Observation } from './cohort.ts';
import { type Curve, curveSchema } from './curve.ts';
import type { Endpoint } from './endpoint.ts';
import { type Milestone, milestoneSchema, type Occasion } from './milestone.ts';
import {
  bound,
  date,
  decimal,
  eventsOf,
  flag,
  interval,
  line,
  month,
  percentage,
  pValue,
  quantity,
  quantityOrUnavailable,
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
  role: z.enum(['experimental', 'control']),
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

const ratio = z.strictObject({
  value: decimal,
  ci: interval.optional(),
  p: pValue.optional(),
  /** Events of patients in each arm, the experimental first. */
  events: z.tuple([eventsOf, eventsOf]).optional(),
  sided: z.enum(['one', 'two']).optional(),
  analysis: text.optional(),
});

const eventCount = z.union([z.literal('derived'), wholeNumber]);

/** The value shapes; a finding holds exactly one. */
const shapes = {
  proportion: z.strictObject({
    /** Patients with the outcome; `derived` when worked back from per cent and N. */
    events: eventCount.optional(),
    of: wholeNumber.optional(),
    /** As printed in the source. */
    percent: percentage.optional(),
    ci: interval.optional(),
    approximate: flag.optional(),
  }),
  median: z.strictObject({ value: quantityOrUnavailable, ci: interval.optional() }),
  rate: z.strictObject({ at: quantity, percent: percentage, ci: interval.optional() }),
  hazardRatio: ratio,
  oddsRatio: ratio,
  difference: z.strictObject({
    value: decimal,
    unit: text,
    ci: interval.optional(),
    p: pValue.optional(),
  }),
  measure: z.strictObject({
    mean: decimal.optional(),
    median: decimal.optional(),
    unit: text,
    sd: decimal.optional(),
    se: decimal.optional(),
    range: z.tuple([bound, bound]).optional(),
    of: wholeNumber.optional(),
  }),
  count: z.strictObject({ value: wholeNumber, of: wholeNumber.optional(), unit: text }),
};

export const shapeNames = Object.keys(shapes) as (keyof typeof shapes)[];

type Proportion = Omit<z.infer<typeof shapes.proportion>, 'events'> & {
  events?: number;
  /** Worked back from per cent and N, not printed by the source. */
  eventsDerived: boolean;
};

type Shapes = {
  [K in keyof typeof shapes]: { shape: K } & (K extends 'proportion'
    ? Proportion
    : z.infer<(typeof shapes)[K]>);
};

/** A finding's number or numbers, told apart by `shape`. */
export type Value = Shapes[keyof Shapes] | Observation | Occasion;
export type ValueOf<K extends Value['shape']> = Extract<Value, { shape: K }>;

const populations = [
  'enrolled',
  'randomised',
  'itt',
  'treated',
  'evaluable',
  'responders',
  're-randomised',
] as const;

export const findingSchema = z.strictObject({
  endpoint: z.string(),
  arm: z.string().optional(),
  /** Experimental arm first, comparator second. */
  compare: z.tuple([z.string(), z.string()]).optional(),
  cut: z.string().optional(),
  proportion: shapes.proportion.optional(),
  median: shapes.median.optional(),
  rate: shapes.rate.optional(),
  hazardRatio: shapes.hazardRatio.optional(),
  oddsRatio: shapes.oddsRatio.optional(),
  difference: shapes.difference.optional(),
  measure: shapes.measure.optional(),
  count: shapes.count.optional(),
  population: z.enum(populations).optional(),
  /** A part of the patients, such as { by: Age, is: 75 years or older }; never taken for the whole. */
  subgroup: z.strictObject({ by: text, is: text }).optional(),
  assessor: z.enum(['independent', 'investigator', 'algorithm']).optional(),
  threshold: threshold.optional(),
  assay: text.optional(),
  timing: text.optional(),
  requiresCr: flag.optional(),
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
  registry: z.string().regex(/^NCT\d{8}$/, { error: 'expected a registry number such as NCT02252172' }),
  phase: z.enum(['1', '1/2', '1b/2', '2', '2/3', '3', '4']),
  design: z.enum(['randomised', 'single-arm', 'observational']),
  designNote: text.optional(),
  /** An abbreviation of house.yaml or the disease in full. */
  disease: text,
  setting: text,
  /** Short form of the setting for tables. */
  settingLabel: text.optional(),
  lines: z.array(line).min(1),
  /** What patients must have had or failed before, where the trial takes treated ones. */
  priorExposure: text.optional(),
  /** `summary` stands for the definition where there is room for a few words only. */
  risk: z.strictObject({ label: text, definition: text, summary: text.optional() }).optional(),
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
  /** Where design, setting and criteria are stated. */
  source: sourceReferences.optional(),
  arms: z.record(slug, armSchema),
  cuts: z.record(slug, cutSchema).optional(),
  findings: z.record(findingKey, findingSchema),
  /** Survival curves, by key. */
  curves: z.record(slug, curveSchema).optional(),
  /** Patients told of one by one, by key of their group. */
  cohorts: z.record(slug, cohortSchema).optional(),
  milestones: z.record(slug, milestoneSchema).optional(),
  /** `not extracted` says so wherever the efficacy of the trial prints. */
  safety: z.enum(['extracted', 'not extracted']),
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
    | 'primary'
    | 'note'
  > {
  /** Address in briefings: `<trial>.<key>`. */
  id: string;
  trial: Trial;
  endpoint: Endpoint;
  arm?: Arm;
  compare?: [Arm, Arm];
  cut?: Cut;
  value: Value;
  /** How the value was computed here, when no source prints it. */
  computed?: string;
  references: Reference[];
  grade: z.infer<typeof grade>;
}

export type Trial = Omit<
  TrialFile,
  '$schema' | 'source' | 'arms' | 'cuts' | 'findings' | 'curves' | 'cohorts' | 'milestones'
> & {
  id: string;
  references: Reference[];
  arms: Arm[];
  cuts: Cut[];
  findings: Finding[];
  curves: Curve[];
  cohorts: Cohort[];
  milestones: Milestone[];
};
