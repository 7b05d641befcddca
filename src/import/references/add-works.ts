import { parseSource } from '../../content/parse.ts';
import type { Diagnostic } from '../../diagnostics.ts';
import { takeKey } from '../../model/slug.ts';
import { sourcesSchema } from '../../model/source.ts';
import { accept } from '../accept.ts';
import type { ContentFiles } from '../content-files.ts';
import { type Accepted, type Change, type Decision, decide, propose } from '../proposal.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { keyOf, type Reference, sourceTree } from './reference.ts';

/** A work, and the answer or file that it was read from. */
export interface FoundWork {
  reference: Reference;
  bytes: Uint8Array;
  /** YYYY-MM-DD. */
  retrieved: string;
}

/** What became of a work: a new source, or what its record changes in one that is there. */
export interface Entry {
  key: string;
  file: string;
  reference: Reference;
  changes: Change[];
  state: 'new' | Decision['state'];
}

/** A source of the content, with the file that it is in. */
interface Known {
  key: string;
  file: string;
  entry: Tree;
}

/** Where new sources go. */
const newFile = 'sources/references.yaml';

/**
 * The works of one import, added to the sources of a content folder. Nothing is written before `finish`, so that a
 * large bibliography costs one reading and one writing of each file.
 */
export class SourcesInWork {
  private readonly content: ContentFiles;
  private readonly accepted: Accepted;
  private readonly known: Known[];
  private readonly byWork = new Map<string, Known>();
  private readonly keys: Set<string>;
  private readonly fresh: { [key: string]: Tree } = {};
  /** Texts of the files that change, by key. */
  private readonly drafts = new Map<string, string>();

  /** `accepted`: the changes that are made in sources that are there. */
  constructor(content: ContentFiles, accepted: Accepted) {
    this.content = content;
    this.accepted = accepted;
    this.known = content
      .ofKind('sources')
      .flatMap(({ key: file }) =>
        Object.entries(mapOf(content.treeOf(file))).map(([key, entry]) => ({ key, file, entry })),
      );
    this.keys = new Set(this.known.map(({ key }) => key));
    for (const one of this.known) this.remember(one);
  }

  /** What happens to one work, or why it cannot be a source. */
  add({ reference, bytes, retrieved }: FoundWork): Entry | { problem: string } {
    const tree = sourceTree(reference, bytes, retrieved);
    const problem = problemIn(tree);
    if (problem !== undefined) return { problem };
    const same = namesOf(tree).flatMap((name) => this.byWork.get(name) ?? [])[0];
    return same ? this.compare(same, reference, tree) : this.create(reference, tree);
  }

  /** Writes the files that change; the errors for which none was written. */
  async finish(): Promise<Diagnostic[]> {
    if (Object.keys(this.fresh).length > 0)
      this.drafts.set(newFile, this.content.withSources(newFile, this.fresh, this.drafts.get(newFile)));
    if (this.drafts.size === 0) return [];
    const errors = this.content.errorsWith(this.drafts).filter(({ code }) => code !== 'retracted-source');
    if (errors.length === 0) for (const [file, text] of this.drafts) await this.content.write(file, text);
    return errors;
  }

  private create(reference: Reference, entry: Tree): Entry {
    const key = takeKey(keyOf(reference), this.keys);
    this.fresh[key] = entry;
    this.remember({ key, file: newFile, entry });
    return { key, file: newFile, reference, changes: [], state: 'new' };
  }

  private compare(same: Known, reference: Reference, tree: Tree): Entry {
    const { key, file, entry } = same;
    const found = { key, file, reference };
    if (Object.hasOwn(this.fresh, key)) return { ...found, changes: [], state: 'unchanged' };
    const proposed = propose({ current: entry, next: proposable(tree, entry) }).map((change) => ({
      ...change,
      key: `${key}.${change.key}`,
      keys: [key, ...change.keys],
    }));
    const { state, changes } = decide(proposed, this.accepted);
    if (state === 'accepted') {
      const text = accept(this.textOf(file), changes);
      this.drafts.set(file, text);
      same.entry = treeAt(this.reread(file, text), [key]) ?? entry;
    }
    return { ...found, changes, state };
  }

  private remember(known: Known): void {
    for (const name of namesOf(known.entry)) if (!this.byWork.has(name)) this.byWork.set(name, known);
  }

  private textOf(file: string): string {
    return this.drafts.get(file) ?? this.content.textOf(file) ?? '';
  }

  private reread(file: string, text: string): Tree {
    return parseSource({ path: file, key: file, kind: 'sources', id: file, text }).data as Tree;
  }
}

function mapOf(tree: Tree | undefined): { [key: string]: Tree } {
  return isTreeMap(tree) ? tree : {};
}

/** Names that only one work has; the letters of a DOI may be of either case. */
function namesOf(entry: Tree): string[] {
  const [doi, pmid] = ['doi', 'pmid'].map((field) => treeAt(entry, [field]));
  return [
    ...(typeof doi === 'string' ? [`doi ${doi.toLowerCase()}`] : []),
    ...(typeof pmid === 'string' ? [`pmid ${pmid}`] : []),
  ];
}

/** Why an entry would be refused by the checks of content; undefined when it is sound. */
function problemIn(tree: Tree): string | undefined {
  const issue = sourcesSchema.valueType.safeParse(tree).error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
}

/** What an author knows better, and what only says when it was fetched, is not proposed to be changed. */
function proposable(tree: Tree, entry: Tree): Tree {
  const authored = ['title', 'publisher', 'type', 'access', 'doi', 'retrieved', 'sha256'];
  const fields = Object.entries(mapOf(tree));
  return Object.fromEntries(
    fields.filter(([name]) => !(authored.includes(name) && treeAt(entry, [name]) !== undefined)),
  );
}
