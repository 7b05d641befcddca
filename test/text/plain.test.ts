import { describe, expect, test } from 'vitest';
import { notesIn, sectionsOf, textPlain, textsOf } from '../../src/text/block.ts';
import { charactersOf } from '../../src/text/run.ts';
import { blocksIn, setting } from './set.ts';

function plain(body: string): string {
  const { briefing, page } = setting(body);
  return textPlain(page.line(briefing.body)).replaceAll('\u00a0', ' ');
}

test.each([
  ['emphasis between asterisks', '*Not* & **so**', '*Not* & *so*'],
  ['links with their addresses', '[there](https://example.com/a)', 'there <https://example.com/a>'],
  ['but not those of the page or of a mail', '[a](#sources) [b](mailto:a@example.com)', 'a b'],
  ['numbers as they are', 'of {{value "alpha.orr.zor"}}', 'of 75.0%'],
  ['waived numbers too', '{{plain "24" reason="a day"}} hours', '24 hours'],
  ['no citations', 'so{{cite "alpha-2025"}}.', 'so.'],
  ['code as it is', '`a < b`', 'a < b'],
])('a text in characters has %s', (_, body, expected) => {
  expect(plain(body)).toBe(expected);
});

test('a footnote is named by its letter, a line break is a space', () => {
  const [first] = blocksIn('Said[^x].  \nMore\nwords.\n\n[^x]: Or so.');
  expect(first?.kind === 'paragraph' && textPlain(first.text)).toBe('Said [a]. More words.');
});

describe('blocks', () => {
  const BODY = `Before[^x].

## One

| a | b |
|---|---|
| c[^y] | d |

- e
  - f

> g

    h

::: results
- i | j | k
:::

### Within

l

::: opinion
## Mine

m

## Still mine
:::

n

[^x]: o
[^y]: p`;
  const blocks = blocksIn(BODY);
  const characters = (own = blocks) => own.flatMap(textsOf).map((text) => charactersOf(text).trim());

  test('give all their texts in reading order, footnotes where their section ends', () => {
    expect(characters().join(' ')).toBe('Before. o One a b c d e f g h i j k Within l p Mine m Still mine n');
  });

  test('are parted into sections at headings of the second level; the author’s view is one', () => {
    expect(
      sectionsOf(blocks).map(({ heading, opinion, blocks: own }) => [
        heading ? charactersOf(heading.text) : '',
        opinion,
        characters(own).join(' '),
      ]),
    ).toEqual([
      ['', false, 'Before. o'],
      ['One', false, 'a b c d e f g h i j k Within l p'],
      ['Mine', true, 'm Still mine'],
      ['', false, 'n'],
    ]);
  });

  test('name the footnotes that they refer to', () => {
    expect(blocks.map(notesIn).filter((letters) => letters.length > 0)).toEqual([['a'], ['b']]);
  });

  test('of a text without headings are one section, of no text none', () => {
    expect(sectionsOf(blocksIn('All')).map(({ heading }) => heading)).toEqual([undefined]);
    expect(sectionsOf([])).toEqual([]);
  });
});
