import { draftsIn, readEditionFile } from '../files/edition-disk.ts';
import { Unusable } from '../files/files.ts';
import type { ReadJson } from '../model/json-file.ts';
import { slugOf } from '../model/slug.ts';
import { doiUrl } from '../model/source.ts';
import { sha256 } from '../outputs/artifact.ts';
import { type Input, readManifestJson } from '../outputs/manifest.ts';
import { type CitedSource, readEvidenceJson, type TracedRow } from '../page/evidence-files.ts';
import { hasNumber } from '../pdf/text.ts';
import { suggest } from '../suggest.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, type ProjectPaths } from './sources.ts';

export interface TraceOptions {
  /** A printed number, the id of a finding, sale or computation, or the id of a source. */
  find?: string;
  content: string;
  out: string;
}

/** Prints where numbers of a built edition come from and where they appear. */
export function runTrace(
  named: string,
  options: TraceOptions,
  console: Console,
  place: ProjectPaths,
): number {
  const out = folderNamed(options.out, place);
  const ids = draftsIn(out.folder);
  const id = ids.find((one) => one === named || slugOf(one) === named);
  if (id === undefined) {
    const hints = ids.length > 0 ? suggest(named, ids) : ['build it first: npm run build-report'];
    console.warn([`there is no edition ‘${named}’ in ${out.shownAs}/`, ...hints].join('; '));
    return exit.usage;
  }
  const document = read(`${out.folder}/${id}`, 'evidence.json', readEvidenceJson);
  const { find } = options;
  const rows = document.evidence.filter((row) => find === undefined || isMeant(row, find));
  const content = folderNamed(options.content, place);
  const { inputs } = read(`${out.folder}/${id}`, 'manifest.json', readManifestJson);
  const changed = changedSince(inputs, content.folder);
  if (console.json) {
    const found = rows.map((row) => ({ ...row, dataChanged: row.data ? changed.has(row.data.file) : false }));
    console.result(JSON.stringify({ schema: 1, command: 'trace', edition: id, find, found }, null, 2));
  } else {
    const files = { page: `${out.shownAs}/${id}/index.html`, content: content.shownAs, changed };
    for (const row of rows) console.result(`${describe(row, document.sources, files).join('\n')}\n`);
  }
  if (rows.length > 0) return exit.done;
  console.warn(`nothing in ${id} matches ‘${find}’; without --find every number is listed`);
  return exit.failed;
}

/** Reads a file of a built edition. Throws `Unusable` when it is missing or invalid. */
function read<T>(folder: string, name: string, parse: (bytes: Uint8Array) => ReadJson<T>): T {
  const bytes = readEditionFile(folder, name);
  const found = bytes ? parse(bytes) : { problem: 'it does not exist' };
  if ('value' in found) return found.value;
  throw new Unusable(`${folder}/${name} cannot be read: ${found.problem}`, 'build the edition again');
}

function isMeant({ id, value, sources, html }: TracedRow, find: string): boolean {
  if (id === find || id.startsWith(`${find}.`) || sources.some((source) => source.id === find)) return true;
  return [value, ...html.map(({ text }) => text)].some((text) => hasNumber(text, find));
}

/** Keys of the content files that changed since the edition was built. */
function changedSince(inputs: readonly Input[], content: string): Set<string> {
  const isChanged = ({ path: key, sha256: hash }: Input) => {
    try {
      const bytes = readEditionFile(content, key);
      return !bytes || sha256(bytes.toString('utf8')) !== hash;
    } catch {
      return true;
    }
  };
  return new Set(inputs.filter(isChanged).map(({ path: key }) => key));
}

interface Files {
  page: string;
  content: string;
  changed: ReadonlySet<string>;
}

function describe(row: TracedRow, sources: readonly CitedSource[], files: Files): string[] {
  const about = [row.interval?.method, row.population, row.threshold, row.timing, row.cut].filter(Boolean);
  const data = row.data && `${files.content}/${row.data.file}:${row.data.line}`;
  const isOld = row.data !== undefined && files.changed.has(row.data.file);
  return [
    `${row.id}  (entry ${row.number} of the ledger, ${row.grade ?? 'stated by a cited source'})`,
    `  ${row.value}  ${row.meaning}`,
    ...(about.length > 0 ? [`  ${about.join('; ')}`] : []),
    ...(row.formula ? [`  computed: ${row.formula}`] : []),
    ...(row.note ? [`  note: ${row.note}`] : []),
    ...(data ? [`  data    ${data}${isOld ? '  (changed since this edition was built)' : ''}`] : []),
    ...row.sources.map((reference) => `  source  ${describeSource(reference, sources)}`),
    ...placesOf(row, files),
  ];
}

function describeSource(
  { id, locator }: TracedRow['sources'][number],
  sources: readonly CitedSource[],
): string {
  const index = sources.findIndex((source) => source.id === id);
  const source = sources[index];
  const address = source?.doi ? doiUrl(source.doi) : source?.url;
  return [`[${index + 1}] ${id}`, locator, source?.title, address].filter(Boolean).join(', ');
}

/** One line per part of the page, then the pages of the PDF, then one line per part of the mail. */
function placesOf({ html, pdfPages, mail = [] }: TracedRow, { page }: Files): string[] {
  const parts = [...Map.groupBy(html, ({ where }) => where)].map(([where, own]) => {
    const anchor = own.find((one) => one.anchor !== undefined)?.anchor;
    return `  page    ${page}${anchor === undefined ? '' : `#${anchor}`}  ${where}: ${formsOf(own)}`;
  });
  const mailed = [...Map.groupBy(mail, ({ where }) => where)].map(
    ([where, own]) => `  mail    ${where}: ${formsOf(own)}`,
  );
  const printed = pdfPages.length > 0 ? [`  pdf     briefing.pdf, page ${pdfPages.join(', ')}`] : [];
  return [...parts, ...printed, ...mailed];
}

function formsOf(own: readonly { text: string }[]): string {
  return [...new Set(own.map(({ text }) => `‘${text}’`))].join(', ');
}
