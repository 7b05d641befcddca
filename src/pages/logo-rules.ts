/** Elements that a logo may contain. */
export const drawn = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'defs',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
]);

/** Elements that are left out with all that they hold: the page names the logo by itself. */
export const unsaid = new Set(['title', 'desc']);

/** What of a look can stand in `style` as well as by itself. */
const looks = new Set(
  'color fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity stop-color stop-opacity clip-path clip-rule'.split(
    ' ',
  ),
);

const geometry = new Set(
  'd x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox offset gradientUnits gradientTransform spreadMethod clipPathUnits'.split(
    ' ',
  ),
);

/** Attributes that do nothing on a page. */
const idle =
  /^(?:xmlns(?::.*)?|version|baseProfile|enable-background|xml:space|preserveAspectRatio|role|aria-.*|data-.*)$/;

/** Numbers, lists, colours, paths and transforms: neither an address nor a quote can be written so. */
const harmless = /^[\w\s.,#%()+-]*$/;
const local = /^url\(#([\w-]+)\)$/;

/** An attribute as the page may have it, nothing when it is of no use there, or what is wrong with it. */
export type Allowed = { value: string } | { refused: string } | undefined;

export function allowAttribute(element: string, name: string, value: string): Allowed {
  if (idle.test(name)) return undefined;
  if (name === 'id')
    return /^[\w-]+$/.test(value) ? { value: own(value) } : { refused: 'is not a plain name' };
  if (name === 'style') return allowStyle(value);
  if (/^(?:xlink:)?href$/.test(name) && element.endsWith('Gradient')) {
    const [, id] = /^#([\w-]+)$/.exec(value) ?? [];
    return id === undefined ? { refused: 'points outside the drawing' } : { value: `#${own(id)}` };
  }
  if (looks.has(name)) return allowLook(value);
  if (!geometry.has(name)) return { refused: 'is not supported' };
  return harmless.test(value) && !/url\(/i.test(value)
    ? { value }
    : { refused: 'contains something that is not drawing' };
}

function allowLook(value: string): { value: string } | { refused: string } {
  const [, id] = local.exec(value.trim()) ?? [];
  if (id !== undefined) return { value: `url(#${own(id)})` };
  if (/url\s*\(/i.test(value)) return { refused: 'points outside the drawing' };
  return harmless.test(value) ? { value } : { refused: 'contains something that is not drawing' };
}

function allowStyle(style: string): Allowed {
  const kept: string[] = [];
  for (const declaration of style.split(';').filter((one) => one.trim() !== '')) {
    const [name = '', ...rest] = declaration.split(':');
    const value = rest.join(':').trim();
    if (!looks.has(name.trim())) return { refused: `sets ‘${name.trim()}’, which is not supported` };
    const allowed = /url/i.test(value) ? { refused: 'points outside the style' } : allowLook(value);
    if ('refused' in allowed) return allowed;
    kept.push(`${name.trim()}:${allowed.value}`);
  }
  return kept.length > 0 ? { value: kept.join(';') } : undefined;
}

/** The page has names of its own. */
function own(id: string): string {
  return `logo-${id}`;
}
