import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/figures/draw.ts';
import { drawWith, measureWith } from '../../src/figures/png.ts';
import { openTypefaces } from '../../src/page/set-type.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import { charactersOf } from '../../src/typefaces/characters.ts';
import { figure } from '../gallery/figure.ts';
import { proportionRow } from '../gallery/proportions.ts';

const ROOT = join(import.meta.dirname, '../..');
const openAgain = () => openTypefaces(loadTemplates(join(ROOT, 'templates'), 'templates'));
const typefaces = openAgain();

describe('what the page’s own fonts lack', () => {
  test.each([
    ['fractions, signs', '⅔ ∼ ≡ ⇒ ℃ ₹ ✓ ★ □ ▲ ♀'],
    ['Greek', 'Αλέξανδρος ῥ'],
    ['Cyrillic', 'Кирилл Їжак'],
    ['Chinese', '李明 張 骨髓瘤'],
    ['Japanese', '多発性骨髄腫 カルフィルゾミブ ひらがな'],
    ['Korean', '김민수'],
    ['Arabic', 'العربية'],
    ['Hebrew', 'שלום'],
    ['Vietnamese', 'Nguyễn Thị Ầ'],
    ['marks that combine', 'x̂ p̄'],
    ['mathematics', '∑ √ ∂ ⩽ ⟶ ⇌ ∈ ∅'],
    ['currencies', '₹ ₽ ₩ ₺ ₪ ₴ ₦ ₫'],
  ])('%s have a font', async (_, text) => {
    expect((await typefaces.find(typefaces.foreignIn(text))).lacking).toEqual([]);
  });

  test('letters of a script are of one font, so that they join', async () => {
    const { faces } = await typefaces.find(typefaces.foreignIn('العربية'));
    expect(faces.map(({ family }) => family)).toEqual(['noto-sans-arabic-arabic-wght-normal']);
  });

  test('a mark and its letter are looked for together', async () => {
    expect(typefaces.foreignIn('x̂ é e\u0301')).toEqual(['x̂']);
    const { faces } = await typefaces.find(['x̂']);
    expect(faces.map(({ characters }) => characters)).toEqual([['x̂']]);
  });

  test('what no font has is named; what nobody sees needs none', async () => {
    expect(typefaces.foreignIn('a\u200db \u00ad\u2060\ufe0f\t\ufeff')).toEqual([]);
    expect((await typefaces.find(typefaces.foreignIn('well 😀'))).lacking).toEqual(['😀']);
  });

  test('nothing is asked for by plain text', async () => {
    expect(typefaces.foreignIn('MRD 10⁻⁵ ≥ ½ “x” – ♀')).toEqual([]);
    expect(await typefaces.find([])).toEqual({ faces: [], lacking: [] });
  });
});

test('a page gets just the characters that it uses, in the same bytes every time', async () => {
  const css = async (opened: typeof typefaces) => opened.css(await opened.find(['明', '李']), 'F');
  const rules = await css(typefaces);
  expect(rules.match(/unicode-range:[^}]*/g)).toEqual(['unicode-range:U+674e', 'unicode-range:U+660e']);
  expect(rules.length).toBeLessThan(5000);
  expect(await css(typefaces)).toBe(rules);
  expect(await css(openAgain())).toBe(rules);
});

test.each([
  ['TrialbriefSans-Regular.ttf', 4],
  ['TrialbriefSerif-It.ttf', 4],
])('%s is read as it is', (file) => {
  const points = charactersOf(readFileSync(join(ROOT, 'templates/fonts', file)));
  expect([...'Aé–10⁵'].every((char) => points.has(char.codePointAt(0) ?? 0))).toBe(true);
  expect(points.has(0x674e)).toBe(false);
});

describe('drawings', () => {
  const draw = async (label: string) => {
    const spec = figure({ kind: 'proportions', groups: [{ heading: [], rows: [proportionRow({ label })] }] });
    const fallbacks = await typefaces.find(typefaces.foreignIn(JSON.stringify(spec)));
    return drawFigure(spec, { accent: '#0b5a7e', fallbacks });
  };

  test('measure in our fonts what their own lacks, whatever fonts the machine has', async () => {
    const fallbacks = await typefaces.find(['∼', '李']);
    const measure = measureWith(drawWith(fallbacks));
    const widthOf = (text: string) => measure(text, { size: 100, weight: 400, fill: 'ink' });
    expect(widthOf('李')).toBeCloseTo(100, 1);
    expect(widthOf('∼')).toBeCloseTo(57.2, 1);
    expect(widthOf('∼李')).toBeCloseTo(157.2, 1);
  });

  test('paint a box for what no font has, and never the machine’s glyph', async () => {
    const [emoji, box] = [await draw('Zorvex 😀'), await draw('Zorvex □')];
    expect(Buffer.compare(await emoji.paint(), await box.paint())).toBe(0);
    expect(emoji.svg).toContain('Zorvex 😀');
    expect(Buffer.compare(await (await draw('Zorvex ∼ 李')).paint(), await box.paint())).not.toBe(0);
  });
});
