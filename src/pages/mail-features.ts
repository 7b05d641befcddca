import { Parser } from 'htmlparser2';

/** A feature of html or CSS that a text uses, by its key in the data on clients, and where. */
export interface UsedFeature {
  /** `element:video`, `attribute:target`, `property:gap`, `pair:display:flex`, `unit:vw`, `at:media`. */
  key: string;
  start: number;
  length: number;
}

/** Elements, attributes and styles of some html; of a template with other characters for its expressions. */
export function featuresOfHtml(html: string): UsedFeature[] {
  const found: UsedFeature[] = [];
  const parser: Parser = new Parser({
    onopentag(name, attributes) {
      const start = parser.startIndex;
      const length = name.length + 1;
      found.push({ key: `element:${name}`, start, length });
      for (const [attribute, value] of Object.entries(attributes)) {
        found.push({ key: `attribute:${attribute}`, start, length });
        if (attribute !== 'style') continue;
        for (const { key } of featuresOfDeclarations(value, 0)) found.push({ key, start, length });
      }
    },
  });
  parser.end(html);
  return found;
}

/** What a stylesheet needs at its least: rules under @media only add to it where a client reads them. */
export function featuresOfCss(css: string): UsedFeature[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
  const atRules = [...bare.matchAll(/@([a-z-]+)([^;{]*)/gi)].flatMap(({ 0: match, 1: name = '', index }) =>
    keysOfAtRule(name.toLowerCase(), match).map((key) => ({ key, start: index, length: name.length + 1 })),
  );
  return [...atRules, ...rulesOf(bare).flatMap(({ text, start }) => featuresOfDeclarations(text, start))];
}

function keysOfAtRule(name: string, whole: string): string[] {
  const asked = [...whole.matchAll(/\((-?[a-z-]+)/gi)].map(([, feature]) => `at:${name} (${feature})`);
  return [`at:${name}`, ...asked];
}

/** Declarations of the rules that stand in no block of an at-rule. */
function rulesOf(bare: string): { text: string; start: number }[] {
  const found: { text: string; start: number }[] = [];
  let depth = 0;
  let begin = 0;
  for (const { 0: sign, index } of bare.matchAll(/[{}]/g)) {
    const selector = bare.slice(begin, index);
    if (sign === '{') depth += 1;
    if (sign === '{' && depth === 1 && !selector.includes('@')) found.push({ text: '', start: index + 1 });
    if (sign === '}') {
      const open = found.at(-1);
      if (depth === 1 && open && open.text === '' && open.start >= begin) open.text = selector;
      depth -= 1;
    }
    begin = index + 1;
  }
  return found;
}

const declaration = /([a-z-]+)\s*:\s*([^;]+)/gi;

function featuresOfDeclarations(text: string, offset: number): UsedFeature[] {
  return [...text.matchAll(declaration)].flatMap(({ 1: name = '', 2: value = '', 0: whole, index }) =>
    keysOfDeclaration(name.toLowerCase(), value.trim().toLowerCase()).map((key) => ({
      key,
      start: offset + index,
      length: whole.trimEnd().length,
    })),
  );
}

function keysOfDeclaration(name: string, value: string): string[] {
  return [
    `property:${name}`,
    `pair:${name}:${value.replace(/\s*!important$/, '')}`,
    ...[...value.matchAll(/\d([a-z]+)\b/g)].map(([, unit]) => `unit:${unit}`),
    ...[...value.matchAll(/([a-z-]+)\(/g)].map(([, name]) => `function:${name}`),
    ...(value.includes('!important') ? ['keyword:!important'] : []),
  ];
}
