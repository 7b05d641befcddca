import type { Key, Parsed } from '../../content/parse.ts';
import {
  type Diagnostic,
  inReadingOrder,
  isError,
  type Outcome,
  outcomeOf,
  problem,
} from '../../diagnostics.ts';
import { shapeNames } from '../../model/trial.ts';
import { suggest } from '../../suggest.ts';
import { accept } from '../accept.ts';
import { type ContentFiles, refusal } from '../content-files.ts';
import { type Accepted, type Change, chosen, type Decision, isSame, propose } from '../proposal.ts';
import { readSheet } from '../sheet/sheet.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { readFindings, type TableFinding } from './findings.ts';
import { type FindingTree, findingOf, textsOf } from './row.ts';

export interface TableFile {
  bytes: Buffer;
  /** As places show it. */
  shownAs: string;
  /** Of a workbook; without one the first that is visible. */
  sheet?: string | undefined;
  /** The table as it was when all of it had last been accepted. */
  before?: Buffer | undefined;
}

/** What a table means for one trial. */
interface ImportedTrial {
  trial: string;
  /** Relative to the content folder. */
  file: string;
  state: Decision['state'];
  /** Those that were made, or else those that are proposed; keys are addresses, such as `maia.pfs.hr.hazardRatio`. */
  changes: Change[];
}

export interface ImportedTable {
  trials: ImportedTrial[];
  /** Visible sheets of the workbook that were not read. */
  others: string[];
  /** Whether the content now says all that the table says. */
  isComplete: boolean;
  /** Why no change was made: the content with these changes alone would not pass the checks. */
  refusals: string[];
}

/**
 * Compares the findings of a table with those of the trials, and makes the changes that `wanted` names. All problems
 * of the table are given at their cells; nothing is written when there is one.
 */
export async function importTable(
  table: TableFile,
  wanted: Accepted,
  content: ContentFiles,
): Promise<Outcome<ImportedTable>> {
  const sheet = await readSheet(table.bytes, table.shownAs, table.sheet);
  if (!sheet.ok) return sheet;
  const { findings, diagnostics: faults } = readFindings(sheet.value, table.shownAs, writtenIn(content));
  const diagnostics = inReadingOrder([...faults, ...checkFindings(findings, content)]);
  if (diagnostics.some(isError)) return { ok: false, diagnostics };
  const proposals = compare(findings, await findingsBefore(table), content);
  const made = proposals.map(({ changes }) => chosen(changes, wanted));
  const refusals = await write(proposals, made, content);
  const isMade = (index: number) => refusals.length === 0 && (made[index]?.length ?? 0) > 0;
  const trials = proposals.map(({ trial, file, changes }, index): ImportedTrial => {
    if (isMade(index)) return { trial, file, state: 'accepted', changes: made[index] ?? [] };
    return { trial, file, state: changes.length === 0 ? 'unchanged' : 'proposed', changes };
  });
  const isComplete = proposals.every(
    ({ changes }, index) => changes.length === 0 || (isMade(index) && made[index]?.length === changes.length),
  );
  return outcomeOf({ trials, others: sheet.value.others, isComplete, refusals }, diagnostics);
}

/** The findings of the content by trial and key. */
function writtenIn(content: ContentFiles): (trial: string, key: string) => FindingTree | undefined {
  const trials = content.ofKind('trial').map(({ id, key }) => [id, findingsIn(content.treeOf(key))] as const);
  const byTrial = new Map(trials);
  return (trial, key) => {
    const found = treeAt(byTrial.get(trial), [key]);
    return isTreeMap(found) ? found : undefined;
  };
}

interface Proposal {
  trial: string;
  file: string;
  changes: Change[];
}

/** Writes the files with these changes unless one of them would not pass the checks; then gives the reasons. */
async function write(
  proposals: readonly Proposal[],
  made: readonly Change[][],
  content: ContentFiles,
): Promise<string[]> {
  const texts = new Map(
    proposals.flatMap(({ file }, index): [string, string][] => {
      const own = made[index] ?? [];
      return own.length > 0 ? [[file, accept(content.textOf(file) ?? '', own)]] : [];
    }),
  );
  const errors = texts.size > 0 ? content.errorsWith(texts) : [];
  if (errors.length > 0)
    return [...Map.groupBy(errors, ({ place }) => place.file)].map(([file, own]) => refusal(file, own));
  for (const [file, text] of texts) await content.write(file, text);
  return [];
}

function fileOf(trial: string): string {
  return `trials/${trial}.yaml`;
}

function findingsIn(data: unknown): FindingTree {
  const found = treeAt(data as Tree | undefined, ['findings']);
  return isTreeMap(found) ? found : {};
}

/** What the check says of the trials with the findings of the table in place of their own. */
function checkFindings(findings: readonly TableFinding[], content: ContentFiles): Diagnostic[] {
  const byTrial = Map.groupBy(findings, ({ trial }) => trial);
  const known = content.ofKind('trial').map(({ id }) => id);
  const strays = [...byTrial].flatMap(([trial, own]) =>
    known.includes(trial)
      ? []
      : own.map(({ trialPlace }) =>
          problem('unknown-trial', `there is no trial ‘${trial}’`, trialPlace, {
            hints: suggest(trial, known),
          }),
        ),
  );
  const files = [...byTrial].flatMap(([trial, own]) => {
    const parsed = known.includes(trial) ? content.parsed(fileOf(trial)) : undefined;
    return parsed ? [withFindings(parsed, own)] : [];
  });
  const tables = new Set(findings.map(({ trialPlace }) => trialPlace.file));
  const trials = new Set(files.map(({ file }) => file.path));
  const shapeless = new Set(
    findings.filter(({ isShapeless }) => isShapeless).map(({ placeOf }) => placeOf([])),
  );
  const concerns = ({ code, place, ...one }: Diagnostic) =>
    tables.has(place.file)
      ? !(code === 'value-shape' && shapeless.has(place))
      : trials.has(place.file) && isError({ code, place, ...one });
  return [...strays, ...content.check(files).filter(concerns)];
}

/** A trial as it would be with the findings of the table, whose places are those of their cells. */
function withFindings(parsed: Parsed, own: readonly TableFinding[]): Parsed {
  const byKey = new Map(own.map((one) => [one.key, one]));
  const inTable = ([first, key, ...rest]: readonly Key[]) =>
    first === 'findings' ? byKey.get(String(key))?.placeOf(rest) : undefined;
  const trees = own.map(({ key, tree }) => [key, tree] as const);
  return {
    ...parsed,
    data: {
      ...(parsed.data as object),
      findings: Object.fromEntries([...Object.entries(findingsIn(parsed.data)), ...trees]),
    },
    placeOf: (keys) => inTable(keys) ?? parsed.placeOf(keys),
    placeOfKey: (keys) => inTable(keys) ?? parsed.placeOfKey(keys),
  };
}

/** The findings of the table as it was; none where it cannot be read any more. */
async function findingsBefore({ before, shownAs, sheet }: TableFile): Promise<TableFinding[]> {
  if (!before) return [];
  const read = await readSheet(before, shownAs, sheet);
  return read.ok ? readFindings(read.value, shownAs).findings : [];
}

function compare(
  findings: readonly TableFinding[],
  before: readonly TableFinding[],
  content: ContentFiles,
): Proposal[] {
  const trials = [...new Set([...findings, ...before].map(({ trial }) => trial))];
  return trials
    .filter((trial) => content.has(fileOf(trial)))
    .map((trial) => {
      const file = fileOf(trial);
      const current = content.treeOf(file);
      const own = findingsIn(current);
      const isOfTrial = (one: TableFinding) => one.trial === trial;
      const next = Object.fromEntries(
        findings.filter(isOfTrial).map(({ key, tree }) => [key, inWordsOf(own[key], tree, { trial, key })]),
      );
      // A row is the whole finding: what it leaves empty is gone, even if no earlier table had it, and a finding
      // that is missing in the file is added, even if an earlier table had it.
      const known = Object.entries(own).filter(([key]) => Object.hasOwn(next, key));
      const then = before
        .filter((one) => isOfTrial(one) && Object.hasOwn(own, one.key))
        .map(({ key, tree }) => [key, withWholeValue(tree, next[key], own[key])] as const);
      const base = Object.fromEntries([...known, ...then]);
      const changes = propose({ current, next: underFindings(next), base: underFindings(base) });
      return { trial, file, changes: changes.map((one) => ({ ...one, key: addressOf(trial, one.key) })) };
    });
}

/** What was in the table before: of a shape that it has no more, all that is written, so that all of it is gone. */
function withWholeValue(
  before: FindingTree,
  next: FindingTree | undefined,
  written: Tree | undefined,
): FindingTree {
  const isGone = (field: string) => next && isShape(field) && !Object.hasOwn(next, field);
  return Object.fromEntries(
    Object.entries(before).map(([field, value]) => [
      field,
      (isGone(field) && treeAt(written, [field])) || value,
    ]),
  );
}

function isShape(field: string): boolean {
  return (shapeNames as string[]).includes(field);
}

function underFindings(findings: FindingTree): FindingTree {
  return Object.keys(findings).length > 0 ? { findings } : {};
}

/** `maia.pfs.hr` of `findings.pfs.hr`. */
function addressOf(trial: string, key: string): string {
  return `${trial}${key.slice('findings'.length)}`;
}

/** A finding of the table, with the fields as they are written in YAML wherever these say the same. */
function inWordsOf(
  written: Tree | undefined,
  tree: FindingTree,
  { trial, key }: { trial: string; key: string },
): FindingTree {
  if (!isTreeMap(written)) return tree;
  const plain = findingOf(textsOf(trial, key, written)).tree;
  return Object.fromEntries(
    Object.entries(tree).map(([field, value]) => {
      const [said, own] = [plain[field], written[field]];
      return [field, said !== undefined && own !== undefined && isSame(said, value) ? own : value];
    }),
  );
}
