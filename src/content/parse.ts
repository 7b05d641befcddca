import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { SourceFile } from './source-file.ts';

export type Key = string | number;

/** Prose and where it begins, so that a place inside it can be told in the author's file. */
export interface Located {
  text: string;
  /** Place of a line and column (both from 1) of `text`. */
  at(line: number, column: number, length?: number): Place;
}

/** A parsed file: plain data of strings, arrays and objects, and the place of each part. */
export interface Parsed {
  file: SourceFile;
  data: unknown;
  /** Place of the value under `keys`, or of its nearest parent that exists. */
  placeOf(keys: readonly Key[]): Place;
  /** Place of the key itself, for complaints about names. */
  placeOfKey(keys: readonly Key[]): Place;
  /** The string under `keys` with places inside it. */
  proseAt(keys: readonly Key[]): Located;
  /** Markdown after the front matter; absent in YAML files. */
  body?: Located;
  /** False when the YAML could not be read at all; then `data` is empty and says nothing. */
  readable: boolean;
  diagnostics: Diagnostic[];
}

const deepest = 40;

/** Errors after which the rest of the file can still be checked. */
const readableErrors = new Set<YAMLError['code']>(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

/**
 * Parses YAML, or Markdown with YAML front matter, with the failsafe schema: every scalar stays the
 * text that its author wrote, and the schemas of src/model decide what it means.
 */
export function parseSource(file: SourceFile): Parsed {
  const parts = file.kind === 'briefing' ? splitFrontMatter(file) : { yaml: file.text };
  const lines = new LineCounter();
  const document = parseDocument(parts.yaml, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
  });
  const reader = new Reader(file, parts.yaml, document, lines);
  reader.read();
  return {
    file,
    data: reader.data,
    placeOf: (keys) => reader.placeOf(keys),
    placeOfKey: (keys) => reader.placeOfKey(keys),
    proseAt: (keys) => reader.proseAt(keys),
    ...(parts.body && { body: parts.body }),
    readable: reader.readable && !parts.diagnostics,
    diagnostics: [...(parts.diagnostics ?? []), ...reader.diagnostics],
  };
}

interface Parts {
  yaml: string;
  body?: Located;
  diagnostics?: Diagnostic[];
}

function splitFrontMatter(file: SourceFile): Parts {
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(file.text);
  if (match?.index !== 0) {
    const place = { file: file.path, line: 1, column: 1 };
    const hints = ['begin the file with a line ---, then the YAML fields, then a line ---'];
    return {
      yaml: '',
      diagnostics: [problem('no-front-matter', 'a briefing begins with front matter', place, { hints })],
    };
  }
  const head = match[0];
  const linesBefore = head.split('\n').length - 1;
  return {
    // An empty line in place of the opening fence: lines keep their numbers.
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
  };
}

/** Turns the YAML tree into plain data and keeps the way back to lines and columns. */
class Reader {
  readonly diagnostics: Diagnostic[] = [];
  data: unknown = {};
  readable = true;
  private readonly file: SourceFile;
  private readonly yaml: string;
  private readonly document: Document.Parsed;
  private readonly lines: LineCounter;

  constructor(file: SourceFile, yaml: string, document: Document.Parsed, lines: LineCounter) {
    this.file = file;
    this.yaml = yaml;
    this.document = document;
    this.lines = lines;
  }

  read(): void {
    for (const error of [...this.document.errors, ...this.document.warnings]) {
      this.diagnostics.push(this.syntaxProblem(error));
    }
    this.readable = this.document.errors.every((error) => readableErrors.has(error.code));
    if (this.readable) this.data = this.plain(this.document.contents, 0) ?? {};
  }

  placeOf(keys: readonly Key[]): Place {
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const node = this.document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return this.place(node.range[0], node.range[1]);
    }
    return this.place(0, 0);
  }

  placeOfKey(keys: readonly Key[]): Place {
    const parent = keys.length > 1 ? this.document.getIn(keys.slice(0, -1), true) : this.document.contents;
    const last = keys.at(-1);
    const pair =
      isMap(parent) &&
      (parent as YAMLMap).items.find((item) => isScalar(item.key) && item.key.value === last);
    const range = pair && isScalar(pair.key) ? pair.key.range : undefined;
    return range ? this.place(range[0], range[1]) : this.placeOf(keys);
  }

  proseAt(keys: readonly Key[]): Located {
    const node = this.document.getIn(keys, true);
    const start = this.placeOf(keys);
    if (!isScalar(node) || !node.range) return { text: '', at: () => start };
    const text = String(node.value);
    const offsets = sourceOffsets(this.yaml, node.range[0], node.type, text);
    return {
      text,
      at: (line, column, length = 1) => {
        const offset = offsets?.[offsetAt(text, line, column)];
        return offset === undefined ? start : this.place(offset, offset + length);
      },
    };
  }

  private plain(node: Node | null, depth: number): unknown {
    if (depth > deepest) return this.refuse(node, 'too-deep', `more than ${deepest} levels of nesting`);
    if (isAlias(node)) {
      return this.refuse(node, 'alias', 'aliases are not read', ['write the value out']);
    }
    if (isMap(node)) return this.plainMap(node, depth);
    if (isSeq(node)) return node.items.map((item) => this.plain(item as Node, depth + 1));
    return isScalar(node) ? this.plainScalar(node) : undefined;
  }

  private plainMap(node: YAMLMap, depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const value = this.plain(pair.value as Node | null, depth + 1);
      Object.defineProperty(result, String(pair.key.value), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return result;
  }

  private plainScalar(node: Node & { value: unknown; type?: string | undefined }): unknown {
    const text = String(node.value);
    if (node.type === 'PLAIN' && /^(?:|~|null)$/i.test(text)) {
      return this.refuse(node, 'empty-value', 'the value is empty', ['give a value or leave the key out']);
    }
    return text;
  }

  private refuse(node: Node | null, code: string, message: string, hints: string[] = []): undefined {
    const [start, end] = node?.range ?? [0, 0];
    this.diagnostics.push(problem(code, message, this.place(start, end), { hints }));
    return undefined;
  }

  private syntaxProblem(error: YAMLError): Diagnostic {
    const [start, end] = error.pos;
    const { code, message, hints } = syntaxMessages[error.code] ?? {
      code: 'yaml-syntax',
      message: '',
      hints: [],
    };
    const said = /call stack/i.test(error.message)
      ? 'nested too deeply'
      : message || lowerFirst(error.message);
    return problem(code, said, this.place(start, end), { hints });
  }

  /** A place of one line: the caret never underlines more than the line it stands on. */
  private place(start: number, end: number): Place {
    const { line, col } = this.lines.linePos(start);
    const lineEnd = this.lines.lineStarts[line] ?? Number.POSITIVE_INFINITY;
    const length = Math.max(1, Math.min(end, lineEnd - 1) - start);
    return { file: this.file.path, line: Math.max(line, 1), column: Math.max(col, 1), length };
  }
}

/**
 * Where each character of a scalar's value stands in the YAML. Folding and indentation change white
 * space only, so the two are walked side by side; undefined when an escape makes them differ.
 */
function sourceOffsets(yaml: string, start: number, type: string | null | undefined, value: string): number[] | undefined {
  let at = type?.startsWith('BLOCK') ? yaml.indexOf('\n', start) + 1 : start + (type === 'PLAIN' ? 0 : 1);
  const offsets: number[] = [];
  for (const character of value) {
    if (!/\s/.test(character)) {
      while (/\s/.test(yaml[at] ?? '')) at += 1;
      if (!yaml.startsWith(character, at)) return undefined;
    }
    for (let unit = 0; unit < character.length; unit += 1) offsets.push(at + unit);
    if (/\s/.test(character)) while (/\s/.test(yaml[at] ?? '')) at += 1;
    else at += character.length;
  }
  return offsets;
}

function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

const syntaxMessages: Partial<Record<YAMLError['code'], { code: string; message: string; hints: string[] }>> =
  {
    DUPLICATE_KEY: {
      code: 'duplicate-key',
      message: 'this key was given before',
      hints: ['keep one of the two'],
    },
    TAG_RESOLVE_FAILED: {
      code: 'unknown-tag',
      message: 'tags such as !name are not read',
      hints: ['leave the tag out'],
    },
    MULTIPLE_DOCS: {
      code: 'several-documents',
      message: 'a file holds one document',
      hints: ['remove the line --- or split the file'],
    },
    TAB_AS_INDENT: {
      code: 'tab-indent',
      message: 'YAML is indented with spaces',
      hints: ['replace the tab by spaces'],
    },
  };

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
