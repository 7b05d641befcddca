import type { CDPSession } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import { styleFaults } from '../notation/css.ts';
import type { RefusedRequest } from '../outputs/refusal.ts';

/** What a page that is to be printed may not hold, as selectors, each with what to tell of it. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  'iframe, frame, frameset, fencedframe, portal': 'a frame',
  'object, embed, applet': 'an embedded object',
  'meta[http-equiv="refresh" i]': 'a page that moves by itself',
  // A canonical address is told and never asked for; an icon is part of the page.
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
 * Lists what the document holds that could load, embed, post or move. Asked of Chromium itself and
 * not of a script in the page: names in a page (`<img name="querySelectorAll">`) can mislead a script.
 */
export async function findForbidden(session: CDPSession): Promise<RefusedRequest[]> {
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
 * Lists what the document itself no longer shows: shadow trees, which hide what they hold, and
 * addresses in styles. Chromium asks for none of those that have no meaning in a page without
 * address (relative, file:), so that they would just be missing.
 */
export function findForbiddenInSource(html: string): RefusedRequest[] {
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

/** `url(x.png)` holds its address; of `url("x.png")` and `@import "x.css"` it follows. */
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
