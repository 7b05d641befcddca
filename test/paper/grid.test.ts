import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { composeTables } from '../gallery/tables-page.ts';
import { openedPages, shippedEditions, shippedPages } from '../screen/shipped-pages.ts';

const POINT = 96 / 72;
const TABLES = 'the tables of the gallery';

const shown = openedPages(async () => ({
  ...(await shippedPages()),
  [TABLES]: (await composeTables()).composed.html,
}));

async function onPaper(name: string, css = ''): Promise<Page> {
  const page = await shown.open(name, { width: 800 });
  await page.emulateMediaType('print');
  if (css) await page.addStyleTag({ content: css });
  return page;
}

/** In the page: what keeps to no column, each as a sentence. Measures are points from the left edge of the page. */
function offTheGrid(point: number): string[] {
  const [text, gutter, whole, slack] = [352, 18, 481, 1.2];
  const main = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect();
  const found: string[] = [];
  const sidesOf = (element: Element) => {
    const { left, right, width } = element.getBoundingClientRect();
    const indent = Number.parseFloat(getComputedStyle(element).paddingLeft);
    return {
      left: (left + indent - main.left) / point,
      right: (right - main.left) / point,
      isSeen: width > 0,
    };
  };
  const complain = (element: Element, what: string) =>
    found.push(
      `${element.localName}.${element.getAttribute('class') ?? ''} ${what}: ‘${element.textContent?.trim().slice(0, 40)}’`,
    );
  const each = (selector: string, judge: (sides: { left: number; right: number }) => string | undefined) => {
    for (const element of document.querySelectorAll(selector)) {
      const { isSeen, ...sides } = sidesOf(element);
      const fault = isSeen ? judge(sides) : undefined;
      if (fault) complain(element, fault);
    }
  };
  const is = (one: number, other: number) => Math.abs(one - other) <= slack;

  each('.prose > .block > :not(.evidence)', ({ left, right }) =>
    left > -slack && right <= text + slack
      ? undefined
      : `is not in the column of the text (${left}–${right} pt)`,
  );
  each('.prose .block > .evidence', ({ left, right }) =>
    left >= text + gutter - slack && right <= whole + slack
      ? undefined
      : `is not in the margin (${left}–${right} pt)`,
  );
  const rightEdge =
    '.bottom-line, .figure:not(.column) > .drawing, .table table, .end-matter > :not(#back-matter) table';
  each(rightEdge, ({ right }) =>
    is(right, whole) ? undefined : `does not reach the right edge (${right} pt)`,
  );
  each('.figure.column > .drawing', ({ right }) =>
    is(right, text) ? undefined : `is not as wide as the text (${right} pt)`,
  );
  each('main *', ({ right }) => (right <= whole + slack ? undefined : `sticks out (${right} pt)`));

  const notes = [...document.querySelectorAll('.prose .evidence')].map(
    (note) => [note, note.getBoundingClientRect()] as const,
  );
  for (const [index, [note, box]] of notes.entries()) {
    const other = notes
      .slice(index + 1)
      .find(
        ([, next]) =>
          box.width > 0 &&
          next.top < box.bottom - 1 &&
          next.bottom > box.top + 1 &&
          next.left < box.right &&
          next.right > box.left,
      );
    if (other) complain(note, `lies on ‘${other[0].textContent?.trim()}’`);
  }
  return found;
}

/** In the page: what is raised in a text and no exponent. */
function raisedSigns(): string[] {
  const texts = document.querySelectorAll('.opening, .bottom-line, .key-figures, .prose, .unlike');
  return [...texts].flatMap((text) => {
    const raised = [...text.querySelectorAll('sup')].filter(
      (sign) => !/^[−-]?\d+$/.test(sign.textContent ?? '') || sign.querySelector('a') !== null,
    );
    const signs = text.textContent?.match(/[†‡§¶]/g) ?? [];
    return [...raised.map((sign) => sign.outerHTML), ...(raised.length > 0 ? [] : signs)];
  });
}

const names = [...shippedEditions, 'corrected', TABLES];

describe.each(names)('%s on paper', (name) => {
  test('keeps its text, its margin, and one right edge', async () => {
    const page = await onPaper(name);
    expect(await page.evaluate(offTheGrid, POINT)).toEqual([]);
    await page.close();
  });

  test('raises no sign but exponents', async () => {
    const page = await onPaper(name);
    expect(await page.evaluate(raisedSigns)).toEqual([]);
    await page.close();
  });
});

test.each([
  ['.prose .block { grid-template-columns: 24rem var(--margin) }', /^p\.evidence is not in the margin/],
  ['.prose .block { grid-template-columns: 36rem 8rem }', /is not in the column of the text/],
  [
    '.figure:not(.column) > .drawing { width: 90% }',
    /^section\.scroll drawing does not reach the right edge/,
  ],
  ['.figure.column { padding: 0 }', /^section\.scroll drawing is not as wide as the text/],
  ['table { width: 560pt }', / sticks out/],
  [
    '.prose .results > .block > .evidence { position: relative; top: -9pt; height: 30pt; margin-bottom: -20pt }',
    /^p\.evidence lies on/,
  ],
])('the flagship with %s is off the grid', async (css, fault) => {
  const page = await onPaper(names[0] ?? '', css);
  expect(await page.evaluate(offTheGrid, POINT)).toContainEqual(expect.stringMatching(fault));
  await page.close();
});

test.each(['<sup>†</sup>', '<sup><a href="#e1">1</a></sup>', '§'])('%s in prose is raised', async (sign) => {
  const page = await onPaper(names[0] ?? '');
  await page.$eval('.prose p', (text, added) => text.insertAdjacentHTML('beforeend', added), sign);
  expect(await page.evaluate(raisedSigns)).toHaveLength(1);
  await page.close();
});
