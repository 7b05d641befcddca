import { Parser } from 'htmlparser2';
import type { DesignFile } from '../content/files.ts';
import { type Diagnostic, type Place, problem, warning } from '../diagnostics.ts';
import { suggest } from '../suggest.ts';
import { type Html, html } from './renderer.ts';
import { placeIn } from './templates.ts';

const largest = 30_000;
const deepest = 30;

/** What house.yaml says of its logo. */
export interface NamedLogo {
  /** Name of the file beside it. */
  name: string;
  place: Place;
  /** The publication, which replaces the logo where it is not seen. */
  alt: string;
}

/** The logo that is named, as the page may have it; complains of it, and of drawings that are not named. */
export function findLogo(
  named: NamedLogo | undefined,
  designs: readonly DesignFile[],
): { logo?: Html; diagnostics: Diagnostic[] } {
  const drawings = designs.filter(({ key }) => /^[^/]*\.svg$/.test(key));
  const stray = drawings
    .filter(({ key }) => key !== named?.name)
    .map(({ key, path: file }) =>
      warning(
        'unexpected-file',
        'nothing reads this file',
        { file, line: 1, column: 1 },
        {
          hints: [`for a logo, write \`logo: ${key}\` in house.yaml`],
        },
      ),
    );
  if (!named) return { diagnostics: stray };
  const file = drawings.find(({ key }) => key === named.name);
  if (!file) {
    const hints = suggest(
      named.name,
      drawings.map(({ key }) => key),
    );
    const message = `there is no file ‘${named.name}’ beside house.yaml`;
    return { diagnostics: [...stray, problem('missing-file', message, named.place, { hints })] };
  }
  if (file.refused) return { diagnostics: stray };
  const drawing = new Drawing(file);
  const markup = drawing.read(named.alt);
  const { diagnostics } = drawing;
  return diagnostics.length > 0
    ? { diagnostics: [...stray, ...diagnostics] }
    : { logo: html(markup), diagnostics: stray };
}

interface Attribute {
  name: string;
  value: string;
  start: number;
}

/** Reads an SVG strictly and writes it anew: what is not known to be harmless is refused. */
class Drawing {
  readonly diagnostics: Diagnostic[] = [];
  private readonly file: DesignFile;
  private readonly parts: string[] = [];
  private readonly open: string[] = [];
  /** Depth within an element that is left out. */
  private skipped = 0;
  private attributes: Attribute[] = [];
  private start = 0;
  private isRead = false;

  constructor(file: DesignFile) {
    this.file = file;
  }

  read(alt: string): string {
    const { text } = this.file;
    if (text.length > largest) {
      this.refuse(0, 1, `the logo has ${text.length} characters; at most ${largest} are allowed`);
      return '';
    }
    let isAtEnd = false;
    const parser: Parser = new Parser(
      {
        onopentagname: () => {
          this.start = parser.startIndex;
          this.attributes = [];
        },
        onattribute: (name, value) => {
          this.attributes.push({ name, value, start: text.indexOf(name, parser.startIndex) });
        },
        onopentag: (name) => this.enter(name, alt),
        ontext: (said) => {
          if (this.skipped === 0 && said.trim() !== '')
            this.refuse(
              parser.startIndex + said.search(/\S/),
              said.trim().length,
              'a logo may not contain text',
            );
        },
        onclosetag: (name, isImplied) => {
          const isClosed = !isImplied || (!isAtEnd && text.slice(0, parser.endIndex + 1).endsWith('/>'));
          if (!isClosed) this.refuse(this.start, 1, `<${name}> is not closed`);
          this.leave(name);
        },
        onprocessinginstruction: (name, data) => {
          if (name !== '?xml' && (name.toLowerCase() !== '!doctype' || data.includes('[')))
            this.refuse(parser.startIndex, name.length + 1, `‘<${name}’ is not supported`);
        },
      },
      { xmlMode: true },
    );
    parser.write(text);
    isAtEnd = true;
    parser.end();
    if (!this.isRead && this.diagnostics.length === 0) this.refuse(0, 1, 'the file contains no <svg>');
    return this.parts.join('');
  }

  private enter(name: string, alt: string): void {
    const isRoot = this.open.length === 0 && this.skipped === 0;
    if (this.skipped > 0 || unsaid.has(name)) {
      this.skipped += 1;
      return;
    }
    if (!drawn.has(name) || isRoot !== (name === 'svg') || (isRoot && this.isRead)) {
      this.skipped = 1;
      this.refuse(
        this.start,
        name.length + 1,
        `<${name}> is not supported${isRoot ? ': a logo is one <svg>' : ''}`,
      );
      return;
    }
    this.open.push(name);
    if (this.open.length > deepest) this.refuse(this.start, 1, 'elements are nested too deeply');
    const kept = this.attributes.flatMap((attribute) => this.allowed(name, attribute));
    if (isRoot) {
      this.isRead = true;
      kept.unshift(
        `role="img" aria-label="${escaped(alt)}" preserveAspectRatio="xMinYMid"`,
        ...this.viewBox(),
      );
    }
    this.parts.push(`<${[name, ...kept].join(' ')}>`);
  }

  private allowed(element: string, { name, value, start }: Attribute): string[] {
    if (element === 'svg' && ['width', 'height', 'x', 'y', 'id', 'viewBox'].includes(name)) return [];
    const allowed = allowAttribute(element, name, value);
    if (!allowed) return [];
    if ('value' in allowed) return [`${name.replace('xlink:', '')}="${escaped(allowed.value)}"`];
    this.refuse(start, name.length, `the attribute ‘${name}’ of <${element}> ${allowed.refused}`);
    return [];
  }

  private viewBox(): string[] {
    const sizeOf = (name: string) => this.attributes.find((one) => one.name === name)?.value.trim() ?? '';
    const sides = [sizeOf('width'), sizeOf('height')].map((side) => side.replace(/px$/, ''));
    const box = sizeOf('viewBox') || `0 0 ${sides.join(' ')}`;
    if (/^-?[\d.]+[ ,]+-?[\d.]+(?:[ ,]+\d*\.?\d*[1-9]\d*\.?\d*){2}$/.test(box)) return [`viewBox="${box}"`];
    this.refuse(this.start, 4, '<svg> has no viewBox, and no width and height in numbers');
    return [];
  }

  private leave(name: string): void {
    if (this.skipped > 0) this.skipped -= 1;
    else {
      this.open.pop();
      this.parts.push(`</${name}>`);
    }
  }

  private refuse(start: number, length: number, message: string): void {
    this.diagnostics.push(
      problem('logo-not-allowed', message, placeIn(this.file, start, length), {
        hints: ['save it as plain SVG: shapes only, text as paths, no stylesheet, at most 30 KB'],
      }),
    );
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Elements that a logo may contain. */
const drawn = new Set([
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

/** Elements left out with all their content: the page itself names the logo. */
const unsaid = new Set(['title', 'desc']);

/** Presentation attributes that may also be declared in `style`. */
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
type Allowed = { value: string } | { refused: string } | undefined;

function allowAttribute(element: string, name: string, value: string): Allowed {
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
