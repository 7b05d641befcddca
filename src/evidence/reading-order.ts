import { appendedTable, partsOfBody, questionOf } from '../model/briefing-prose.ts';
import type { Datum } from '../model/datum.ts';
import { drawnFindings, type FigureRequest, furtherReferences } from '../model/figures/kinds.ts';
import type { Briefing, Library } from '../model/library.ts';
import { isWithin, type Period } from '../model/period.ts';
import type { Sale } from '../model/product.ts';
import { type Call, callsOf, type Prose } from '../model/prose.ts';
import type { Source } from '../model/source.ts';
import type { CrossTrialRow } from '../model/tables/cross-trial.ts';
import {
  findingsOfTable,
  pairsOfTable,
  reasonsOfTable,
  type TableRequest,
  type Tally,
  talliesOfTable,
} from '../model/tables/kinds.ts';
import { salesInRows } from '../model/tables/sales.ts';
import { isRandomised } from '../model/trial.ts';
import { growthOf, operandsOf } from './growth.ts';

/** One use of data on the page. */
export type Use =
  | { kind: 'call'; call: Call; where: string }
  | { kind: 'datum'; datum: Datum; where: string }
  | { kind: 'tally'; tally: Tally; where: string };

/** Every use of data in a briefing, in the order in which a reader meets it. */
export function usesOf(briefing: Briefing, library: Library): Use[] {
  const { lead, rest } = partsOfBody(briefing);
  const usesOfText = (text: Prose) => callsOf(text).flatMap((call) => usesOfCall(call, briefing, library));
  return [
    ...texts('title', briefing.title, briefing.dek, briefing.status),
    ...texts('question', ...questionOf(briefing).map(({ text }) => text)),
    ...usesOfText(lead),
    ...texts('bottom line', ...briefing.bottomLine.map(({ text }) => text)),
    ...briefing.keyFigures.flatMap(({ datum, label, detail }): Use[] => [
      { kind: 'datum', datum, where: 'key figures' },
      ...texts('key figures', label, detail),
    ]),
    ...usesOfText(rest),
    ...usesOfTable(appendedTable(briefing), library),
    ...texts('comparability', ...briefing.acknowledgements.map(({ reason }) => reason)),
    ...texts('mail', briefing.mail.subject, briefing.mail.preheader),
  ];
}

/** Of an expression in the text: a figure or a table stands for all that it shows. */
function usesOfCall(call: Call, { figures, tables }: Briefing, library: Library): Use[] {
  if (call.name === 'figure') return usesOfFigure(figures.find(({ id }) => id === call.id));
  if (call.name !== 'table') return [{ kind: 'call', call, where: 'text' }];
  return usesOfTable(
    tables.find(({ id }) => id === call.id),
    library,
  );
}

function texts(where: string, ...proses: (Prose | undefined)[]): Use[] {
  return callsOf(...proses).map((call) => ({ kind: 'call', call, where }));
}

function usesOfFigure(request: FigureRequest | undefined): Use[] {
  if (!request) return [];
  const where = `figure ${request.id}`;
  const data: Datum[] = [
    ...drawnFindings(request),
    ...(request.kind === 'sales'
      ? [request.product, ...(request.against ? [request.against] : [])].flatMap(({ sales }) =>
          salesIn(sales.periods, request.from, request.to),
        )
      : []),
  ];
  return [
    ...texts(where, request.title, request.subtitle),
    ...data.map((datum): Use => ({ kind: 'datum', datum, where })),
    ...furtherSources(request, where),
    ...texts(where, request.note, request.alt),
  ];
}

function usesOfTable(request: TableRequest | undefined, library: Library): Use[] {
  if (!request) return [];
  const where = `table ${request.id}`;
  const data: Datum[] = [
    ...findingsOfTable(request),
    ...(request.kind === 'cross-trial' ? request.rows.flatMap((row) => rowFacts(row, library)) : []),
  ];
  const sales = request.kind === 'sales' ? request.products.flatMap((one) => salesInRows(one, request)) : [];
  return [
    ...texts(where, request.title),
    ...data.map((datum): Use => ({ kind: 'datum', datum, where })),
    ...sales.flatMap((sale) => usesOfSale(sale, where)),
    ...pairsOfTable(request).map(
      ([from, to]): Use => ({ kind: 'call', call: { name: 'gap', from, to, show: 'full' }, where }),
    ),
    ...talliesOfTable(request).map((tally): Use => ({ kind: 'tally', tally, where })),
    ...texts(where, request.note, ...reasonsOfTable(request)),
  ];
}

/** A sale, and its growth on the year before where that can be computed. */
function usesOfSale(sale: Sale, where: string): Use[] {
  const amount: Use = { kind: 'datum', datum: sale, where };
  if (!growthOf(sale, 'year')) return [amount];
  return [amount, { kind: 'call', call: { name: 'growth', sale, over: 'year' }, where }];
}

/** Sources of curves are cited as those of findings are. */
function furtherSources(request: FigureRequest, where: string): Use[] {
  const sources = furtherReferences(request).map(({ source }) => source);
  return sources.length > 0 ? [{ kind: 'call', call: { name: 'cite', sources }, where }] : [];
}

/** The sales of the periods drawn, and of the year before them that their growth is taken from. */
function salesIn(all: readonly Sale[], from: Period, to: Period): Sale[] {
  const first = { ...from, start: from.start - 12 };
  return all.filter(({ period }) => isWithin(period, { from: first, to }));
}

/** Number of patients and follow-up: the columns that a cross-trial table always has. */
function rowFacts(row: CrossTrialRow, library: Library): Datum[] {
  return [patientsOf(row, library), followUpOf(row, library)].filter((datum) => datum !== undefined);
}

export function patientsOf({ trial, arm }: CrossTrialRow, library: Library): Datum | undefined {
  const kind = isRandomised(trial) ? 'randomised' : 'treated';
  return (
    library.data.get(`${trial.id}.${kind}.${arm.id}`) ?? library.data.get(`${trial.id}.treated.${arm.id}`)
  );
}

/** Follow-up at the cut that the row's values come from. */
export function followUpOf({ trial, cells }: CrossTrialRow, library: Library): Datum | undefined {
  const cut = cells.find((cell) => cell?.cut)?.cut;
  return (
    library.data.get(cut ? `${trial.id}.follow-up.${cut.id}` : '') ??
    library.data.get(`${trial.id}.follow-up`)
  );
}

/** Sources in the order in which the page first needs them: their reference numbers count from 1. */
export function sourcesInOrder(uses: Use[]): Source[] {
  const ordered = new Map<string, Source>();
  for (const source of uses.flatMap(sourcesOfUse)) ordered.set(source.id, source);
  return [...ordered.values()];
}

function sourcesOfUse(use: Use): Source[] {
  if (use.kind === 'call' && use.call.name === 'cite') return use.call.sources;
  return dataOfUse(use).flatMap((datum) => datum.references.map(({ source }) => source));
}

export function dataOfUse(use: Use): Datum[] {
  if (use.kind === 'datum') return [use.datum];
  if (use.kind === 'tally') return [];
  const { call } = use;
  switch (call.name) {
    case 'value':
      return [call.datum];
    case 'growth':
      return [call.sale, ...operandsOf(call.sale, call.over)];
    case 'range':
      return call.findings;
    case 'gap':
      return [call.from, call.to];
    default:
      return [];
  }
}

export function uniqueData(uses: Use[]): Datum[] {
  const byAddress = new Map<string, Datum>();
  for (const datum of uses.flatMap(dataOfUse)) byAddress.set(datum.id, datum);
  return [...byAddress.values()];
}
