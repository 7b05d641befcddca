import { drawnFindings, type FigureRequest, furtherReferences } from '../figures/requests.ts';
import { appendedTable, type Call, callsOf, type Prose, partsOfBody, questionOf } from '../model/briefing.ts';
import { type Briefing, type Datum, type Library, showsOf } from '../model/library.ts';
import { isWithin, type Period } from '../model/period.ts';
import type { Sale } from '../model/product.ts';
import { type Grade, type Source, worstGrade } from '../model/source.ts';
import { type Finding, isRandomised, partOf } from '../model/trial.ts';
import { type Computed, evidenceIdOf, gapKey, gapOf, growthKey, writeNumber } from '../notation/calls.ts';
import { writePeriod } from '../notation/dates.ts';
import { formatRestatement, writeSale } from '../notation/money.ts';
import { goodOrBad, grouped, type Rational, roundHalfUp, writeNumberNeeded } from '../notation/rounding.ts';
import { intervalHead, writeDatum, writeFinding } from '../notation/values.ts';
import { writeRange } from '../shapes/interval.ts';
import { countsOf, limitsOf } from '../shapes/shapes.ts';
import type { CrossTrialRow } from '../tables/request-cross-trial.ts';
import { salesInRows } from '../tables/request-sales.ts';
import {
  findingsOfTable,
  pairsOfTable,
  reasonsOfTable,
  type TableRequest,
  type Tally,
  talliesOfTable,
} from '../tables/requests.ts';
import { growthOf, operandsOf, whyNoGrowth } from './growth.ts';
import { computedMethod } from './intervals.ts';
import type { StatedNumber } from './lint/lint.ts';

/** One number of the edition and everything a reader needs to check it. */
export interface EvidenceRow {
  /** Address of the finding or sale; of a computation, its name and operands. */
  id: string;
  /** What the number means, in words. */
  meaning: string;
  /** The number in its fullest form. */
  value: string;
  n?: number;
  N?: number;
  interval?: { text: string; method: string };
  population?: string;
  threshold?: string;
  timing?: string;
  cut?: string;
  /** None of a number that a source states: it is no result. */
  grade?: Grade;
  /** A number of a protocol that a cited source states; its meaning is the sentence or the field that says it. */
  stated?: true;
  formula?: string;
  note?: string;
  sources: { id: string; locator?: string }[];
  /** Parts of the page that use it, in reading order. */
  where: string[];
}

/** A row for every finding, sale and computation used, in order of first use. */
export function evidenceRows(uses: Use[], computed: Computed): EvidenceRow[] {
  const rows = new Map<string, EvidenceRow>();
  for (const use of uses) {
    for (const row of rowsOfUse(use, computed)) {
      const before = rows.get(row.id);
      if (!before) rows.set(row.id, row);
      else if (!before.where.includes(use.where)) before.where.push(use.where);
    }
  }
  return [...rows.values()];
}

/** A row for each number that sources state, after those of data. */
export function statedRows(numbers: readonly StatedNumber[]): EvidenceRow[] {
  const rows = new Map<string, EvidenceRow>();
  const taken = new Map<string, number>();
  for (const { text, where, context, sources } of numbers) {
    const said = JSON.stringify([text, context, sources]);
    const before = rows.get(said);
    if (before) {
      if (!before.where.includes(where)) before.where.push(where);
      continue;
    }
    const id = `stated(${sources.map((source) => source.id).join(', ')}: ${text})`;
    const same = (taken.get(id) ?? 0) + 1;
    taken.set(id, same);
    const own = same === 1 ? id : `${id} ${same}`;
    rows.set(said, { id: own, meaning: context, value: text, stated: true, sources, where: [where] });
  }
  return [...rows.values()];
}

function rowsOfUse(use: Use, computed: Computed): EvidenceRow[] {
  const data = dataOfUse(use).map((datum) => ({ ...rowOf(datum, computed), where: [use.where] }));
  const own =
    use.kind === 'call'
      ? computationRow(use.call, computed)
      : use.kind === 'tally'
        ? tallyRow(use.tally)
        : undefined;
  return own ? [...data, { ...own, where: [use.where] }] : data;
}

function tallyRow({ id, meaning, number, references }: Tally): Row {
  return {
    id,
    meaning,
    value: String(number),
    grade: 'primary',
    formula: 'counted here',
    sources: references.map(({ source, locator }) => ({
      id: source.id,
      ...(locator !== undefined && { locator }),
    })),
  };
}

type Row = Omit<EvidenceRow, 'where' | 'stated'> & { grade: Grade };

function rowOf(datum: Datum, computed: Computed): Row {
  const base = {
    id: datum.id,
    grade: datum.grade,
    sources: datum.references.map(({ source, locator }) => ({
      id: source.id,
      ...(locator !== undefined && { locator }),
    })),
  };
  if (datum.kind === 'finding') return { ...base, ...findingPart(datum, computed) };
  const sale = datum;
  return {
    ...base,
    meaning: `${sale.product.name}: sales, ${writePeriod(sale.period)}, ${sale.product.sales.basis}`,
    value: `${writeDatum(datum, 'usual', computed.intervals).text}${restatementOf(sale)}`,
    ...(sale.derived !== undefined && { formula: sale.derived }),
    ...(sale.note !== undefined && { note: sale.note }),
  };
}

/** `, restated in the report of Q3 2025; first reported as US$100 million`. */
function restatementOf(sale: Sale): string {
  if (!sale.restated) return '';
  const before = sale.original ? `; first reported as ${writeSale(sale, 'original').text}` : '';
  return `, restated ${formatRestatement(sale.restated)}${before}`;
}

function findingPart(finding: Finding, computed: Computed): Omit<Row, 'id' | 'grade' | 'sources'> {
  const { value, population, threshold, timing, cut, note } = finding;
  const datum: Datum = finding;
  const shows = showsOf(datum);
  const interval = intervalPart(finding, computed);
  return {
    meaning: meaningOf(finding),
    value: writeDatum(datum, shows.includes('full') ? 'full' : (shows[0] ?? 'percent'), computed.intervals)
      .text,
    ...(value.shape === 'proportion' && value.events !== undefined && { n: value.events }),
    ...('of' in value && value.of !== undefined && { N: value.of }),
    ...(interval && { interval }),
    ...(population && { population }),
    ...(threshold && { threshold: writeDatum(datum, 'threshold', computed.intervals).text }),
    ...(timing !== undefined && { timing }),
    ...(cut && { cut: cut.label }),
    ...(value.shape === 'proportion' &&
      value.eventsDerived && { formula: `n derived: ${value.percent?.text}% of ${value.of}` }),
    ...(finding.computed !== undefined && { formula: finding.computed }),
    ...(note !== undefined && { note }),
  };
}

function intervalPart(finding: Finding, { intervals }: Computed): EvidenceRow['interval'] {
  const text = () => writeFinding(finding, 'ci', intervals).text;
  const limits = limitsOf(finding.value);
  if (intervals.has(finding.id))
    return { text: text(), method: `${computedMethod(finding.value)}, computed here` };
  if (!limits?.ci) return undefined;
  const level = intervalHead([finding]);
  const method = finding.computed ?? [limits.method, 'as printed'].filter(Boolean).join(', ');
  return { text: text(), method: level === '95% CI' ? method : `${level}, ${method}` };
}

/** `MAIA, D-Rd: measurable residual disease negativity`. */
function meaningOf(finding: Finding): string {
  const { trial, arm, group, compare, endpoint } = finding;
  const whom = compare ? `${compare[0].label} against ${compare[1].label}` : (arm ?? group)?.label;
  const about = partOf(finding);
  const part = about === undefined ? '' : ` (${about})`;
  return `${trial.name}${whom ? `, ${whom}` : ''}: ${endpoint.label}${part}`;
}

function computationRow(call: Call, computed: Computed): Row | undefined {
  switch (call.name) {
    case 'growth': {
      const growth = computed.growths.get(growthKey(call.sale, call.over));
      return {
        id: evidenceIdOf(call),
        meaning: `${call.sale.product.name}: growth of sales, ${writePeriod(call.sale.period)}, on the ${call.over.replace('-', ' ')} before, as reported`,
        value: writeNumber(call, computed).text,
        grade: worstGrade([call.sale, ...operandsOf(call.sale, call.over)]) ?? 'primary',
        formula: growth
          ? `(${amount(growth.now)} ÷ ${amount(growth.before)} − 1) × 100; base ${growth.base.map(({ period }) => writePeriod(period)).join(', ')}${growth.values ? `; ${growth.values}` : ''}`
          : noGrowth[whyNoGrowth(call.sale, call.over)],
        sources: [],
      };
    }
    case 'range':
      return computation(evidenceIdOf(call), 'lowest to highest', call, call.findings, computed);
    case 'gap':
      return {
        ...computation(
          gapKey(call.from, call.to),
          'difference',
          { ...call, show: 'full' },
          [call.from, call.to],
          computed,
        ),
        ...intervalOfGap(call, computed),
      };
    default:
      return undefined;
  }
}

/** The exact difference, and its interval where both arms belong to one trial. */
function intervalOfGap({ from, to }: Extract<Call, { name: 'gap' }>, { gaps }: Computed): Partial<Row> {
  const limits = gaps.get(gapKey(from, to));
  if (!limits) return {};
  const text = writeRange({}, limits, { decimals: 1 }) as string;
  const exact = roundHalfUp(gapOf(from, to), 2);
  const [a, b] = [countsOf(from.value), countsOf(to.value)];
  const needed =
    a?.kind === 'patients' && b?.kind === 'patients' && from.trial.design === 'randomised'
      ? writeNumberNeeded([a, b], limits, goodOrBad(from.endpoint))
      : undefined;
  return {
    ...(needed !== undefined && {
      formula: `difference: ${from.id}, ${to.id}; as patients to treat: ${needed}`,
    }),
    ...(!exact.endsWith('0') && { value: `${exact}\u00a0percentage points (95%\u00a0CI ${text})` }),
    interval: { text, method: 'Newcombe, method 10, computed here' },
  };
}

function computation(
  id: string,
  what: string,
  call: Extract<Call, { name: 'range' | 'gap' }>,
  findings: Finding[],
  computed: Computed,
): Row {
  return {
    id,
    meaning: `${what} of ${findings.map(meaningOf).join('; ')}`,
    value: writeNumber(call, computed).text,
    grade: worstGrade(findings) ?? 'primary',
    formula: `${what}: ${findings.map(({ id: operand }) => operand).join(', ')}`,
    sources: [],
  };
}

const noGrowth = {
  missing: 'no base',
  'not meaningful': 'not meaningful: the base is zero or negative',
};

/** As many decimals as the amount has, at most two. */
function amount(value: Rational): string {
  return grouped(roundHalfUp(value, 2)).replace(/\.?0+$/, '');
}

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

/** For an expression in the text; a figure or a table counts as everything it shows. */
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
