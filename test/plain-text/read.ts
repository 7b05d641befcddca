import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type ParsedNode = DefaultTreeAdapterTypes.ChildNode;

/** Names of elements' attributes, and every text that markup of HTML or SVG holds, each decoded: of nodes, attributes and comments. */
export function readMarkup(markup: string): { attributes: Set<string>; texts: string[] } {
  const [attributes, texts]: [Set<string>, string[]] = [new Set(), []];
  const visit = (nodes: readonly ParsedNode[]) => {
    for (const node of nodes) {
      if ('value' in node) texts.push(node.value);
      if ('data' in node) texts.push(node.data);
      if ('attrs' in node)
        for (const { name, value } of node.attrs) {
          attributes.add(name);
          texts.push(value);
        }
      if ('childNodes' in node) visit(node.childNodes);
    }
  };
  visit(parse(markup).childNodes);
  return { attributes, texts };
}

/** A text that holds a mark, or a piece of one, other than it was written: decoded once too often, or not often enough. */
export function isDistorted(text: string): boolean {
  return /&amp;amp;|&(?:lt|gt|quot|#\d+|#x[\da-f]+);|&(?!amp;)\p{L}{0,3}<\/b>|onclick="|onclick=x&/iu.test(
    text,
  );
}
