import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const FONT = readFileSync(
  new URL('../../templates/fonts/TrialbriefSans-Regular.woff2', import.meta.url),
).toString('base64');

/** A page such as the briefings are: an embedded font, headings, a table, a figure, a running head. */
export function samplePage(body = sampleBody()): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sample</title><style>
@font-face { font-family: 'Trialbrief Sans'; src: url(data:font/woff2;base64,${FONT}) format('woff2'); }
@page { size: A4; margin: 20mm; @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages); } }
body, th { font: 400 11pt/16pt 'Trialbrief Sans'; }
h2 { break-before: page; }
</style></head><body>${body}</body></html>`;
}

function sampleBody(): string {
  return `<h1>MRD negativity in AQUILA</h1><p>18/20 patients, 90%.</p>
<svg viewBox="0 0 100 20" role="img" aria-label="A bar"><rect width="80" height="10" fill="#246"/></svg>
<h2>Table</h2><table><thead><tr><th scope="col">Arm</th><th scope="col">n/N</th></tr></thead>
<tbody><tr><th scope="row">Daratumumab</th><td>123/194</td></tr></tbody></table>
<p>See <a href="https://clinicaltrials.gov/study/NCT03301220">the registry</a>.</p>`;
}

/** Opens a PDF as a reader would. `using` closes it. */
export async function openPdf(bytes: Uint8Array) {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  return Object.assign(document, { [Symbol.asyncDispose]: () => task.destroy() });
}

/** The words of all pages, as a reader would copy them. */
export async function readText(bytes: Uint8Array): Promise<string> {
  await using pdf = await openPdf(bytes);
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return texts.join('\n').replace(/[ ]+/g, ' ');
}
