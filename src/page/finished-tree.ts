import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { styleFaults } from '../notation/files.ts';
import { attributeFault, elementFault } from './html-document.ts';
import { contentSecurityPolicy, type PageScript } from './renderer.ts';

export type Tree = DefaultTreeAdapterTypes.Document | DefaultTreeAdapterTypes.DocumentFragment;
export type TreeElement = DefaultTreeAdapterTypes.Element;
type TreeNode = DefaultTreeAdapterTypes.ChildNode;

/** A page as browsers read it, with whatever was left open closed where they close it. */
export function readTree(html: string): Tree {
  return /^\s*<!doctype/i.test(html) ? parse(html) : parseFragment(html);
}

/** Every element, those around others first. What is within <template> is none. */
export function elementsOf(tree: Tree | TreeElement): TreeElement[] {
  const elements: TreeElement[] = [];
  const visit = ({ childNodes }: Tree | TreeElement) => {
    for (const child of childNodes) {
      if (!isTreeElement(child)) continue;
      elements.push(child);
      visit(child);
    }
  };
  visit(tree);
  return elements;
}

export function attributeOf({ attrs }: TreeElement, name: string): string | undefined {
  return attrs.find((one) => nameOf(one) === name)?.value;
}

/** `xlink:href`. */
export function nameOf({ prefix, name }: TreeElement['attrs'][number]): string {
  return prefix ? `${prefix}:${name}` : name;
}

/** The characters of the text nodes of an element. */
function contentOf(element: TreeElement): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

function isTreeElement(node: TreeNode): node is TreeElement {
  return 'tagName' in node;
}

const unseen = new Set(
  'script style noscript template textarea select option iframe noframes noembed object'.split(' '),
);

/** Texts that readers see as far as the markup shows, without white space; those of <details> are seen when it opens. */
export function seenTexts(
  tree: Tree | TreeElement,
  isPassedOver: (element: TreeElement) => boolean = () => false,
  write: (text: string) => string = compact,
): string[] {
  const texts: string[] = [];
  const visit = (nodes: readonly TreeNode[]) => {
    for (const node of nodes) {
      if ('value' in node) texts.push(write(node.value));
      else if (isTreeElement(node) && !isUnseen(node) && !isPassedOver(node)) visit(node.childNodes);
    }
  };
  visit(tree.childNodes);
  return texts.filter((text) => text !== '');
}

/** A page with everything open that folds, and what is behind its numbers shown. */
export function unfolded(page: string): string {
  return page
    .replace(/<details(?=[\s>])/g, '<details open')
    .replace(/<html(?=[\s>])/, '<html data-mode="evidence"');
}

/** White space and soft hyphens are set in many ways, and no two readings of a page have the same. */
export function compact(text: string): string {
  return text.normalize('NFC').replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, '');
}

function isUnseen(element: TreeElement): boolean {
  if (unseen.has(element.tagName) || attributeOf(element, 'hidden') !== undefined) return true;
  const style = attributeOf(element, 'style') ?? '';
  return /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0+(?![\d.])|font-size\s*:\s*0)/i.test(
    style,
  );
}

export function hasClass(element: TreeElement, name: string): boolean {
  return attributeOf(element, 'class')?.split(' ').includes(name) ?? false;
}

/** What a finished page must contain word for word. */
export interface PageFrame {
  script: PageScript;
  /** The content of its style element. */
  style: string;
  language: string;
  title: string;
  /** The address of its icon. */
  icon: string;
}

/** What is wrong with a finished page, read as browsers read it, each in words. */
export function markupFaults(tree: Tree, frame: PageFrame): string[] {
  const all = elementsOf(tree);
  return [...all.flatMap((element) => faultsOf(element, frame)), ...frameFaults(tree, all, frame)];
}

/** The same of a mail, which runs no script and has no policy. */
export function mailMarkupFaults(tree: Tree): string[] {
  return elementsOf(tree).flatMap((element) => [
    ...(element.tagName === 'script' ? ['a mail contains a script'] : []),
    ...faultsOf(element, undefined),
  ]);
}

function faultsOf(element: TreeElement, frame: PageFrame | undefined): string[] {
  const { tagName, attrs } = element;
  const own = elementFault(tagName);
  return [
    ...(own ? [own] : []),
    ...attrs.flatMap((one) => attributeFault(tagName, nameOf(one), one.value) ?? []),
    ...(tagName === 'style' ? styleElementFaults(contentOf(element), frame) : []),
    ...(tagName === 'link' && !isAllowedLink(element, frame)
      ? ['a <link> other than the canonical address and the icon of the publication is not allowed']
      : []),
  ];
}

function isAllowedLink(element: TreeElement, frame: PageFrame | undefined): boolean {
  const rel = attributeOf(element, 'rel')?.toLowerCase();
  if (rel !== 'icon' || !frame) return rel === 'canonical';
  return attributeOf(element, 'href') === frame.icon && element.attrs.length === 2;
}

/** The tool's own style was read where it was written, file by file. */
function styleElementFaults(css: string, frame: PageFrame | undefined): string[] {
  if (css === frame?.style) return [];
  return styleFaults(css).map(({ text }) => `‘${text}’ in a style element reaches outside the page`);
}

/** Whether the head of a page has this title, and no other. */
export function isTitled(all: readonly TreeElement[], title: string): boolean {
  const head = all.find(({ tagName }) => tagName === 'head');
  const titles = head ? elementsOf(head).filter(({ tagName }) => tagName === 'title') : [];
  return titles.length === 1 && contentOf(titles[0] as TreeElement).trim() === title.trim();
}

function frameFaults(
  tree: Tree,
  all: TreeElement[],
  { script, style, language, title }: PageFrame,
): string[] {
  const named = (name: string) => all.filter(({ tagName }) => tagName === name);
  const faults: string[] = [];
  const [html] = named('html');
  if (!html || attributeOf(html, 'lang') !== language) faults.push(`the language is not ‘${language}’`);
  if (!isTitled(all, title)) faults.push(`the title is not ‘${title}’`);
  if (!named('style').some((one) => contentOf(one) === style))
    faults.push('the style of the page is missing');
  const scripts = named('script').filter((one) => attributeOf(one, 'type') !== 'application/ld+json');
  const isOurs = (one: TreeElement) => one.attrs.length === 0 && contentOf(one) === script.code;
  if (scripts.some((one) => !isOurs(one))) faults.push('a script is not the page’s own');
  if (scripts.filter(isOurs).length !== 1) faults.push('the page’s script has to be in it once');
  if (!hasPolicy(tree, contentSecurityPolicy(script))) {
    faults.push('the content security policy is not the shipped one, right behind the character set');
  }
  return faults;
}

/** Whether a page has this policy and no other. It applies to what follows it, and only in the head. */
export function hasPolicy(tree: Tree, wanted: string): boolean {
  const all = elementsOf(tree);
  const head = all.find(({ tagName }) => tagName === 'head');
  const policies = all.filter(
    (one) =>
      one.tagName === 'meta' && attributeOf(one, 'http-equiv')?.toLowerCase() === 'content-security-policy',
  );
  const [policy] = policies;
  if (!head || !policy || policies.length !== 1 || policy.parentNode !== head) return false;
  if (attributeOf(policy, 'content') !== wanted) return false;
  const before = all.slice(0, all.indexOf(policy));
  return (
    before.every(
      (one) =>
        ['html', 'head'].includes(one.tagName) ||
        (one.tagName === 'meta' && attributeOf(one, 'charset') !== undefined),
    ) && 'mode' in tree
  );
}
