import Handlebars from 'handlebars';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { attributeOf, compact, readTree, seenTexts, type Tree, type TreeElement } from './finished-tree.ts';
import type { Html } from './markup.ts';
import type { PageModel } from './page-model.ts';
import type { Renderer } from './renderer.ts';
import type { Templates } from './templates.ts';

/** What a page may not leave out, by the template that it is rendered with and the shipped one that prints it. */
const duties: Record<string, Record<string, readonly string[]>> = {
  briefing: {
    briefing: ['language', 'plainTitle', 'scriptHash', 'style', 'body'],
    'partials/masthead': ['dateLabel', 'dataAsOfLabel'],
    'partials/correction': ['correction'],
    'partials/opening': ['title', 'authors', 'question', 'lead', 'bottomLine', 'verdict'],
    'partials/changes': ['changes'],
    'partials/sources': ['marks', 'sources'],
    'partials/back-matter': ['limits', 'abbreviations', 'disclosures', 'method', 'colophon'],
    'partials/ledger': ['coverage', 'ledger', 'waivers'],
  },
  index: { index: ['language', 'publication', 'scriptHash', 'style', 'editions'] },
  'partials/figure': {
    'partials/figure': ['id', 'number', 'title', 'drawing', 'source', 'note', 'verdict', 'data'],
  },
  'partials/table': {
    'partials/table': ['id', 'number', 'title', 'warning', 'grid', 'source', 'note', 'reasons', 'verdict'],
  },
  'partials/verdict': { 'partials/verdict': ['line', 'blocks', 'majors', 'minors', 'elsewhere'] },
  mail: {
    mail: ['language', 'subject', 'style', 'dateLabel', 'dataAsOfLabel', 'title', 'bottomLine', 'sections'],
    'partials/mail-opening': ['notice', 'greeting', 'authors', 'question', 'keyFigures', 'verdict'],
    'partials/mail-end': ['changes', 'left', 'limits', 'marks', 'sources', 'disclosures', 'pdf'],
    'partials/mail-footer': ['footer', 'unsubscribe'],
  },
  'partials/mail-figure': {
    'partials/mail-figure': ['number', 'title', 'src', 'alt', 'words', 'source', 'note', 'verdict'],
  },
  'partials/mail-verdict': { 'partials/mail-verdict': ['line', 'blocks', 'others'] },
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
    const message = `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} printed nowhere`;
    const hints = [`see the shipped ${usual}.hbs; what the evidence needs cannot be left out`];
    return [problem('part-left-out', message, place, { hints })];
  });
}

/** Fields that lead somewhere, are for machines, or that the shipped templates print only in some cases. */
const unread = new Set(
  (
    'id anchor href kind date sinceDate align pad more src alt number language plainTitle subject style script ' +
    'scriptHash unsubscribe pdf page'
  ).split(' '),
);

/** A part of a model that somebody has to be able to read, as texts without white space. */
export interface Duty {
  /** The shipped template that prints it. */
  usual: string;
  field: string;
  /** Each as a whole: a sentence, a cell, a label. */
  texts: string[];
  /** The same in pieces that no drawing and no folded part holds: on a screen they are seen at once. */
  pieces(): string[];
  /** As written, without drawings for phones. */
  words(): string[];
}

/** What a finished page lacks although its template is there to print it. */
export interface Omission {
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
        pieces: () => [...leavesOf(unfolded(value), field)].flatMap((leaf) => textsIn(leaf, isFolded)),
        words: () => leaves.flatMap((leaf) => wordsOf(leaf)),
      };
    }),
  );
}

/** Of a verdict on a screen the minor and major differences open at a click. */
function unfolded(value: unknown): unknown {
  const isVerdict = typeof value === 'object' && value !== null && 'majors' in value;
  return isVerdict ? { ...value, majors: [], minors: '' } : value;
}

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
function* leavesOf(value: unknown, key: string, around = ''): Generator<Leaf> {
  if (unread.has(key) || (key === 'label' && around === 'verdict')) return;
  if (typeof value === 'string' || value instanceof Handlebars.SafeString) yield value;
  else if (Array.isArray(value)) for (const one of value) yield* leavesOf(one, key, around);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      if (!unread.has(name) && !(name === 'label' && key === 'verdict')) yield* leavesOf(one, name, key);
    }
}

function isFolded(element: TreeElement): boolean {
  return ['details', 'svg'].includes(element.tagName) || isNarrow(element);
}

/** What says again for phones, or on screens only, what stands elsewhere; and descriptions of drawings. */
function isNarrow(element: TreeElement): boolean {
  const classes = attributeOf(element, 'class')?.split(' ') ?? [];
  return (
    classes.includes('narrow') ||
    attributeOf(element, 'data-screen-only') !== undefined ||
    ['title', 'desc'].includes(element.tagName)
  );
}

/** A renderer that looks at what it renders. */
interface Watched {
  renderer: Renderer;
  omissions: Omission[];
  /** The page that was rendered last, as browsers read it. */
  page: { tree: Tree; duties: Duty[]; model: PageModel };
}

/** A renderer that looks whether what it renders can be read in the result, whatever the templates say. */
export function watchDuties(renderer: Renderer): Watched {
  const omissions: Omission[] = [];
  const last: Partial<Pick<Watched, 'page'>> = {};
  const watch =
    <Model extends object>(entry: string, render: (model: Model) => string) =>
    (model: Model) => {
      const html = render(model);
      const tree = readTree(html);
      const seen = seenTexts(tree).join('');
      const all = dutiesOf(entry, model);
      for (const { usual, field, texts } of all) {
        if (texts.some((text) => !seen.includes(text))) omissions.push({ entry, usual, field });
      }
      if (entry === 'briefing') last.page = { tree, duties: all, model: model as unknown as PageModel };
      return html;
    };
  return {
    omissions,
    get page() {
      if (!last.page) throw new Error('No page has been rendered.');
      return last.page;
    },
    renderer: {
      page: watch('briefing', renderer.page),
      index: watch('index', renderer.index),
      figure: watch('partials/figure', renderer.figure),
      table: watch('partials/table', renderer.table),
      verdict: watch('partials/verdict', renderer.verdict),
      mail: watch('mail', renderer.mail),
      mailFigure: watch('partials/mail-figure', renderer.mailFigure),
      mailVerdict: watch('partials/mail-verdict', renderer.mailVerdict),
    },
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
