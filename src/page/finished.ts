import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { PdfText } from '../pdf/text.ts';
import { compact, mailMarkupFaults, markupFaults, type PageFrame } from './finished-tree.ts';
import { closest, descendants, type HtmlDocument, type HtmlElement, isElement } from './html-document.ts';
import type { PageModel } from './models.ts';
import type { PageScript } from './renderer.ts';
import { type BaseStyle, withoutStyles } from './style.ts';
import {
  type Duty,
  type Looked,
  type LookedPage,
  omissionProblems,
  placeOfTemplate,
} from './template-duties.ts';
import type { Templates } from './templates.ts';
import { caveatsMissing, type PrintedCaveats } from './told-caveats.ts';

type Sources = Pick<Templates, 'sources'>;

interface Shop {
  script: PageScript;
  style: BaseStyle;
  templates: Sources;
}

/** What is wrong with a rendered page and its mail, whatever their templates say. */
export function finishedProblems({ omissions, page, mail }: Looked, context: Shop): Diagnostic[] {
  const { templates } = context;
  return [
    ...omissionProblems(omissions, templates),
    ...(page ? frameProblems(page, page.model.plainTitle, 'briefing', context) : []),
    ...(mail === undefined ? [] : notAllowed(mailMarkupFaults(mail), placeOfTemplate(['mail'], templates))),
  ];
}

/** The same of the list of editions. */
export function finishedIndexProblems({ omissions, index }: Looked, context: Shop): Diagnostic[] {
  return [
    ...omissionProblems(omissions, context.templates),
    ...(index ? frameProblems(index, index.model.publication, 'index', context) : []),
  ];
}

function frameProblems(
  { tree, model }: LookedPage<Pick<PageModel, 'style' | 'language' | 'icon'>>,
  title: string,
  entry: string,
  { script, style, templates }: Shop,
): Diagnostic[] {
  const frame: PageFrame = {
    script,
    style: withoutStyles(model.style.toString(), style),
    language: model.language,
    title,
    icon: model.icon,
  };
  return notAllowed(markupFaults(tree, frame), placeOfTemplate([entry], templates));
}

function notAllowed(faults: readonly string[], place: Place): Diagnostic[] {
  return [...new Set(faults)].map((fault) =>
    problem('markup-not-allowed', `on the finished page ${fault}`, place, {
      hints: ['compare with the shipped file: its head must be kept, and nothing may run or load'],
    }),
  );
}

/** What of a page nobody sees on a screen: a stylesheet or the markup around it hides it. */
export function hiddenProblems(
  duties: readonly Duty[],
  seen: readonly string[],
  templates: Sources,
): Diagnostic[] {
  const shown = compact(seen.join('')).toLowerCase();
  const toShow = duties.map(({ usual, field, pieces }) => {
    const own = pieces().filter((piece) => !/\p{Co}/u.test(piece));
    return { usual, field, own: own.map((piece) => piece.toLowerCase()) };
  });
  const times = Map.groupBy(
    toShow.flatMap(({ own }) => own),
    (piece) => piece,
  );
  // A sign or an entry that the page has many times has to be seen as many times.
  const lacking = new Set(
    [...times].flatMap(([piece, all]) => (shown.split(piece).length > all.length ? [] : [piece])),
  );
  return toShow.flatMap(({ usual, field, own }) => {
    const hidden = own.find((piece) => lacking.has(piece));
    return hidden === undefined ? [] : [unseen(field, usual, 'on a screen', hidden, templates)];
  });
}

/**
 * So many of a part's words have to be found in print: the rest may be divided at the end of a line or page.
 */
const enough = 0.9;

/** What of a page its PDF lacks, by its words. */
export function unprintedProblems(
  duties: readonly Duty[],
  pages: readonly string[],
  templates: Sources,
): Diagnostic[] {
  const inPdf = new Set(wordsIn(pages.join(' ')));
  return duties.flatMap(({ usual, field, words }) => {
    const own = words().flatMap(wordsIn);
    const lost = own.filter((word) => !inPdf.has(word));
    if (lost.length <= own.length * (1 - enough)) return [];
    const counts = `in print: of its ${own.length} words ${lost.length} are missing from the PDF,`;
    return [unseen(field, usual, counts, lost[0] ?? '', templates)];
  });
}

/** What a PDF lacks of the caveats and evidence of its page: a style for print hides it. */
export function caveatProblems(told: PrintedCaveats, printed: PdfText, templates: Sources): Diagnostic[] {
  return caveatsMissing(told, printed).map((what) =>
    problem(
      'part-left-out',
      `‘${what.slice(0, 60)}’ is missing from the PDF`,
      placeOfTemplate(['briefing'], templates),
      {
        hints: ['what limits a comparison and what is behind a number has to print: a stylesheet hides it'],
      },
    ),
  );
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

function unseen(
  field: string,
  usual: string,
  where: string,
  example: string,
  templates: Sources,
): Diagnostic {
  const message = `‘${field}’ is not visible ${where} for example ‘${example.slice(0, 40)}’`;
  return problem('part-left-out', message, placeOfTemplate([usual], templates), {
    hints: ['a stylesheet or the markup around it hides it: display, visibility, opacity, size, place'],
  });
}

/** A picture on the page without alternative text. */
interface MutePicture {
  /** `svg` or `img`. */
  element: string;
  /** Id of the figure around it, if there is one: `figure-depth`. */
  within?: string;
}

/** Pictures without alternative text: a drawing needs a `desc` or `aria-label`, an image `alt`. Hidden ones need none. */
export function missingAlts({ elements }: HtmlDocument): MutePicture[] {
  return elements
    .filter((one) => isShown(one, 'img', 'svg') && !closest(one.parent, (around) => isShown(around, 'svg')))
    .filter((picture) => altOf(picture).trim() === '')
    .map((picture) => {
      const figure = closest(picture, ({ attributes }) => attributes.id?.startsWith('figure-') ?? false);
      return { element: picture.name, ...(figure?.attributes.id && { within: figure.attributes.id }) };
    });
}

function isShown({ name, attributes }: HtmlElement, ...names: string[]): boolean {
  return names.includes(name) && attributes['aria-hidden'] !== 'true';
}

function altOf(picture: HtmlElement): string {
  const { alt, 'aria-label': label } = picture.attributes;
  const described = descendants(picture, 'desc').flatMap(({ children }) =>
    children.map((child) => (isElement(child) ? '' : child.text)),
  );
  return [alt ?? label ?? '', ...described].join('');
}
