import { z } from 'zod';
import type { Prose } from '../model/briefing.ts';
import type { Finding, Trial } from '../model/trial.ts';
import { type CrossTrialRequest, crossTrialEntry } from './request-cross-trial.ts';
import { type DesignRequest, designEntry, findingsOfCard } from './request-design.ts';
import { type SafetyRequest, safetyEntry, type Tally } from './request-safety.ts';
import { type SalesTableRequest, salesTableEntry } from './request-sales.ts';
import { findingsOfRow, type SummaryRequest, summaryEntry } from './request-summary.ts';

/** A table of the front matter as its author wrote it. */
export const tableEntry = z.discriminatedUnion('kind', [
  crossTrialEntry,
  summaryEntry,
  designEntry,
  safetyEntry,
  salesTableEntry,
]);

export type TableEntry = z.infer<typeof tableEntry>;

/** A table with every name resolved. */
export type TableRequest =
  | CrossTrialRequest
  | SummaryRequest
  | DesignRequest
  | SafetyRequest
  | SalesTableRequest;

export type TableKind = TableEntry['kind'];
export type TableRequestOf<K extends TableKind> = Extract<TableRequest, { kind: K }>;

export type { Tally };

interface Subject<K extends TableKind> {
  /** Findings that are set against each other, a list for each group. */
  groups: (request: TableRequestOf<K>) => (Finding | undefined)[][];
  /** Trials that a row or column is about, whether or not they report anything. */
  trials: (request: TableRequestOf<K>) => Trial[];
}

const subjects: { [K in TableKind]: Subject<K> } = {
  'cross-trial': {
    groups: ({ endpoints, rows }) => endpoints.map((_, index) => rows.map(({ cells }) => cells[index])),
    trials: ({ rows }) => rows.map(({ trial }) => trial),
  },
  summary: {
    groups: ({ rows }) => [rows.flatMap(findingsOfRow)],
    trials: ({ trial }) => [trial],
  },
  design: {
    groups: ({ cards }) => [cards.flatMap(findingsOfCard)],
    trials: ({ cards }) => cards.map(({ trial }) => trial),
  },
  safety: {
    groups: ({ rows }) => [rows.flatMap(({ cells }) => cells)],
    trials: ({ trial }) => [trial],
  },
  sales: { groups: () => [], trials: () => [] },
};

function subjectOf<K extends TableKind>(request: TableRequestOf<K>): Subject<K> {
  return subjects[request.kind as K];
}

/** A cross-trial table compares within its columns, everything else all that it shows. */
export function comparedInTable<K extends TableKind>(request: TableRequestOf<K>): Finding[][] {
  return subjectOf(request)
    .groups(request)
    .map((group) => group.filter((finding) => finding !== undefined));
}

/** Findings that a table shows, in reading order. */
export function findingsOfTable(request: TableRequest): Finding[] {
  if (request.kind === 'cross-trial')
    return request.rows.flatMap(({ cells }) => cells).filter((cell) => cell !== undefined);
  return comparedInTable(request).flat();
}

export function trialsOfTable<K extends TableKind>(request: TableRequestOf<K>): Trial[] {
  return subjectOf(request).trials(request);
}

/** Reasons that the author gives for a certainty, in the order of the rows. */
export function reasonsOfTable(request: TableRequest): Prose[] {
  return request.kind === 'summary' ? request.rows.flatMap(({ certainty }) => certainty?.because ?? []) : [];
}

/** Results of two arms whose difference of risks a table computes. */
export function pairsOfTable(request: TableRequest): [Finding, Finding][] {
  return request.kind === 'summary' ? request.rows.flatMap(({ risks }) => (risks ? [risks] : [])) : [];
}

/** Numbers that a table counts itself. */
export function talliesOfTable(request: TableRequest): Tally[] {
  return request.kind === 'safety' && request.further ? [request.further] : [];
}
