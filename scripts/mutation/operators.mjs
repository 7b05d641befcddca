// The small faults that are put into a source, one at a time. Each is a cut of the text: `start`, `end`
// and its replacement.
import { parseAst } from 'vitest/node';

const comparisons = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};
const arithmetic = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*', '**': '*' };

/** Calls that a value passes through: taken away, the value goes on unchanged. */
const steps = new Set(
  'filter slice toSorted toReversed trim trimStart trimEnd toLowerCase toUpperCase normalize replace replaceAll'.split(
    ' ',
  ),
);
const swaps = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  findIndex: 'findLastIndex',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
};

/** What only a reader reads; its wording is no fault of logic. */
const prose = new Set('message hints hint why title note label reason caveat'.split(' '));
const patternMakers = new Set(['anyCase', 'exactCase', 'RegExp']);

/** Every fault of a TypeScript source, in the order of its text, each once. */
export function mutantsOf(code) {
  const found = new Map();
  const add = (operator, { start, end }, replacement) => {
    const key = `${start} ${end} ${replacement}`;
    if (code.slice(start, end) !== replacement && !found.has(key))
      found.set(key, { operator, start, end, replacement });
  };
  visit(parseAst(code, { lang: 'ts' }), []);
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);

  function visit(node, parents) {
    if (!node || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) visit(one, parents);
      return;
    }
    if (typeof node.type !== 'string' || isOfTypes(node)) return;
    mutate(node, parents);
    const inner = [node, ...parents];
    for (const [key, value] of Object.entries(node)) {
      if (key === 'typeAnnotation' || key === 'typeArguments' || key === 'returnType') continue;
      if (key === 'key' && !node.computed) continue;
      visit(value, inner);
    }
  }

  function mutate(node, parents) {
    const text = ({ start, end }) => code.slice(start, end);
    switch (node.type) {
      case 'BinaryExpression':
        return binary(node, text);
      case 'LogicalExpression':
        return logical(node, text);
      case 'UnaryExpression':
        if (node.operator === '!') add('negation', node, text(node.argument));
        if (node.operator === '-') add('sign', node, text(node.argument));
        return;
      case 'IfStatement':
      case 'ConditionalExpression':
        add('condition', node.test, 'true');
        add('condition', node.test, 'false');
        return;
      case 'Literal':
        return literal(node, parents);
      case 'TemplateLiteral':
        if (isPattern(parents)) pattern(node, parents);
        return;
      case 'CallExpression':
        return call(node, text);
      case 'NewExpression':
        if (node.callee.name === 'Set' && parents[0]?.type === 'SpreadElement')
          add('unique', node, text(node.arguments[0]));
        return;
      case 'ExpressionStatement':
        if (node.expression.type === 'CallExpression') add('statement', node, ';');
        return;
      case 'MemberExpression':
        if (node.optional) add('optional step', node, text(node).replace('?.', '.'));
        return;
      case 'ArrayExpression':
        return array(node, text);
      case 'ObjectExpression':
        for (const one of node.properties) if (one.type === 'SpreadElement') drop('spread', one);
        return;
    }
  }

  function binary(node, text) {
    const { left, operator, right } = node;
    const write = (other) => `${text(left)} ${other} ${text(right)}`;
    for (const other of comparisons[operator] ?? []) add('comparison', node, write(other));
    const joinsText = operator === '+' && [left, right].some(isText);
    if (arithmetic[operator] && !joinsText) add('arithmetic', node, write(arithmetic[operator]));
  }

  /** The other operator, and each side alone: whether every part of a condition counts. */
  function logical(node, text) {
    const { left, operator, right } = node;
    const other = { '&&': '||', '||': '&&', '??': '&&' }[operator];
    add('logic', node, `(${text(left)}) ${other} (${text(right)})`);
    add('part of a condition', node, text(left));
    if (operator !== '??') add('part of a condition', node, text(right));
  }

  function literal(node, parents) {
    if (typeof node.value === 'boolean') return add('boolean', node, String(!node.value));
    if (node.bigint) return add('number', node, `${BigInt(node.bigint) + 1n}n`);
    if (typeof node.value === 'number') return add('number', node, String(node.value + 1));
    if (node.regex) {
      if (/[is]/.test(node.regex.flags)) add('flag', node, node.raw.replace(/[is](?=[a-z]*$)/, ''));
      return pattern(node, parents);
    }
    if (typeof node.value !== 'string') return;
    if (isPattern(parents)) return pattern(node, parents);
    if (isOnlyPrinted(node, parents)) return;
    add('text', node, node.value === '' ? "'mutated'" : "''");
  }

  function call(node, text) {
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || callee.computed) return;
    const { name } = callee.property;
    if (steps.has(name)) add('step', node, text(callee.object));
    if (name === 'abs') add('step', node, `(${text(node.arguments[0])})`);
    if (swaps[name]) add('method', callee.property, swaps[name]);
  }

  /** Emptied, and without each of its entries. */
  function array(node, text) {
    if (node.elements.length === 0) return;
    if (node.elements.length > 1 && text(node) !== '[]') add('array', node, '[]');
    for (const one of node.elements) if (one) drop(one.type === 'SpreadElement' ? 'spread' : 'entry', one);
  }

  function drop(operator, { start, end }) {
    const comma = /^\s*,/.exec(code.slice(end))?.[0].length ?? 0;
    add(operator, { start, end: end + comma }, '');
  }

  /** Emptied, and without each of its anchors and looks around. */
  function pattern(node, [parent]) {
    const raw = code.slice(node.start, node.end);
    if (!node.regex && raw.length > 2 && parent.type !== 'ArrayExpression')
      add('pattern', node, `${raw[0]}(?!)${raw[0]}`);
    for (const { index, 0: found } of raw.matchAll(/\(\?<?[=!]/g)) {
      const end = closing(raw, index);
      if (end) add(`look ${found}`, { start: node.start + index, end: node.start + end }, '');
    }
    for (const { index, 0: found } of raw.matchAll(node.regex ? /\\b/g : /\\\\b/g))
      add('anchor', { start: node.start + index, end: node.start + index + found.length }, '');
    if (!node.regex) return;
    if (raw.startsWith('/^')) add('anchor', { start: node.start + 1, end: node.start + 2 }, '');
    const dollar = raw.lastIndexOf('$/');
    if (dollar > 0 && raw[dollar - 1] !== '\\')
      add('anchor', { start: node.start + dollar, end: node.start + dollar + 1 }, '');
  }
}

/** Where the bracket that opens at `from` closes; undefined when not in this text. */
function closing(text, from) {
  let depth = 0;
  let inClass = false;
  for (let at = from; at < text.length; at++) {
    const one = text[at];
    if (one === '\\') at++;
    else if (inClass) inClass = one !== ']';
    else if (one === '[') inClass = true;
    else if (one === '(') depth++;
    else if (one === ')' && --depth === 0) return at + 1;
  }
  return undefined;
}

function isOfTypes({ type, exportKind, importKind }) {
  return (
    (type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull)/.test(type)) ||
    type === 'ImportDeclaration' ||
    type === 'ExportAllDeclaration' ||
    exportKind === 'type' ||
    importKind === 'type'
  );
}

function isText({ type, value }) {
  return type === 'TemplateLiteral' || typeof value === 'string';
}

/** A text that regular expressions are made of: given to their makers, or a constant of the module. */
function isPattern(parents) {
  for (const [index, one] of parents.entries()) {
    if (one.type === 'CallExpression' || one.type === 'NewExpression')
      return patternMakers.has(one.callee.name) || (one.callee.name === 'rule' && index > 0);
    if (one.type === 'VariableDeclarator') return /\\\\|\(\?|\|/.test(JSON.stringify(one.init));
    if (!['ArrayExpression', 'TemplateLiteral'].includes(one.type)) return false;
  }
  return false;
}

/** A text that is only printed: a phrase, or the value of a field for readers. */
function isOnlyPrinted({ value }, [parent, grand]) {
  if (parent?.type === 'BinaryExpression') return false;
  if (parent?.type === 'CallExpression') return value.includes(' ') && value.length > 8;
  const field = [parent, grand].find((one) => one?.type === 'Property')?.key.name;
  return (field !== undefined && prose.has(field)) || /\p{L}.* .*\p{L}/u.test(value);
}
