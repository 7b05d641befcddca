import path from 'node:path';
import type { FileKind, SourceFile } from '../src/content/files.ts';
import { loadContent } from '../src/content/files.ts';
import { checkLibrary } from '../src/content/library.ts';
import { parseSource } from '../src/content/parse.ts';
import { type Diagnostic, inReadingOrder } from '../src/diagnostics.ts';
import type { Briefing, Datum, Library } from '../src/model/library.ts';
import type { Finding } from '../src/model/trial.ts';
import { reportDiagnostics } from '../src/report.ts';

const BASE = path.join(import.meta.dirname, 'cases/base/content');

const kinds: Record<string, FileKind> = {
  trials: 'trial',
  products: 'product',
  briefings: 'briefing',
  sources: 'sources',
};

/** The library of test/cases/base with some files added or replaced, by path inside the content folder. */
export function libraryWith(texts: Record<string, string> = {}): Library {
  const files = filesWith(texts);
  const outcome = checkLibrary(files.map(parseSource), 'content');
  if (outcome.ok) return outcome.value;
  throw new Error(reportAll(outcome.diagnostics, files));
}

/** What the check says of the base library with some files added or replaced: `code file:line:column`. */
export function complaintsAbout(texts: Record<string, string>): string[] {
  const { diagnostics } = checkLibrary(filesWith(texts).map(parseSource), 'content');
  return inReadingOrder(diagnostics).map(
    ({ code, place }) => `${code} ${place.file}:${place.line}:${place.column}`,
  );
}

/** A briefing over the base library, with a body and more front matter. */
export function briefingText(body: string, frontMatter = ''): string {
  return `---
title: A second briefing
dek: Under the title
date: 2026-02-02
dataAsOf: 2026-01-31
authors: [ada]
keyFigures: [beta.orr]
bottomLine: [One sentence.]
${frontMatter}---

${body}
`;
}

/** The base library with one more briefing, and that briefing. */
export function withBriefing(body: string, frontMatter = '', texts: Record<string, string> = {}) {
  const library = libraryWith({
    ...texts,
    'briefings/2026-02-02-second.md': briefingText(body, frontMatter),
  });
  return { library, briefing: briefingNamed(library, '2026-02-02-second') };
}

export function briefingNamed(library: Library, id: string): Briefing {
  return found(
    library.briefings.find((briefing) => briefing.id === id),
    id,
  );
}

/** A single-arm trial `gamma` with the findings given as lines of YAML. */
export function trialWith(findings: string, more = ''): string {
  return `name: GAMMA
registry: NCT00000003
phase: 2
design: randomised
disease: invented disease
setting: any
lines: [1]
arms:
  a: { label: A, regimen: a, role: experimental }
  b: { label: B, regimen: b, role: control }
findings:
${indented(findings, 2)}
safety: not extracted
${more}`;
}

/** A product `p` with the quarters given as lines of YAML, and more fields. */
export function productWith(quarters: string, more = ''): string {
  return `name: P
generic: p
class: invented
company: Pea Pharma
${more}sales:
  currency: USD
  unit: million
  basis: worldwide
  quarters:
${indented(quarters, 4)}
`;
}

function indented(lines: string, by: number): string {
  return lines.replace(/^/gm, ' '.repeat(by));
}

export function datumAt(library: Library, address: string): Datum {
  return found(library.data.get(address), address);
}

export function findingAt(library: Library, address: string): Finding {
  const datum = datumAt(library, address);
  if (datum.kind === 'finding') return datum;
  throw new Error(`${address} is a sale`);
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the library has no ${what}`);
  return value;
}

export function filesWith(texts: Record<string, string>): SourceFile[] {
  const base = loadContent(BASE, 'content').files.filter(({ key }) => !Object.hasOwn(texts, key));
  return [...base, ...Object.entries(texts).map(([key, text]) => sourceFile(key, text))];
}

function sourceFile(key: string, text: string): SourceFile {
  const id = path.basename(key, path.extname(key));
  return {
    path: `content/${key}`,
    key,
    kind: kinds[path.dirname(key)] ?? (id as FileKind),
    id,
    text,
  };
}

function reportAll(diagnostics: Diagnostic[], files: SourceFile[]): string {
  const readSource = (file: string) => files.find((one) => one.path === file)?.text;
  return reportDiagnostics(diagnostics, { colour: false, readSource });
}
