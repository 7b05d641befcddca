import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../outputs/sample.ts';
import { runTool } from '../tool.ts';
import { markPattern, writeMarked } from './content.ts';
import { plainTexts } from './mark.ts';
import { isDistorted, readMarkup } from './read.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-plain-'));
let marks: Map<string, string>;
let files: string[];

beforeAll(() => {
  marks = writeMarked(path.join(folder, 'content'));
  for (const args of [
    ['build', '--all'],
    ['publish', 'caldera', '--on', '2026-06-01'],
    ['publish', 'aquila-delays-myeloma', '--on', '2026-06-01'],
  ]) {
    const { status, stderr } = runTool(args, { cwd: folder });
    if (status !== 0) throw new Error(stderr);
  }
  files = readdirSync(path.join(folder, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(folder, 'out'), path.join(entry.parentPath, entry.name)));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(path.join(folder, 'out', file), 'utf8');
const named = (ending: RegExp) => files.filter((file) => ending.test(file));
const marksIn = (texts: readonly string[]) => new Set(texts.flatMap((text) => text.match(markPattern) ?? []));

/** Files in which a text is distorted, with that. */
function distortedIn(texts: ReadonlyMap<string, readonly string[]>): string[] {
  return [...texts].flatMap(([file, all]) =>
    all.filter(isDistorted).map((text) => `${file}: ${text.slice(0, 200)}`),
  );
}

function fromTex(text: string): string {
  return text
    .replaceAll('{\\textless}', '<')
    .replaceAll('{\\textgreater}', '>')
    .replace(/\\(?=[&{}%$#_])/g, '');
}

/** `trial label`: the kind of file, and the name of the field. */
function nameOf(at: string): string {
  const parts = at.split('.').filter((part) => part !== '*');
  return `${parts[0]} ${parts.at(-1)}`;
}

describe('markup in plain texts of the content', () => {
  test('stands in every field of that name but these', () => {
    const written = new Set([...marks.values()].map(nameOf));
    const left = new Set([...plainTexts].map(nameOf).filter((name) => !written.has(name)));
    expect([...left]).toEqual([
      'endpoints unit',
      'sources family',
      'sources given',
      'sources suffix',
      'sources name',
      'sources abbreviation',
      'sources volume',
      'sources issue',
      'sources pages',
      'sources version',
      'sources trials',
      'sources accession',
      'sources acknowledge',
      'trial whyStopped',
      'trial sponsor',
      'trial countries',
      'trial method',
      'trial marginText',
      'trial because',
      'trial duration',
      'trial measured',
      'trial limitations',
      'product xbrl',
      'product in',
      'product rest',
      // Refer to a text elsewhere.
      'briefing where',
      'briefing sections',
    ]);
  });

  test('is text, and as it was written, on every page, in every drawing and mail', () => {
    const all = named(/\.(?:html|svg|atom)$/);
    const texts = new Map<string, string[]>();
    for (const file of all) {
      const { attributes, texts: own } = readMarkup(read(file));
      expect([file, attributes.has('onclick')]).toEqual([file, false]);
      texts.set(file, own);
    }
    expect(distortedIn(texts)).toEqual([]);
    const kinds = [
      /^2026-02-10-caldera\/index\.html/,
      /figures\/composite\.svg/,
      /depth\.svg/,
      /mail\/body\.html/,
      /^index\.html/,
      /^archive\/index\.html/,
      /archive\/caldera\/2026-02-10\/index\.html/,
      /archive\/trials\/.*\.html/,
    ];
    for (const kind of kinds) {
      const own = all.filter((file) => kind.test(file)).flatMap((file) => texts.get(file) ?? []);
      expect([kind, marksIn(own).size > 0]).toEqual([kind, true]);
    }
  });

  test('is as it was written in every other file', async () => {
    const texts = new Map<string, string[]>();
    for (const file of named(/\.(?:txt|csv|json)$/)) if (!/assets/.test(file)) texts.set(file, [read(file)]);
    for (const file of named(/\.bib$/)) texts.set(file, [fromTex(read(file))]);
    for (const file of named(/\.eml$/)) {
      const {
        subject = '',
        text = '',
        html = '',
        from,
      } = await PostalMime.parse(readFileSync(path.join(folder, 'out', file)));
      texts.set(file, [subject, text, from?.name ?? '', ...readMarkup(html).texts]);
    }
    for (const file of named(/briefing\.pdf$/)) {
      const words = await readText(readFileSync(path.join(folder, 'out', file)));
      texts.set(file, [words.replace(/\s+/g, ' ')]);
    }
    expect(distortedIn(texts)).toEqual([]);
    for (const kind of [
      /body\.txt/,
      /evidence\.csv/,
      /evidence\.json/,
      /data\.json/,
      /\.bib/,
      /csl\.json/,
      /feed\.json/,
      /\.eml/,
      /briefing\.pdf/,
    ])
      expect([
        kind,
        marksIn([...texts].filter(([file]) => kind.test(file)).flatMap(([, own]) => own)).size > 0,
      ]).toEqual([kind, true]);
  });
});
