import type { Parsed } from '../content/parse.ts';
import { scalarTexts } from '../content/scalar-texts.ts';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { FigurePlan } from '../figures/plan.ts';
import type { SocialSpec } from '../figures/social.ts';
import type { ComposedMail } from '../mail/compose.ts';
import { createTypefaces, type Fallbacks, type Typefaces } from '../typefaces/fallbacks.ts';
import type { HtmlDocument, HtmlElement, HtmlNode } from './html-document.ts';
import { isElement } from './html-document.ts';
import { DISPLAY, FALLBACK, setFallbacks, WIDEST } from './style.ts';
import type { Templates } from './templates.ts';

/** The fonts of a build's pages. */
export function openTypefaces({ readFont }: Pick<Templates, 'readFont'>): Typefaces {
  return createTypefaces(WIDEST.map(readFont));
}

/** The font of large titles, to ask what it has. */
export function openDisplay({ readFont }: Pick<Templates, 'readFont'>): Typefaces {
  return createTypefaces([readFont(DISPLAY)]);
}

/** Whether the display font has every letter of a title; what else it lacks the sans lends. */
export function isInDisplay(title: string, display: Typefaces): boolean {
  return !display.foreignIn(title).some((cluster) => /\p{L}/u.test(cluster));
}

/** Fonts for the words of the picture that is shared. */
export function fontsOfSocial(spec: SocialSpec, typefaces: Typefaces): Promise<Fallbacks> {
  return typefaces.find(typefaces.foreignIn(JSON.stringify(spec)));
}

/** Fonts for the words of drawings. */
export function fontsOfFigures(plans: readonly FigurePlan[], typefaces: Typefaces): Promise<Fallbacks> {
  return typefaces.find(typefaces.foreignIn(JSON.stringify(plans.map(({ spec }) => spec))));
}

/** A page with the fonts that its words need, and the characters for which there is none. */
export async function setType(
  page: string,
  document: HtmlDocument,
  typefaces: Typefaces,
): Promise<{ html: string; lacking: string[] }> {
  const fallbacks = await typefaces.find(typefaces.foreignIn(shownIn(document)));
  return { html: setFallbacks(page, await typefaces.css(fallbacks, FALLBACK)), lacking: fallbacks.lacking };
}

/** Characters of a mail for which there is no font: of its html, its text and its subject. */
export async function lackingInMail(
  { read, text, draft }: Pick<ComposedMail, 'read' | 'text' | 'draft'>,
  typefaces: Typefaces,
): Promise<string[]> {
  const words = [shownIn(read), text, draft.facts.subject].join('\n');
  return (await typefaces.find(typefaces.foreignIn(words))).lacking;
}

/** Names and descriptions are spoken, and set in no font of ours. */
const notSet = new Set(['script', 'template', 'title', 'desc']);

/** All that a page sets in type, the words of its stylesheets among it. */
function shownIn({ nodes }: HtmlDocument): string {
  const texts: string[] = [];
  const visit = (node: HtmlNode, around?: HtmlElement) => {
    if (!isElement(node)) texts.push(around?.name === 'style' ? unescaped(node.text) : node.text);
    else if (!notSet.has(node.name)) for (const child of node.children) visit(child, node);
  };
  for (const node of nodes) visit(node);
  return texts.join('\n');
}

/** `\2192` in a string of CSS. */
function unescaped(css: string): string {
  return css.replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) => {
    const point = Number.parseInt(code, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

/** Where authors wrote characters that no font has; what is found nowhere is reported at `otherwise`. */
export function missingGlyphs(
  lacking: readonly string[],
  otherwise: Place,
  files: readonly Parsed[],
  templates: Pick<Templates, 'sources' | 'styles'>,
): Diagnostic[] {
  return lacking.flatMap((cluster) => {
    const places = [
      ...files.flatMap((file) => placesIn(file, cluster)),
      ...[...templates.sources.values(), ...templates.styles.values()].flatMap(({ path, text }) =>
        offsetsOf(text, cluster).map((offset) => placeIn(path, text, offset, cluster.length)),
      ),
    ];
    return (places.length > 0 ? places : [otherwise]).map((place) =>
      problem('missing-glyph', `no font has ‘${cluster}’ (${pointsOf(cluster)})`, place, {
        hints: ['write it in words, or leave it out; the fonts contain no emoji'],
      }),
    );
  });
}

/** `U+1F600`, of a letter with marks that combine one after the other. */
function pointsOf(cluster: string): string {
  const point = (char: string) =>
    `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return Array.from(cluster, point).join(' ');
}

function placesIn(parsed: Parsed, cluster: string): Place[] {
  const { body } = parsed;
  const inBody = body
    ? offsetsOf(body.text, cluster).map((offset) => {
        const { line, column } = placeIn('', body.text, offset, cluster.length);
        return body.at(line, column, cluster.length);
      })
    : [];
  const inScalars = [...scalarTexts(parsed)].flatMap(({ text, at }) =>
    offsetsOf(text, cluster).map((offset) => at(offset, cluster.length)),
  );
  return [...inScalars, ...inBody];
}

/** Of the character itself and of `&#128512;`, `&#x1F600;`. */
function offsetsOf(text: string, cluster: string): number[] {
  const point = cluster.codePointAt(0) ?? 0;
  const escaped = new RegExp(`&#(?:0*${point}|x0*${point.toString(16)});`, 'gi');
  const found = [...text.matchAll(escaped)].map(({ index }) => index);
  for (let at = text.indexOf(cluster); at >= 0; at = text.indexOf(cluster, at + 1)) found.push(at);
  return found;
}

function placeIn(file: string, text: string, offset: number, length: number): Place {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n'), length };
}
