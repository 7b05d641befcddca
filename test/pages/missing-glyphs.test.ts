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

  test('is named where only the mail has it', async () => {
    const desk = new Desk([
      [briefing, 'title:', 'mail: { subject: News 😀, preheader: More 🥈 }\ntitle:'],
      ['content/house.yaml', '  footer: ', '  footer: 🥇 '],
      ['templates/mail.hbs', '<h1 ', '<p>🧪</p><h1 '],
    ]);
    expect(await lackingIn(desk)).toEqual([
      `${desk.spotOf(briefing, '😀')} no font has ‘😀’ (U+1F600)`,
      `${desk.spotOf(briefing, '🥈')} no font has ‘🥈’ (U+1F948)`,
      `${desk.spotOf('content/house.yaml', '🥇')} no font has ‘🥇’ (U+1F947)`,
      `${desk.spotOf('templates/mail.hbs', '🧪')} no font has ‘🧪’ (U+1F9EA)`,
    ]);
  });

  test('is no matter in a remark', async () => {
    const desk = new Desk([[briefing, 'title:', '# 😀\ntitle:']]);
    expect(await lackingIn(desk)).toEqual([]);
  });
});

/** Characters that a page has from fallback fonts. */
function fallbackRanges(html: string): string[] {
  const rules = html.match(/@font-face\{font-family:"Trialbrief Fallback"[^}]*/g) ?? [];
  return rules.flatMap((rule) => (/unicode-range:(.*)/.exec(rule)?.[1] ?? '').split(','));
}

test('what some fallback has is embedded in the page, beside the sign of a blocking difference', async () => {
  const desk = new Desk([[briefing, heading, '\nSaid 李明, ∼ and Ελλάς.\n\n## What was shown']]);
  expect(await lackingIn(desk)).toEqual([]);
  const { html } = await desk.composed('aquila-delays');
  expect(fallbackRanges(html)).toEqual(expect.arrayContaining(['U+674e', 'U+660e', 'U+223c', 'U+395']));
  const shipped = await new Desk([]).composed('aquila-delays');
  expect(fallbackRanges(shipped.html)).toEqual(['U+25a0']);
});
