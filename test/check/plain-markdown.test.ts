import { describe, expect, test } from 'vitest';
import { checkLibrary } from '../../src/content/library.ts';
import { parseSource } from '../../src/content/parse.ts';
import { briefingText, complaintsAbout, filesWith } from '../base-library.ts';

const file = 'briefings/2026-02-02-second.md';

/** `code line:column`, lines counted from the first of the text. */
function said(text: string): string[] {
  const first =
    text.split('\n').indexOf('Words.') + 1 ||
    text.slice(0, text.lastIndexOf('\n---\n')).split('\n').length + 3;
  return complaintsAbout({ [file]: text }).map((one) => {
    const [, code, line, column] = /^(\S+) \S+?:(\d+):(\d+)$/.exec(one) ?? [];
    return `${code} ${Number(line) - first + 1}:${column}`;
  });
}

const inText = (body: string) => said(briefingText(body));

function hintsOf(body: string): string[] {
  const { diagnostics } = checkLibrary(filesWith({ [file]: briefingText(body) }).map(parseSource), 'content');
  return diagnostics.flatMap(({ hints }) => hints);
}

describe('what Markdown here does not read is refused where it was typed', () => {
  test.each([
    ['Text. <!-- TODO ask legal -->', 'html-in-text 1:7', 'html-in-text 1:27'],
    ['<!-- a\n\nb -->', 'html-in-text 1:1', 'html-in-text 3:3'],
    ['10<sup>6</sup>', 'html-in-text 1:3', 'html-in-text 1:9'],
    ['One<br>two, <br/> and <BR />', 'html-in-text 1:4', 'html-in-text 1:13', 'html-in-text 1:23'],
    ['- an item with <b>weight</b>', 'html-in-text 1:16', 'html-in-text 1:25'],
    ['> said <em>so</em>', 'html-in-text 1:8', 'html-in-text 1:14'],
    ['## A <i>head</i>', 'html-in-text 1:6', 'html-in-text 1:13'],
    ['| a | b |\n|---|---|\n| c | <u>d</u> |', 'html-in-text 3:7', 'html-in-text 3:11'],
    ['- [ ] to do\n- [x] done', 'not-markdown 1:3', 'not-markdown 2:3'],
    ['Points:\n• one\n• two', 'not-markdown 2:1', 'not-markdown 3:1'],
    ['▪\u00a0one', 'not-markdown 1:1'],
    ['##\u00a0A heading', 'white-space 1:3'],
    ['-\u2009item', 'white-space 1:2'],
    ['1.\u3000item', 'white-space 1:3'],
    ['Said[^a] and [^b].\n\n[^a]: here', 'unknown-note 1:14'],
    ['Said.\n\n[^a]: here', 'unused-note 3:1'],
  ])('%s', (body, ...expected) => {
    expect(inText(body)).toEqual(expected);
  });

  test('in a line of the front matter too', () => {
    const text = briefingText('Words.').replace('[One sentence.]', '["One <sup>2</sup>"]');
    expect(said(text).map((one) => one.split(' ')[0])).toEqual(['html-in-text', 'html-in-text']);
  });

  test('with what to write instead', () => {
    expect(hintsOf('a<sup>2</sup>')).toContain('write superscript characters: 10⁻⁶, m²');
    expect(hintsOf('<!-- x -->')).toContain('write comments as {{!-- … --}}, which are not printed');
    expect(hintsOf('• x')).toContain('begin items with - and a space');
  });

  test.each([
    'p <0.001 and a<b, b>c; 3 < 4 > 2',
    'Code: `<br>` and ``<!-- ` -->``, or \\<sup> by intent',
    '<https://example.org/a> and [text](https://example.org/b)',
    'A dash – and ● in the middle • of a line',
    '{{!-- a remark --}}Some.',
    'x\u00a0y, 10\u202f000 §\u00a04',
    'Said[^a], again[^a].\n\n[^a]: Here, in *two*\n    lines.',
    '| a | b |\n|:--|--:|\n| **c** | {{value "beta.orr"}} |',
    '[link] and [ ] in a sentence',
  ])('%s is taken', (body) => {
    expect(inText(body)).toEqual([]);
  });
});

describe('white space that only looks like a space', () => {
  const columnsIn = (line: string) =>
    complaintsAbout({ [file]: briefingText('Words.').replace('dek: Under the title', () => line) }).map(
      (one) => one.replace(` content/${file}`, ''),
    );

  test.each([
    ['dek: text\u00a0# do not send', 'white-space:3:10'],
    ['dek: text \u2003 # do not send', 'white-space:3:11'],
    ['dek: text\u3000# x', 'white-space:3:10'],
    ['dek: \u00a0text', 'white-space:3:6'],
    ['dek: text\u202f', 'white-space:3:10'],
    ['dek\u00a0: text', 'white-space:3:4'],
  ])('%j', (line, expected) => {
    expect(columnsIn(line)).toContain(expected);
  });

  test.each(['dek: text # a remark', 'dek: "text\u00a0# kept"', 'dek: 10\u00a0mg and C#', 'dek: a\u00a0b'])(
    '%j is taken',
    (line) => {
      expect(columnsIn(line)).toEqual([]);
    },
  );

  const messagesOf = (from: string, to: string) => {
    const text = briefingText('Words.').replace(from, to);
    const { diagnostics } = checkLibrary(filesWith({ [file]: text }).map(parseSource), 'content');
    return diagnostics.map(({ message, hints }) => [message, ...hints].join(' '));
  };

  test('is called by its name', () => {
    expect(messagesOf('Under the title', 'x\u00a0# y').join()).toContain(
      'a no-break space (U+00A0) comes before #, so what follows is part of the value, not a comment',
    );
  });

  test('is named beside a mistake of syntax', () => {
    expect(messagesOf('dek: Under', 'dek:\u00a0a: b').join()).toContain('no-break space (U+00A0)');
  });
});
