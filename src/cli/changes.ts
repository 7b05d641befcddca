import path from 'node:path';
import { readArchive } from '../archive/disk.ts';
import { ArchiveDamaged } from '../archive/errors.ts';
import { findEdition, suggestEditions } from '../archive/naming.ts';
import { changesData } from '../changes/changes-data.ts';
import { compareSnapshots, visibleChanges } from '../changes/compare.ts';
import { dataFile, readDataJson } from '../changes/data-file.ts';
import { findPredecessor, type Predecessor } from '../changes/predecessor.ts';
import { type ChangeReport, changeReport, editionText, sourceKeys } from '../changes/report.ts';
import { draftsIn, readEditionFile } from '../files/edition-disk.ts';
import { Unusable } from '../files/files.ts';
import { slugOf } from '../model/slug.ts';
import { writeDate } from '../notation/dates.ts';
import { type Input, readManifestJson } from '../outputs/manifest.ts';
import type { SealedRevision } from '../outputs/sealed.ts';
import { suggest } from '../suggest.ts';
import { type Console, exit } from './console.ts';
import { type FoundArchive, toPredecessor } from './content.ts';
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
  const shown = changeReport(toSince(before), options.all ? compared : visibleChanges(compared));
  if (console.json) console.result(JSON.stringify(documentOf(shown, before, after), null, 2));
  else for (const line of report(shown, before, after)) console.result(line);
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

function documentOf(shown: ChangeReport, before: ComparedEdition, after: ComparedEdition): object {
  const text = isOtherText(before, after);
  return {
    schema: 1,
    command: 'changes',
    edition: toSince(after),
    ...changesData(shown),
    ...(text !== undefined && { textChanged: text }),
  };
}

function report(shown: ChangeReport, before: ComparedEdition, after: ComparedEdition): string[] {
  const text = isOtherText(before, after);
  return [
    `${nameOf(before)}\n→ ${nameOf(after)}`,
    ...(shown.groups.length === 0 ? ['', `No data changes since ${nameOf(before)}.`] : []),
    ...shown.groups.flatMap(({ name, lines }) => [
      '',
      name,
      ...lines.map((line) => `  ${line.kind.padEnd(10)}  ${line.text}  [${sourceKeys(line)}]`),
    ]),
    ...(shown.joined.length > 0
      ? ['', `Not in the earlier edition: ${shown.joined.map(({ name }) => name).join(', ')}.`]
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

/** One side of a comparison of two editions. */
interface ComparedEdition extends Predecessor {
  slug: string;
  series?: string | undefined;
  inputs: readonly Input[];
  /** The sealed revision; absent for a draft. */
  sealed?: SealedRevision;
}

/** Where editions are looked for. */
interface EditionFolders {
  cwd: string;
  /** Folder of drafts. */
  out: string;
  archive: FoundArchive;
}

/**
 * Finds an edition by folder, as a draft by id or slug, or in the archive: `slug/date` and `slug/date/r1`
 * always refer to the archive. Undefined when there is none: see `suggestCompared`.
 */
function findCompared(name: string, { cwd, out, archive }: EditionFolders): ComparedEdition | undefined {
  const draft = draftsIn(out).findLast((id) => id === name || slugOf(id) === name);
  const found =
    draftIn(path.resolve(cwd, name)) ?? (draft === undefined ? undefined : draftIn(path.join(out, draft)));
  if (found) return found;
  const sealed = findEdition(name, archive.sealed)?.revision;
  return sealed && sealedEdition(sealed, archive);
}

function suggestCompared(name: string, { out, archive }: EditionFolders): string[] {
  const drafts = draftsIn(out).map(slugOf);
  if (name.includes('/') || drafts.length === 0) return suggestEditions(name, archive.sealed);
  return suggest(
    name,
    [...new Set([...drafts, ...archive.sealed.map(({ manifest }) => manifest.slug)])].sort(),
  );
}

/**
 * What readers saw before: the previous revision of a correction, the sealed revision of a draft's edition,
 * else the previous edition of the series.
 */
function editionBefore(edition: ComparedEdition, archive: FoundArchive): ComparedEdition | undefined {
  const { sealed } = edition;
  const earlier = archive.sealed.filter(
    ({ manifest }) => !sealed || manifest.sequence < sealed.manifest.sequence,
  );
  const same = earlier.filter(({ manifest }) => manifest.id === edition.id);
  const before = same.toSorted((a, b) => b.manifest.revision - a.manifest.revision)[0];
  const found = before ?? findPredecessor(edition, earlier);
  return found && sealedEdition(found, archive);
}

function sealedEdition(sealed: SealedRevision, archive: FoundArchive): ComparedEdition {
  const { slug, series, inputs } = sealed.manifest;
  const edition = toPredecessor(sealed, archive.folder);
  if (!edition) throw new ArchiveDamaged(`${sealed.folder} was sealed without data that can be compared`);
  return { ...edition, slug, series, inputs, sealed };
}

function draftIn(folder: string): ComparedEdition | undefined {
  const manifest = readEditionFile(folder, 'manifest.json');
  const data = manifest && readEditionFile(folder, dataFile);
  if (!manifest || !data) return undefined;
  const said = readManifestJson(manifest);
  if ('problem' in said) throw unusable(path.join(folder, 'manifest.json'), said.problem);
  const known = readDataJson(data);
  if (!known) return undefined;
  if ('problem' in known) throw unusable(path.join(folder, dataFile), known.problem);
  const { id, title, date, series, inputs, edition, revision } = said.value;
  // Drafts say `edition: r1`, sealed ones `revision: 1`.
  const number = revision ?? Number(edition?.slice(1) ?? 1);
  return { id, title, date, series, inputs, data: known.value, slug: slugOf(id), revision: number };
}

function unusable(file: string, problem: string): Unusable {
  return new Unusable(
    `${file} cannot be read: ${problem}`,
    'build the edition again, or restore it from a copy',
  );
}
