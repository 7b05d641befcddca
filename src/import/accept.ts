import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Key } from '../content/parse.ts';
import type { Change } from './proposal.ts';
import { type Tree, writeOnOneLine, writeTree } from './tree.ts';

/** Bytes of the text from `start` to `end` that are replaced by `text`. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * The YAML `text` with `changes` made in it. Every other line stays as it is, with its comments, order and layout;
 * only a mapping or list on one line is written anew as a whole when something in it changes.
 * Throws an error when a change refers to something that the text does not contain.
 */
export function accept(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text, { schema: 'failsafe', strict: true, uniqueKeys: false });
  const root = document.contents as Node | null;
  if (!root) return writeTree(changes.reduce<Tree>((tree, { keys, after }) => put(tree, keys, after), {}));
  const inside = Map.groupBy(changes, ({ keys }) => flowOnTheWay(root, keys)?.node);
  const edits = [...inside].flatMap(([flow, own]) =>
    flow ? [rewritten(flow, own, root)] : own.map((change) => editFor(change, root, text)),
  );
  return apply(edits, text);
}

function put(tree: Tree, [key, ...rest]: Key[], value: Tree | undefined): Tree {
  if (key === undefined) return value ?? {};
  const map = tree as Record<Key, Tree>;
  map[key] = rest.length === 0 ? (value ?? '') : put(map[key] ?? {}, rest, value);
  return tree;
}

function editFor({ keys, kind, after }: Change, root: Node, text: string): Edit {
  const parent = nodesOnTheWay(root, keys.slice(0, -1)).at(-1) as YAMLMap | YAMLSeq;
  const key = keys.at(-1) as Key;
  if (kind === 'added') return insertion(parent, key, after as Tree, text);
  const item = itemOf(parent, key);
  return kind === 'gone' ? removal(parent, item, text) : replacement(item, key, after as Tree, text);
}

/** The outermost collection on the way to a value that is written between brackets, and how deep it is. */
function flowOnTheWay(root: Node, keys: readonly Key[]): { node: Node; depth: number } | undefined {
  const parents = nodesOnTheWay(root, keys.slice(0, -1));
  const depth = parents.findIndex((node) => (node as { flow?: boolean }).flow);
  return depth < 0 ? undefined : { node: parents[depth] as Node, depth };
}

function nodesOnTheWay(root: Node, keys: readonly Key[]): Node[] {
  const nodes = [root];
  for (const key of keys) {
    const next = (nodes.at(-1) as YAMLMap).get(key, true) as unknown as Node | undefined;
    if (!next || (!isMap(next) && !isSeq(next)))
      throw new Error(`the file has no mapping or list under ${keys.join('.')}`);
    nodes.push(next);
  }
  return nodes;
}

function itemOf(parent: YAMLMap | YAMLSeq, key: Key): Pair | Node {
  const found = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
    : parent.items[key as number];
  if (!found) throw new Error(`the file has nothing under ${key}`);
  return found as Pair | Node;
}

function startOf(item: Pair | Node): number {
  const node = (isPair(item) ? item.key : item) as Node;
  return (node.range as [number, number, number])[0];
}

function columnOf(offset: number, text: string): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** A collection between brackets, with the changes made in it. */
function rewritten(node: Node, changes: readonly Change[], root: Node): Edit {
  const tree = plainOf(node);
  for (const { kind, keys, after } of changes.toReversed()) {
    const depth = flowOnTheWay(root, keys)?.depth ?? 0;
    const key = keys.at(-1) as Key;
    const parent = keys
      .slice(depth, -1)
      .reduce<Tree>((at, name) => (at as Record<Key, Tree>)[name] as Tree, tree);
    if (kind !== 'gone') (parent as Record<Key, Tree>)[key] = after as Tree;
    else if (Array.isArray(parent)) parent.splice(key as number, 1);
    else delete (parent as Record<Key, Tree>)[key];
  }
  const [start, end] = node.range as [number, number, number];
  return { start, end, text: writeOnOneLine(tree) };
}

function plainOf(node: unknown): Tree {
  return (node as { toJSON(): Tree }).toJSON();
}

/** Lines of YAML for an entry of a mapping or list, indented by `column` after the first. */
function entryLines(key: Key, tree: Tree, isEntry: boolean, column: number): string {
  const written = writeTree(isEntry ? { [key]: tree } : [tree]).trimEnd();
  return written.replaceAll('\n', `\n${' '.repeat(column)}`).replaceAll(/\n +(?=\n)/g, '\n');
}

function insertion(parent: YAMLMap | YAMLSeq, key: Key, tree: Tree, text: string): Edit {
  const last = parent.items.at(-1) as Pair | Node | undefined;
  if (!last) throw new Error('an empty mapping in several lines cannot be added to');
  const column = isMap(parent)
    ? columnOf(startOf(last), text)
    : columnOf(text.lastIndexOf('-', startOf(last)), text);
  const at = endOf(last, text);
  const lead = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
  const gap = isMap(parent) && parent.items.length > 1 && isParted(parent, text) ? '\n' : '';
  return {
    start: at,
    end: at,
    text: `${lead}${gap}${' '.repeat(column)}${entryLines(key, tree, isMap(parent), column)}\n`,
  };
}

/** Whether the entries of a mapping are separated by empty lines. */
function isParted(map: YAMLMap, text: string): boolean {
  return map.items.slice(1).every((pair) => {
    const start = startOf(pair as Pair);
    return /\n[ \t]*\n(?:[ \t]*#.*\n)*[ \t]*$/.test(text.slice(Math.max(0, start - 400), start));
  });
}

/** After the last line of an entry. */
function endOf(item: Pair | Node, text: string): number {
  const node = ((isPair(item) ? item.value : item) ?? (item as Pair).key) as Node;
  const [, end] = node.range as [number, number, number];
  if (text[end - 1] === '\n') return end;
  const lineBreak = text.indexOf('\n', end);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

function removal(parent: YAMLMap | YAMLSeq, item: Pair | Node, text: string): Edit {
  const first = isMap(parent) ? startOf(item) : text.lastIndexOf('-', startOf(item));
  const start = text.lastIndexOf('\n', first - 1) + 1;
  const isOnItsLine = text.slice(start, first).trim() === '';
  return { start: isOnItsLine ? start : first, end: endOf(item, text), text: '' };
}

function replacement(item: Pair | Node, key: Key, tree: Tree, text: string): Edit {
  const from = startOf(item);
  const value = (isPair(item) ? item.value : item) as Node | null;
  const [start, end] = value?.range ?? [from, from];
  const last = value ? start + text.slice(start, end).trimEnd().length : text.indexOf(':', from) + 1;
  const remark = /^[^\n]*/.exec(text.slice(last))?.[0].trim() !== '';
  if (!isPair(item)) {
    const column = Math.max(0, columnOf(from, text) - 2);
    const lines = remark ? unwrapped([tree]) : entryLines(key, tree, false, column).slice(2);
    return { start, end: last, text: lines };
  }
  const lines = remark ? unwrapped({ [key]: tree }) : entryLines(key, tree, true, columnOf(from, text));
  return { start: from, end: last, text: lines };
}

/** An entry on one line, so that the comment after it stays one. */
function unwrapped(tree: Tree): string {
  return writeOnOneLine(tree).slice(1, -1).trim();
}

function apply(edits: Edit[], text: string): string {
  return edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => b.start - a.start || b.index - a.index)
    .reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text);
}
