import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';

export type Tree = DefaultTreeAdapterTypes.Document | DefaultTreeAdapterTypes.DocumentFragment;
export type TreeElement = DefaultTreeAdapterTypes.Element;
type TreeNode = DefaultTreeAdapterTypes.ChildNode;

/** A page as browsers read it, with whatever was left open closed where they close it. */
export function readTree(html: string): Tree {
  return /^\s*<!doctype/i.test(html) ? parse(html) : parseFragment(html);
}

/** Every element, those around others first. What is within <template> is none. */
export function* elementsOf(tree: Tree | TreeElement): Iterable<TreeElement> {
  for (const child of tree.childNodes) {
    if (!isTreeElement(child)) continue;
    yield child;
    yield* elementsOf(child);
  }
}

export function attributeOf({ attrs }: TreeElement, name: string): string | undefined {
  return attrs.find((one) => nameOf(one) === name)?.value;
}

/** `xlink:href`. */
export function nameOf({ prefix, name }: TreeElement['attrs'][number]): string {
  return prefix ? `${prefix}:${name}` : name;
}

/** The characters of the text nodes of an element. */
export function contentOf(element: TreeElement): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}

function isTreeElement(node: TreeNode): node is TreeElement {
  return 'tagName' in node;
}

const unseen = new Set(
  'script style noscript template textarea select option iframe noframes noembed object'.split(' '),
);

/** Texts that readers see as far as markup tells, without white space; those of <details> are seen when it opens. */
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
