import type { Accepted, Change, Decision } from '../import/proposal.ts';
import type { Written } from '../import/sales/write-products.ts';
import { type Tree, writeOnOneLine } from '../import/tree.ts';
import { count } from '../report.ts';
import type { Console } from './console.ts';

/** Characters of a value that are printed. */
const longest = 70;

/** The changes that `--accept` names: none without it, all when it names no key. */
export function acceptedBy(option: true | readonly string[] | undefined): Accepted {
  return option === true ? 'all' : (option ?? []);
}

/** `written`, `nothing changed`, `2 changes proposed`, `1 change made`. */
export function outcomeInWords(state: 'new' | Decision['state'], changes: readonly Change[]): string {
  if (state === 'new') return 'written';
  if (state === 'unchanged') return 'nothing changed';
  return `${count(changes.length, 'change')} ${state === 'accepted' ? 'made' : 'proposed'}`;
}

/** Prints the changes of an import, one a line, and how to accept those that are only proposed. */
export function printChanges(changes: readonly Change[], areProposed: boolean, console: Console): void {
  for (const { kind, key, before, after, edited } of changes) {
    const values = [before, after].filter((one) => one !== undefined).map(inShort);
    const remark = edited ? '  (also changed in the file since the last import)' : '';
    console.result(`  ${kind.padEnd(8)}${key}: ${values.join(' → ')}${remark}`);
  }
  if (areProposed) console.info('  --accept makes all of these changes, --accept <keys...> some of them');
}

/** Prints what became of products, each with its changes and doubts. */
export function printProducts(
  products: readonly (Written & { doubts?: string[] })[],
  shownAs: string,
  console: Console,
): void {
  for (const { file, state, changes, doubts = [] } of products) {
    console.result(`${shownAs}/${file}: ${outcomeInWords(state, changes)}`);
    for (const doubt of doubts) console.result(`  doubtful: ${doubt}`);
    printChanges(changes, state === 'proposed', console);
  }
}

function inShort(tree: Tree): string {
  const text = typeof tree === 'string' ? tree.replaceAll(/\s+/g, ' ') : writeOnOneLine(tree);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
