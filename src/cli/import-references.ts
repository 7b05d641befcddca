import path from 'node:path';
import { readPlainFile } from '../files/files.ts';
import type { ContentFiles } from '../import/content-files.ts';
import { NotFetched } from '../import/network.ts';
import { type Entry, SourcesInWork } from '../import/references/add-works.ts';
import { worksIn } from '../import/references/read.ts';
import type { Session } from './commands.ts';
import { type Console, exit } from './console.ts';
import { acceptedBy, printChanges } from './import-changes.ts';
import { contentNamed } from './import-content.ts';
import { networkFor } from './import-network.ts';
import { printDiagnostics } from './sources.ts';

export interface ReferenceOptions {
  content: string;
  accept?: true | string[];
  offline?: boolean;
  /** Address of the server of works or articles. */
  api?: string;
}

/** Bytes of a file or answer. */
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
  const content = contentNamed(options.content, session);
  if (!content) return exit.usage;
  const documents = files.map((file) => ({
    name: file,
    bytes: readPlainFile(path.resolve(session.place.cwd, file), { limit: largest }),
    retrieved: session.today,
  }));
  return importAll(documents, content, options, session);
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
  const content = contentNamed(options.content, session);
  if (!content) return exit.usage;
  const network = networkFor([api], { offline: options.offline ?? false }, session, content.folder);
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
  return importAll(documents, content, options, session);
}

/** Adds the works of some documents to the sources; those that are there already get their changes proposed. */
async function importAll(
  documents: readonly (Document | Failed)[],
  content: ContentFiles,
  options: ReferenceOptions,
  session: Session,
): Promise<number> {
  const console = session.console();
  const unreadable = content.ofKind('sources').filter(({ key }) => content.treeOf(key) === undefined);
  if (unreadable.length > 0) {
    console.warn(
      `${unreadable.map(({ path }) => path).join(', ')} cannot be read; see npm run check-content`,
    );
    return exit.invalidContent;
  }
  const sources = new SourcesInWork(content, acceptedBy(options.accept));
  const results = documents.flatMap((document) =>
    'problem' in document ? [document] : importOne(document, sources),
  );
  const errors = await sources.finish();
  if (errors.length > 0) {
    printDiagnostics(errors, console, session.place);
    console.warn('nothing was written');
    return exit.invalidContent;
  }
  print(results, content.shownAs, console);
  return results.some((one) => 'problem' in one) ? exit.invalidContent : exit.done;
}

function importOne({ name, bytes, retrieved }: Document, sources: SourcesInWork): (Entry | Failed)[] {
  try {
    const works = worksIn(bytes.toString('utf8'));
    if (works.length === 0) return [{ name, problem: 'it contains no work' }];
    return works.map((work) => {
      if ('problem' in work) return { name: `${name} ${work.place}`.trim(), problem: work.problem };
      const entry = sources.add({ reference: work, bytes, retrieved });
      return 'problem' in entry ? { name: `${name}, “${work.title}”`, problem: entry.problem } : entry;
    });
  } catch (error) {
    return [{ name, problem: (error as Error).message }];
  }
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
