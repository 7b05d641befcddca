import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drawSocial } from '../../src/figures/draw.ts';
import { type SocialSpec, socialDrawing } from '../../src/figures/social.ts';
import { fontsOfSocial, isInDisplay, openDisplay, openTypefaces } from '../../src/page/set-type.ts';
import { socialAlt } from '../../src/page/social.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import type { TextShape } from '../../vendor/canvas/index.js';
import { Desk, type Edit } from '../pages/proofed.ts';

const templates = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');
const [typefaces, display] = [openTypefaces(templates), openDisplay(templates)];
const accent = '#0b5d75';

const plain: Omit<SocialSpec, 'serif'> = {
  title: 'AQUILA: early daratumumab delays myeloma',
  publication: 'Myeloma Notes',
  series: 'Readout flash',
  date: '14 April 2026',
  site: 'example.com/notes',
};
const number = {
  numeral: '20 of 20',
  label: 'MRD-negative at 10⁻⁶',
  detail: 'CAR-PRISM; 95% CI 83–100%',
  grade: 'unconfirmed',
  source: 'unconfirmed; Example Research 2026',
} as const;
const unlike = 'Not a head-to-head comparison. Different diseases, two test sensitivities, no control arm.';

async function drawn(more: Partial<SocialSpec> = {}, colour = accent) {
  const words = { ...plain, ...more };
  const spec = { ...words, serif: isInDisplay(words.title, display) };
  const fallbacks = await fontsOfSocial(spec, typefaces);
  const { shapes } = socialDrawing(spec, { accent: colour, fallbacks });
  const texts = shapes.filter((shape) => shape.kind === 'text') as TextShape[];
  const titles = texts.filter(
    ({ y, text }) => y > 100 && words.title.replace(/\s+/g, '').includes(text.replace(/\s+|…/g, '')),
  );
  return {
    spec,
    fallbacks,
    shapes,
    texts,
    titles,
    png: await drawSocial(spec, { accent: colour, fallbacks }),
  };
}

/** Rows of pixels, four bytes each, of a PNG without filters. */
function rowsOf(png: Uint8Array): Buffer[] {
  const bytes = Buffer.from(png);
  const start = bytes.indexOf('IDAT') + 4;
  const data = inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)));
  const stride = bytes.readUInt32BE(16) * 4 + 1;
  return Array.from({ length: bytes.readUInt32BE(20) }, (_, row) =>
    data.subarray(row * stride + 1, (row + 1) * stride),
  );
}

/** Whether nothing is drawn in the outer 60 pixels of any side, but for the bar at the top. */
function hasMargins(png: Uint8Array): boolean {
  const rows = rowsOf(png);
  const isPaper = (row: Buffer, from: number, to: number) =>
    row.subarray(from * 4, to * 4).every((byte) => byte === 255);
  return rows.every(
    (row, y) =>
      y < 16 || (isPaper(row, 0, 60) && isPaper(row, 1140, 1200) && (y < 600 || isPaper(row, 0, 1200))),
  );
}

describe('the picture that is shared', () => {
  test('is 1200 by 630 pixels, and the same bytes each time', async () => {
    const [one, two] = await Promise.all([drawn({ number, unlike }), drawn({ number, unlike })]);
    const head = Buffer.from(one.png);
    expect([head.readUInt32BE(16), head.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(head.equals(two.png)).toBe(true);
    expect(head.equals((await drawn({ number })).png)).toBe(false);
  });

  test('says what it is of, whose, and when', async () => {
    const { texts, png } = await drawn({ number, unlike });
    const said = texts.map(({ text }) => text).join(' ');
    for (const words of [
      'Readout flash',
      '14 April 2026',
      'Myeloma Notes',
      'example.com/notes',
      ...Object.values(number),
    ])
      if (words !== 'unconfirmed') expect(said).toContain(words);
    expect(hasMargins(png)).toBe(true);
  });

  test('names no series that is the publication', async () => {
    const { texts } = await drawn({ series: 'Myeloma Notes' });
    expect(texts.filter(({ text }) => text === 'Myeloma Notes')).toHaveLength(1);
  });

  test('has the bar in the accent, and no words in one that is too light', async () => {
    const rolesIn = async (colour: string) => {
      const { shapes } = await drawn({ number }, colour);
      return shapes.filter(({ fill }) => fill === 'accent').map(({ kind }) => kind);
    };
    expect(await rolesIn(accent)).toEqual(['path', 'text', 'text']);
    expect(await rolesIn('#f6d32d')).toEqual(['path']);
  });

  test.each([
    ['primary', 2],
    ['secondary', 2],
    ['unconfirmed', 1],
  ] as const)('marks a number that is %s', async (grade, paths) => {
    const { shapes } = await drawn({ number: { ...number, grade } });
    const marks = shapes.filter(
      (shape) => shape.kind === 'path' && [shape.fill, shape.stroke].includes('muted'),
    );
    expect(marks).toHaveLength(paths);
  });

  test.each([unlike, `Not a head-to-head comparison. ${'Different diseases, '.repeat(9)}no control arm.`])(
    'has ≠ in amber with every word of what forbids a comparison: %s',
    async (said) => {
      const { texts, png } = await drawn({ number, unlike: said });
      const first = texts.findIndex(({ text }) => text.startsWith('≠'));
      expect(texts[first]).toMatchObject({ fill: 'amber', weight: 600 });
      const lines = texts.slice(first).filter(({ y }) => y < 540 && y >= (texts[first]?.y ?? 0));
      expect(lines.map(({ text }) => text).join(' ')).toContain(`≠ ${said}`);
      expect(hasMargins(png)).toBe(true);
    },
  );
});

const long =
  'Adding daratumumab to bortezomib, lenalidomide and dexamethasone deepens remission and delays progression in newly diagnosed myeloma, with transplant and without it';

describe('a title', () => {
  test('of 160 characters is set whole, in smaller type, above the number', async () => {
    expect(long.length).toBeGreaterThanOrEqual(160);
    const [short, whole] = await Promise.all([
      drawn({ number, unlike }),
      drawn({ title: long, number, unlike }),
    ]);
    expect(whole.titles.map(({ text }) => text).join(' ')).toBe(long);
    expect(whole.titles[0]?.size).toBeLessThan(short.titles[0]?.size ?? 0);
    const numeral = whole.texts.find(({ text }) => text === number.numeral);
    expect(Math.max(...whole.titles.map(({ y }) => y))).toBeLessThan(
      (numeral?.y ?? 0) - (numeral?.size ?? 0) * 0.75,
    );
    expect(hasMargins(whole.png)).toBe(true);
  });

  test('that no size holds is cut with …', async () => {
    const { titles, png } = await drawn({ title: `${long} `.repeat(6).trim(), number, unlike });
    expect(titles.at(-1)?.text).toMatch(/…$/);
    expect(hasMargins(png)).toBe(true);
  });

  test.each([
    ['Latin', plain.title, 'Trialbrief Serif Display'],
    ['Latin with signs', 'MRD at 10⁻⁶ ≥ one → none', 'Trialbrief Serif Display'],
    [
      'Greek',
      'Η δαρατουμουμάμπη καθυστερεί το μυέλωμα: σε ποιους ασθενείς αξίζει να δοθεί πρώτα',
      'Trialbrief Sans',
    ],
    [
      'Chinese',
      '嵌合抗原受体T细胞疗法前移，向达雷妥尤单抗提出缓解深度的问题：高危冒烟型多发性骨髓瘤的早期数据',
      'Trialbrief Sans',
    ],
    [
      'Korean',
      '다라투무맙의 조기 투여가 골수종의 진행을 늦추다: 누구를 먼저 치료할 것인가',
      'Trialbrief Sans',
    ],
  ])('in %s is set in one face, with every character', async (_, title, family) => {
    const { titles, fallbacks, png } = await drawn({ title, number });
    expect(fallbacks.lacking).toEqual([]);
    expect(new Set(titles.map((one) => one.family))).toEqual(new Set([family]));
    expect(
      titles
        .map(({ text }) => text)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(title.replace(/\s/g, ''));
    expect(hasMargins(png)).toBe(true);
  });

  test('with a word that is wider than the picture breaks within it', async () => {
    const { titles, png } = await drawn({
      title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    });
    expect(titles.length).toBeGreaterThan(1);
    expect(hasMargins(png)).toBe(true);
  });
});

describe('what the picture of a briefing says', () => {
  const socialIn = async (part: string, edits: Edit[] = []) => (await new Desk(edits).composed(part)).social;

  test('is its first key figure, with its trial in the title', async () => {
    expect(await socialIn('aquila')).toMatchObject({
      series: 'Readout flash',
      publication: 'Myeloma Notes',
      date: '14 April 2026',
      number: {
        numeral: '0.49',
        label: 'HR, progression or death',
        detail: '95% CI 0.36–0.67',
        grade: 'secondary',
      },
    });
  });

  test('is else the first result of a list, named by its trial, and how well it is known', async () => {
    const social = await socialIn('car-t');
    expect(social.number).toMatchObject({ numeral: '20\u00a0of\u00a020', grade: 'unconfirmed' });
    expect(social.number?.detail).toMatch(/^CAR-PRISM; /);
    expect(social.number?.source).toMatch(/^unconfirmed; \S/);
  });

  test('is what forbids a comparison of its opening', async () => {
    const social = await socialIn('vrd');
    expect(social.unlike).toMatch(/^Not a head-to-head comparison\. No common comparator, /);
    expect(socialAlt(social)).toContain(`${social.unlike}`);
    expect((await socialIn('aquila')).unlike).toBeUndefined();
  });

  test('is the address of its site', async () => {
    expect((await socialIn('aquila')).site).toBeUndefined();
    const edit: Edit = [
      'content/house.yaml',
      'locale: en-GB',
      "locale: en-GB\nsite: 'https://example.com/notes/'",
    ];
    expect((await socialIn('aquila', [edit])).site).toBe('example.com/notes');
  });

  test('is told to those who do not see it', () => {
    const spec = { ...plain, serif: true };
    expect(socialAlt({ ...spec, number, unlike })).toBe(
      `AQUILA: early daratumumab delays myeloma. 20 of 20: MRD-negative at 10⁻⁶; CAR-PRISM; 95% CI 83–100%; unconfirmed; Example Research 2026. ${unlike}`,
    );
    expect(socialAlt({ ...spec, title: 'Is it?' })).toBe('Is it?');
  });
});
