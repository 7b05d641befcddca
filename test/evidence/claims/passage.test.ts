import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { passagesOf } from '../../../src/evidence/claims/of-briefing.ts';
import { withBriefing } from '../../base-library.ts';

/** `line:column+length` of a word in the typed parts of a passage. */
function placesOf(word: string, body: string, frontMatter = ''): string[] {
  const { library, briefing } = withBriefing(body, frontMatter);
  return passagesOf(briefing, assessBriefing(library, briefing)).flatMap(({ where, segments }) =>
    segments.flatMap((segment) => {
      const offset = segment.kind === 'text' ? segment.text.indexOf(word) : -1;
      if (segment.kind !== 'text' || offset < 0) return [];
      const place = segment.at?.(offset, word.length);
      return [`${where} ${place?.line}:${place?.column}+${place?.length}`];
    }),
  );
}

describe('every typed part of a text knows its place', () => {
  test('before and after expressions, comments and escaped braces', () => {
    const body = 'word {{value "beta.orr"}}\nsome {{!-- x --}}word \\{{ word';
    expect(placesOf('word', body)).toEqual(['text 11:1+4', 'text 12:18+4', 'text 12:27+4']);
  });

  test('in folded, block and quoted scalars', () => {
    const captions = `figures:
  depth:
    kind: proportions
    title: >-
      A title
      {{value "beta.orr"}} with a word
    note: |
      One line.
      And a word.
    alt: 'It''s a word'
    findings: [beta.orr]
`;
    expect(placesOf('word', 'Text.', captions)).toEqual([
      'figure depth, title 14:35+4',
      'figure depth, alternative text 18:19+4',
      'figure depth, note 17:13+4',
    ]);
  });
});
