import {
  attributeOf,
  compact,
  elementsOf,
  hasPolicy,
  isTitled,
  nameOf,
  readTree,
  seenTexts,
  type Tree,
  type TreeElement,
} from '../page/finished-tree.ts';
import { attributeFault, elementFault } from '../page/html-document.ts';
import { textsToShow } from '../page/template-duties.ts';
import type { Frame, LatestModel } from './template-model.ts';

/** A page of the archive that is not what its template makes of sound data: it is not written. */
class PageRefused extends Error {
  constructor(page: string, faults: readonly string[]) {
    super(
      `the archive’s page ‘${page}’ was not written: ${faults.join('; ')}\n  run verify on the revisions that it lists`,
    );
    this.name = 'PageRefused';
  }
}

const lists = ['publication', 'sections', 'heading', 'summary'];

/** What a page may not leave out, by its template. */
const duties: Readonly<Record<string, readonly string[]>> = {
  index: ['publication', 'sections', 'summary', 'entries', 'years', 'series', 'trials', 'moreTrials'],
  list: [...lists, 'kicker', 'siblings', 'groups'],
  directory: [...lists, 'items'],
  edition: [
    ...['publication', 'sections', 'title', 'dek', 'dateLabel', 'dataAsOfLabel', 'authors', 'notices'],
    ...['pageLabel', 'pdf', 'trials', 'revisions', 'citation', 'bibtex', 'csl', 'files', 'earlier', 'later'],
  ],
  trial: ['publication', 'sections', 'name', 'summary', 'groups'],
  latest: ['title'],
};

/** The table of a trial's page, which has one where the archive has values of it. */
const history = ['columns', 'rows', 'marks', 'remarks'];

/** Of parts: what is for machines, and what is printed in some cases only. */
const unread = new Set(
  'id href record kind date count pdf revision published sealed flag grade marks'.split(' '),
);

/** Throws `PageRefused` when a page runs, loads or lacks something, or its policy is not the archive's. */
export function insistOnArchivePage(html: string, template: string, model: Frame | LatestModel): void {
  const tree = readTree(html);
  const title = 'pageTitle' in model ? model.pageTitle : model.title;
  const faults = [
    ...elementsOf(tree).flatMap((element) => faultsOf(element, model)),
    ...frameFaults(tree, model, title),
    ...omissionsOf(tree, template, model),
  ];
  if (faults.length > 0) throw new PageRefused(title, [...new Set(faults)]);
}

const policy = {
  usual:
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
  onward: "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'",
};

function frameFaults(tree: Tree, model: Frame | LatestModel, title: string): string[] {
  const all = elementsOf(tree);
  const named = (name: string) => all.filter(({ tagName }) => tagName === name);
  const [html] = named('html');
  const isFramed = 'root' in model;
  return [
    ...(html && attributeOf(html, 'lang') === model.language
      ? []
      : ['its language is not the publication’s']),
    ...(isTitled(all, title) ? [] : ['its title is not its own']),
    ...(hasPolicy(tree, isFramed ? policy.usual : policy.onward)
      ? []
      : ['its content security policy is not the archive’s']),
    ...(named('script').length === (isFramed ? 1 : 0) ? [] : ['it has an unexpected number of scripts']),
  ];
}

/** The search of the archive has elements that no other page has. */
const searchElements = new Set(['search', 'label', 'input']);

function faultsOf({ tagName, attrs, ...element }: TreeElement, model: Frame | LatestModel): string[] {
  const own = searchElements.has(tagName) ? undefined : elementFault(tagName);
  const given = (name: string) => attrs.find((one) => nameOf(one) === name)?.value;
  if (tagName === 'script')
    return element.childNodes.length === 0 && attrs.length === 1 && given('src') === scriptOf(model)
      ? []
      : ['a script is not the archive’s own'];
  if (tagName === 'style') return ['a style element is not allowed'];
  if (tagName === 'link' && !linksOf(model).includes(`${given('rel')} ${given('href')}`))
    return [`a <link> to ‘${given('href')}’ is not allowed`];
  if (tagName === 'meta' && given('http-equiv') === 'refresh')
    return 'href' in model && given('content') === `0; url=${model.href}`
      ? []
      : ['a page may not redirect or control the browser'];
  return [
    ...(own ? [own] : []),
    ...attrs.flatMap((one) => attributeFault(tagName, nameOf(one), one.value) ?? []),
  ];
}

function scriptOf(model: Frame | LatestModel): string | undefined {
  return 'root' in model ? `${model.root}assets/site.js?${model.assets.script}` : undefined;
}

function linksOf(model: Frame | LatestModel): string[] {
  const icon = `icon ${model.icon}`;
  if (!('root' in model)) return [icon];
  const { root, assets, canonical } = model;
  return [
    icon,
    `alternate ${root}feed.atom`,
    `alternate ${root}feed.json`,
    `stylesheet ${root}assets/fonts.css?${assets.fonts}`,
    `stylesheet ${root}assets/site.css?${assets.style}`,
    ...(canonical === undefined ? [] : [`canonical ${canonical}`]),
  ];
}

function omissionsOf(tree: Tree, template: string, model: object): string[] {
  const seen = compact(seenTexts(tree).join(''));
  const hasHistory = 'rows' in model && Array.isArray(model.rows) && model.rows.length > 0;
  return [...(duties[template] ?? []), ...(hasHistory ? history : [])].flatMap((field) => {
    const value = (model as Record<string, unknown>)[field];
    const lost = textsToShow(value, unread).find((text) => !seen.includes(text));
    return lost === undefined ? [] : [`its ‘${field}’ cannot be read, for example ‘${lost.slice(0, 40)}’`];
  });
}
