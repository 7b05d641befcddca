import type { ContentFiles } from '../content-files.ts';
import { isTreeMap, treeAt } from '../tree.ts';
import { type Column, columns } from './columns.ts';
import { textsOf } from './row.ts';

/**
 * The findings of trials as rows of texts, the names of the columns first: those that any finding needs, in the
 * order of the documentation. What the tables of a trial contain (`outcomes:` and the like) is not among them.
 */
export function tableOf(trials: readonly string[], content: ContentFiles): string[][] {
  const rows = trials.flatMap((trial) => {
    const findings = treeAt(content.treeOf(`trials/${trial}.yaml`), ['findings']);
    return Object.entries(isTreeMap(findings) ? findings : {}).flatMap(([key, tree]) =>
      isTreeMap(tree) ? [textsOf(trial, key, tree)] : [],
    );
  });
  const used = new Map(rows.flatMap((texts) => [...texts.keys()]).map((column) => [column.name, column]));
  const isShown = ({ name, of }: Column) => of === 'trial' || of === 'key' || used.has(name);
  const further = [...used.values()].filter(({ name }) => !columns.some((column) => column.name === name));
  const shown = [...columns.filter(isShown), ...further.sort(byNumber)];
  return [
    shown.map(({ name }) => name),
    ...rows.map((texts) => {
      const byName = new Map(texts.entries().map(([{ name }, text]) => [name, text]));
      return shown.map(({ name }) => byName.get(name) ?? '');
    }),
  ];
}

/** `source 2`, `locator 2`, `source 3` … */
function byNumber({ keys: [, one] }: Column, { keys: [, other] }: Column): number {
  return Number(one) - Number(other);
}
