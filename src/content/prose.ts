import Handlebars from 'handlebars';
import type { Place } from '../diagnostics.ts';
import type { Call, PlaceAt, Prose, Segment } from '../model/briefing.ts';
import { placeholder } from '../notation/markdown.ts';
import type { Argument, DisplayKeys } from './arguments.ts';
import { expressionNames, resolveCall } from './expressions.ts';
import type { FileCheck } from './file-check.ts';
import type { Located } from './parse.ts';

/** A text for the page, and the same for the checks of its Markdown. */
interface Compiled {
  prose: Prose;
  marked: Marked;
}

/** Compiles the expressions of a text. Each is parsed by itself, so that one mistake hides no other. */
export function compileProse(located: Located, placeable: DisplayKeys, check: FileCheck): Compiled {
  const compiler = new Compiler(located, placeable, check);
  const stretches = splitExpressions(located.text).map((stretch) =>
    stretch.kind === 'text' ? stretch : compiler.compile(stretch),
  );
  const segments = stretches.flatMap((stretch): Segment[] => {
    if (stretch.kind === 'text') return textSegments(stretch, located);
    return stretch.call ? [{ kind: 'call', call: stretch.call, place: stretch.place }] : [];
  });
  return { prose: { segments, place: located.at(1, 1) }, marked: markProse(stretches, located) };
}

function textSegments({ text, start }: Extract<Stretch, { kind: 'text' }>, located: Located): Segment[] {
  if (text === '') return [];
  const at: PlaceAt = (offset, length) => {
    const { line, column } = positionOf(located.text, start + offset);
    return located.at(line, column, length);
  };
  return [{ kind: 'text', text, at }];
}

type Expression = Extract<Stretch, { kind: 'expression' }>;

/** What Handlebars would do more than print: raw output, blocks, partials, decorators. */
const morePattern = /^\{\{(?:\{|~?\s*(?:[#/^>&*]|else\b))/;

class Compiler {
  private readonly located: Located;
  private readonly placeable: DisplayKeys;
  private readonly check: FileCheck;

  constructor(located: Located, placeable: DisplayKeys, check: FileCheck) {
    this.located = located;
    this.placeable = placeable;
    this.check = check;
  }

  compile(expression: Expression): MarkedStretch {
    const { start, text } = expression;
    const place = this.placeAt(start, text.split('\n')[0]?.length ?? 1);
    const statement = this.parse(expression, place);
    if (statement?.type === 'CommentStatement') return { kind: 'text', text: '', start };
    const call = statement && this.resolve(statement as hbs.AST.MustacheStatement, expression);
    return { kind: 'expression', start, place, call };
  }

  private parse({ text, start, closed }: Expression, place: Place): hbs.AST.Statement | undefined {
    if (morePattern.test(text)) {
      return this.refuse(
        'only plain expressions are allowed in prose: no blocks, partials, decorators or raw output',
        place,
        `use one of ${expressionNames.join(', ')}`,
      );
    }
    if (!closed) return this.refuseOpen(start, place);
    try {
      return Handlebars.parseWithoutProcessing(text).body[0];
    } catch {
      const hint = 'expressions look like {{value "maia.orr.d-rd" show="full"}}';
      return this.refuse('this is not an expression', place, hint);
    }
  }

  private refuseOpen(start: number, place: Place): undefined {
    const { text } = this.located;
    const quote = findOpenQuote(text, start);
    if (quote === undefined)
      return this.refuse(
        'the expression is not closed',
        place,
        'end it with }}, or write \\{{ for braces as text',
      );
    const [, name = 'value'] = /^\{\{\s*([\w-]+)/.exec(text.slice(start)) ?? [];
    const message = 'a quotation mark in the expression is not closed';
    return this.refuse(message, this.placeAt(quote, 1), `write {{${name} "…"}}`);
  }

  private refuse(message: string, place: Place, hint: string): undefined {
    return this.check.complain('expression-syntax', message, place, { hints: [hint] });
  }

  private resolve(
    { path, params, hash }: hbs.AST.MustacheStatement,
    { text, start }: Expression,
  ): Call | undefined {
    const placeOf = ({ loc }: hbs.AST.Node): Place => {
      const offset = offsetOf(text, loc.start);
      return this.placeAt(start + offset, offsetOf(text, loc.end) - offset);
    };
    const argument = (node: hbs.AST.Expression): Argument => ({
      text: literalOf(node),
      place: placeOf(node),
    });
    const named = (hash?.pairs ?? []).map((pair) => {
      const keyPlace = this.placeAt(start + offsetOf(text, pair.loc.start), pair.key.length);
      return [pair.key, { ...argument(pair.value), keyPlace }] as const;
    });
    const name = path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : undefined;
    return resolveCall(
      {
        name: name ?? literalOf(path) ?? '',
        isQuoted: name === undefined,
        place: placeOf(path),
        params: params.map(argument),
        named: new Map(named),
      },
      this.placeable,
      this.check,
    );
  }

  private placeAt(offset: number, length: number): Place {
    const { line, column } = positionOf(this.located.text, offset);
    return this.located.at(line, column, length);
  }
}

function literalOf(node: hbs.AST.Node): string | undefined {
  return node.type === 'StringLiteral' ? (node as hbs.AST.StringLiteral).value : undefined;
}

/** Offset in `text` of a Handlebars position (line from 1, column from 0). */
function offsetOf(text: string, position: hbs.AST.Position): number {
  const lines = text.split('\n').slice(0, position.line - 1);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + position.column;
}

/** A stretch of prose. `start` is its offset in the author's text; braces escaped by a backslash are text. */
type Stretch =
  | { kind: 'text'; text: string; start: number }
  | { kind: 'expression'; text: string; start: number; closed: boolean };

/** Quoted strings may contain braces; a backslash before the braces makes them text. */
const expressionPattern = /\\\{\{|\{\{\{?(?:"[^"\n]*"|'[^'\n]*'|[^"'{}]|\}(?!\}))*?\}\}+|\{\{/g;

function splitExpressions(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(expressionPattern)) {
    if (match.index > end) stretches.push({ kind: 'text', text: text.slice(end, match.index), start: end });
    stretches.push(stretchOf(match[0], match.index));
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ kind: 'text', text: text.slice(end), start: end });
  return stretches;
}

function stretchOf(found: string, start: number): Stretch {
  if (found.startsWith('\\')) return { kind: 'text', text: '{{', start: start + 1 };
  return { kind: 'expression', text: found, start, closed: found.endsWith('}}') };
}

/** Offset of the quotation mark that keeps the expression at `start` from ending, if one does. */
function findOpenQuote(text: string, start: number): number | undefined {
  let at = start;
  while (at < text.length) {
    const found = /["']|\}\}/.exec(text.slice(at));
    if (!found || found[0] === '}}') return undefined;
    const open = at + found.index;
    const quoted = /^(["'])([^\n]*?)\1/.exec(text.slice(open));
    if (!quoted || quoted[2]?.includes('}}')) return open;
    at = open + quoted[0].length;
  }
  return undefined;
}

/** An expression in Markdown; without a call when it was complained of. */
export interface ExpressionStretch {
  kind: 'expression';
  start: number;
  place: Place;
  call: Call | undefined;
}

/** A stretch of prose as Markdown reads it; a comment is an empty text. */
type MarkedStretch = { kind: 'text'; text: string; start: number } | ExpressionStretch;

/** Prose as Markdown reads it, its expressions as numbered placeholders, with the way back to the author's text. */
export interface Marked {
  text: string;
  /** By the number of the placeholder. */
  expressions: ExpressionStretch[];
  /** Offset of a line, which counts from 0. */
  lineStart(line: number): number;
  placeAt(offset: number, length: number): Place;
}

function markProse(stretches: MarkedStretch[], located: Located): Marked {
  const expressions: ExpressionStretch[] = [];
  const starts: { marked: number; stretch: MarkedStretch }[] = [];
  let text = '';
  for (const stretch of stretches) {
    starts.push({ marked: text.length, stretch });
    text += stretch.kind === 'text' ? stretch.text : placeholder(expressions.push(stretch) - 1);
  }
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return {
    text,
    expressions,
    lineStart: (line) => lineStarts[line] ?? text.length,
    placeAt: (offset, length) => {
      const found = starts.findLast(({ marked }) => marked <= offset);
      if (!found) return located.at(1, 1);
      if (found.stretch.kind === 'expression') return found.stretch.place;
      const { line, column } = positionOf(located.text, found.stretch.start + offset - found.marked);
      return located.at(line, column, length);
    },
  };
}

/** Line and column, both from 1, of an offset. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
