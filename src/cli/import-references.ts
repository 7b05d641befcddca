import path from 'node:path';
import { readPlainFile } from '../files/files.ts';
import { accept } from '../import/accept.ts';
import { ContentFiles } from '../import/content-files.ts';
import { NotFetched } from '../import/network.ts';
import { type Change, chosen, propose } from '../import/proposal.ts';
import { referencesIn } from '../import/references/read.ts';
import { keyOf, type Reference, sourceTree } from '../import/references/reference.ts';
import { isTreeMap, type Tree, treeAt } from '../import/tree.ts';
import { takeKey } from '../model/slug.ts';
import type { Session } from './commands.ts';
import { type Console, exit } from './console.ts';
import { printChanges } from './import-changes.ts';
import { networkFor } from './import-network.ts';
import { folderNamed, isContentThere } from './sources.ts';

export interface ReferenceOptions {
  content: string;
  accept?: true | string[];
  offline?: boolean;
  /** Address of the server of works or articles. */
  api?: string;
}

/** Where new sources go. */
const newFile = 'sources/references.yaml';
const largest = 50_000_000;

interface Document {
  name: string;
  bytes: Buffer;
  retrieved: string;
}

interface Failed {
  name: string;
  problem: string;
}

interface Entry {
  key: string;
  file: string;
  reference: Reference;
  changes: Change[];
  state: 'new' | 'unchanged' | 'proposed' | 'accepted';
}

export async function runImportDoi(
  dois: string[],
  options: ReferenceOptions,
  session: Session,
): Promise<number> {
  const api = options.api ?? 'https://api.crossref.org';
  const plain = dois.map((doi) => doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, ''));
  const wrong = plain.filter((doi) => !/^10\.\d{4,9}\/\S+$/.test(doi));
  if (wrong.length > 0)
    return refuse(`${wrong.join(', ')}: expected DOIs such as 10.1056/NEJMoa2409029`, session);
  const addresses = plain.map((doi) => ({ name: doi, address: `${api}/works/${encodeURIComponent(doi)}` }));
  return fetchAll(addresses, api, options, session);
}

export async function runImportPmid(
  pmids: string[],
  options: ReferenceOptions,
  session: Session,
): Promise<number> {
  const api = options.api ?? 'https://eutils.ncbi.nlm.nih.gov';
  const wrong = pmids.filter((pmid) => !/^\d{1,9}$/.test(pmid));
  if (wrong.length > 0)
    return refuse(`${wrong.join(', ')}: expected PubMed numbers such as 29768149`, session);
  const query = (pmid: string) => `${api}/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=${pmid}`;
  return fetchAll(
    pmids.map((pmid) => ({ name: pmid, address: query(pmid) })),
    api,
    options,
    session,
  );
}

export async function runImportFile(
  files: string[],
  options: ReferenceOptions,
  session: Session,
): Promise<number> {
  const documents = files.map((file) => ({
    name: file,
    bytes: readPlainFile(path.resolve(session.place.cwd, file), { limit: largest }),
    retrieved: session.today,
  }));
  return importAll(documents, options, session);
}

function refuse(message: string, session: Session): number {
  session.console().warn(message);
  return exit.usage;
}

async function fetchAll(
  wanted: readonly { name: string; address: string }[],
  api: string,
  options: ReferenceOptions,
  session: Session,
): Promise<number> {
  const { folder } = folderNamed(options.content, session.place);
  const network = networkFor([api], { offline: options.offline ?? false }, session, folder);
  const documents: (Document | Failed)[] = [];
  for (const { name, address } of wanted) {
    try {
      const { body, retrieved } = await network.get(address, { limit: largest });
      documents.push({ name, bytes: body, retrieved });
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      documents.push({ name, problem: error.message });
    }
  }
  return importAll(documents, options, session);
}

/** Adds the works of some documents to the sources; those that are there already get their changes proposed. */
async function importAll(
  documents: readonly (Document | Failed)[],
  options: ReferenceOptions,
  session: Session,
): Promise<number> {
  const console = session.console();
  const place = folderNamed(options.content, session.place);
  if (!isContentThere(place, console)) return exit.usage;
  const content = new ContentFiles(place.folder, place.shownAs);
  const results: (Entry | Failed)[] = [];
  for (const document of documents) {
    if ('problem' in document) results.push(document);
    else
      for (const { reference, bytes, retrieved } of worksIn(document, results))
        results.push(await add(reference, sourceTree(reference, bytes, retrieved), content, options));
  }
  print(results, place.shownAs, console);
  return results.some((one) => 'problem' in one) ? exit.invalidContent : exit.done;
}

function worksIn({ name, bytes, retrieved }: Document, results: (Entry | Failed)[]) {
  try {
    const works = referencesIn(bytes.toString('utf8'));
    if (works.length === 0) results.push({ name, problem: 'there is no work in the answer' });
    return works.map((reference) => ({ reference, bytes, retrieved }));
  } catch (error) {
    results.push({ name, problem: (error as Error).message });
    return [];
  }
}

async function add(
  reference: Reference,
  tree: Tree,
  content: ContentFiles,
  options: ReferenceOptions,
): Promise<Entry> {
  const known = content.ofKind('sources').flatMap(({ key }) => {
    const entries = content.treeOf(key);
    return Object.entries(isTreeMap(entries) ? entries : {}).map(([id, entry]) => ({ id, entry, file: key }));
  });
  const same = known.find(({ entry }) => isSameWork(entry, reference));
  if (!same) {
    const key = takeKey(keyOf(reference), new Set(known.map(({ id }) => id)));
    await content.write(newFile, content.withSource(newFile, key, tree));
    return { key, file: newFile, reference, changes: [], state: 'new' };
  }
  const { id, entry, file } = same;
  const changes = propose({ current: entry, next: kept(tree, entry) }).map((change) => ({
    ...change,
    key: `${id}.${change.key}`,
    keys: [id, ...change.keys],
  }));
  const made =
    options.accept === undefined ? [] : options.accept === true ? changes : chosen(changes, options.accept);
  const text = content.ofKind('sources').find(({ key }) => key === file)?.text ?? '';
  if (made.length > 0) await content.write(file, accept(text, made));
  const state = changes.length === 0 ? 'unchanged' : made.length > 0 ? 'accepted' : 'proposed';
  return { key: id, file, reference, changes: made.length > 0 ? made : changes, state };
}

function isSameWork(entry: Tree, { doi, pmid }: Reference): boolean {
  const own = (field: string) => treeAt(entry, [field]);
  const ownDoi = own('doi');
  return (
    (typeof ownDoi === 'string' && ownDoi.toLowerCase() === doi?.toLowerCase()) ||
    (pmid !== undefined && own('pmid') === pmid)
  );
}

/** What an author knows better, and what only says when it was fetched, is not proposed to be changed. */
function kept(tree: Tree, entry: Tree): Tree {
  const authored = ['title', 'publisher', 'type', 'access', 'doi', 'retrieved', 'sha256'];
  const own = isTreeMap(entry) ? entry : {};
  const fields = Object.entries(isTreeMap(tree) ? tree : {});
  return Object.fromEntries(
    fields.filter(([name]) => !(authored.includes(name) && Object.hasOwn(own, name))),
  );
}

function print(results: readonly (Entry | Failed)[], shownAs: string, console: Console): void {
  if (console.json) {
    const sources = results.map((one) =>
      'problem' in one ? one : { key: one.key, file: one.file, state: one.state, changes: one.changes },
    );
    console.result(JSON.stringify({ schema: 1, command: 'import', from: 'references', sources }, null, 2));
    return;
  }
  const states = {
    new: 'written',
    unchanged: 'nothing changed',
    proposed: 'changes proposed',
    accepted: 'changes made',
  };
  for (const one of results) {
    if ('problem' in one) {
      console.warn(`error ${one.name}: ${one.problem}`);
      continue;
    }
    console.result(`${one.key}: ${shownAs}/${one.file}, ${states[one.state]}`);
    for (const { kind, doi, date } of one.reference.notices)
      console.result(
        `  ${kind}${doi === undefined ? '' : ` ${doi}`}${date === undefined ? '' : `, ${date}`}`,
      );
    if (one.reference.trials.length > 0) console.result(`  about ${one.reference.trials.join(', ')}`);
    printChanges(one.changes, one.state === 'proposed', console);
  }
}
