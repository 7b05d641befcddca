import Handlebars from 'handlebars';
import type { Located } from '../content/parse.ts';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { Library } from '../model/library.ts';
import type { Prose, Segment } from '../model/prose.ts';
import { type Argument, type Names, resolveCall } from './expressions.ts';

/** Compiles the expressions of a text. Each is parsed by itself, so that one mistake hides no other. */
export function compileProse(
  located: Located,
  library: Library,
  names: Names,
  diagnostics: Diagnostic[],
): Prose {
  const segments: Segment[] = [];
  for (const piece of splitExpressions(located.text)) {
    if (piece.kind === 'text') segments.push({ kind: 'text', text: piece.text });
    else {
      const segment = compileExpression(piece, located, library, names, diagnostics);
      if (segment) segments.push(segment);
    }
  }
  return { segments, place: located.at(1, 1) };
}

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'expression'; text: string; start: number; closed: boolean };

/** Quoted strings may hold braces; a backslash before the braces makes them text. */
const expressionPattern = /\\\{\{|\{\{(?:"[^"\n]*"|'[^'\n]*'|[^"'{}]|\}(?!\}))*?\}\}+|\{\{/g;

function splitExpressions(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(expressionPattern)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    const found = match[0];
    if (found.startsWith('\\')) pieces.push({ kind: 'text', text: '{{' });
    else pieces.push({ kind: 'expression', text: found, start: match.index, closed: found !== '{{' });
    end = match.index + found.length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

function compileExpression(
  piece: Piece & { kind: 'expression' },
  located: Located,
  library: Library,
  names: Names,
  diagnostics: Diagnostic[],
): Segment | undefined {
  const placeAt = (offset: number, length: number): Place => {
    const { line, column } = positionOf(located.text, piece.start + offset);
    return located.at(line, column, length);
  };
  const whole = placeAt(0, piece.text.split('\n')[0]?.length ?? 1);
  const mustache = parseMustache(piece, whole, diagnostics);
  if (!mustache) return undefined;
  const argument = (node: hbs.AST.Expression): Argument => {
    const offset = offsetOf(piece.text, node.loc.start);
    const length = offsetOf(piece.text, node.loc.end) - offset;
    return {
      text: node.type === 'StringLiteral' ? (node as hbs.AST.StringLiteral).value : undefined,
      place: placeAt(offset, length),
    };
  };
  const call = resolveCall(
    {
      name: mustache.path.type === 'PathExpression' ? (mustache.path as hbs.AST.PathExpression).original : '',
      place: argument(mustache.path).place,
      params: mustache.params.map(argument),
      named: new Map(
        (mustache.hash?.pairs ?? []).map((pair) => [
          pair.key,
          {
            ...argument(pair.value),
            keyPlace: placeAt(offsetOf(piece.text, pair.loc.start), pair.key.length),
          },
        ]),
      ),
    },
    library,
    names,
    diagnostics,
  );
  return call && { kind: 'call', call, place: whole };
}

function parseMustache(
  piece: Piece & { kind: 'expression' },
  place: Place,
  diagnostics: Diagnostic[],
): hbs.AST.MustacheStatement | undefined {
  const refuse = (message: string, hints: string[]) => {
    diagnostics.push(problem('expression-syntax', message, place, { hints }));
    return undefined;
  };
  if (!piece.closed)
    return refuse('the expression is not closed', ['end it with }}, or write \\{{ for braces as text']);
  let statement: hbs.AST.Statement | undefined;
  try {
    statement = Handlebars.parseWithoutProcessing(piece.text).body[0];
  } catch {
    return refuse('this is not an expression', [
      'expressions look like {{value "maia.orr.d-rd" show="full"}}',
    ]);
  }
  if (statement?.type === 'CommentStatement') return undefined;
  const mustache = statement as hbs.AST.MustacheStatement | undefined;
  if (mustache?.type !== 'MustacheStatement' || !mustache.escaped) {
    return refuse('only plain expressions are read in prose: no blocks, partials, decorators or raw output', [
      'use one of value, sales, growth, range, gap, cite, figure, table, plain',
    ]);
  }
  return mustache;
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** Offset in `text` of a Handlebars position (line from 1, column from 0). */
function offsetOf(text: string, position: hbs.AST.Position): number {
  const lines = text.split('\n').slice(0, position.line - 1);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + position.column;
}
