import { describe, expect, test } from 'vitest';
import { carried } from '../../src/mail/content.ts';
import { sectionsOf } from '../../src/text/block.ts';
import { blocksOf } from '../../src/text/from-prose.ts';
import { charactersOf } from '../../src/text/run.ts';
import { setting } from '../text/set.ts';

const BODY = `Before

## What was *shown*

First

> ## Quoted

## Contrast

::: results
- 1 | x
:::

## More

Second

::: opinion
## Author's view

I think

## So

there
:::

## Harms & tolerability

Third`;

function headingsOf(frontMatter = '', body = BODY): string[] {
  const { briefing, page } = setting(body, { frontMatter });
  const sections = sectionsOf(blocksOf(briefing.body, page.text));
  return carried(sections, { briefing }).map(({ heading }) => (heading ? charactersOf(heading.text) : ''));
}

describe('of the sections of a text a mail carries', () => {
  test('the first, those with lists of results, safety and the view', () => {
    expect(headingsOf()).toEqual(['', 'Contrast', 'Author’s view', 'Harms & tolerability']);
  });

  test('all of a flash', () => {
    expect(headingsOf('layout: flash\n')).toHaveLength(6);
  });

  test('the first that is no view', () => {
    expect(
      headingsOf('', '::: opinion\n## Mine\n\nWords.\n:::\n\n## First\n\nWords.\n\n## Second\n\nWords.'),
    ).toEqual(['Mine', 'First']);
  });

  test('those asked for, safety and the view, in the order of the text', () => {
    expect(headingsOf('mail: { sections: [More, What was *shown*] }\n')).toEqual([
      'What was shown',
      'More',
      'Author’s view',
      'Harms & tolerability',
    ]);
    expect(headingsOf('mail: { sections: [] }\n')).toEqual(['Author’s view', 'Harms & tolerability']);
  });

  test('those asked for with whatever quotation marks', () => {
    const body = "First\n\n## What's new\n\nWords.\n\n## Other\n\nWords.";
    expect(headingsOf('mail: { sections: ["What\'s new"] }\n', body)).toEqual(['What’s new']);
  });
});
