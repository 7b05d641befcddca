import { type Html, html } from './markup.ts';

/** A part of the text between two headings of the second level. */
export interface TextSection {
  /** Without its element; empty before the first heading. */
  heading: Html;
  opinion: boolean;
  body: Html;
}

const opinions = /<section class="opinion"[^>]*>\n?([\s\S]*?)<\/section>/;
const headingFirst = /^<h2[^>]*>(.*?)<\/h2>/;

/** The sections of a text as `bodyHtml` sets it. */
export function sectionsIn(body: string): TextSection[] {
  return body
    .split(/(<section class="opinion"[^>]*>[\s\S]*?<\/section>)/)
    .flatMap((part) => {
      const view = opinions.exec(part)?.[1];
      return view === undefined ? split(part, false) : [wholeOf(view)];
    })
    .filter(({ heading, body: own }) => heading.toString() !== '' || own.toString() !== '');
}

/** The author's view stays one, whatever headings it has beside its first. */
function wholeOf(view: string): TextSection {
  const [first, ...others] = split(view.trim(), true);
  const rest = others.map(({ heading, body }) => `<h3>${heading}</h3>\n${body}`).join('\n');
  return { heading: first?.heading ?? html(''), opinion: true, body: html(`${first?.body ?? ''}${rest}`) };
}

function split(text: string, opinion: boolean): TextSection[] {
  const starts = [...text.matchAll(/<h2[ >]/g)]
    .map(({ index }) => index)
    .filter((at) => isOutermost(text.slice(0, at)));
  const bounds = [...new Set([0, ...starts])];
  return bounds.map((start, index) => {
    const part = text.slice(start, bounds[index + 1]);
    const [whole = '', heading = ''] = headingFirst.exec(part) ?? [];
    return { heading: html(heading), opinion, body: html(part.slice(whole.length).trim()) };
  });
}

/** Whether no quotation or list is open: a heading in one begins no section. */
function isOutermost(before: string): boolean {
  return (
    (before.match(/<(?:blockquote|ol|ul)\b/g) ?? []).length ===
    (before.match(/<\/(?:blockquote|ol|ul)>/g) ?? []).length
  );
}

const safetyWords = /\b(?:safety|harms?|adverse|toxicit(?:y|ies)|tolerability|side effects?)\b/i;

/**
 * The sections that a mail carries: those asked for, else the first, for it tells what is new; with them
 * always safety and the author's view, so that no benefit travels without its harms and no view as a fact.
 */
export function chosenSections(
  sections: readonly TextSection[],
  asked: readonly string[] | undefined,
): TextSection[] {
  const first = sections.find(({ opinion }) => !opinion);
  const wanted = asked?.map(comparable);
  const isAsked = (section: TextSection) =>
    wanted ? wanted.includes(comparable(plainHeading(section))) : section === first;
  return sections.filter(
    (section) => section.opinion || safetyWords.test(plainHeading(section)) || isAsked(section),
  );
}

/** Markdown sets typographic quotation marks. */
function comparable(heading: string): string {
  return heading.replace(/[‘’'“”"]/g, "'").trim();
}

/** The heading without markup. */
export function plainHeading({ heading }: TextSection): string {
  return heading
    .toString()
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
