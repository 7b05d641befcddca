import { Parser } from 'htmlparser2';
import support from '../../vendor/caniemail/support.json' with { type: 'json' };
import { type Diagnostic, warning } from '../diagnostics.ts';
import { accents, isMailStyle } from '../page/mail-style.ts';
import { blanked } from '../page/template-texts.ts';
import { placeIn, type TemplateFile, type Templates } from '../page/templates.ts';

const dropped: Readonly<Record<string, readonly string[]>> = support.dropped;
const clients: Readonly<Record<string, string>> = support.clients;

/** Dropped by some client, and why the mail works without it. */
export const harmless: Readonly<Record<string, string>> = {
  'at:media': 'what it adds is the margins of a phone and colours for the dark',
  'at:media (prefers-color-scheme)': 'a client without it inverts by itself, or stays light',
  'element:body': 'the ground is a table’s',
  'property:height': 'of a picture, which keeps its shape without, and of a line',
  'property:max-height': 'of the preheader, which is hidden twice more',
  'property:overflow': 'of the preheader, which is hidden twice more',
};

/** Clients that drop what is used, by its key; none for what every client takes. */
export function clientsWithout({ key }: Pick<UsedFeature, 'key'>): string[] {
  return (dropped[key] ?? []).map((client) => clients[client] ?? client);
}

/** What mail clients drop of the author's own templates and stylesheets of the mail. */
export function checkMailSupport(shipped: Templates, templates: Templates): Diagnostic[] {
  const own = (now: ReadonlyMap<string, TemplateFile>, before: ReadonlyMap<string, TemplateFile>) =>
    [...now].filter(([name, file]) => isMailPart(name) && file !== before.get(name)).map(([, file]) => file);
  return [
    ...own(templates.sources, shipped.sources).flatMap((file) =>
      complaintsOf(file, featuresOfHtml(blanked(file.text))),
    ),
    ...own(templates.styles, shipped.styles).flatMap((file) =>
      complaintsOf(file, featuresOfCss(withoutAccent(file.text))),
    ),
  ];
}

/** The house's colour is written into the mail. */
export function withoutAccent(css: string): string {
  return css.replace(accents, (one) => ' '.repeat(one.length));
}

function isMailPart(name: string): boolean {
  return isMailStyle(name.replace('partials/', ''));
}

/** Each feature once, where it is first used. */
function complaintsOf(file: TemplateFile, used: readonly UsedFeature[]): Diagnostic[] {
  const first = new Map(used.toReversed().map((one) => [one.key, one]));
  return [...first.values()].flatMap((one) => {
    const without = harmless[one.key] === undefined ? clientsWithout(one) : [];
    if (without.length === 0) return [];
    const place = placeIn(file, one.start, one.length);
    return [
      warning('mail-unsupported', `${named(one.key)} is dropped by ${listed(without)}`, place, {
        hints: ['see caniemail.com; the mail must work without it'],
      }),
    ];
  });
}

/** `<video>`, `target=`, `gap`, `display: flex`, `vw`. */
function named(key: string): string {
  const [kind = '', ...rest] = key.split(':');
  const name = rest.join(':');
  const forms: Record<string, string> = {
    element: `<${name}>`,
    attribute: `the attribute ‘${name}’`,
    at: `@${name}`,
    pair: `‘${name.replace(':', ': ')}’`,
    unit: `the unit ‘${name}’`,
    function: `${name}()`,
  };
  return forms[kind] ?? `‘${name}’`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** A feature of html or CSS that a text uses, by its key in the data on clients, and where. */
interface UsedFeature {
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

/** Declarations of the rules outside at-rule blocks. */
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
