import type { Call, Prose } from '../model/briefing.ts';
import { type Computed, evidenceIdOf, writeNumber } from '../notation/calls.ts';
import {
  createMarkdown,
  lettersOf,
  placeholder,
  placeholderPattern,
  type Token,
} from '../notation/markdown.ts';
import { inShort } from '../notation/written.ts';
import { type Block, notesIn, type Result } from './block.ts';
import { rising } from './evidence.ts';
import { charactersOf, type Run, type Text, words } from './run.ts';
import type { Piece } from './table.ts';

const markdown = createMarkdown();

/** What turns an author's words into text. */
export interface TextSetting extends Computed {
  /** Number in the ledger by evidence id, from 1. */
  entries: ReadonlyMap<string, number>;
  /** Reference number by source id, from 1. */
  referenceNumbers: ReadonlyMap<string, number>;
  /** Names with hyphens, which stay on one line. */
  names?: RegExp | undefined;
}

/** One line of Markdown: emphasis and links, no blocks. */
export function lineOf(prose: Prose, setting: TextSetting): Text {
  const [inline] = markdown.parseInline(withPlaceholders(prose).trim(), {});
  return inlineText(inline?.children ?? [], new Reading(prose, setting));
}

/** Markdown with headings, lists and blocks. Expressions enter after Markdown, so data is never parsed. */
export function blocksOf(prose: Prose, setting: TextSetting): Block[] {
  const reading = new Reading(prose, setting);
  const tokens = markdown.parse(withPlaceholders(prose), {});
  const end = tokens.findIndex(({ type }) => type === 'footnote_block_open');
  const own = end < 0 ? tokens : tokens.slice(0, end);
  const notes = new Map(end < 0 ? [] : notesOf(tokens.slice(end), reading));
  return withNotes(readBlocks(own, reading), notes);
}

/** A number that an expression prints, as a run. */
function numberOf(
  call: Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>,
  setting: Pick<TextSetting, 'entries'> & Computed,
): Run {
  const { text } = writeNumber(call, setting);
  const id = evidenceIdOf(call);
  return bound({ text, id, how: call.name === 'value' ? 'value' : 'computed' }, setting.entries);
}

/** Throws where the ledger has no such entry. */
export function bound(
  number: Pick<Extract<Run, { kind: 'number' }>, 'text' | 'id' | 'how'>,
  entries: ReadonlyMap<string, number>,
): Run {
  const entry = entries.get(number.id);
  if (entry === undefined) throw new Error(`The ledger has no entry for ‘${number.id}’.`);
  return { kind: 'number', entry, ...number };
}

/** Sources by their numbers, rising, each once. */
function citationOf(numbers: readonly number[]): Run {
  return { kind: 'citation', sources: rising(numbers) };
}

/** Splits off names that must not break. */
export function withNames(text: string, names: RegExp | undefined): Text {
  if (!names) return words(text);
  return text
    .split(names)
    .flatMap((part, index): Text => (index % 2 === 1 ? [{ kind: 'name', text: part }] : words(part)));
}

/** Matches each name as a word of its own; undefined when none has a hyphen. */
export function namesPattern(names: Iterable<string>): RegExp | undefined {
  const hyphenated = [...new Set(names)].filter((name) => /\w-\w/.test(name) && name.length <= 24);
  if (hyphenated.length === 0) return undefined;
  const longestFirst = hyphenated.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return new RegExp(
    `(?<![\\p{L}\\p{N}-])(${longestFirst.map(RegExp.escape).join('|')})(?![\\p{L}\\p{N}-])`,
    'u',
  );
}

function withPlaceholders({ segments }: Prose): string {
  return segments
    .map((segment, index) => (segment.kind === 'text' ? segment.text : placeholder(index)))
    .join('');
}

/** The expressions of a prose by their placeholders. */
class Reading {
  readonly setting: TextSetting;
  private readonly prose: Prose;
  private readonly used = new Map<string, number>();

  constructor(prose: Prose, setting: TextSetting) {
    this.prose = prose;
    this.setting = setting;
  }

  callAt(index: number): Call | undefined {
    const segment = this.prose.segments[index];
    return segment?.kind === 'call' ? segment.call : undefined;
  }

  callsIn(content: string): Call[] {
    return [...content.matchAll(placeholderPattern)].flatMap(([, index]) => this.callAt(Number(index)) ?? []);
  }

  text(content: string): Text {
    return content
      .split(placeholderPattern)
      .flatMap(
        (part, index): Text =>
          index % 2 === 0 ? withNames(part, this.setting.names) : this.call(this.callAt(Number(part))),
      );
  }

  /** Headings of the same words get ids with numbers. */
  idOf(heading: Text): string {
    const base = slugOf(charactersOf(heading)) || 'section';
    const count = (this.used.get(base) ?? 0) + 1;
    this.used.set(base, count);
    return `s-${count > 1 ? `${base}-${count}` : base}`;
  }

  private call(call: Call | undefined): Text {
    if (!call) return [];
    switch (call.name) {
      case 'figure':
      case 'table':
        return [];
      case 'cite':
        return [citationOf(call.sources.map(({ id }) => this.setting.referenceNumbers.get(id) ?? 0))];
      case 'plain':
        return [{ kind: 'waived', text: call.text }];
      default:
        return [numberOf(call, this.setting)];
    }
  }
}

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

const styles: Record<string, 'emphasis' | 'strong' | 'struck'> = {
  em_open: 'emphasis',
  strong_open: 'strong',
  s_open: 'struck',
};

function inlineText(tokens: readonly Token[], reading: Reading): Text {
  const runs: Run[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.nesting === 1) {
      const end = closingOf(tokens, at);
      const inner = inlineText(tokens.slice(at + 1, end), reading);
      runs.push(...enclosed(token, inner));
      at = end;
    } else runs.push(...leaf(token, reading));
  }
  return runs;
}

function enclosed(token: Token, runs: Text): Text {
  const kind = styles[token.type];
  if (kind !== undefined) return [{ kind, runs }];
  if (token.type !== 'link_open') return runs;
  const title = token.attrGet('title');
  const href = String(token.attrGet('href') ?? '');
  return [{ kind: 'link', href, ...(title && { title: String(title) }), runs }];
}

function leaf(token: Token, reading: Reading): Text {
  switch (token.type) {
    case 'softbreak':
      return words(' ');
    case 'hardbreak':
      return [{ kind: 'break' }];
    case 'code_inline':
      return [{ kind: 'code', runs: reading.text(token.content) }];
    case 'footnote_ref': {
      const { id, subId } = (token.meta ?? {}) as { id: number; subId: number };
      return [{ kind: 'note', letter: lettersOf(id), isFirst: subId === 0 }];
    }
    case 'footnote_anchor':
      return [];
    default:
      return reading.text(token.content);
  }
}

/** Index of the token that closes the one at `start`. */
function closingOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function readBlocks(tokens: readonly Token[], reading: Reading): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const end = token.nesting === 1 ? closingOf(tokens, at) : at;
    const block = readBlock(token, tokens.slice(at + 1, end), reading);
    if (block) blocks.push(block);
    at = end;
  }
  return blocks;
}

function readBlock(token: Token, inner: readonly Token[], reading: Reading): Block | undefined {
  switch (token.type) {
    case 'paragraph_open':
      return paragraphOf(inner, reading);
    case 'heading_open': {
      const text = inlineText(inner[0]?.children ?? [], reading);
      return { kind: 'heading', level: Number(token.tag.slice(1)), id: reading.idOf(text), text };
    }
    case 'bullet_list_open':
      return { kind: 'list', items: itemsOf(inner, reading) };
    case 'ordered_list_open':
      return { kind: 'list', start: Number(token.attrGet('start') ?? 1), items: itemsOf(inner, reading) };
    case 'container_results_open':
      return { kind: 'results', rows: inner.flatMap((one) => resultOf(one, reading)) };
    case 'container_opinion_open':
      return { kind: 'opinion', blocks: readBlocks(inner, reading) };
    case 'blockquote_open':
      return { kind: 'quotation', blocks: readBlocks(inner, reading) };
    case 'table_open':
      return tableOf(inner, reading);
    case 'code_block':
    case 'fence':
      return { kind: 'code', text: charactersOf(reading.text(token.content)) };
    case 'hr':
      return { kind: 'rule' };
    default:
      return undefined;
  }
}

function paragraphOf([inline]: readonly Token[], reading: Reading): Block {
  const content = inline?.content ?? '';
  const calls = reading.callsIn(content);
  const [first] = calls;
  const isAlone = calls.length === 1 && content.trim().replace(placeholderPattern, '') === '';
  if (isAlone && (first?.name === 'figure' || first?.name === 'table'))
    return { kind: 'exhibit', name: first.name, id: first.id };
  return { kind: 'paragraph', text: inlineText(inline?.children ?? [], reading), calls };
}

function itemsOf(tokens: readonly Token[], reading: Reading): Block[][] {
  return tokens.flatMap((token, at) =>
    token.type === 'list_item_open' && token.level === tokens[0]?.level
      ? [readBlocks(tokens.slice(at + 1, closingOf(tokens, at)), reading)]
      : [],
  );
}

/** `numeral | what | detail`, one a paragraph of an item. */
function resultOf({ type, content, children }: Token, reading: Reading): Result[] {
  if (type !== 'inline') return [];
  const [numeral = [], what = [], detail = []] = dividedAtBars(inlineText(children ?? [], reading));
  return [
    {
      numeral: numeral.map((run) => (run.kind === 'number' ? { ...run, text: inShort(run.text) } : run)),
      what,
      detail,
      calls: reading.callsIn(content),
    },
  ];
}

function dividedAtBars(text: Text): Text[] {
  const parts: Run[][] = [[]];
  for (const run of text) {
    const pieces = run.kind === 'words' ? run.text.split(/\s*\|\s*/) : [run];
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) parts.push([]);
      if (typeof piece !== 'string') parts.at(-1)?.push(piece);
      else parts.at(-1)?.push(...words(piece));
    }
  }
  return parts;
}

function tableOf(tokens: readonly Token[], reading: Reading): Block {
  const rows: { isHead: boolean; cells: Text[]; columns: ('left' | 'center' | 'right' | undefined)[] }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'tr_open') rows.push({ isHead: false, cells: [], columns: [] });
    if (token.type !== 'th_open' && token.type !== 'td_open') continue;
    const row = rows.at(-1);
    if (!row) continue;
    row.isHead = token.type === 'th_open';
    row.cells.push(inlineText(tokens[at + 1]?.children ?? [], reading));
    const align = /text-align:(left|center|right)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    row.columns.push(align as 'left' | 'center' | 'right' | undefined);
  }
  const [head] = rows;
  return {
    kind: 'table',
    columns: head?.columns ?? [],
    head: head?.isHead ? head.cells : [],
    rows: rows.slice(head?.isHead ? 1 : 0).map(({ cells }) => cells),
  };
}

/** Blocks of each footnote by its letter. */
function notesOf(tokens: readonly Token[], reading: Reading): [string, Block[]][] {
  return tokens.flatMap((token, at): [string, Block[]][] => {
    if (token.type !== 'footnote_open') return [];
    const { id } = token.meta as { id: number };
    return [[lettersOf(id), readBlocks(tokens.slice(at + 1, closingOf(tokens, at)), reading)]];
  });
}

/** Sets footnotes behind the section, or the author's view, that first refers to them. */
function withNotes(blocks: readonly Block[], notes: Map<string, Block[]>): Block[] {
  if (notes.size === 0) return [...blocks];
  const take = (letters: readonly string[]): Block[] => {
    const own = [...new Set(letters)].flatMap((letter) => {
      const found = notes.get(letter);
      notes.delete(letter);
      return found ? [{ letter, blocks: found }] : [];
    });
    return own.length > 0 ? [{ kind: 'notes', notes: own }] : [];
  };
  const set: Block[] = [];
  let open: string[] = [];
  const close = () => {
    set.push(...take(open));
    open = [];
  };
  for (const block of blocks) {
    if (block.kind === 'opinion') {
      close();
      set.push({ ...block, blocks: [...block.blocks, ...take(block.blocks.flatMap(notesIn))] });
      continue;
    }
    if (block.kind === 'heading' && block.level === 2) close();
    open.push(...notesIn(block));
    set.push(block);
  }
  close();
  return set;
}

type PieceSetting = Pick<TextSetting, 'entries' | 'names'>;

/** Pieces of a sentence or cell, those with a datum bound to it. */
export function textOfPieces(pieces: readonly Piece[], setting: PieceSetting): Text {
  return pieces.flatMap((piece) => runsOf(piece, setting));
}

function runsOf(piece: Piece, { entries, names }: PieceSetting): Text {
  const { written, datum, computation, small, href, cites, breaks } = piece;
  if (breaks) return [{ kind: 'break' }];
  if (cites) return [citationOf(cites)];
  const { text } = written;
  const own: Text = computation
    ? [bound({ text, id: computation.id, how: 'computed' }, entries)]
    : datum
      ? [bound({ text, id: datum.id, how: 'value' }, entries)]
      : withNames(text, names);
  if (small) return [{ kind: 'small', runs: own }];
  return href === undefined ? own : [{ kind: 'link', href, runs: own } satisfies Run];
}
