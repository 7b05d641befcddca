import path from 'node:path';
import { asSlug, isSlug } from '../../model/slug.ts';
import { accept } from '../accept.ts';
import { type ContentFiles, refusal } from '../content-files.ts';
import { type Accepted, type Change, type Decision, decide, propose } from '../proposal.ts';
import { type Tree, treeAt, writeTree } from '../tree.ts';
import { type Count, type Coverage, countNumbers } from './coverage.ts';
import { answerOf, keepAnswer, keptAnswer, sourceOf } from './record.ts';
import type { Found } from './study.ts';
import { trialOf } from './trial.ts';

export interface ImportOptions {
  /** Day on which the registry gave the study. */
  retrieved: string;
  /** Key of a trial that is not in the content yet. */
  as?: string | undefined;
  joins: ReadonlyMap<string, string>;
  /** Changes to make in a trial that exists. */
  accept: Accepted;
}

/** What became of one study. */
export interface Imported {
  id: string;
  /** Of the trial, relative to the content folder. */
  file: string;
  state: 'new' | Decision['state'];
  /** Those that were made, or else those that are proposed. */
  changes: Change[];
  counts: Count[];
  coverage: Coverage;
}

/** A study that was not imported; nothing of it was written. */
export interface Failed {
  id: string;
  problem: string;
}

/** File of the records of the registry. */
const recordsFile = 'sources/clinicaltrials-gov.yaml';

/**
 * Imports a study: writes a trial that is new, and proposes or makes the changes of one that exists. The answer of
 * the registry is kept under imports/, and is what a later import is compared with.
 */
export async function importStudy(
  found: Found,
  content: ContentFiles,
  options: ImportOptions,
): Promise<Imported | Failed> {
  const id = found.study.protocolSection.identificationModule.nctId;
  const source = id.toLowerCase();
  const { tree, coverage } = trialOf(found, { source, joins: options.joins });
  const counts = coverage.counts(countNumbers(found.raw));
  const lost = counts.find(({ raw, mapped, listed }) => raw !== mapped + listed);
  if (lost)
    throw new Error(`${id}: ${lost.mapped + lost.listed} of ${lost.raw} ${lost.kind} are accounted for`);
  const answer = answerOf(found, options.retrieved);
  const kept = path.join(content.folder, 'imports', id);
  const records = content.fileOfSource(source, recordsFile);
  const withRecord = () => content.withSources(records, { [source]: sourceOf(found, answer) });
  const existing = content.ofKind('trial').find(({ text }) => registryIdsIn(text).includes(id));
  if (!existing) {
    const file = `trials/${keyFor(tree, id, options.as, content)}.yaml`;
    if (content.has(file))
      return {
        id,
        problem: `${content.shownAs}/${file} is about another trial; choose another key with --as`,
      };
    const record = withRecord();
    await keepAnswer(kept, answer);
    await content.write(records, record);
    await content.write(file, writeTree(tree));
    return { id, file, state: 'new', changes: [], counts, coverage };
  }
  const { key: file } = existing;
  const current = content.treeOf(file);
  if (!current) return { id, problem: `${existing.path} cannot be read; run check to see why` };
  const known = treeAt(content.treeOf(records), [source, 'sha256']);
  const before = typeof known === 'string' ? keptAnswer(kept, known) : undefined;
  const base = before && trialOf(before, { source, joins: options.joins }).tree;
  const numbers = treeAt(current, ['registry']);
  const next = { ...tree, ...(numbers !== undefined && { registry: numbers }) };
  const { state, changes, isComplete } = decide(propose({ current, next, base }), options.accept);
  if (state === 'accepted') {
    const text = accept(existing.text, changes);
    const errors = content.errorsWith(
      new Map([
        [records, withRecord()],
        [file, text],
      ]),
    );
    if (errors.length > 0) return { id, problem: refusal(existing.path, errors) };
    await content.write(file, text);
  }
  await keepAnswer(kept, answer);
  if (isComplete && known !== answer.sha256) await content.write(records, withRecord());
  return { id, file, state, changes, counts, coverage };
}

/** Registry numbers of ClinicalTrials.gov in the text of a trial. */
export function registryIdsIn(text: string): string[] {
  const [field = ''] = /^registry:.*(?:\n\s*-.*)*/m.exec(text) ?? [];
  return field.match(/NCT\d{8}/g) ?? [];
}

/** The key that was asked for, else the acronym where no other file has it, else the number. */
function keyFor(
  tree: { [field: string]: Tree },
  id: string,
  as: string | undefined,
  content: ContentFiles,
): string {
  if (as !== undefined) return as;
  const acronym = asSlug(String(tree.name));
  const isFree =
    isSlug(acronym) && !content.has(`trials/${acronym}.yaml`) && !content.has(`products/${acronym}.yaml`);
  return isFree ? acronym : id.toLowerCase();
}
