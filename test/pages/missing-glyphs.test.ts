import { describe, expect, test } from 'vitest';
import { Desk } from './proofed.ts';

const briefing = 'content/briefings/2026-04-14-aquila-delays-myeloma.md';
const heading = '\n## What was shown';

/** `file:line:column message` of each character without a glyph. */
async function lackingIn(desk: Desk): Promise<string[]> {
  const { obstacles } = await desk.composed('aquila-delays');
  return obstacles
    .filter(({ code }) => code === 'missing-glyph')
    .map(({ message, place: { file, line, column } }) => `${file}:${line}:${column} ${message}`);
}

describe('a character that no font has', () => {
  test('is named with its code point wherever it was written', async () => {
    const desk = new Desk([
      [briefing, heading, '\nGood news 😀, and &#x1F600; again.\n\n## What was shown'],
      ['content/house.yaml', 'publication: ', 'publication: 🥇 '],
      ['templates/partials/sources.hbs', '<h2', '<p>🧪</p><h2'],
    ]);
    expect(await lackingIn(desk)).toEqual([
      `${desk.spotOf(briefing, '😀')} no font has ‘😀’ (U+1F600)`,
      `${desk.spotOf(briefing, '&#x1F600;')} no font has ‘😀’ (U+1F600)`,
      `${desk.spotOf('content/house.yaml', '🥇')} no font has ‘🥇’ (U+1F947)`,
      `${desk.spotOf('templates/partials/sources.hbs', '🧪')} no font has ‘🧪’ (U+1F9EA)`,
    ]);
  });

  test('is no matter in a remark', async () => {
    const desk = new Desk([[briefing, 'title:', '# 😀\ntitle:']]);
    expect(await lackingIn(desk)).toEqual([]);
  });
});

test('what some fallback has is embedded in the page', async () => {
  const desk = new Desk([[briefing, heading, '\nSaid 李明, ∼ and Ελλάς.\n\n## What was shown']]);
  expect(await lackingIn(desk)).toEqual([]);
  const { html } = await desk.composed('aquila-delays');
  const rules = html.match(/@font-face\{font-family:"Trialbrief Fallback"[^}]*/g) ?? [];
  const ranges = rules.flatMap((rule) => (/unicode-range:(.*)/.exec(rule)?.[1] ?? '').split(','));
  expect(ranges).toEqual(expect.arrayContaining(['U+674e', 'U+660e', 'U+223c', 'U+395']));
  expect((await new Desk([]).composed('aquila-delays')).html).not.toContain(
    'font-family:"Trialbrief Fallback"',
  );
});
