import path from 'node:path';
import { readArchive } from '../adapters/archive-disk.ts';
import { changesData } from '../changes/changes-data.ts';
import { compareSnapshots, visibleChanges } from '../changes/compare.ts';
import { type ChangeReport, changeReport, editionText, sourceKeys } from '../changes/told-changes.ts';
import { writeDate } from '../notation/dates.ts';
import {
  type ComparedEdition,
  type EditionFolders,
  editionBefore,
  findCompared,
  suggestCompared,
} from './compared-edition.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, type ProjectPaths } from './sources.ts';

export interface ChangesOptions {
  out: string;
  /** Defaults to `<out>/archive`. */
  archive?: string;
  /** Include changes readers cannot see, and changes to a source or description only. */
  all: boolean;
}

/** Prints how the data changed between two editions; for one edition, since the previous one. */
export function runChanges(
  named: string[],
  options: ChangesOptions,
  console: Console,
  place: ProjectPaths,
): number {
  const out = folderNamed(options.out, place);
  const folder = folderNamed(options.archive ?? path.join(options.out, 'archive'), place).folder;
  const where = { cwd: place.cwd, out: out.folder, archive: { folder, sealed: readArchive(folder) } };
  const found = named.map((name) => findCompared(name, where));
  const missing = named.filter((_, index) => found[index] === undefined);
  for (const name of missing) printMissing(name, where, console);
  const [first, second] = found;
  if (missing.length > 0 || !first) return exit.usage;
  const [before, after] = second ? [first, second] : [editionBefore(first, where.archive), first];
  if (!before) return printFirst(after, console);
  const compared = compareSnapshots(before.data, after.data);
  const told = changeReport(toSince(before), options.all ? compared : visibleChanges(compared));
  if (console.json) console.result(JSON.stringify(documentOf(told, before, after), null, 2));
  else for (const line of report(told, before, after)) console.result(line);
  return exit.done;
}

function printMissing(name: string, where: EditionFolders, console: Console): void {
  const hints = suggestCompared(name, where);
  console.warn([`there is no edition ‘${name}’, neither built nor sealed`, ...hints].join('; '));
}

function printFirst(edition: ComparedEdition, console: Console): number {
  const document = { schema: 1, command: 'changes', since: null, edition: toSince(edition), changes: [] };
  if (console.json) console.result(JSON.stringify(document, null, 2));
  else console.result(`${nameOf(edition)} has no earlier edition in its series`);
  return exit.done;
}

function toSince({ id, revision, title, date }: ComparedEdition): ChangeReport['since'] {
  return { id, revision, title, date };
}

function documentOf(told: ChangeReport, before: ComparedEdition, after: ComparedEdition): object {
  const text = isOtherText(before, after);
  return {
    schema: 1,
    command: 'changes',
    edition: toSince(after),
    ...changesData(told),
    ...(text !== undefined && { textChanged: text }),
  };
}

function report(told: ChangeReport, before: ComparedEdition, after: ComparedEdition): string[] {
  const text = isOtherText(before, after);
  return [
    `${nameOf(before)}\n→ ${nameOf(after)}`,
    ...(told.groups.length === 0 ? ['', `No data changes since ${nameOf(before)}.`] : []),
    ...told.groups.flatMap(({ name, lines }) => [
      '',
      name,
      ...lines.map((line) => `  ${line.kind.padEnd(10)}  ${line.text}  [${sourceKeys(line)}]`),
    ]),
    ...(told.joined.length > 0
      ? ['', `Not in the earlier edition: ${told.joined.map(({ name }) => name).join(', ')}.`]
      : []),
    ...(text === true ? ['', 'The text of the briefing changed as well.'] : []),
  ];
}

function nameOf(edition: ComparedEdition): string {
  if (edition.sealed) return editionText(edition);
  return `${edition.title}, ${writeDate(edition.date)}, draft`;
}

/** Whether two builds of the same edition differ in prose; false for different editions. */
function isOtherText(before: ComparedEdition, after: ComparedEdition): boolean | undefined {
  if (before.id !== after.id) return undefined;
  const hashOf = ({ id, inputs }: ComparedEdition) =>
    inputs.find((input) => input.path === `briefings/${id}.md`)?.sha256;
  return hashOf(before) !== hashOf(after);
}
