import type { Change } from '../import/proposal.ts';
import type { Written } from '../import/sales/write-products.ts';
import { type Tree, writeOnOneLine } from '../import/tree.ts';
import { count } from '../report.ts';
import type { Console } from './console.ts';

/** Characters of a value that are printed. */
const longest = 70;

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
    const written = {
      new: 'written',
      unchanged: 'nothing changed',
      proposed: `${count(changes.length, 'change')} proposed`,
      accepted: `${count(changes.length, 'change')} made`,
    };
    console.result(`${shownAs}/${file}: ${written[state]}`);
    for (const doubt of doubts) console.result(`  doubtful: ${doubt}`);
    printChanges(changes, state === 'proposed', console);
  }
}

function inShort(tree: Tree): string {
  const text = typeof tree === 'string' ? tree.replaceAll(/\s+/g, ' ') : writeOnOneLine(tree);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
