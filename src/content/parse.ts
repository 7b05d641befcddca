import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { findWhiteSpace, oddSpaces } from '../notation/written.ts';
import type { FileKind, SourceFile } from './files.ts';
import { type Key, type Located, Places, type ScalarStyle, type Spot, spotAt } from './places.ts';

export type { Key, Located };

/** A parsed file: plain data of strings, arrays and objects, and the place of each part. */
export interface Parsed {
  file: SourceFile;
  /** A value that was refused, and complained of, is undefined under its own key. */
  data: unknown;
  /** Place of the value under `keys`, or of its nearest parent that exists. */
  placeOf(keys: readonly Key[]): Place;
  /** Place of the key itself, for complaints about names. */
  placeOfKey(keys: readonly Key[]): Place;
  /** The string under `keys` with places inside it; empty when there is none. */
  proseAt(keys: readonly Key[]): Located;
  /** Markdown after the front matter; absent in YAML files. */
  body?: Located;
  /** False when the file could not be read at all; then `data` is empty and says nothing. */
  readable: boolean;
  diagnostics: Diagnostic[];
}

const deepest = 40;

/** Before # or at an end of a value; the last character of a match is the space. */
const spacesThatMislead = new RegExp(
  `[${oddSpaces}](?=[\\s${oddSpaces}]*#)|^[${oddSpaces}]|[${oddSpaces}]$|:[${oddSpaces}]`,
  'g',
);

/**
 * Parses YAML, or Markdown with YAML front matter, with the failsafe schema: every scalar stays the
 * text that its author wrote, and the schemas of src/model decide what it means.
 */
export function parseSource(file: SourceFile): Parsed {
  const parts = splitFrontMatter(file);
  const reader = new Reader(file, parts.yaml);
  if (!file.refused && parts.diagnostics.length === 0) reader.read();
  const { data, places, readable } = reader;
  return {
    file,
    data,
    placeOf: (keys) => places.placeOf(keys),
    placeOfKey: (keys) => places.placeOfKey(keys),
    proseAt: (keys) => places.locate(keys, textAt(data, keys)),
    ...(parts.body && { body: parts.body }),
    readable,
    diagnostics: file.refused ? [] : [...parts.diagnostics, ...reader.diagnostics],
  };
}

function textAt(data: unknown, keys: readonly Key[]): string {
  const found = keys.reduce<unknown>(
    (value, key) => (value as Record<Key, unknown> | undefined)?.[key],
    data,
  );
  return typeof found === 'string' ? found : '';
}

/** Turns the YAML tree into plain data and the places of its parts. */
class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly places: Places;
  data: unknown = {};
  readable = false;
  private readonly file: SourceFile;
  private readonly yaml: string;
  /** Most files have none, and need not be searched value by value. */
  private readonly hasOddSpaces: boolean;
  private readonly root = spotAt(0, 0);

  constructor(file: SourceFile, yaml: string) {
    this.file = file;
    this.yaml = yaml;
    this.hasOddSpaces = findWhiteSpace(yaml) !== undefined;
    this.places = new Places(file.path, yaml, this.root);
  }

  read(): void {
    const deep = tooDeepAt(this.yaml);
    if (deep === undefined) this.parse();
    else
      this.refuse(
        'too-deep',
        'nested too deeply',
        [deep, deep + 1],
        ['look for brackets that are not closed'],
      );
  }

  private parse(): void {
    const { contents, errors, warnings } = parseDocument(this.yaml, {
      schema: 'failsafe',
      prettyErrors: false,
      strict: true,
      // The library compares each key with all others; a map of ours does not.
      uniqueKeys: false,
      stringKeys: true,
    });
    const { faults, readable } = faultsToTell([...errors, ...warnings]);
    for (const fault of faults) {
      const { code, message, start, end, hints } = explainSyntax(fault, this.yaml);
      const odd = findWhiteSpace(lineAround(this.yaml, start));
      const all = odd ? [...hints, `the line contains ${odd.name}`] : hints;
      this.diagnostics.push(problem(code, message, this.places.place(start, end), { hints: all }));
    }
    this.readable = readable;
    if (!readable) return;
    if (contents === null) this.readEmpty();
    else this.data = this.plain(contents, this.root, 0);
    if (!this.readable) this.data = {};
  }

  /** A bibliography without entries is one; everything else has fields. */
  private readEmpty(): void {
    const { kind } = this.file;
    if (kind === 'sources' || kind === 'endpoints') return;
    const what = kind === 'briefing' ? 'the front matter' : 'the file';
    this.refuse('empty-file', `${what} is empty`, [0, 0], [emptyHint(kind)]);
  }

  private plain(node: Node | null, spot: Spot, depth: number): unknown {
    const range = [spot.start, spot.end] as const;
    if (depth > deepest) return this.refuse('too-deep', `more than ${deepest} levels of nesting`, range);
    if (isAlias(node))
      return this.refuse('alias', 'aliases are not supported', range, ['write the value out']);
    if (isMap(node)) return this.plainMap(node, spot, depth);
    if (isSeq(node)) {
      const parts: Spot[] = [];
      spot.parts = parts;
      return node.items.map((item) => this.part(item as Node, spot, depth, (part) => parts.push(part)));
    }
    return isScalar(node) ? this.plainScalar(node, spot) : undefined;
  }

  private plainMap(node: YAMLMap, spot: Spot, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const parts = new Map<Key, Spot>();
    spot.parts = parts;
    for (const { key, value } of node.items as Pair<Scalar, Node | null>[]) {
      const name = String(key.value);
      if (this.hasOddSpaces) this.complainOfKey(key);
      if (!this.readable) return result;
      if (parts.has(name)) {
        this.complainOfDuplicate(key);
        continue;
      }
      // Not by assignment, which would change the prototype for __proto__.
      Object.defineProperty(result, name, {
        value: this.part(value, spot, depth, (part) => parts.set(name, part), key),
        enumerable: true,
      });
    }
    return result;
  }

  private complainOfDuplicate({ range }: Scalar): void {
    const place = this.places.place(range?.[0] ?? 0, range?.[1] ?? 0);
    const hints = ['keep one of the two'];
    this.diagnostics.push(problem('duplicate-key', 'this key was given before', place, { hints }));
  }

  private part(
    node: Node | null,
    parent: Spot,
    depth: number,
    keep: (spot: Spot) => void,
    key?: Scalar,
  ): unknown {
    if (!this.readable) return undefined;
    const [start, end] = node?.range ?? key?.range ?? [parent.start, parent.end];
    const spot = spotAt(start, end, key?.range ?? undefined);
    keep(spot);
    return this.plain(node, spot, depth + 1);
  }

  private plainScalar(node: Scalar, spot: Spot): string | undefined {
    spot.style = styleOf(node);
    const text = String(node.value);
    if (spot.style === 'plain' && this.hasOddSpaces) this.complainOfSpaces(spot);
    if (spot.style !== 'plain' || !/^(?:|~|null)$/i.test(text)) return text;
    const place = this.places.place(spot.start, spot.end);
    this.diagnostics.push(
      problem('empty-value', 'the value is empty', place, { hints: ['give a value or remove the key'] }),
    );
    return undefined;
  }

  /** White space that YAML takes for a part of the value: a remark behind it is none, a colon before it no colon. */
  private complainOfSpaces({ start, end }: Spot): void {
    const source = this.yaml.slice(start, end);
    for (const { 0: sign, index } of source.matchAll(spacesThatMislead)) {
      const found = findWhiteSpace(source.slice(index + sign.length - 1));
      if (!found) continue;
      const at = start + index + sign.length - 1;
      const after = source
        .slice(at - start)
        .trim()
        .startsWith('#')
        ? 'comes before #, so what follows is part of the value, not a comment'
        : 'is at an end of the value or after a colon, where it looks like a space but is not one';
      this.diagnostics.push(
        problem('white-space', `${found.name} ${after}`, this.places.place(at, at + 1), {
          hints: ['use an ordinary space; if the character is intended, put the value in quotation marks'],
        }),
      );
    }
  }

  private complainOfKey(key: Scalar): void {
    const [start, end] = key.range ?? [0, 0];
    const found = findWhiteSpace(this.yaml.slice(start, end));
    if (!found || styleOf(key) !== 'plain') return;
    const place = this.places.place(start + found.at, start + found.at + 1);
    const message = `${found.name} in a key, where it looks like a space but is not one`;
    this.diagnostics.push(problem('white-space', message, place, { hints: ['delete it'] }));
  }

  /** Complains, and reads nothing more of the file. */
  private refuse(
    code: string,
    message: string,
    [start, end]: readonly [number, number],
    hints: string[] = [],
  ): undefined {
    this.diagnostics.push(problem(code, message, this.places.place(start, end), { hints }));
    this.readable = false;
  }
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start).split('\n', 1)[0] ?? '';
}

function styleOf({ type }: Scalar): ScalarStyle {
  if (type === 'QUOTE_DOUBLE') return 'double';
  if (type === 'QUOTE_SINGLE') return 'single';
  return type === 'PLAIN' ? 'plain' : 'block';
}

function emptyHint(kind: FileKind): string {
  return `write the fields of ${kind === 'house' ? 'the house' : `a ${kind}`}, or delete the file`;
}

interface Parts {
  /** In lines that keep the numbers they have in the file. */
  yaml: string;
  /** Markdown after the front matter. */
  body?: Located;
  diagnostics: Diagnostic[];
}

/** A briefing's front matter and its text; YAML files are front matter from end to end. */
function splitFrontMatter(file: SourceFile): Parts {
  if (file.kind !== 'briefing') return { yaml: file.text, diagnostics: [] };
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(file.text);
  if (match?.index !== 0) return { yaml: '', diagnostics: [noFrontMatter(file)] };
  const head = match[0];
  const linesBefore = head.split('\n').length - 1;
  return {
    yaml: `\n${match[1]}`,
    body: {
      text: file.text.slice(head.length),
      at: (line, column, length) => ({
        file: file.path,
        line: line + linesBefore,
        column,
        ...(length && { length }),
      }),
    },
    diagnostics: [],
  };
}

function noFrontMatter({ path }: SourceFile): Diagnostic {
  const place = { file: path, line: 1, column: 1 };
  return problem('no-front-matter', 'a briefing begins with front matter', place, {
    hints: ['begin the file with a line ---, then the YAML fields, then a line ---'],
  });
}

/** What the YAML library says of a mistake, with its offsets. */
interface SyntaxFault {
  code: string;
  message: string;
  pos: readonly [number, number];
}

/** The same in words for an author, and where the mistake was made rather than noticed. */
interface ExplainedFault {
  code: string;
  message: string;
  start: number;
  end: number;
  hints: string[];
}

/** Faults after which the rest of the file can still be checked. */
const bearable = new Set(['TAG_RESOLVE_FAILED']);

/** Those worth reporting: all that are bearable, or the first of the others, which the rest may follow from. */
function faultsToTell(faults: SyntaxFault[]): { faults: SyntaxFault[]; readable: boolean } {
  const fatal = faults.filter(({ code }) => !bearable.has(code));
  const first = fatal.find(({ code }) => code === 'RESOURCE_EXHAUSTION') ?? fatal[0];
  return first ? { faults: [first], readable: false } : { faults, readable: true };
}

function explainSyntax(fault: SyntaxFault, yaml: string): ExplainedFault {
  const [start, end] = fault.pos;
  const plain = plainFaults[fault.code];
  if (plain) return { ...plain, start, end };
  return (
    explainers.map((explain) => explain(fault, yaml)).find((found) => found !== undefined) ?? {
      code: 'yaml-syntax',
      message: fault.message.charAt(0).toLowerCase() + fault.message.slice(1),
      start,
      end,
      hints: [],
    }
  );
}

const plainFaults: Record<string, Pick<ExplainedFault, 'code' | 'message' | 'hints'>> = {
  TAG_RESOLVE_FAILED: {
    code: 'unknown-tag',
    message: 'tags such as !name are not supported',
    hints: ['remove the tag'],
  },
  MULTIPLE_DOCS: {
    code: 'several-documents',
    message: 'a file contains one document',
    hints: ['remove the line --- or split the file'],
  },
  TAB_AS_INDENT: {
    code: 'tab-indent',
    message: 'YAML is indented with spaces',
    hints: ['replace the tab with spaces'],
  },
  RESOURCE_EXHAUSTION: {
    code: 'too-deep',
    message: 'nested too deeply',
    hints: ['look for brackets that are not closed'],
  },
};

/** More than any text of an author, and little enough that the parser does not run out of memory. */
const deepestOpen = 1000;

/** Offset at which more brackets are open, or more signs of entries follow each other, than can be read. */
function tooDeepAt(yaml: string): number | undefined {
  let [open, signs] = [0, 0];
  for (let at = 0; at < yaml.length; at += 1) {
    const sign = yaml[at];
    if (sign === '[' || sign === '{') open += 1;
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
    if (sign === '-' || sign === '?' || sign === ':') signs += 1;
    else if (sign !== ' ') signs = 0;
    if (open > deepestOpen || signs > deepestOpen) return at;
  }
  return undefined;
}

type Explainer = (fault: SyntaxFault, yaml: string) => ExplainedFault | undefined;

const unquotedExpression: Explainer = ({ code, pos: [second] }, yaml) => {
  const start = second - 1;
  if (code !== 'NON_STRING_KEY' || !yaml.startsWith('{{', start)) return undefined;
  const inBrackets = /[[{]/.test(lineBefore(yaml, start));
  const closed = yaml.indexOf('}}', start);
  const end = inBrackets && closed > 0 ? closed + 2 : lineEnd(yaml, start);
  return toBeQuoted('begins with {{', [start, end], yaml);
};

const unquotedColon: Explainer = ({ code, pos: [start] }, yaml) => {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'BLOCK_IN_FLOW') return undefined;
  const end = code === 'BLOCK_IN_FLOW' ? flowEnd(yaml, start) : lineEnd(yaml, start);
  return /:(?: |$)/.test(yaml.slice(start, end))
    ? toBeQuoted('contains “: ”', [start, end], yaml)
    : undefined;
};

const unquotedSign: Explainer = ({ code, pos: [start] }, yaml) =>
  code === 'BAD_SCALAR_START'
    ? toBeQuoted(`begins with ${yaml[start]}`, [start, lineEnd(yaml, start)], yaml)
    : undefined;

const openBracket: Explainer = ({ message, pos: [noticed] }, yaml) => {
  const closing = /end with a ([\]}])/.exec(message)?.[1];
  const start = lastOpenBracket(yaml, noticed);
  if (closing === undefined || start === undefined) return undefined;
  return {
    code: 'yaml-syntax',
    message: `the bracket ${yaml[start]} is not closed`,
    start,
    end: start + 1,
    hints: [`close it with ${closing}`],
  };
};

const openQuote: Explainer = ({ message }, yaml) => {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  if (!quote) return undefined;
  const start = yaml.lastIndexOf(quote);
  return {
    code: 'yaml-syntax',
    message: `the quotation mark ${quote} is not closed`,
    start,
    end: start + 1,
    hints: [`close it with ${quote}`],
  };
};

const explainers = [unquotedExpression, unquotedColon, unquotedSign, openBracket, openQuote];

function toBeQuoted(what: string, [start, end]: [number, number], yaml: string): ExplainedFault {
  const value = yaml.slice(start, end).trimEnd();
  return {
    code: 'yaml-syntax',
    message: `a value that ${what} needs quotation marks`,
    start,
    end: start + value.length,
    hints: [`write '${value.replaceAll("'", "''")}'`],
  };
}

function lineBefore(yaml: string, offset: number): string {
  return yaml.slice(yaml.lastIndexOf('\n', offset - 1) + 1, offset);
}

function lineEnd(yaml: string, offset: number): number {
  const end = yaml.indexOf('\n', offset);
  return end === -1 ? yaml.length : end;
}

/** End of a value inside brackets. */
function flowEnd(yaml: string, offset: number): number {
  const found = yaml.slice(offset).search(/[,\]}\n]/);
  return found === -1 ? yaml.length : offset + found;
}

function lastOpenBracket(yaml: string, before: number): number | undefined {
  let closed = 0;
  for (let at = before - 1; at >= 0; at -= 1) {
    if (yaml[at] === '}' || yaml[at] === ']') closed += 1;
    if (yaml[at] !== '{' && yaml[at] !== '[') continue;
    if (closed === 0) return at;
    closed -= 1;
  }
  return undefined;
}
