import { Document, isCollection, isMap, isScalar, type Node, type Pair, visit } from 'yaml';
import type { Key } from '../content/parse.ts';

/** What a YAML file contains: every scalar is text. */
export type Tree = string | Tree[] | { [key: string]: Tree };

/** Longest mapping or list that is written on one line. */
const lineLength = 110;

/** YAML of `tree`, ending with a line break; mappings and lists of few words are on one line. */
export function writeTree(tree: Tree): string {
  return write(tree, { lineWidth: lineLength, isFlow: (node, depth) => depth > 0 && isShort(node) });
}

/** YAML of a mapping or list between brackets, on one line. */
export function writeOnOneLine(tree: Tree): string {
  return write(tree, { lineWidth: 0, isFlow: () => true })
    .trim()
    .replaceAll(/\n\s*/g, ' ');
}

interface Layout {
  lineWidth: number;
  isFlow: (node: Node, depth: number) => boolean;
}

function write(tree: Tree, { lineWidth, isFlow }: Layout): string {
  const document = new Document(tree, { schema: 'failsafe', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      const isBroken = lineWidth === 0 && String(node.value).includes('\n');
      if (node.value === '' || isBroken) node.type = 'QUOTE_DOUBLE';
    },
    Collection(_, node, path) {
      const depth = path.filter(isCollection).length;
      if (isFlow(node as Node, depth)) (node as { flow?: boolean }).flow = true;
    },
  });
  // A quoted text of several lines would otherwise be broken into them.
  const doubleQuotedMinMultiLineLength = lineWidth > 0 ? 40 : Number.POSITIVE_INFINITY;
  return document.toString({ lineWidth, flowCollectionPadding: true, doubleQuotedMinMultiLineLength });
}

/** Whether a collection of scalars, or of collections of scalars, fits on one line. */
function isShort(node: Node): boolean {
  return lengthOf(node, 0) <= lineLength;
}

function lengthOf(node: unknown, depth: number): number {
  if (isScalar(node)) {
    const { value } = node as { value: string };
    return value.includes('\n') ? Number.POSITIVE_INFINITY : value.length + 2;
  }
  if (!isCollection(node) || depth > 2) return Number.POSITIVE_INFINITY;
  let length = 4;
  for (const item of node.items) {
    if (isMap(node)) {
      const { key, value } = item as Pair;
      length += lengthOf(key, depth) + lengthOf(value, depth + 1);
    } else length += lengthOf(item, depth + 1);
    if (length > lineLength) return Number.POSITIVE_INFINITY;
  }
  return length;
}

/** The value under `keys`; undefined when there is none. */
export function treeAt(tree: Tree | undefined, keys: readonly Key[]): Tree | undefined {
  return keys.reduce<Tree | undefined>((at, key) => {
    if (at === undefined || typeof at === 'string') return undefined;
    return (at as Record<Key, Tree>)[key];
  }, tree);
}

export function isTreeMap(tree: Tree | undefined): tree is { [key: string]: Tree } {
  return typeof tree === 'object' && !Array.isArray(tree);
}
