import type { CDPSession } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import type { SealedPage } from './chromium-page.ts';

/** Styles that make a text unseen although it has its room, in the order in which they are asked for. */
const STYLES = ['visibility', 'opacity', 'color'];

/** Texts that have room on a screen, and no style that makes them unseen. No script of the page runs. */
export async function lookAt({ page, session }: SealedPage, html: string): Promise<string[]> {
  await page.setContent(html, { waitUntil: 'load' });
  return readTexts(session);
}

async function readTexts(session: CDPSession): Promise<string[]> {
  const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', {
    computedStyles: STYLES,
  });
  const [document] = documents;
  if (!document) return [];
  const { nodes, layout } = document;
  const added = new Set(nodes.pseudoType?.index ?? []);
  const styleOf = new Map(layout.nodeIndex.map((node, at) => [node, layout.styles[at] ?? []]));
  const styledAs = (node: number, style: string) => strings[styleOf.get(node)?.[STYLES.indexOf(style)] ?? -1];
  const isFaded = (node: number): boolean => {
    for (let one = node; one >= 0; one = nodes.parentIndex?.[one] ?? -1) {
      if (Number(styledAs(one, 'opacity') ?? 1) === 0) return true;
    }
    return false;
  };
  return layout.nodeIndex.flatMap((node, at) => {
    const text = strings[layout.text[at] ?? -1];
    const [x = 0, y = 0, width = 0, height = 0] = layout.bounds[at] ?? [];
    const hasRoom = width > 0 && height > 0 && x + width > 0 && y + height > 0;
    if (text === undefined || !hasRoom || added.has(node)) return [];
    const around = nodes.parentIndex?.[node] ?? node;
    const isClear = /^rgba\(.*, 0\)$/.test(styledAs(around, 'color') ?? '');
    return styledAs(around, 'visibility') === 'visible' && !isClear && !isFaded(around) ? [text] : [];
  });
}
