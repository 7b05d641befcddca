import { styleFaults } from '../notation/css.ts';

/** What a page is made of. Scripts, styles and links of its head have rules of their own. */
const elements = new Set(
  (
    'html head meta title link style script body main header footer nav section article aside div p h1 h2 h3 h4 h5 h6 ' +
    'hgroup ul ol li dl dt dd figure figcaption table caption colgroup col thead tbody tfoot tr th td a abbr address b ' +
    'bdi bdo blockquote br cite code data del dfn details em hr i img ins kbd mark pre q s samp small span strong sub ' +
    'summary sup time u var wbr button center ' +
    'svg g path rect circle ellipse line polyline polygon text tspan desc defs use clippath lineargradient radialgradient ' +
    'stop symbol pattern mask marker'
  ).split(' '),
);

const attributes = new Set(
  'srcdoc srcset imagesrcset background poster ping manifest formaction action data is shadowrootmode nonce'.split(
    ' ',
  ),
);

/** Why an element must not be on a page, whatever its attributes; undefined when it may. */
export function elementFault(name: string): string | undefined {
  return elements.has(name.toLowerCase()) ? undefined : `an element <${name}> is not allowed`;
}

/** The same of an attribute with its value. `isPartial` when some of the value is not known yet. */
export function attributeFault(
  element: string,
  name: string,
  value: string,
  isPartial = false,
): string | undefined {
  const lower = name.toLowerCase();
  if (/^on/.test(lower)) return `the attribute ${name} would run a script`;
  if (attributes.has(lower)) return `the attribute ${name} loads or runs something`;
  if (lower === 'http-equiv' && element === 'meta') {
    return value.toLowerCase() === 'content-security-policy'
      ? undefined
      : 'a page may not redirect or control the browser';
  }
  if (lower === 'style') {
    const [fault] = styleFaults(value);
    return fault && `‘${fault.text}’ in a style attribute reaches outside the page`;
  }
  if (isPartial) return undefined;
  if (lower === 'src') return isOwnSource(value) ? undefined : `‘${value}’ is no part of the page`;
  if (lower === 'href' || lower === 'xlink:href') return hrefFault(element, value);
  return undefined;
}

/** A picture inside the page, or attached to a mail. */
function isOwnSource(value: string): boolean {
  return /^(?:data:image\/(?:png|jpeg|gif|webp);|cid:)/i.test(value);
}

/** Browsers pass over white space and control characters in front of and within a scheme. */
function hrefFault(element: string, value: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value.replace(/[\p{Cc}\s]/gu, ''))?.[1]?.toLowerCase();
  if (element === 'a') {
    const allowed = scheme === undefined || ['https', 'http', 'mailto'].includes(scheme);
    return allowed ? undefined : `a link to ‘${value}’ is neither https nor mailto`;
  }
  if (element === 'link' || value.startsWith('#')) return undefined;
  return `‘${value}’ is no part of the page`;
}
