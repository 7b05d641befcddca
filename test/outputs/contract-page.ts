/**
 * A page that keeps to the contract between pages and their PDFs: numbers bound by links to a ledger,
 * numbered in print by generated text. Lines are 14pt; `height` leaves what is to be left of a page.
 */
export function contractPage(body: string, entries = 9): string {
  const ledger = Array.from(
    { length: entries },
    (_, index) => `<li id="e${index + 1}">An entry. <a href="#n${index + 1}-1">Back</a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Contract</title><style>
@page { size: 105mm 148mm; margin: 10mm; @bottom-left { content: 'Foot 77.7%'; } }
body { margin: 0; font: 11pt/14pt serif; orphans: 1; widows: 1; }
p { margin: 0; }
a.finding::after { content: attr(href); font-size: 7pt; vertical-align: super; line-height: 0; }
sup { line-height: 0; }
@media print { details.data, .narrow, [data-screen-only] { display: none; } }
</style></head><body><main>${body}
<section class="ledger"><h2>Evidence</h2><ol>${ledger.join('')}</ol></section>
</main></body></html>`;
}

/** A number bound to an entry. */
export function bound(entry: number, id: string, text: string, mark = ''): string {
  const after = mark && `<sup class="mark">${mark}</sup>`;
  return `<a class="finding" id="n${entry}-1" href="#e${entry}"><data value="${id}">${text}</data>${after}</a>`;
}

/** A drawing whose alternative text is full of traps, with words in it. */
export function drawing(words: string, title = 'A (b) – 10⁻⁵ \\ endobj /Pg 9 0 R >>'): string {
  return `<svg width="240" height="40" role="img" aria-label="${title}">${words}</svg>`;
}

/** Fills a page of the contract's size but for so many lines. */
export function fillPage(linesLeft: number): string {
  return `<div style="height: calc(128mm - ${14 * linesLeft + 3}pt)">Fill.</div>`;
}
