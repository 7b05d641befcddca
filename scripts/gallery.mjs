// Draws every case of the gallery into out/gallery/: index.html, a PNG of each beside it, tables.html,
// and gallery.pdf and tables.pdf, which show them as a briefing prints them.
// With --expect it also keeps the first of each kind as what test/figures/pictures.test.ts and
// test/screen/table-pictures.test.ts expect.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../src/browser/chromium.ts';
import { drawFigure } from '../src/figures/draw.ts';
import { gallery } from '../test/gallery/cases.ts';
import { figure } from '../test/gallery/figure.ts';
import { ACCENT, composeFigures } from '../test/gallery/figures-page.ts';
import { galleryOnPaper } from '../test/gallery/paper.ts';
import { drawTable, openLook, tableLooks } from '../test/gallery/table-picture.ts';
import { tableCases, tableId } from '../test/gallery/tables.ts';
import { composeTables } from '../test/gallery/tables-page.ts';
import { openScreen } from '../test/screen/screen.ts';

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
const tablesPage = path.join(FOLDER, 'tables.html');
writeFileSync(tablesPage, tables.html);

if (process.argv.includes('--expect')) {
  mkdirSync(path.join(EXPECTED, 'tables'), { recursive: true });
  await using screen = await openScreen();
  for (const look of Object.keys(tableLooks)) {
    const page = await openLook(screen, pathToFileURL(tablesPage).href, look);
    for (const kind of Object.keys(tableCases)) {
      writeFileSync(
        path.join(EXPECTED, 'tables', `${kind}-${look}.svg`),
        await drawTable(page, tableId(kind, 0)),
      );
    }
  }
}

await using browser = await launchBrowser();
for (const [name, html] of Object.entries({ gallery: await galleryOnPaper(), tables: tables.html })) {
  writeFileSync(path.join(FOLDER, `${name}.pdf`), await browser.print({ html, paper: 'A4' }));
}
