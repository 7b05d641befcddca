import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { addressOf, type Datum, type Show, showsOf } from '../model/datum.ts';
import type { Library } from '../model/library.ts';
import type { Call, Span } from '../model/prose.ts';
import type { Source } from '../model/source.ts';
import type { Finding } from '../model/trial.ts';
import { suggest } from '../suggest.ts';

export interface Argument {
  /** Undefined when the argument is not a string. */
  text: string | undefined;
  place: Place;
}

export interface WrittenCall {
  name: string;
  place: Place;
  params: Argument[];
  named: Map<string, Argument & { keyPlace: Place }>;
}

/** Keys of the briefing's own figures and tables. */
export interface Names {
  figures: readonly string[];
  tables: readonly string[];
}

interface Context {
  call: WrittenCall;
  library: Library;
  names: Names;
  complain(code: string, message: string, place: Place, hints?: string[]): undefined;
}

interface Expression {
  /** Fewest and most string arguments. */
  arguments: readonly [number, number];
  options: readonly string[];
  example: string;
  resolve(texts: string[], context: Context): Call | undefined;
}

/** Every expression of the language: one entry each. */
const expressions: Record<string, Expression> = {
  value: {
    arguments: [1, 1],
    options: ['show'],
    example: '{{value "maia.mrd.d-rd" show="n/N"}}',
    resolve: ([address = ''], context) => {
      const datum = findDatum(address, 0, context);
      if (datum?.kind === 'sale') return wrongKind(address, 'a sale', 'sales', context);
      return datum && withShow(datum, context);
    },
  },
  sales: {
    arguments: [1, 1],
    options: ['show'],
    example: '{{sales "darzalex.2026-Q1"}}',
    resolve: ([address = ''], context) => {
      const datum = findDatum(address, 0, context);
      if (datum?.kind === 'finding') return wrongKind(address, 'a finding', 'value', context);
      return datum && withShow(datum, context);
    },
  },
  growth: {
    arguments: [1, 1],
    options: ['over'],
    example: '{{growth "darzalex.2026-Q1" over="year"}}',
    resolve: ([address = ''], context) => {
      const datum = findDatum(address, 0, context);
      if (datum?.kind === 'finding') return wrongKind(address, 'a finding', 'value', context);
      const over = option('over', 'year', ['quarter', 'year', 'trailing-year'], context);
      return datum && over !== undefined
        ? { name: 'growth', sale: datum.sale, over: over as Span }
        : undefined;
    },
  },
  range: {
    arguments: [2, 20],
    options: [],
    example: '{{range "maia.mrd.d-rd" "cepheus.mrd.d-vrd"}}',
    resolve: (addresses, context) => {
      const findings = findFindings(addresses, context);
      return findings && { name: 'range', findings };
    },
  },
  gap: {
    arguments: [2, 2],
    options: [],
    example: '{{gap "maia.mrd.d-rd" "maia.mrd.rd"}}',
    resolve: (addresses, context) => {
      const [from, to] = findFindings(addresses, context) ?? [];
      return from && to && { name: 'gap', from, to };
    },
  },
  cite: {
    arguments: [1, 20],
    options: [],
    example: '{{cite "maia-jnj-2025"}}',
    resolve: (ids, context) => {
      const sources = ids.map((id, index) => findSource(id, index, context));
      return sources.every((s) => s !== undefined)
        ? { name: 'cite', sources: sources as Source[] }
        : undefined;
    },
  },
  figure: {
    arguments: [1, 1],
    options: [],
    example: '{{figure "depth"}}',
    resolve: ([id = ''], context) => placed('figure', id, context.names.figures, context),
  },
  table: {
    arguments: [1, 1],
    options: [],
    example: '{{table "context"}}',
    resolve: ([id = ''], context) => placed('table', id, context.names.tables, context),
  },
  plain: {
    arguments: [1, 1],
    options: ['reason'],
    example: '{{plain "one infusion" reason="the regimen"}}',
    resolve: ([text = ''], context) => {
      const reason = context.call.named.get('reason')?.text;
      if (reason?.trim()) return { name: 'plain', text, reason };
      return context.complain(
        'missing-argument',
        'a number that is no evidence needs a reason',
        context.call.place,
        ['write {{plain "…" reason="…"}}'],
      );
    },
  },
};

/** Checks an expression as written against the library; undefined when it complained. */
export function resolveCall(
  call: WrittenCall,
  library: Library,
  names: Names,
  diagnostics: Diagnostic[],
): Call | undefined {
  const context: Context = {
    call,
    library,
    names,
    complain: (code, message, place, hints = []) => {
      diagnostics.push(problem(code, message, place, { hints }));
      return undefined;
    },
  };
  const expression = Object.hasOwn(expressions, call.name) ? expressions[call.name] : undefined;
  if (!expression) {
    const hints = suggest(call.name, Object.keys(expressions));
    return context.complain('unknown-expression', `there is no expression ‘${call.name}’`, call.place, hints);
  }
  const texts = checkArguments(expression, context);
  return texts && expression.resolve(texts, context);
}

function checkArguments(expression: Expression, { call, complain }: Context): string[] | undefined {
  const before = call.params.length;
  for (const [name, argument] of call.named) {
    if (!expression.options.includes(name)) {
      return complain(
        'unknown-argument',
        `‘${call.name}’ has no option ‘${name}’`,
        argument.keyPlace,
        suggest(name, expression.options),
      );
    }
  }
  const [fewest, most] = expression.arguments;
  if (before < fewest || before > most) {
    const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
    return complain(
      'wrong-argument',
      `‘${call.name}’ takes ${wanted} quoted argument${most === 1 ? '' : 's'}, not ${before}`,
      call.place,
      [`for example ${expression.example}`],
    );
  }
  const unquoted = [...call.params, ...call.named.values()].find((argument) => argument.text === undefined);
  if (unquoted) {
    return complain('wrong-argument', 'an argument is text in quotes', unquoted.place, [
      `for example ${expression.example}`,
    ]);
  }
  return call.params.map((argument) => argument.text ?? '');
}

function findDatum(address: string, index: number, context: Context): Datum | undefined {
  const datum = context.library.data.get(address);
  if (datum) return datum;
  const place = context.call.params[index]?.place ?? context.call.place;
  return context.complain(
    'unknown-address',
    `nothing has the address ‘${address}’`,
    place,
    suggestAddress(address, context.library),
  );
}

/** Nearest address; among those of the same trial or product when that much is right. */
export function suggestAddress(address: string, library: Library): string[] {
  const owner = address.split('.')[0] ?? '';
  const all = [...library.data.keys()];
  const siblings = all.filter((key) => key.startsWith(`${owner}.`));
  if (siblings.length > 0) return suggest(address, siblings);
  return suggest(owner, [...library.trials.keys(), ...library.products.keys()]);
}

function findFindings(addresses: string[], context: Context): Finding[] | undefined {
  const data = addresses.map((address, index) => findDatum(address, index, context));
  const findings: Finding[] = [];
  for (const [index, datum] of data.entries()) {
    if (!datum) return undefined;
    const shape = datum.kind === 'finding' ? datum.finding.value.shape : 'sale';
    if (datum.kind !== 'finding' || (shape !== 'proportion' && shape !== 'rate' && shape !== 'median')) {
      const place = context.call.params[index]?.place ?? context.call.place;
      return context.complain(
        'wrong-kind',
        `‘${addressOf(datum)}’ is a ${shape}; ‘${context.call.name}’ needs proportions, rates or medians`,
        place,
      );
    }
    findings.push(datum.finding);
  }
  return oneShape(findings, context);
}

function oneShape(findings: Finding[], context: Context): Finding[] | undefined {
  const units = new Set(findings.map(unitOf));
  if (units.size === 1 && !units.has('none')) return findings;
  return context.complain(
    'wrong-kind',
    `‘${context.call.name}’ needs values of one unit that are known, not ${[...units].join(' and ')}`,
    context.call.place,
  );
}

function unitOf(finding: Finding): string {
  const { value } = finding;
  if (value.shape !== 'median') return 'per cent';
  return typeof value.value === 'string' ? 'none' : value.value.unit;
}

function findSource(id: string, index: number, context: Context): Source | undefined {
  const source = context.library.sources.get(id);
  if (source) return source;
  const place = context.call.params[index]?.place ?? context.call.place;
  return context.complain(
    'unknown-source',
    `sources.yaml has no ‘${id}’`,
    place,
    suggest(id, [...context.library.sources.keys()]),
  );
}

function withShow(datum: Datum, context: Context): Call | undefined {
  const shows = showsOf(datum);
  const show = option('show', shows[0] as string, shows, context);
  return show === undefined ? undefined : { name: 'value', datum, show: show as Show };
}

function option(
  name: string,
  usual: string,
  choices: readonly string[],
  { call, complain }: Context,
): string | undefined {
  const given = call.named.get(name);
  if (!given) return usual;
  if (given.text !== undefined && choices.includes(given.text)) return given.text;
  const nearest = suggest(given.text ?? '', choices);
  return complain(
    'unknown-choice',
    `${name}="${given.text}" is not possible here; it can be ${choices.join(', ')}`,
    given.place,
    nearest,
  );
}

function wrongKind(address: string, is: string, use: string, { call, complain }: Context): undefined {
  return complain('wrong-kind', `‘${address}’ is ${is}`, call.params[0]?.place ?? call.place, [
    `write {{${use} "${address}"}}`,
  ]);
}

function placed(
  name: 'figure' | 'table',
  id: string,
  known: readonly string[],
  { call, complain }: Context,
): Call | undefined {
  if (known.includes(id)) return { name, id };
  const hints = known.length > 0 ? suggest(id, known) : [`describe it under ${name}s: in the front matter`];
  return complain(
    `unknown-${name}`,
    `the front matter has no ${name} ‘${id}’`,
    call.params[0]?.place ?? call.place,
    hints,
  );
}
