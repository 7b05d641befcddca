import Handlebars from 'handlebars';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import {
  attributeOf,
  compact,
  hasClass,
  readTree,
  seenTexts,
  type Tree,
  type TreeElement,
} from './finished-tree.ts';
import type { IndexModel, PageModel } from './models.ts';
import type { Html, Renderer } from './renderer.ts';
import { type BaseStyle, withoutStyles } from './style.ts';
import type { Templates } from './templates.ts';

/** What a page may not leave out, by the template that it is rendered with and the shipped one that prints it. */
const duties: Record<string, Record<string, readonly string[]>> = {
  briefing: {
    briefing: ['language', 'plainTitle', 'scriptHash', 'style', 'body'],
    'partials/masthead': ['dateLabel', 'dataAsOfLabel'],
    'partials/correction': ['correction'],
    'partials/opening': [
      'title',
      'authors',
      'status',
      'question',
      'lead',
      'bottomLine',
      'keyFigures',
      'unlike',
    ],
    'partials/changes': ['changes'],
    'partials/differences': ['differences'],
    'partials/ledger': ['coverage', 'ledger', 'waivers'],
    'partials/sources': ['marks', 'sources'],
    'partials/back-matter': ['limits', 'abbreviations', 'disclosures', 'method', 'colophon'],
  },
  index: { index: ['language', 'publication', 'scriptHash', 'style', 'editions'] },
  'partials/figure': {
    'partials/figure': [
      'id',
      'number',
      'title',
      'drawing',
      'source',
      'remarks',
      'note',
      'unlike',
      'caveats',
      'data',
    ],
  },
  'partials/table': {
    'partials/table': [
      ...['id', 'number', 'title', 'warning', 'grid', 'source', 'note', 'reasons', 'unlike', 'caveats'],
    ],
  },
  mail: {
    mail: ['language', 'subject', 'style', 'dateLabel', 'dataAsOfLabel', 'title', 'sections'],
    'partials/mail-opening': [
      'notice',
      'greeting',
      'authors',
      'status',
      'question',
      'bottomLine',
      'keyFigures',
      'unlike',
    ],
    'partials/mail-end': ['changes', 'left', 'limits', 'sources', 'disclosures', 'pdf'],
    'partials/mail-footer': ['footer', 'unsubscribe'],
  },
  'partials/mail-figure': {
    'partials/mail-figure': ['number', 'title', 'src', 'alt', 'remarks', 'source', 'note', 'unlike'],
  },
  'partials/mail-unlike': { 'partials/mail-unlike': ['lead', 'named'] },
};

/** What of a model the template `entry` and its partials print, and which of them were read for it. */
export interface Printed {
  fields: ReadonlySet<string>;
  files: ReadonlySet<string>;
}

/** What is printed nowhere, at the template that should. */
export function leftOut(entry: string, { fields, files }: Printed, { sources }: Templates): Diagnostic[] {
  return Object.entries(duties[entry] ?? {}).flatMap(([usual, parts]) => {
    const file = sources.get(files.has(usual) ? usual : entry);
    const place = { file: file?.path ?? `templates/${entry}.hbs`, line: 1, column: 1 };
    const missing = parts.filter((part) => !fields.has(part)).map((part) => `‘${part}’`);
    if (missing.length === 0) return [];
    const message = `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not printed`;
    const hints = [`see the shipped ${usual}.hbs; parts that the evidence needs cannot be left out`];
    return [problem('part-left-out', message, place, { hints })];
  });
}

/** Fields that lead somewhere, are for machines, or that the shipped templates print only in some cases. */
const unread: ReadonlySet<string> = new Set(
  (
    'id anchor href kind date sinceDate align pad more src alt number language plainTitle subject style script ' +
    'scriptHash unsubscribe pdf page all darkSrc'
  ).split(' '),
);

/** A part of a model that somebody has to be able to read, as texts without white space. */
export interface Duty {
  /** The shipped template that prints it. */
  usual: string;
  field: string;
  /** Each as a whole: a sentence, a cell, a label. */
  texts: string[];
  /** The same in pieces: on a screen they are seen, with all that folds opened. */
  pieces(): string[];
  /** As written, without drawings for phones. */
  words(): string[];
}

/** What a finished page lacks although its template is there to print it. */
interface Omission {
  entry: string;
  usual: string;
  field: string;
}

function dutiesOf(entry: string, model: object): Duty[] {
  return Object.entries(duties[entry] ?? {}).flatMap(([usual, fields]) =>
    fields.map((field) => {
      const value = (model as Record<string, unknown>)[field];
      const leaves = [...leavesOf(value, field)];
      return {
        usual,
        field,
        texts: leaves.map((leaf) => textsIn(leaf).join('')).filter((text) => text !== ''),
        pieces: () => leaves.flatMap((leaf) => textsIn(leaf, isNoText)),
        words: () => [...leavesOf(value, field, onScreenOnly)].flatMap((leaf) => wordsOf(leaf)),
      };
    }),
  );
}

/** Texts of a part of a model that a finished page has to show, without white space. `passedOver`: keys of others. */
export function textsToShow(value: unknown, passedOver: ReadonlySet<string>): string[] {
  return [...leavesOf(value, '', passedOver)]
    .map((leaf) => textsIn(leaf).join(''))
    .filter((text) => text !== '');
}

/** What paper leaves to the page on a screen: the way back to a number, remarks, places in sources. */
const onScreenOnly: ReadonlySet<string> = new Set([...unread, 'places', 'remark', 'locator']);

type Leaf = string | Html;

function textsIn(leaf: Leaf, isPassedOver?: (element: TreeElement) => boolean): string[] {
  const written = leaf.toString();
  if (typeof leaf !== 'string' && /[<&]/.test(written)) return seenTexts(readTree(written), isPassedOver);
  return [compact(written)].filter((text) => text !== '');
}

function wordsOf(leaf: Leaf): string[] {
  const written = leaf.toString();
  return typeof leaf === 'string' ? [written] : seenTexts(readTree(written), isNarrow, (text) => text);
}

/** Every text under a field. */
function* leavesOf(value: unknown, key: string, passedOver = unread): Generator<Leaf> {
  if (passedOver.has(key)) return;
  if (typeof value === 'string' || value instanceof Handlebars.SafeString) yield value;
  else if (Array.isArray(value)) for (const one of value) yield* leavesOf(one, key, passedOver);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      if (!(name === 'label' && key === 'caveats')) yield* leavesOf(one, name, passedOver);
    }
}

/** What a screen leaves to print and to those who hear the page. */
function isNoText(element: TreeElement): boolean {
  return ['leaf', 'aside'].some((name) => hasClass(element, name)) || isNarrow(element);
}

/** What repeats other text for phones or on screens only, and descriptions of drawings. */
function isNarrow(element: TreeElement): boolean {
  return (
    hasClass(element, 'narrow') ||
    attributeOf(element, 'data-screen-only') !== undefined ||
    ['title', 'desc'].includes(element.tagName)
  );
}

/** A page that was rendered, as browsers read it, without the styles that all pages share. */
export interface LookedPage<Model = object> {
  tree: Tree;
  duties: Duty[];
  model: Model;
}

/** What was rendered, and whether it can be read. */
export interface Looked {
  omissions: Omission[];
  page?: LookedPage<PageModel>;
  index?: LookedPage<IndexModel>;
  mail?: Tree;
}

/**
 * A renderer that keeps what it renders. `look` returns whether that can be read in the result, whatever the templates
 * say.
 */
export function watchDuties(renderer: Renderer, style: BaseStyle): { renderer: Renderer; look(): Looked } {
  const rendered: Rendered[] = [];
  const watch =
    <Model extends object>(entry: string, render: (model: Model) => string) =>
    (model: Model) => {
      const html = render(model);
      rendered.push({ entry, model, html });
      return html;
    };
  return {
    look: () => lookAt(rendered, style),
    renderer: {
      page: watch('briefing', renderer.page),
      index: watch('index', renderer.index),
      figure: watch('partials/figure', renderer.figure),
      table: watch('partials/table', renderer.table),
      mail: watch('mail', renderer.mail),
      mailFigure: watch('partials/mail-figure', renderer.mailFigure),
      mailUnlike: watch('partials/mail-unlike', renderer.mailUnlike),
    },
  };
}

interface Rendered {
  entry: string;
  model: object;
  html: string;
}

function lookAt(rendered: readonly Rendered[], style: BaseStyle): Looked {
  const looked = rendered.map(({ entry, model, html }) => {
    const tree = readTree(withoutStyles(html, style));
    return { entry, model, tree, seen: seenTexts(tree).join(''), duties: dutiesOf(entry, model) };
  });
  const ofEntry = (wanted: string) => looked.findLast(({ entry }) => entry === wanted);
  const [page, index, mail] = [ofEntry('briefing'), ofEntry('index'), ofEntry('mail')];
  return {
    omissions: looked.flatMap(({ entry, seen, duties }) =>
      duties
        .filter(({ texts }) => texts.some((text) => !seen.includes(text)))
        .map(({ usual, field }) => ({ entry, usual, field })),
    ),
    ...(page && { page: { ...page, model: page.model as PageModel } }),
    ...(index && { index: { ...index, model: index.model as IndexModel } }),
    ...(mail && { mail: mail.tree }),
  };
}

/** What pages lack, by the template that should print it: where it was overridden, at the author's file. */
export function omissionProblems(
  omissions: readonly Omission[],
  { sources }: Pick<Templates, 'sources'>,
): Diagnostic[] {
  const byTemplate = Map.groupBy(omissions, ({ entry, usual }) => `${entry} ${usual}`);
  return [...byTemplate.values()].map((own) => {
    const [{ entry, usual } = { entry: '', usual: '' }] = own;
    const fields = [...new Set(own.map(({ field }) => `‘${field}’`))];
    const message = `${fields.join(', ')} cannot be read on the finished page`;
    return problem('part-left-out', message, placeOfTemplate([usual, entry], { sources }), {
      hints: [
        `compare with the shipped ${usual}.hbs: what is in a comment, hidden or inside an element that is not shown counts as left out`,
      ],
    });
  });
}

/** The first of the named templates that an author overrides, else any, else the first of the named. */
export function placeOfTemplate(names: readonly string[], { sources }: Pick<Templates, 'sources'>): Place {
  const isOverriding = (path: string | undefined) => path !== undefined && !path.startsWith('templates/');
  const paths = names.map((name) => sources.get(name)?.path);
  const any = [...sources.values()].map(({ path }) => path).find(isOverriding);
  const file = paths.find(isOverriding) ?? any ?? paths[0] ?? `templates/${names[0]}.hbs`;
  return { file, line: 1, column: 1 };
}
