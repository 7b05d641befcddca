import { type Diagnostic, problem } from '../diagnostics.ts';
import { type StyleFault, styleFaults } from '../notation/files.ts';
import { FONT_FACES } from './style.ts';
import type { TemplateFile, Templates } from './templates.ts';
import { placeIn } from './templates.ts';

/**
 * Checks that stylesheets can be read to their end, reach nothing, cannot leave the page's style element
 * and print no number: what CSS prints no proofreader sees.
 */
export function checkStyles({ styles }: Pick<Templates, 'styles'>): Diagnostic[] {
  return [...styles.values()].flatMap((file) => {
    const { bare, strings, unclosed } = readStyle(file.text);
    const at = (start: number, length: number) => placeIn(file, start, length);
    if (unclosed) {
      const message = `the stylesheet cannot be read: ${unclosed.what}`;
      return [problem('style-syntax', message, at(unclosed.start, unclosed.length))];
    }
    return [...forbiddenIn(file), ...numbersIn(file, bare, strings)];
  });
}

interface Span {
  start: number;
  length: number;
}

interface ReadStyle {
  /** The stylesheet with blanks for its comments and strings, so that offsets stay valid. */
  bare: string;
  strings: Span[];
  unclosed?: Span & { what: string };
}

const tokens = /\/\*[\s\S]*?\*\/|\/\*|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|["'(){}[\]]/g;
const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

function readStyle(text: string): ReadStyle {
  const strings: Span[] = [];
  const open: { sign: string; start: number }[] = [];
  const stop = (start: number, what: string) => ({ bare: '', strings, unclosed: { start, length: 1, what } });
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '/*') return stop(index, 'a comment is not closed');
    if (token === '"' || token === "'") return stop(index, 'a string is not closed');
    if (closers[token]) open.push({ sign: token, start: index });
    else if (')]}'.includes(token)) {
      const opened = open.pop();
      if (!opened || closers[opened.sign] !== token) return stop(index, `‘${token}’ has nothing to close`);
    } else if (!token.startsWith('/*')) strings.push({ start: index, length: token.length });
  }
  const [last] = open.slice(-1);
  if (last) return stop(last.start, `‘${last.sign}’ is not closed`);
  const bare = text.replace(tokens, (token) => (token.length > 1 ? ' '.repeat(token.length) : token));
  return { bare, strings };
}

const reasons: Record<StyleFault['why'], [why: string, hint: string]> = {
  imports: ['imports external content', 'only the page’s own fonts and styles are available'],
  'names a file': [
    'names a file or picture',
    'an edition is one self-contained file; a logo is named by house.yaml',
  ],
  escapes: [
    'uses an escape sequence, which hides its content',
    'write the character itself; escapes are allowed only in strings',
  ],
};

function forbiddenIn(file: TemplateFile): Diagnostic[] {
  const found = styleFaults(file.text).map(({ text, why, start }) => {
    const [named = text] = /^[^(]*\(/.exec(text) ?? [];
    const shown = why === 'escapes' ? '\\' : named;
    const at = why === 'escapes' ? start + text.indexOf('\\') : start;
    return notAllowed(
      file,
      { start: at, length: shown.length },
      `‘${shown}’ ${reasons[why][0]}`,
      reasons[why][1],
    );
  });
  const leaving = [...file.text.matchAll(/<[/!]/g)].map(({ 0: match, index }) =>
    notAllowed(
      file,
      { start: index, length: match.length },
      `‘${match}’ could close the page’s style element`,
      'write \\3c in a string',
    ),
  );
  return [...found, ...leaving];
}

/** Font names contain digits and are not read. */
const families = new Set<string>(FONT_FACES.map(({ family }) => family));
const unread = /^(?:font|font-family|grid-template|grid-template-areas)$/;

function numbersIn(file: TemplateFile, bare: string, strings: Span[]): Diagnostic[] {
  return strings.flatMap((span) => {
    const written = file.text.slice(span.start, span.start + span.length);
    const text = unescaped(written);
    if (!/\p{N}/u.test(text) || families.has(text.slice(1, -1))) return [];
    const before = /[^;{}]*$/.exec(bare.slice(0, span.start))?.[0] ?? '';
    const property = /^\s*([\w-]+)\s*:/.exec(before)?.[1];
    const isSelector = /^[^;{}]*\{/.test(bare.slice(span.start + span.length));
    if (!property || isSelector || unread.test(property)) return [];
    return [
      notAllowed(
        file,
        span,
        `${written} prints a number that leads to no source`,
        'print it from a template, where proofreading can check it',
      ),
    ];
  });
}

function unescaped(text: string): string {
  return text.replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code) => {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}

function notAllowed(file: TemplateFile, { start, length }: Span, message: string, hint: string): Diagnostic {
  return problem('style-not-allowed', message, placeIn(file, start, length), { hints: [hint] });
}
