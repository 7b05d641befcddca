import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';
import type { SealedManifest } from '../../src/outputs/sealed.ts';

export interface Making extends Partial<Omit<SealedManifest, 'files'>> {
  slug: string;
  date: string;
  /** Files beside those that every revision has. */
  files?: Record<string, string | Uint8Array>;
  facts?: DataFact[];
  /** The main matter of its page. */
  text?: string;
  house?: string;
}

/** An archive made by hand, in the shape in which revisions are sealed. */
export interface MadeArchive extends Disposable {
  folder: string;
  seal(making: Making): SealedManifest;
}

export const house = `publication: The Invented Gazette
locale: en-GB
paper: A4
accent: '#0b5d75'
`;

export function makeArchive(folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-archive-'))): MadeArchive {
  let [sequence, previous]: [number, string | null] = [0, null];
  return {
    folder,
    seal(making) {
      sequence += 1;
      const { manifest, files } = describe(making, sequence, previous);
      const own = path.join(folder, manifest.slug, manifest.date, `r${manifest.revision}`);
      const text = `${JSON.stringify(manifest, null, 2)}\n`;
      for (const [file, content] of [...files, ['manifest.json', text] as const]) {
        mkdirSync(path.dirname(path.join(own, file)), { recursive: true });
        writeFileSync(path.join(own, file), content);
      }
      previous = sha256(text);
      return manifest;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function describe(making: Making, sequence: number, previous: string | null) {
  const {
    slug,
    date,
    files = {},
    facts,
    text = 'Nothing to speak of.',
    house: yaml = house,
    ...rest
  } = making;
  const id = `${date}-${slug}`;
  const title = rest.title ?? `What ${slug} showed`;
  const trials = rest.trials ?? [];
  const data: DataSnapshot = { schema: 1, edition: id, trials, facts: facts ?? [] };
  const all: [string, string | Uint8Array][] = [
    ['index.html', pageOf(title, text)],
    ['briefing.pdf', '%PDF-1.7 invented'],
    ['inputs/house.yaml', yaml],
    ...(facts ? [['data.json', JSON.stringify(data)] as [string, string]] : []),
    ...Object.entries(files),
  ];
  const manifest: SealedManifest = {
    schema: 2,
    id,
    slug,
    date,
    revision: 1,
    title,
    dek: `The line under ${slug}`,
    authors: ['Ada Invented'],
    keywords: ['myeloma'],
    language: 'en-GB',
    dataAsOf: date,
    trials,
    published: date,
    inputs: [{ path: 'house.yaml', sha256: sha256(yaml) }],
    tool: { trialbrief: '0.1.0', node: 'v24', browser: 'Chromium', files: 'f' },
    ...rest,
    files: all.map(([file, content]) => ({
      path: file,
      mediaType: 'application/octet-stream',
      bytes: Buffer.byteLength(content),
      sha256: sha256(content),
    })),
    sequence,
    previous,
  };
  return { manifest, files: all };
}

function pageOf(title: string, text: string): string {
  const escaped = title.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!DOCTYPE html><html lang="en-GB"><head><title>${escaped}</title></head><body><header class="masthead">masthead</header>
<main id="briefing"><h1>${escaped}</h1><div class="prose"><p>${text}</p></div>
<div class="back-matter"><p>backmatter ledger</p></div></main></body></html>`;
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A fact of the invented trial `alpha`. */
export function fact(id: string, value: string, more: Partial<DataFact> = {}): DataFact {
  return {
    id,
    subject: 'ALPHA, Drug: overall response',
    owner: 'alpha',
    about: { endpoint: 'orr', shape: 'proportion', arms: ['drug'] },
    endpoint: 'ORR',
    arms: ['Drug'],
    value,
    estimate: value,
    details: {},
    state: 'value',
    grade: 'primary',
    sources: [{ id: 's1', title: 'A paper' }],
    used: true,
    ...more,
  };
}
