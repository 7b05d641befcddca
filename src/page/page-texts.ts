import type { LintSegment, LintText } from '../evidence/lint/lint.ts';
import {
  closest,
  exhibitAround,
  type HtmlDocument,
  type HtmlElement,
  type HtmlRun,
  type HtmlText,
  hasClass,
  readTexts,
} from './html-document.ts';

/**
 * What a reader of a page sees or hears, as texts of segments. `spoken` contains the segments of plain texts, which
 * have no markup to show what is bound in them, by their full text; `waivers` the reasons by the waived text;
 * `sourceIds` the ids of the sources by the numbers that cite them.
 */
export function readPage(
  document: HtmlDocument,
  spoken: ReadonlyMap<string, LintSegment[]>,
  waivers: ReadonlyMap<string, string>,
  sourceIds: ReadonlyMap<string, string> = new Map(),
): LintText[] {
  return readTexts(document, isPassedOver).map((text) => {
    const segments = isPlain(text) ? spoken.get(wholeOf(text)) : undefined;
    return { where: whereOf(text), segments: segments ?? segmentsOf(text.runs, waivers, sourceIds) };
  });
}

/**
 * Bibliography, apparatus, contents, scales, dates, what repeats other text, and
 * why a correction was made: that mentions numbers which are in no source.
 */
function isPassedOver(element: HtmlElement): boolean {
  const { name, attributes } = element;
  if (name === 'meta')
    return /^(?:citation_|og:|article:)/.test(attributes.name ?? attributes.property ?? '');
  if (name === 'time' || 'data-scale' in attributes) return true;
  return passedOver.some((one) => hasClass(element, one));
}

const passedOver = [
  ...[
    'sources',
    'references',
    'ledger',
    'coverage',
    'colophon',
    'narrow',
    'contents',
    'evidence',
    'leaf',
    'exhibit',
  ],
  ...['reason', 'notice-text', 'all', 'count', 'furniture'],
];

/** A text that cannot contain elements, or that is printed without its citations. */
function isPlain({ attribute, runs }: HtmlText): boolean {
  const element = runs[0]?.element;
  return (
    attribute !== undefined ||
    ['title', 'desc'].includes(element?.name ?? '') ||
    closest(element, (one) => hasClass(one, 'preheader')) !== undefined
  );
}

function wholeOf({ runs }: HtmlText): string {
  return runs.map(({ text }) => text).join('');
}

function segmentsOf(
  runs: HtmlRun[],
  waivers: ReadonlyMap<string, string>,
  sourceIds: ReadonlyMap<string, string>,
): LintSegment[] {
  const parts: { owner: HtmlElement | undefined; text: string }[] = [];
  for (const { text, element } of runs) {
    const owner = closest(element, (one) => isBound(one) || isWaived(one) || isCitation(one));
    const last = parts.at(-1);
    if (last && last.owner === owner) last.text += text;
    else parts.push({ owner, text });
  }
  return parts.map(({ owner, text }) => {
    if (!owner) return { kind: 'text', text };
    if (isCitation(owner)) return { kind: 'cite', text: '', sources: citedBy(owner, sourceIds) };
    return isBound(owner)
      ? { kind: 'bound', text }
      : { kind: 'waived', text, reason: waivers.get(text) ?? 'no reason given' };
  });
}

function isBound(element: HtmlElement): boolean {
  if (element.name === 'data') {
    const isFinding = (one: HtmlElement) => hasClass(one, 'finding');
    return closest(element, isFinding) !== undefined;
  }
  return 'data-finding' in element.attributes;
}

function isWaived(element: HtmlElement): boolean {
  return element.name === 'span' && hasClass(element, 'waived');
}

/** It prints nothing here: its sources are named at the end of the block. */
function isCitation(element: HtmlElement): boolean {
  return element.name === 'span' && hasClass(element, 'cited');
}

function citedBy({ attributes }: HtmlElement, sourceIds: ReadonlyMap<string, string>): string[] {
  return (attributes['data-sources'] ?? '').split(' ').flatMap((number) => sourceIds.get(number) ?? []);
}

/** `title`, `text`, `figure depth, note`. */
function whereOf({ runs, attribute }: HtmlText): string {
  const element = runs[0]?.element;
  if (attribute === 'content') return metadata[element?.attributes.name ?? ''] ?? 'page';
  const exhibit = exhibitAround(element);
  if (exhibit === undefined) return placeNamed(element) ?? 'page';
  const part = attribute === undefined && partNamed(element);
  return [exhibit, ...(part ? [part] : [])].join(', ');
}

const metadata: Record<string, string> = { description: 'dek', author: 'byline', keywords: 'keywords' };

const partsByElement: Record<string, string> = { title: 'title', desc: 'alternative text', svg: 'drawing' };
const partsByClass: Record<string, string> = {
  title: 'title',
  subtitle: 'subtitle',
  note: 'note',
  reasons: 'certainty',
  source: 'source line',
  warning: 'warning',
  caveats: 'comparison',
  unlike: 'comparison',
  data: 'data',
};

function partNamed(element: HtmlElement | undefined): string | undefined {
  const byClass = (one: HtmlElement) => Object.keys(partsByClass).find((name) => hasClass(one, name));
  const named = closest(
    element,
    (one) => partsByElement[one.name] !== undefined || byClass(one) !== undefined,
  );
  return named && (partsByElement[named.name] ?? partsByClass[byClass(named) ?? '']);
}

const placesByClass: Record<string, string> = {
  masthead: 'masthead',
  dek: 'dek',
  preheader: 'preheader',
  status: 'status',
  byline: 'byline',
  question: 'question',
  'bottom-line': 'bottom line',
  'key-figures': 'key figures',
  prose: 'text',
  differences: 'list of differences',
  marks: 'marks',
};

/** By the heading of its section, by its class, or because it is a title. */
function placeNamed(element: HtmlElement | undefined): string | undefined {
  if (closest(element, ({ name }) => name === 'h1' || name === 'title')) return 'title';
  const nameOf = (one: HtmlElement) =>
    Object.entries(placesByClass).find(([name]) => hasClass(one, name))?.[1] ??
    (one.name === 'section' ? one.attributes['aria-labelledby'] : undefined);
  const named = closest(element, (one) => nameOf(one) !== undefined);
  return named && nameOf(named);
}
