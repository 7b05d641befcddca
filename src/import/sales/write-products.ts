import { accept } from '../accept.ts';
import type { ContentFiles } from '../content-files.ts';
import { type Accepted, type Change, type Decision, decide, propose } from '../proposal.ts';
import { type Tree, treeAt, writeTree } from '../tree.ts';

type TreeMap = { [field: string]: Tree };

/** What an import would write of one product. */
export interface Draft {
  /** Relative to the content folder. */
  file: string;
  next: TreeMap;
  /** What the import before said, where that is known. */
  base?: TreeMap | undefined;
}

/** What became of one product. */
export interface Written {
  file: string;
  state: 'new' | Decision['state'];
  /** Those that were made, or else those that are proposed. */
  changes: Change[];
}

/** An entry of sources that the products refer to. */
export interface SourceEntry {
  id: string;
  entry: TreeMap;
}

interface Plan extends Written {
  text: string | undefined;
  isComplete: boolean;
}

/** Fields of a source by which a later import knows that all of it was taken. */
const seals = ['retrieved', 'sha256'];

/**
 * Writes products that are new, and proposes or makes the changes of those that exist, with the sources that they
 * refer to. Nothing is written when one of the files would not pass the checks: then gives why.
 */
export async function writeProducts(
  drafts: readonly Draft[],
  sources: readonly SourceEntry[],
  content: ContentFiles,
  accepted: Accepted,
): Promise<{ written: Written[]; isComplete: boolean } | { problems: string[] }> {
  const plans = drafts.map((draft) => planOf(draft, content, accepted));
  const isComplete = plans.every((plan) => plan.isComplete);
  const texts = new Map(plans.flatMap(({ file, text }) => (text === undefined ? [] : [[file, text]])));
  const isCited = texts.size > 0 || isComplete;
  const entries = sourceTexts(isCited ? sources : [], isComplete, content);
  const problems = content
    .errorsWith(new Map([...entries, ...texts]))
    .map(({ place, message }) => `${place.file} would be wrong in line ${place.line}: ${message}`);
  if (problems.length > 0) return { problems };
  for (const [key, text] of [...entries, ...texts]) await content.write(key, text);
  return {
    written: plans.map(({ file, state, changes }) => ({ file, state, changes })),
    isComplete,
  };
}

function planOf({ file, next, base }: Draft, content: ContentFiles, accepted: Accepted): Plan {
  const existing = content.textOf(file);
  if (existing === undefined)
    return { file, state: 'new', changes: [], text: writeTree(next), isComplete: true };
  const decision = decide(propose({ current: content.treeOf(file), next, base }), accepted);
  const text = decision.state === 'accepted' ? accept(existing, decision.changes) : undefined;
  return { file, ...decision, text };
}

/** Files of sources with these entries; what an author wrote of a source stays. */
function sourceTexts(
  sources: readonly SourceEntry[],
  isComplete: boolean,
  content: ContentFiles,
): [file: string, text: string][] {
  const byFile = Map.groupBy(sources, ({ id }) => content.fileOfSource(id, 'sources/sec.yaml'));
  return [...byFile].flatMap(([file, own]) => {
    const current = content.treeOf(file);
    const next = own.map(({ id, entry }) => {
      const known = treeAt(current, [id]);
      const fields = Object.entries(entry).filter(([field]) =>
        seals.includes(field) ? isComplete : treeAt(known, [field]) === undefined,
      );
      return [id, Object.fromEntries(fields)];
    });
    const entries = Object.fromEntries(next);
    const isKnown = propose({ current, next: entries }).length === 0;
    return isKnown ? [] : [[file, content.withSources(file, entries)]];
  });
}
