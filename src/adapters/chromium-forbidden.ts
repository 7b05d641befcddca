import type { CDPSession } from 'puppeteer-core/internal/puppeteer-core-browser.js';
import type { RefusedRequest } from '../outputs/refusal.ts';

/** What a page that is to be printed may not hold, as selectors, each with what to tell of it. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  'iframe, frame, frameset, fencedframe, portal': 'a frame',
  'object, embed, applet': 'an embedded object',
  'meta[http-equiv="refresh" i]': 'a page that moves by itself',
  // A canonical address is told and never asked for.
  'base, link:not([rel="canonical" i])': 'an element that points elsewhere',
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

const STYLES = /<style\b[^>]*>.*?<\/style>|\bstyle\s*=\s*(?:"[^"]*"|'[^']*')/gis;
const STYLE_ADDRESS = /(?:@import\s+|\burl\(\s*)(?:["']|&quot;|&#39;)?(?!data:|#)([^"')\s;&]*)/gi;
const SHADOW_TREE = /<template\b[^>]*\bshadowrootmode\b/i;

/**
 * Lists what the document itself no longer shows: shadow trees, which hide what they hold, and
 * addresses in styles. Chromium asks for none of those that have no meaning in a page without
 * address (relative, file:), so that they would just be missing.
 */
export function findForbiddenInSource(html: string): RefusedRequest[] {
  const styles = html.match(STYLES) ?? [];
  const addresses = styles.flatMap((style) => [...style.matchAll(STYLE_ADDRESS)]);
  const found = addresses.map(([, url = '']) => ({ url, reason: 'an address in a style' }));
  if (SHADOW_TREE.test(html)) found.push({ url: '<template>', reason: 'a shadow tree' });
  return found;
}
