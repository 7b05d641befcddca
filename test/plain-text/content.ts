import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { markTexts } from './mark.ts';

const root = path.join(import.meta.dirname, '../..');

/** Texts that no other content has: what stands in a file, and what is put in its place. */
const additions: [file: string, from: string, to: string][] = [
  ['house.yaml', 'name: The editor', 'name: The editor\n    affiliation: Invented Institute'],
  ['house.yaml', 'mail:', 'series: Invented series\nsite: https://example.com/archive/\nmail:'],
  [
    'trials/aquila.yaml',
    'criteria: IMWG',
    `criteria: IMWG
biomarker: unselected
background: supportive care
crossoverAllowed: { to: daratumumab, percent: 10 }
definitions: { pfs: progression or death }
groups: { both: { label: Both arms, kind: pooled, of: [dara, monitoring], note: Counted together. } }`,
  ],
  [
    'trials/aquila.yaml',
    `    population: itt
    source: aquila-physweekly-2024`,
    `    population: itt
    subgroup: { by: Age, is: older patients }
    estimand: treatment policy
    baseline: untreated patients
    assay: an assay
    timing: at any time
    note: A remark.
    source: { id: aquila-physweekly-2024, locator: a table }`,
  ],
  [
    'trials/caldera.yaml',
    '    label: Four-point MACE',
    '    label: Four-point MACE\n    description: Counted once.\n    note: A remark.\n    assay: an assay',
  ],
  ['trials/caldera.yaml', 'system: Skin disorders', 'system: Skin disorders, vocabulary: MedDRA'],
  [
    'trials/caldera.yaml',
    '    title: Women',
    '    title: Women\n    label: Women of all\n    description: By their own account.\n    note: A remark.\n    timeFrame: at randomisation',
  ],
  [
    'trials/caldera.yaml',
    '    title: Completed the trial',
    '    title: Completed the trial\n    label: Completed\n    description: To the last visit.\n    note: A remark.\n    timeFrame: to the end',
  ],
  [
    'briefings/2026-02-10-caldera.md',
    '    kind: forest',
    '    kind: forest\n    favours: { experimental: calvoxin is better, control: placebo is better }',
  ],
];

const endpoints = `vgpr:
  label: very good partial response or better
  abbreviation: VGPR
  family: response
  higherIsBetter: true
  definition: As the criteria have it.
`;

/** Refer to a text elsewhere, so they must be spelt as it is. */
const references = new Set(['briefing.acknowledge.*.where', 'briefing.mail.sections.*']);

/** Letters: digits would be numbers without a source. */
function lettersOf(count: number): string {
  return [...count.toString(16)].map((digit) => 'bcdfghjklmnpqrst'[Number.parseInt(digit, 16)]).join('');
}

/** What every plain text of the content ends with, with letters in it that tell it from the others. */
export const markPattern = /<b onclick=x>&amp;[b-t]+<\/b>/g;

/**
 * Content of two publications in one folder, with markup behind every plain text of it. Gives the paths of those
 * texts in the schemas, by their marks.
 */
export function writeMarked(folder: string): Map<string, string> {
  const marks = new Map<string, string>();
  for (const [file, text] of readAll()) {
    const marked = markTexts(file, text, (at, value) => {
      if (references.has(at)) return value;
      const mark = `<b onclick=x>&amp;${lettersOf(marks.size)}</b>`;
      marks.set(mark, at);
      return `${value} ${mark}`;
    });
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), marked);
  }
  return marks;
}

function readAll(): Map<string, string> {
  const all = new Map([['endpoints.yaml', endpoints]]);
  for (const content of ['content', 'test/fields/content'])
    for (const file of readdirSync(path.join(root, content), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:yaml|md)$/.test(file)) continue;
      const text = withKeys(readFileSync(path.join(root, content, file), 'utf8'));
      const before = all.get(file);
      if (file === 'house.yaml' && before) {
        const more = text.slice(text.indexOf('abbreviations:\n') + 'abbreviations:\n'.length).split('\n');
        const isNew = (line: string) => !before.includes(`\n${line.split(':')[0]}:`);
        all.set(file, `${before}${more.filter(isNew).join('\n')}\n`);
      } else all.set(file, `${before ?? ''}${text}`);
    }
  for (const [file, from, to] of additions) {
    const text = all.get(file) ?? '';
    if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`);
    all.set(
      file,
      text.replace(from, () => to),
    );
  }
  return all;
}

/** Adverse events have the address that their term has without a mark. */
function withKeys(text: string): string {
  return text.replace(
    /\{ term: ([^,]+),( serious: true,)?(?! key:)/g,
    (whole, term: string, serious?: string) =>
      `${whole} key: ${term.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '-')}${serious ? '-serious' : ''},`,
  );
}
