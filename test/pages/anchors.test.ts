import { describe, expect, test } from 'vitest';
import { Desk } from './proofed.ts';

const briefing = 'content/briefings/2026-04-14-aquila-delays-myeloma.md';

async function dangling(text: string, line?: [from: string, to: string]): Promise<string[]> {
  const edits: [string, string, string][] = [
    [briefing, '\n## What was shown', `\n${text}\n\n## What was shown`],
  ];
  const desk = new Desk(line ? [...edits, [briefing, ...line]] : edits);
  const { obstacles } = await desk.composed('aquila-delays');
  return obstacles
    .filter(({ code }) => code === 'dangling-anchor')
    .map(({ message, hints, place }) =>
      [
        `${place.file}:${place.line}:${place.column}` ===
        desk.spotOf(briefing, `#${/#([^’]*)/.exec(message)?.[1]}`)
          ? 'there'
          : place,
        message,
        ...hints,
      ].join(' | '),
    );
}

describe('a link to a place that the page does not have', () => {
  test('is told where it was written, with the places there are', async () => {
    const [found, ...others] = await dangling('See [there](#nowhere) and [safety](#s-safty).');
    expect(found).toMatch(/^there \| ‘#nowhere’ is no place on the page \| there are: .*#s-safety.*#sources/);
    expect(others).toHaveLength(1);
    expect(others[0]).toMatch(/^there \| ‘#s-safty’ .*did you mean ‘#s-safety’/);
    expect(found).not.toMatch(/#(?:e\d|n\d|source-\d|note-|fig-)/);
  });

  test('in the front matter too', async () => {
    const found = await dangling('Words.', [
      'Subcutaneous daratumumab lowered',
      '[Subcutaneous](#gone) daratumumab lowered',
    ]);
    expect(found.join()).toContain('‘#gone’ is no place on the page');
  });

  test('and of what there is nothing is said', async () => {
    expect(
      await dangling(
        '[a](#sources) [b](#disclosures) [c](#s-safety) [d](#e1) [e](#source-1) [f](https://example.org/#x)[^n]\n\n[^n]: Note.',
      ),
    ).toEqual([]);
  });
});
