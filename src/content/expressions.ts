import { type Call, spans, spansOf } from '../model/briefing.ts';
import { suggest } from '../suggest.ts';
import {
  type CallContext,
  chooseOption,
  type DisplayKeys,
  findDatum,
  findNamed,
  findNumbers,
  type WrittenCall,
  withAdjustment,
  withShow,
} from './arguments.ts';
import type { FileCheck } from './file-check.ts';

interface Expression {
  /** Fewest and most string arguments. */
  arguments: readonly [number, number];
  options: readonly string[];
  example: string;
  resolve(texts: string[], context: CallContext): Call | undefined;
}

/** Every expression of the language: one entry each. */
const expressions: Record<Call['name'] | 'sales', Expression> = {
  value: {
    arguments: [1, 1],
    options: ['show', 'decimals', 'unit', 'sign'],
    example: '{{value "maia.mrd.d-rd" show="n/N"}}',
    resolve: (_, context) => {
      const datum = findDatum('finding', context);
      return datum && withAdjustment(withShow(datum, context), datum, context);
    },
  },
  sales: {
    arguments: [1, 1],
    options: ['show'],
    example: '{{sales "darzalex.2026-Q1"}}',
    resolve: (_, context) => {
      const datum = findDatum('sale', context);
      return datum && withShow(datum, context);
    },
  },
  growth: {
    arguments: [1, 1],
    options: ['over'],
    example: '{{growth "darzalex.2026-Q1" over="year"}}',
    resolve: (_, context) => {
      const datum = findDatum('sale', context);
      const over = chooseOption('over', 'year', datum ? spansOf(datum) : spans, context);
      return datum && over && { name: 'growth', sale: datum, over };
    },
  },
  range: {
    arguments: [2, 20],
    options: [],
    example: '{{range "maia.mrd.d-rd" "cepheus.mrd.d-vrd"}}',
    resolve: (_, context) => {
      const findings = findNumbers(context);
      return findings && { name: 'range', findings };
    },
  },
  gap: {
    arguments: [2, 2],
    options: ['show'],
    example: '{{gap "maia.mrd.d-rd" "maia.mrd.rd"}}',
    resolve: (_, context) => {
      const [from, to] = findNumbers(context) ?? [];
      if (from?.compare || to?.compare) {
        const hints = ['write the comparison that the source gives with {{value "…"}}'];
        const message = '‘gap’ is the difference between two arms, not between two comparisons';
        return context.check.complain('wrong-kind', message, context.call.place, { hints });
      }
      const show = chooseOption('show', 'usual', ['usual', 'full'], context);
      return from && to && show && { name: 'gap', from, to, show };
    },
  },
  cite: {
    arguments: [1, 20],
    options: [],
    example: '{{cite "maia-jnj-2025"}}',
    resolve: (ids, context) => {
      const sources = ids.map((_, index) => findNamed('source', index, context));
      return sources.every((source) => source !== undefined) ? { name: 'cite', sources } : undefined;
    },
  },
  figure: {
    arguments: [1, 1],
    options: [],
    example: '{{figure "depth"}}',
    resolve: ([id = ''], context) => placed('figure', id, context),
  },
  table: {
    arguments: [1, 1],
    options: [],
    example: '{{table "context"}}',
    resolve: ([id = ''], context) => placed('table', id, context),
  },
  plain: {
    arguments: [1, 1],
    options: ['reason'],
    example: '{{plain "one infusion" reason="the regimen"}}',
    resolve: ([text = ''], { call, check }) => {
      const reason = call.named.get('reason')?.text;
      if (reason?.trim()) return { name: 'plain', text, reason };
      return check.complain('missing-argument', 'a number that is not evidence needs a reason', call.place, {
        hints: ['write {{plain "…" reason="…"}}'],
      });
    },
  },
};

export const expressionNames = Object.keys(expressions);

/** Checks an expression as written against the library; undefined when it complained. */
export function resolveCall(call: WrittenCall, placeable: DisplayKeys, check: FileCheck): Call | undefined {
  const expression = Object.hasOwn(expressions, call.name)
    ? expressions[call.name as keyof typeof expressions]
    : undefined;
  if (call.isQuoted) {
    const message = 'write the name of an expression without quotation marks';
    const { example } = expression ?? expressions.value;
    return check.complain('unknown-expression', message, call.place, { hints: [`for example ${example}`] });
  }
  if (!expression) {
    return check.complain('unknown-expression', `there is no expression ‘${call.name}’`, call.place, {
      hints: suggest(call.name, expressionNames),
    });
  }
  if (!checkArguments(expression, call, check)) return undefined;
  const texts = call.params.map((argument) => argument.text ?? '');
  return expression.resolve(texts, { call, placeable, check });
}

/** Whether the arguments are of the right number and names, and in quotation marks. */
function checkArguments(expression: Expression, call: WrittenCall, { complain }: FileCheck): boolean {
  const { arguments: wanted, options, example } = expression;
  const unknown = [...call.named].find(([name]) => !options.includes(name));
  if (unknown) {
    const [name, { keyPlace }] = unknown;
    complain('unknown-argument', `‘${call.name}’ has no option ‘${name}’`, keyPlace, {
      hints: suggest(name, options),
    });
    return false;
  }
  const hints = [`for example ${example}`];
  if (call.params.length < wanted[0] || call.params.length > wanted[1]) {
    complain('wrong-argument', numberMessage(call, wanted), call.place, { hints });
    return false;
  }
  const unquoted = [...call.params, ...call.named.values()].find((argument) => argument.text === undefined);
  if (unquoted) complain('wrong-argument', 'arguments must be quoted text', unquoted.place, { hints });
  return !unquoted;
}

function numberMessage({ name, params }: WrittenCall, [fewest, most]: readonly [number, number]): string {
  const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
  return `‘${name}’ takes ${wanted} quoted argument${most === 1 ? '' : 's'}, not ${params.length}`;
}

function placed(
  name: 'figure' | 'table',
  id: string,
  { call, placeable, check }: CallContext,
): Call | undefined {
  const known = placeable[`${name}s`];
  if (known.includes(id)) return { name, id };
  const hints = known.length > 0 ? suggest(id, known) : [`describe it under ${name}s: in the front matter`];
  return check.complain(
    `unknown-${name}`,
    `the front matter has no ${name} ‘${id}’`,
    call.params[0]?.place ?? call.place,
    { hints },
  );
}
