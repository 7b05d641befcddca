import type { Grade } from '../model/source.ts';

/** data.json: everything that the trials and products of an edition's inputs said when it was made. */
export interface DataSnapshot {
  schema: 1;
  /** Id of the edition. */
  edition: string;
  /** Trials and products, by id. */
  trials: Owner[];
  /** By id. */
  facts: DataFact[];
}

/** A trial or product. */
export interface Owner {
  id: string;
  name: string;
}

/**
 * One result of a trial, or sales of one quarter, as its source prints it. Intervals that were computed here
 * are no part of it: a change of method is no change of data.
 */
export interface DataFact {
  /** Address: `maia.mrd.d-rd`, `darzalex.2026-Q1`, `maia.follow-up.m64`. */
  id: string;
  /** `MAIA, D-Rd: MRD negativity`. */
  subject: string;
  /** Id of the trial or product. */
  owner: string;
  /** The subject of the fact, as ids; with the qualifiers below it identifies the fact across editions. */
  about: About;
  /** As printed, in short: `PFS`; of sales `Sales, Q1 2026`. */
  endpoint: string;
  /** As printed, the experimental first where two are compared. */
  arms?: string[];
  /** Of a rate: `60 months`. */
  landmark?: string;
  /** `Age: 75 years or older`. */
  subgroup?: string;
  /** What a row of a table counts: `Stroke`. */
  item?: string;
  population?: string;
  threshold?: string;
  assay?: string;
  assessor?: string;
  timing?: string;
  cut?: DataCut;
  /** In full as printed: `118/368 (32.1%)`, `61.9 months (95% CI 54.8–NR)`. */
  value: string;
  /** The same in its parts, the first without what stands in `details`. */
  estimate: string;
  /** By name: `interval`, `p`, `events`, `spread`, `parts`, `growth`. */
  details: Record<string, string>;
  state: FactState;
  grade: Grade;
  sources: FactSource[];
  /** Whether readers of the edition see it, be it only in a table or figure. */
  used: boolean;
}

interface About {
  /** Of the catalogue; of sales `sales`. */
  endpoint: string;
  /** Shape of the value: `median`, `hazardRatio`, `sale`. */
  shape: string;
  arms: string[];
}

/** `expected`: the date of something that has not happened yet. */
export type FactState = 'value' | 'expected' | 'not reached' | 'not estimable' | 'not reported';

export interface DataCut {
  id: string;
  label: string;
  /** Median, as printed: `64.5 months`. */
  followUp?: string;
  /** YYYY-MM-DD or YYYY-MM. */
  date?: string;
}

export interface FactSource {
  id: string;
  title: string;
  locator?: string;
}
