import type { Grade } from '../model/source.ts';

/** data.json: everything that the trials and products of an edition's inputs said when it was made. */
export interface DataSnapshot {
  schema: 1;
  /** Id of the edition. */
  edition: string;
  /** Trials and products, by id. */
  trials: { id: string; name: string }[];
  /** By id. */
  facts: DataFact[];
}

/** One number of a trial or product, as its source prints it: nothing in it was computed here. */
export interface DataFact {
  /** Address: `maia.mrd.d-rd`, `darzalex.2026-Q1`, `maia.follow-up.m64`. */
  id: string;
  /** `MAIA, D-Rd: MRD negativity`. */
  subject: string;
  /** Id of the trial or product. */
  owner: string;
  endpoint?: string;
  /** As printed, the experimental first where two are compared. */
  arms?: string[];
  population?: string;
  threshold?: string;
  assessor?: string;
  timing?: string;
  cut?: DataCut;
  /** In full as printed: `118/368 (32.1%)`, `61.9 months (95% CI 54.8–NR)`. */
  value: string;
  state: FactState;
  grade: Grade;
  sources: FactSource[];
  /** Whether readers of the edition see it. */
  used: boolean;
}

export type FactState = 'value' | 'not reached' | 'not estimable' | 'not reported';

export interface DataCut {
  id: string;
  label: string;
  /** Median, as printed. */
  followUp?: string;
  date?: string;
}

export interface FactSource {
  id: string;
  title: string;
  locator?: string;
}
