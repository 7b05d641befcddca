import type { CDPSession, Page } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import { styleFaults } from '../notation/files.ts';
import type { PrintRequest } from '../ports.ts';
import { PageNotSelfContained, type RefusedRequest } from './refusal.ts';

const HOME = 'about:blank';

/** A browser page on which scripts do not run and every request is refused and kept. */
export interface SealedPage {
  page: Page;
  session: CDPSession;
  refused: RefusedRequest[];
}

/** Makes a blank page ready to print on. `page` must have no document of its own yet. */
export async function sealPage(page: Page): Promise<SealedPage> {
  // The first page of a browser may still be on its way to about:blank, and would drop our document.
  const [session] = await Promise.all([page.createCDPSession(), page.goto(HOME)]);
  const refused: RefusedRequest[] = [];
  session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    refused.push({ url: request.url, reason: `${resourceType.toLowerCase()} request` });
    const refusal = { requestId, errorReason: 'BlockedByClient' } as const;
    session.send('Fetch.failRequest', refusal).catch(() => {});
  });
  await Promise.all([
    page.setJavaScriptEnabled(false),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
  ]);
  return { page, session, refused };
}

/** Prints one document. Throws PageNotSelfContained; the page must not be used again after that. */
export async function printOn(sealed: SealedPage, request: PrintRequest): Promise<Uint8Array> {
  try {
    return await printChecked(sealed, request);
  } catch (error) {
    // A page that moves away takes its document from under our questions.
    insistOnSeal(sealed, []);
    throw error;
  }
}

async function printChecked(sealed: SealedPage, request: PrintRequest): Promise<Uint8Array> {
  const { page, session } = sealed;
  await page.setContent(request.html, { waitUntil: 'load' });
  const inDocument = await findForbidden(session);
  insistOnSeal(sealed, [...inDocument, ...findForbiddenInSource(request.html)]);
  const pdf = await page.pdf({
    format: request.paper,
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
  });
  insistOnSeal(sealed, []);
  return pdf;
}

function insistOnSeal({ page, refused }: SealedPage, forbidden: RefusedRequest[]): void {
  const moved = page.url() === HOME ? [] : [{ url: page.url(), reason: 'the page moved there' }];
  const all = [...forbidden, ...refused, ...moved];
  if (all.length > 0) throw new PageNotSelfContained(all);
}

/** Selectors of what a page to be printed may not contain, each with its description. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  'iframe, frame, frameset, fencedframe, portal': 'a frame',
  'object, embed, applet': 'an embedded object',
  'meta[http-equiv="refresh" i]': 'a page that moves by itself',
  // A canonical address is never requested; an icon is part of the page.
  'base, link:not([rel="canonical" i], [rel="icon" i][href^="data:image/svg+xml," i])':
    'an element that points elsewhere',
  form: 'a form',
  'video, audio, source, track': 'a media element',
  'script:is([src], [*|href])': 'a script from elsewhere',
  ':not(script)[src]:not([src^="data:" i])': 'a file that is not part of the page',
  ':not(a, area, script, link, base)[*|href]:not([*|href^="data:" i], [*|href^="#"])':
    'a reference that is not part of the page',
  ':is(a, area)[*|href*=":"]:not([*|href^="https:" i], [*|href^="http:" i], [*|href^="mailto:" i], [*|href^="#"])':
    'a link that is not https or mailto',
  '[srcset], [imagesrcset], [background], [poster], [ping], [manifest]': 'an attribute that loads something',
};

const EVERYTHING = Object.keys(FORBIDDEN).join(', ');

/**
 * Lists what in the document could load, embed, post or move. Asked of Chromium itself and
 * not of a script in the page: names in a page (`<img name="querySelectorAll">`) can mislead a script.
 */
async function findForbidden(session: CDPSession): Promise<RefusedRequest[]> {
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const any = await findNodes(session, root.nodeId, EVERYTHING);
  if (any.length === 0) return [];
  const found: RefusedRequest[] = [];
  for (const [selector, reason] of Object.entries(FORBIDDEN)) {
    for (const node of await findNodes(session, root.nodeId, selector)) {
      found.push({ url: await addressOf(session, node), reason });
    }
  }
  return found;
}

async function findNodes(session: CDPSession, nodeId: number, selector: string) {
  return (await session.send('DOM.querySelectorAll', { nodeId, selector })).nodeIds;
}

const ADDRESSES = ['src', 'href', 'xlink:href', 'data', 'content', 'action', 'srcset', 'poster'];

/** The address as the element has it, or else the element: `<form>`. */
async function addressOf(session: CDPSession, nodeId: number): Promise<string> {
  const { node } = await session.send('DOM.describeNode', { nodeId });
  const pairs = node.attributes ?? [];
  const at = pairs.findIndex((name, index) => index % 2 === 0 && ADDRESSES.includes(name));
  return at < 0 ? `<${node.localName}>` : (pairs[at + 1] ?? '');
}

const STYLES = /<style\b[^>]*>(.*?)(?:<\/style|$)|\bstyle\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gis;
const SHADOW_TREE = /<template\b[^>]*\bshadowrootmode\b/i;

/**
 * Lists what the document itself no longer shows: shadow trees, which hide their content, and
 * addresses in styles. Chromium asks for none of those that have no meaning in a page without
 * address (relative, file:), so that they would just be missing.
 */
function findForbiddenInSource(html: string): RefusedRequest[] {
  const styles = [...html.matchAll(STYLES)].map(([, element, ...attribute]) =>
    element === undefined ? decoded(attribute.find((value) => value !== undefined) ?? '') : element,
  );
  const found = styles.flatMap(addressesIn).map((url) => ({ url, reason: 'an address in a style' }));
  if (SHADOW_TREE.test(html)) found.push({ url: '<template>', reason: 'a shadow tree' });
  return found;
}

/** Addresses of a stylesheet but for data inside the page, such as its fonts. */
function addressesIn(css: string): string[] {
  const named = styleFaults(css).filter(({ why }) => why === 'names a file' || why === 'imports');
  return named
    .filter(({ text }) => text.toLowerCase() !== '@font-face' && text.toLowerCase() !== '@charset')
    .map(({ text, start }) => addressOfFault(text, css.slice(start + text.length, start + text.length + 200)))
    .filter((url) => !/^data:/i.test(url));
}

/** `url(x.png)` contains its address; for `url("x.png")` and `@import "x.css"` it follows. */
function addressOfFault(text: string, following: string): string {
  const within = /^[^(]*\(\s*([^)]+?)\s*\)?$/.exec(text)?.[1];
  return within ?? /^[^"']*["']([^"']*)/.exec(following)?.[1] ?? text;
}

const ENTITIES: Record<string, string> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' };

/** A value of an attribute with its entities as characters. */
function decoded(value: string): string {
  return value.replace(/&(?:#(?:x([\da-f]{1,6})|(\d{1,7}))|(\w+));?/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

/** Styles that make a text unseen although it has its room, in the order in which they are asked for. */
const SHOWN_STYLES = ['visibility', 'opacity', 'color'];

/** Texts that have room on a screen, and no style that makes them unseen. No script of the page runs. */
export async function lookAt({ page, session }: SealedPage, html: string): Promise<string[]> {
  await page.setContent(html, { waitUntil: 'load' });
  return readTexts(session);
}

async function readTexts(session: CDPSession): Promise<string[]> {
  const { documents, strings } = await session.send('DOMSnapshot.captureSnapshot', {
    computedStyles: SHOWN_STYLES,
  });
  const [document] = documents;
  if (!document) return [];
  const { nodes, layout } = document;
  const added = new Set(nodes.pseudoType?.index ?? []);
  const styleOf = new Map(layout.nodeIndex.map((node, at) => [node, layout.styles[at] ?? []]));
  const styledAs = (node: number, style: string) =>
    strings[styleOf.get(node)?.[SHOWN_STYLES.indexOf(style)] ?? -1];
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
