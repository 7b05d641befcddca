import path from 'node:path';
import { filesUnder, readPlainFile, unpacked } from '../files/files.ts';
import type { ContentFiles } from '../import/content-files.ts';
import { reasons } from '../import/ctgov/coverage.ts';
import { type Failed, type Imported, importStudy, registryIdsIn } from '../import/ctgov/import-study.ts';
import { type Found, studiesIn } from '../import/ctgov/study.ts';
import { isSlug } from '../model/slug.ts';
import { count } from '../report.ts';
import type { Session } from './commands.ts';
import { type Console, exit } from './console.ts';
import { acceptedBy, outcomeInWords, printChanges } from './import-changes.ts';
import { contentNamed } from './import-content.ts';

export interface CtgovOptions {
  content: string;
  from?: string[];
  all: boolean;
  as?: string;
  join?: string[];
  list: boolean;
  accept?: true | string[];
  offline: boolean;
  /** Address of the registry. */
  api: string;
}

/** Bytes of a file of studies, unpacked. */
const largest = 200_000_000;

/** Text with one or more studies, and the day on which the registry gave it. */
interface Document {
  name: string;
  text: string;
  retrieved: string;
}

/** Imports studies of ClinicalTrials.gov, each on its own: one that fails leaves the others as they are. */
export async function runImportCtgov(
  ids: string[],
  options: CtgovOptions,
  session: Session,
): Promise<number> {
  const console = session.console();
  const content = contentNamed(options.content, session);
  if (!content) return exit.usage;
  const wanted = [
    ...new Set([...ids.map((id) => id.toUpperCase()), ...(options.all ? registeredIn(content) : [])]),
  ];
  const mistake = mistakeIn(wanted, options);
  if (mistake !== undefined) {
    console.warn(mistake);
    return exit.usage;
  }
  const { cwd } = session.place;
  const files = options.from?.flatMap((one) => filesUnder(path.resolve(cwd, one), /\.json(?:\.gz)?$/, cwd));
  const documents = files
    ? fromFiles(files, session.today)
    : fromRegistry(wanted, options, session, content.folder);
  const results: (Imported | Failed)[] = [];
  for await (const document of documents) {
    console.progress(`studies: ${results.length} …`);
    if ('problem' in document) results.push(document);
    else
      for await (const one of importAll(document, files ? wanted : [], options, content)) results.push(one);
  }
  const seen = new Set(results.map(({ id }) => id));
  for (const id of files ? wanted.filter((one) => !seen.has(one)) : [])
    results.push({ id, problem: 'none of the files contains this study' });
  print(results, options, content.shownAs, console);
  return results.some((one) => 'problem' in one) ? exit.invalidContent : exit.done;
}

function registeredIn(content: ContentFiles): string[] {
  return content.ofKind('trial').flatMap(({ text }) => registryIdsIn(text));
}

function mistakeIn(wanted: readonly string[], { from, as }: CtgovOptions): string | undefined {
  const wrong = wanted.filter((id) => !/^NCT\d{8}$/.test(id));
  if (wrong.length > 0) return `${wrong.join(', ')}: expected NCT numbers such as NCT02252172`;
  if (as !== undefined && !isSlug(as)) return `--as ${as}: expected lower-case letters, digits and hyphens`;
  if (wanted.length > 1 && as !== undefined)
    return '--as names one trial, but several studies were asked for';
  if (wanted.length === 0 && !from) return 'give an NCT number, --from with a file, or --all';
  return undefined;
}

function* fromFiles(files: readonly string[], today: string): Iterable<Document | Failed> {
  for (const file of files) {
    const bytes = readPlainFile(file, { limit: largest });
    try {
      const text = unpacked(bytes, largest).toString('utf8');
      yield { name: file, text, retrieved: today };
    } catch (error) {
      yield { id: file, problem: `it cannot be unpacked: ${(error as Error).message}` };
    }
  }
}

async function* fromRegistry(
  ids: readonly string[],
  options: CtgovOptions,
  session: Session,
  folder: string,
): AsyncIterable<Document | Failed> {
  const { NotFetched } = await import('../import/network.ts');
  const { networkFor } = await import('./import-network.ts');
  const network = networkFor([options.api], options, session, folder);
  for (const id of ids) {
    try {
      const { body, retrieved } = await network.get(`${options.api.replace(/\/+$/, '')}/studies/${id}`, {
        accept: 'application/json',
      });
      yield { name: id, text: body.toString('utf8'), retrieved };
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      yield { id, problem: error.message };
    }
  }
}

async function* importAll(
  { name, text, retrieved }: Document,
  wanted: readonly string[],
  { as, join = [], accept }: CtgovOptions,
  content: ContentFiles,
): AsyncIterable<Imported | Failed> {
  const joins = new Map(
    join.map((one) => [one.slice(0, one.lastIndexOf('=')), one.slice(one.lastIndexOf('=') + 1)]),
  );
  for (const found of studiesIn(text)) {
    if ('problem' in found) yield { id: `${name}${found.pointer}`, problem: found.problem };
    else if (isWanted(found, wanted))
      yield await importStudy(found, content, {
        retrieved,
        as,
        joins,
        accept: acceptedBy(accept),
      });
  }
}

/** The number that was asked for may be an alias, which the registry answers with the present number. */
function isWanted({ study }: Found, wanted: readonly string[]): boolean {
  const { nctId, nctIdAliases } = study.protocolSection.identificationModule;
  return (
    wanted.length === 0 || [nctId, ...nctIdAliases].some((id) => id !== undefined && wanted.includes(id))
  );
}

function print(
  results: readonly (Imported | Failed)[],
  { list }: CtgovOptions,
  shownAs: string,
  console: Console,
): void {
  if (console.json) {
    console.result(
      JSON.stringify({ schema: 1, command: 'import', from: 'ctgov', studies: results.map(toData) }, null, 2),
    );
    return;
  }
  for (const one of results) {
    if ('problem' in one) console.warn(`error ${one.id}: ${one.problem}`);
    else printStudy(one, list, shownAs, console);
  }
}

function toData(one: Imported | Failed): object {
  if ('problem' in one) return one;
  const { id, file, state, changes, counts, coverage } = one;
  return { id, file, state, changes, counts, listed: coverage.listed, doubts: coverage.doubts };
}

function printStudy(
  { id, file, state, changes, counts, coverage }: Imported,
  isLong: boolean,
  shownAs: string,
  console: Console,
): void {
  const { listed, doubts } = coverage;
  console.result(`${id}: ${shownAs}/${file}, ${outcomeInWords(state, changes)}`);
  const shown = counts.filter(({ raw }) => raw > 0);
  if (shown.length > 0)
    console.result(
      `  ${'numbers in the record'.padEnd(24)}${'in all'.padStart(8)}${'taken'.padStart(8)}${'left out'.padStart(10)}`,
    );
  for (const one of shown)
    console.result(
      `  ${one.kind.padEnd(24)}${String(one.raw).padStart(8)}${String(one.mapped).padStart(8)}${String(one.listed).padStart(10)}`,
    );
  for (const [reason, own] of Map.groupBy(listed, (one) => one.reason)) {
    console.result(`  ${own.length} left out: ${reasons[reason]}`);
    for (const one of isLong ? own : own.slice(0, 1)) console.result(`    ${one.pointer}\n      ${one.text}`);
  }
  if (doubts.length > 0)
    console.result(`  ${count(doubts.length, 'number')} taken with a doubt${isLong ? '' : ', such as'}`);
  for (const one of isLong ? doubts : doubts.slice(0, 1))
    console.result(`    ${one.pointer}\n      ${one.text}`);
  if (!isLong && listed.length + doubts.length > 2) console.info('  --list prints all of them');
  printChanges(changes, state === 'proposed', console);
}
