import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const USAGE = `usage: node scripts/make-fonts.mjs <source-serif folder> <source-sans folder>

Makes templates/fonts/ from Adobe's npm packages, which are too large to keep:
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

const FIGURES = ['tnum', 'lnum', 'pnum', 'sups'];
const TEXT = ['kern', 'liga', 'onum', ...FIGURES];

const FACES = [
  { name: 'SourceSerif4-Regular', package: 'serif', features: TEXT },
  { name: 'SourceSerif4-It', package: 'serif', features: TEXT },
  { name: 'SourceSerif4-Semibold', package: 'serif', features: ['kern', 'liga', ...FIGURES] },
  {
    name: 'SourceSerif4Display-Semibold',
    package: 'serif',
    features: ['kern', 'liga', 'pnum', 'sups'],
  },
  { name: 'SourceSans3-Regular', package: 'sans', features: TEXT },
  { name: 'SourceSans3-It', package: 'sans', features: ['kern', 'liga', ...FIGURES] },
  { name: 'SourceSans3-Semibold', package: 'sans', features: TEXT },
];

async function makeFace(face, folder) {
  const source = await readFile(join(folder, 'TTF', `${face.name}.ttf`));
  const write = async (extension, targetFormat) => {
    // Hints are half of the bytes and do nothing in print or on a dense screen.
    const options = { targetFormat, keepFeatures: face.features, noHinting: true };
    const bytes = await subsetFont(source, CHARACTERS, options);
    await writeFile(join(OUT, `${face.name}.${extension}`), bytes);
    console.log(`${face.name}.${extension} ${bytes.length}`);
    return bytes.length;
  };
  // The charts, and the browser that prints, read these.
  await write('ttf', 'truetype');
  return write('woff2', 'woff2');
}

const [serif, sans] = process.argv.slice(2);
if (!serif || !sans) {
  console.error(USAGE);
  process.exit(2);
}
const folders = { serif, sans };
await mkdir(OUT, { recursive: true });
let total = 0;
for (const face of FACES) total += await makeFace(face, folders[face.package]);
await writeFile(join(OUT, 'OFL.txt'), await readFile(join(serif, 'LICENSE.md')));
console.log(`woff2 in all ${total}`);
