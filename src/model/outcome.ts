import { z } from 'zod';
import { directionFields, type Endpoint } from './endpoint.ts';
import { population } from './population.ts';
import { flag, month, slug, text, threshold, wholeNumber } from './scalars.ts';
import { grade, type Reference, sourceReferences } from './source.ts';
import type { Arm, Finding } from './trial.ts';

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
  /** `time`: when it was measured. `subgroup`: of which patients. `item` and `grade`: what was counted. */
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
