import type { Change } from '../import/proposal.ts';
import { type Tree, writeOnOneLine } from '../import/tree.ts';
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

function inShort(tree: Tree): string {
  const text = typeof tree === 'string' ? tree.replaceAll(/\s+/g, ' ') : writeOnOneLine(tree);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
