import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { convert } from 'fontverter';
import subsetFont from 'subset-font';
import { renameFont } from './rename-font.mjs';

const USAGE = `usage: node scripts/make-fonts.mjs <source-serif folder> <source-sans folder>

Makes templates/fonts/ from Adobe's npm packages, which are too large to keep. What is made bears
another name, because the licence reserves theirs:
  npm install --no-save source-serif@4.5.1 source-sans@3.52.0
  node scripts/make-fonts.mjs node_modules/source-serif node_modules/source-sans`;

const OUT = join(import.meta.dirname, '../templates/fonts');

const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));

const CHARACTERS = [
  range(0x20, 0x7e),
  range(0xa0, 0x17f),
  'ȘșȚț',
  '\u2009\u200a\u202f‐‑–—‘’‚“”„†‡•…‰′″‹›⁄',
  '−×÷±≥≤≠≈∞½',
  '←→↑↓',
  'αβγδεκλμΔ',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉',
  '®™©€£¥○●',
].join('');

/** What only the sans has: it also sets them in text of the serif. */
const SIGNS = '⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞ℓ№℮℞₴₦₫₿≡⇒□✓♀♂';

const FIGURES = ['tnum', 'lnum', 'pnum', 'sups'];
const TEXT = ['kern', 'liga', 'onum', ...FIGURES];

const FONT_FACES = [
  { source: 'SourceSerif4-Regular', package: 'serif', features: TEXT },
  { source: 'SourceSerif4-It', package: 'serif', features: TEXT },
  { source: 'SourceSerif4-Semibold', package: 'serif', features: ['kern', 'liga', ...FIGURES] },
  {
    source: 'SourceSerif4Display-Semibold',
    package: 'serif',
    features: ['kern', 'liga', 'pnum', 'sups'],
  },
  { source: 'SourceSans3-Regular', package: 'sans', features: TEXT },
  { source: 'SourceSans3-It', package: 'sans', features: ['kern', 'liga', ...FIGURES] },
  { source: 'SourceSans3-Semibold', package: 'sans', features: TEXT },
];

/** `SourceSerif4Display-Semibold` becomes `TrialbriefSerifDisplay-Semibold`. */
function ourName(name) {
  return name
    .replace(/Source( ?)Serif( ?)4/g, 'Trialbrief$1Serif')
    .replace(/Source( ?)Sans( ?)3/g, 'Trialbrief$1Sans')
    .replace('Source', 'Trialbrief');
}

async function makeFace(face, folder) {
  const source = await readFile(join(folder, 'TTF', `${face.source}.ttf`));
  // Hints are half of the bytes and do nothing in print or on a dense screen.
  const options = { targetFormat: 'truetype', keepFeatures: face.features, noHinting: true };
  // The charts, and the browser that prints, read this.
  const ttf = renameFont(
    await subsetFont(source, CHARACTERS + (face.package === 'sans' ? SIGNS : ''), options),
    ourName,
  );
  const woff2 = await convert(ttf, 'woff2', 'truetype');
  for (const [extension, bytes] of Object.entries({ ttf, woff2 })) {
    await writeFile(join(OUT, `${ourName(face.source)}.${extension}`), bytes);
    console.log(`${ourName(face.source)}.${extension} ${bytes.length}`);
  }
  return woff2.length;
}

const [serif, sans] = process.argv.slice(2);
if (!serif || !sans) {
  console.error(USAGE);
  process.exit(2);
}
const folders = { serif, sans };
await mkdir(OUT, { recursive: true });
let total = 0;
for (const face of FONT_FACES) total += await makeFace(face, folders[face.package]);
await writeFile(join(OUT, 'OFL.txt'), await readFile(join(serif, 'LICENSE.md')));
console.log(`woff2 in all ${total}`);
