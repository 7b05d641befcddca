// What printing a briefing costs, with the pages that it names, against a plain page of as many words:
// `node bench/print.mjs <content folder> <briefing> <empty folder>` prints medians of milliseconds as JSON.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../src/browser/chromium.ts';
import { setPages } from '../src/page/contents.ts';
import { printPage } from '../src/page/print.ts';
import { baseStyle, fontSlot, installedFontCss, takeFonts } from '../src/page/style.ts';
import { loadTemplates } from '../src/page/templates.ts';
import { measure, median } from './measure.mjs';

const ROUNDS = 15;
const [content, briefing, out] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const tool = path.join(root, 'bin/trialbrief.mjs');
await measure(process.execPath, [tool, 'build', briefing, '--quiet', '--content', content, '--out', out]);

const style = baseStyle(loadTemplates(path.join(root, 'templates'), 'templates'));
const fontFaces = { slot: fontSlot, embedded: style.fontFaces, installed: installedFontCss() };
const made = readFileSync(path.join(out, briefing, 'index.html'), 'utf8');
const page = setPages(takeFonts(made, style), () => '');
const words = wordsOf(page);
const plain = plainPage(words);

await using browser = await launchBrowser();
const print = (html) => browser.print({ html, paper: 'A4', fontFaces });
const times = { page: [], plain: [] };
let prints = 0;
for (let round = 0; round < ROUNDS + 2; round += 1) {
  prints = 0;
  const [own, other] = [
    await timed(() =>
      printPage(
        page,
        (entry, { ledgerPages }) => ledgerPages.get(entry) ?? [],
        (html) => {
          prints += 1;
          return print(html);
        },
      ),
    ),
    await timed(() => print(plain)),
  ];
  // Fonts are loaded and code is compiled in the first two.
  if (round < 2) continue;
  times.page.push(own);
  times.plain.push(other);
}
console.log(JSON.stringify({ page: median(times.page), plain: median(times.plain), words, prints }));

async function timed(run) {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

function wordsOf(html) {
  const body = html
    .slice(html.indexOf('<body'))
    .replace(/<script.*?<\/script>|<svg.*?<\/svg>|<[^>]*>/gs, ' ');
  return body.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

/** Paragraphs of a hundred words in one face, with nothing to place. */
function plainPage(count) {
  const all = Array.from(
    { length: count },
    (_, index) => ['patients', 'of', 'whom', 'half', 'responded'][index % 5],
  );
  const paragraphs = Array.from({ length: Math.ceil(count / 100) }, (_, index) =>
    all.slice(index * 100, (index + 1) * 100).join(' '),
  );
  const text = paragraphs.map((words) => `<p>${words}</p>`).join('');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Words</title><style>${fontSlot}
body { font: 10.5pt/14.6pt "Trialbrief Serif" }</style></head><body>${text}</body></html>`;
}
