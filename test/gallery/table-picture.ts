import type { Page } from 'puppeteer-core';
import type { Screen } from '../screen/screen.ts';

/** Of the looks at a table that are kept: as a page of A4 prints it, and on a phone in the dark. */
export const tableLooks = {
  paper: { width: 642, media: 'print', scheme: 'light' },
  phone: { width: 390, media: 'screen', scheme: 'dark' },
} as const;

export type Look = keyof typeof tableLooks;

export async function openLook(screen: Screen, address: string, look: Look): Promise<Page> {
  const { width, media, scheme } = tableLooks[look];
  const page = await screen.open(address, { width, scheme });
  // It forgets the scheme: paper has none.
  if (media === 'print') await page.emulateMediaType(media);
  return page;
}

/**
 * A table as a drawing: its words line by line, its rules, its colours, in px from its upper left corner.
 * It is made to be compared, and can be opened; what stands under the source line is left out.
 */
export async function drawTable(page: Page, id: string): Promise<string> {
  return page.evaluate(pictureOf, `table-${id}`);
}

/** Runs in the page. */
function pictureOf(id: string): string {
  const table = document.getElementById(id) as HTMLElement;
  const frame = table.getBoundingClientRect();
  const place = (x: number, y: number) =>
    [x - frame.left, y - frame.top].map((at) => at.toFixed(1)) as [string, string];
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

  /** The lines into which a text is broken, each with where it stands. */
  const linesOf = (node: Text) => {
    const lines: { text: string; left: number; bottom: number }[] = [];
    const range = document.createRange();
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      const last = lines.at(-1);
      if (box.width === 0) continue;
      if (last && Math.abs(last.bottom - box.bottom) < 2) last.text += node.data[at];
      else lines.push({ text: node.data[at] as string, left: box.left, bottom: box.bottom });
    }
    return lines;
  };

  const textsIn = (element: Element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const drawn: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const style = getComputedStyle(node.parentElement as Element);
      const look = `fill="${style.color}" font-family="sans-serif" font-size="${style.fontSize}" font-weight="${style.fontWeight}"`;
      for (const { text, left, bottom } of linesOf(node as Text)) {
        const [x, y] = place(left, bottom);
        if (text.trim()) drawn.push(`<text x="${x}" y="${y}" ${look}>${escaped(text.trim())}</text>`);
      }
    }
    return drawn;
  };

  const rulesOf = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const line = (from: [number, number], to: [number, number], width: string, colour: string) =>
      width === '0px'
        ? []
        : [
            `<path d="M${place(...from).join(' ')}L${place(...to).join(' ')}" stroke="${colour}" stroke-width="${width}"/>`,
          ];
    return [
      ...line([left, top], [right, top], style.borderTopWidth, style.borderTopColor),
      ...line([left, bottom], [right, bottom], style.borderBottomWidth, style.borderBottomColor),
      ...line([left, top], [left, bottom], style.borderLeftWidth, style.borderLeftColor),
      ...line([right, top], [right, bottom], style.borderRightWidth, style.borderRightColor),
    ];
  };

  const parts = [...table.children].filter((part) => !part.classList.contains('caveats'));
  const drawn = parts.flatMap((part) => [
    ...[part, ...part.querySelectorAll('table, th, td')].flatMap(rulesOf),
    ...textsIn(part),
  ]);
  const [width, height] = [
    frame.width,
    Math.max(...parts.map((part) => part.getBoundingClientRect().bottom)) - frame.top,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width.toFixed(1)} ${height.toFixed(1)}">`,
    `<style>svg { background: ${getComputedStyle(document.body).backgroundColor} }</style>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}
