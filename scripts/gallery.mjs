// Draws every case of the gallery into out/gallery/: index.html, a PNG of each beside it, tables.html,
// and gallery.pdf, which shows the figures as a briefing prints them.
// With --expect it also keeps the first of each kind as what test/figures/pictures.test.ts expects.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../src/adapters/chromium.ts';
import { drawFigure } from '../src/figures/draw.ts';
import { gallery } from '../test/gallery/cases.ts';
import { figure } from '../test/gallery/figure.ts';
import { ACCENT, composeFigures } from '../test/gallery/figures-page.ts';
import { galleryOnPaper } from '../test/gallery/paper.ts';
import { composeTables } from '../test/gallery/tables-page.ts';

const FOLDER = path.join(import.meta.dirname, '../out/gallery');
const EXPECTED = path.join(import.meta.dirname, '../test/gallery/expected');

mkdirSync(FOLDER, { recursive: true });
const { html, pictures } = await composeFigures();
for (const [id, picture] of pictures) {
  writeFileSync(path.join(FOLDER, `${id}.png`), await picture.paint());
}
writeFileSync(path.join(FOLDER, 'index.html'), html);

if (process.argv.includes('--expect')) {
  mkdirSync(EXPECTED, { recursive: true });
  for (const [kind, cases] of Object.entries(gallery)) {
    const { svg } = await drawFigure(figure(Object.values(cases)[0]), { accent: ACCENT });
    writeFileSync(path.join(EXPECTED, `${kind}.svg`), svg);
  }
}

const { composed: tables } = await composeTables();
writeFileSync(path.join(FOLDER, 'tables.html'), tables.html);

await using browser = await launchBrowser();
const pdf = await browser.print({ html: await galleryOnPaper(), paper: 'A4' });
writeFileSync(path.join(FOLDER, 'gallery.pdf'), pdf);
