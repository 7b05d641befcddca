import type { Key, Located, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { FigureEntry, TableEntry } from '../model/briefing.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Library } from '../model/library.ts';
import type { Prose } from '../model/prose.ts';
import type { CrossTrialRow, FigureRequest, SummaryRow, TableRequest } from '../model/requests.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';
import { suggest } from '../suggest.ts';
import { candidatesFor } from './cells.ts';
import { suggestAddress } from './expressions.ts';

/** What the checks of one figure or table work with. */
export interface RequestContext {
  id: string;
  /** Keys of the entry in the front matter. */
  keys: Key[];
  parsed: Parsed;
  library: Library;
  diagnostics: Diagnostic[];
  compile(located: Located): Prose;
}

export function checkFigure(entry: FigureEntry, context: RequestContext): FigureRequest | undefined {
  const texts = {
    ...captions(entry, context),
    ...(entry.subtitle !== undefined && { subtitle: proseAt('subtitle', context) }),
    ...(entry.alt !== undefined && { alt: proseAt('alt', context) }),
  };
  if (entry.kind === 'proportions') {
    const findings = entry.findings.flatMap((address, index) =>
      proportionAt(address, ['findings', index], context),
    );
    const focus = (entry.focus ?? []).flatMap((address, index) =>
      proportionAt(address, ['focus', index], context),
    );
    return { kind: entry.kind, ...texts, findings, focus: new Set(focus.map((finding) => finding.id)) };
  }
  const product = context.library.products.get(entry.product);
  if (!product) {
    complain(
      'unknown-product',
      `there is no product ‘${entry.product}’`,
      ['product'],
      context,
      suggest(entry.product, [...context.library.products.keys()]),
    );
    return undefined;
  }
  const quarters = product.sales.quarters.map((sale) => sale.quarter);
  const from = entry.from ?? quarters[0] ?? '';
  const to = entry.to ?? quarters.at(-1) ?? '';
  if (from <= to && quarters.some((quarter) => quarter >= from && quarter <= to))
    return { kind: entry.kind, ...texts, product, from, to };
  complain('empty-figure', `${entry.product} has no sales from ${from} to ${to}`, ['product'], context);
  return undefined;
}

export function checkTable(entry: TableEntry, context: RequestContext): TableRequest | undefined {
  const chosen = new Set(
    (entry.use ?? [])
      .flatMap((address, index) => findingAt(address, ['use', index], context))
      .map((f) => f.id),
  );
  const endpoints = entry.endpoints.flatMap((id, index) => endpointAt(id, index, context));
  const texts = captions(entry, context);
  if (entry.kind === 'cross-trial') {
    const rows = entry.arms.flatMap((address, index): CrossTrialRow[] => {
      const found = armAt(address, index, context);
      if (!found) return [];
      const cells = endpoints.map((endpoint) =>
        cellOf(found.trial, endpoint, (f) => f.arm?.id === found.arm.id, chosen, ['arms', index], context),
      );
      return [{ ...found, cells }];
    });
    return { kind: entry.kind, ...texts, endpoints, rows };
  }
  const trial = context.library.trials.get(entry.trial);
  if (!trial) {
    complain(
      'unknown-trial',
      `there is no trial ‘${entry.trial}’`,
      ['trial'],
      context,
      suggest(entry.trial, [...context.library.trials.keys()]),
    );
    return undefined;
  }
  const rows = endpoints.map((endpoint, index) =>
    summaryRow(trial, endpoint, chosen, ['endpoints', index], context),
  );
  return { kind: entry.kind, ...texts, trial, rows };
}

function summaryRow(
  trial: Trial,
  endpoint: Endpoint,
  chosen: ReadonlySet<string>,
  keys: Key[],
  context: RequestContext,
): SummaryRow {
  const cells = trial.arms.map((arm) =>
    cellOf(trial, endpoint, (f) => f.arm?.id === arm.id, chosen, keys, context),
  );
  const contrast = cellOf(trial, endpoint, (f) => f.compare !== undefined, chosen, keys, context);
  if (!contrast && cells.every((cell) => cell === undefined)) {
    complain(
      'empty-row',
      `${trial.name} has no finding of ‘${endpoint.id}’`,
      keys,
      context,
      suggest(endpoint.id, [...new Set(trial.findings.map((f) => f.endpoint.id))]),
    );
  }
  return { endpoint, cells, contrast };
}

function cellOf(
  trial: Trial,
  endpoint: Endpoint,
  isWanted: (finding: Finding) => boolean,
  chosen: ReadonlySet<string>,
  keys: Key[],
  context: RequestContext,
): Finding | undefined {
  const [first, second, ...others] = candidatesFor(trial, endpoint.id, isWanted, chosen);
  if (!second) return first;
  const ids = [first, second, ...others].map((finding) => finding?.id);
  complain('ambiguous-cell', `several findings could stand here: ${ids.join(', ')}`, keys, context, [
    `choose with use: [${ids[0]}]`,
  ]);
  return undefined;
}

function captions(entry: { title: string; note?: string | undefined }, context: RequestContext) {
  return {
    id: context.id,
    title: proseAt('title', context),
    ...(entry.note !== undefined && { note: proseAt('note', context) }),
  };
}

function proseAt(field: string, { compile, parsed, keys }: RequestContext): Prose {
  return compile(parsed.proseAt([...keys, field]));
}

function complain(
  code: string,
  message: string,
  keys: Key[],
  context: RequestContext,
  hints: string[] = [],
): void {
  context.diagnostics.push(
    problem(code, message, context.parsed.placeOf([...context.keys, ...keys]), { hints }),
  );
}

function findingAt(address: string, keys: Key[], context: RequestContext): Finding[] {
  const datum = context.library.data.get(address);
  if (datum?.kind === 'finding') return [datum.finding];
  const message = datum ? `‘${address}’ is a sale, not a finding` : `nothing has the address ‘${address}’`;
  complain(
    datum ? 'wrong-kind' : 'unknown-address',
    message,
    keys,
    context,
    datum ? [] : suggestAddress(address, context.library),
  );
  return [];
}

function proportionAt(address: string, keys: Key[], context: RequestContext): Finding[] {
  return findingAt(address, keys, context).filter((finding) => {
    if (finding.value.shape === 'proportion') return true;
    complain(
      'wrong-kind',
      `‘${address}’ is a ${finding.value.shape}; this figure shows proportions`,
      keys,
      context,
    );
    return false;
  });
}

function endpointAt(id: string, index: number, context: RequestContext): Endpoint[] {
  const endpoint = context.library.endpoints.get(id);
  if (endpoint) return [endpoint];
  complain(
    'unknown-endpoint',
    `there is no endpoint ‘${id}’`,
    ['endpoints', index],
    context,
    suggest(id, [...context.library.endpoints.keys()]),
  );
  return [];
}

function armAt(
  address: string,
  index: number,
  context: RequestContext,
): { trial: Trial; arm: Arm } | undefined {
  const [trialId = '', armId = ''] = address.split('.');
  const trial = context.library.trials.get(trialId);
  const arm = trial?.arms.find(({ id }) => id === armId);
  if (trial && arm) return { trial, arm };
  const known = trial ? trial.arms.map(({ id }) => `${trialId}.${id}`) : [...context.library.trials.keys()];
  complain(
    trial ? 'unknown-arm' : 'unknown-trial',
    `there is no ${trial ? 'arm' : 'trial'} ‘${trial ? address : trialId}’`,
    ['arms', index],
    context,
    suggest(trial ? address : trialId, known),
  );
  return undefined;
}
