import { describe, expect, test } from 'vitest';
import { auditOfProduct, messagesOfProduct } from './audited.ts';

describe('the parts of sales', () => {
  const quarter = (fields: string) => auditOfProduct([`2025-Q1: { ${fields} }`]);
  const found = (value: string, ...parts: string[]) => [
    `error sales-parts 2025-Q1«${value}» against ${parts.map((part) => `2025-Q1«${part}»`).join(', ')}`,
  ];

  test.each([
    ['value: 2264, us: 1191, international: 1072', []],
    ['value: 2264, us: 1191, international: 1073', []],
    ['value: 2264, us: 1191, international: 1074', []],
    ['value: 2264, us: 1191, international: 1075', []],
    ['value: 2264, us: 1191, international: 1076', found('2264', '1191', '1076')],
    ['value: 2264, us: 1191, international: 1070', found('2264', '1191', '1070')],
    ['value: 2.26, us: 1.19, international: 1.09', []],
    ['value: 2.26, us: 1.19, international: 1.10', found('2.26', '1.19', '1.10')],
    ['value: 2264, us: 900', []],
    ['value: 2264, international: 900', []],
    ['value: 2264, us: 9000', ['error sales-parts 2025-Q1«2264» against 2025-Q1«9000»']],
    ['value: 100, regions: { us: 50, europe: 30, China: 21 }', []],
    ['value: 100, regions: { us: 50, europe: 30, China: 24 }', found('100', '50', '30', '24')],
    ['value: 100, regions: { us: 50, europe: 30 }', found('100', '50', '30')],
    ['value: 100, regions: { us: 50, europe: 30 }, rest: exports and smaller markets', []],
    ['value: 100, regions: { us: 80, europe: 30 }, rest: exports', found('100', '80', '30')],
    ['value: 100, us: 50, regions: { europe: 30, rest-of-world: 20 }', []],
  ])('%s', (fields, expected) => {
    expect(quarter(fields)).toEqual(expected);
  });

  test('may miss by 3 units where all are differences of printed numbers', () => {
    const derived = 'derived: six months less Q2';
    expect(quarter(`value: 2264, us: 1191, international: 1076, ${derived}`)).toEqual([]);
    expect(quarter(`value: 2264, us: 1191, international: 1077, ${derived}`)).toHaveLength(1);
    expect(quarter(`value: 2264, us: 1191, international: 1070, ${derived}`)).toEqual([]);
    expect(quarter(`value: 2264, us: 1191, international: 1069, ${derived}`)).toHaveLength(1);
  });

  test('may miss by half a per cent of each where they are approximate', () => {
    expect(quarter('value: 2000, us: 1000, international: 1020, approximate: true')).toEqual([]);
    expect(quarter('value: 2000, us: 1000, international: 1021, approximate: true')).toHaveLength(1);
    expect(quarter('value: 2000, us: 1000, international: 1021, approximate: false')).toHaveLength(1);
    expect(quarter('value: 2, us: 1, international: 2, approximate: true')).toEqual([]);
    expect(quarter('value: 500, us: -1000, international: 1512, approximate: true')).toEqual([]);
    expect(quarter('value: 500, us: -1000, international: 1516, approximate: true')).toHaveLength(1);
  });

  test('are those of years too', () => {
    expect(
      auditOfProduct(['2020-Q1: { value: 1 }'], ['2025: { value: 500, us: 469, international: 30 }']),
    ).toEqual([]);
    expect(
      auditOfProduct(['2020-Q1: { value: 1 }'], ['2025: { value: 500, us: 469, international: 40 }']),
    ).toEqual(['error sales-parts 2025«500» against 2025«469», 2025«40»']);
  });

  test('are told in words', () => {
    expect(messagesOfProduct(['2025-Q1: { value: 12264.5, us: 1191.25, international: 1072 }'])).toEqual([
      'Q1 2025: US 1,191.25 and international 1,072 add up to 2,263.25, not 12,264.5',
    ]);
  });
});

describe('the quarters of a year', () => {
  const quarters = (last: string) => [
    '2024-Q4: { value: 99 }',
    '2025-Q1: { value: 100, us: 60 }',
    '2025-Q2: { value: 100, us: 60 }',
    '2025-Q3: { value: 100, us: 60 }',
    `2025-Q4: { value: 100, us: 60${last} }`,
    '2026-Q1: { value: 99 }',
  ];
  const against = (field: string) => [1, 2, 3, 4].map((n) => `2025-Q${n}«${field}»`).join(', ');

  test.each([
    ['400', []],
    ['402', []],
    ['398', []],
    ['403', [`error sales-year 2025«403» against ${against('100')}`]],
    ['397', [`error sales-year 2025«397» against ${against('100')}`]],
  ])('of 100 each and %s', (value, expected) => {
    expect(auditOfProduct(quarters(''), [`2025: { value: ${value} }`])).toEqual(expected);
  });

  test('add up by region', () => {
    expect(auditOfProduct(quarters(''), ['2025: { value: 400, us: 242 }'])).toEqual([]);
    expect(auditOfProduct(quarters(''), ['2025: { value: 400, us: 243 }'])).toEqual([
      `error sales-year 2025«243» against ${against('60')}`,
    ]);
    expect(auditOfProduct(quarters(''), ['2025: { value: 400, international: 243 }'])).toEqual([]);
    const some = quarters('').map((line) => line.replace('Q2: { value: 100, us: 60', 'Q2: { value: 100'));
    expect(auditOfProduct(some, ['2025: { value: 400, us: 399 }'])).toEqual([]);
  });

  test('are all four', () => {
    expect(auditOfProduct(quarters('').slice(0, -2), ['2025: { value: 999 }'])).toEqual([]);
    expect(auditOfProduct(quarters(''), ['2024: { value: 1 }', '2026: { value: 1 }'])).toEqual([]);
  });

  test('may miss by more where one is derived or approximate', () => {
    expect(auditOfProduct(quarters(', derived: the rest'), ['2025: { value: 403 }'])).toEqual([]);
    expect(auditOfProduct(quarters(', derived: the rest'), ['2025: { value: 404 }'])).toHaveLength(1);
    const about = quarters('').map((line) =>
      line.replace('Q4: { value: 100', 'Q4: { approximate: true, value: 400'),
    );
    expect(auditOfProduct(about, ['2025: { value: 704 }'])).toEqual([]);
    expect(auditOfProduct(about, ['2025: { value: 705 }'])).toHaveLength(1);
  });

  test('are told in words', () => {
    expect(messagesOfProduct(quarters(''), ['2025: { value: 1403, us: 250 }'])).toEqual([
      'the quarters of 2025 add up to 400, not 1,403',
      'the quarters of 2025 in the US add up to 240, not 250',
    ]);
    const abroad = quarters('').map((line) => line.replace('us:', 'international:'));
    expect(messagesOfProduct(abroad, ['2025: { value: 400, international: 250 }'])).toEqual([
      'the quarters of 2025 outside the US add up to 240, not 250',
    ]);
  });
});

describe('other periods that fill one', () => {
  const audit = (...periods: string[]) => auditOfProduct([], [], periods);

  test('halves, nine months and a quarter, a fiscal year and a calendar year', () => {
    const h1 = '2025-H1: { value: 200 }';
    expect(audit(h1, '2025-H2: { value: 210 }', 'FY2025: { value: 410 }')).toEqual([]);
    expect(audit(h1, '2025-H2: { value: 210 }', 'FY2025: { value: 450 }')).toEqual([
      'error sales-year FY2025«450» against 2025-H1«200», 2025-H2«210»',
    ]);
    expect(audit(h1, '2025-Q3: { value: 100 }', '2025-9M: { value: 340 }')).toHaveLength(1);
    expect(audit('2025-9M: { value: 300 }', '2025-Q4: { value: 100 }', '2025: { value: 460 }')).toEqual([
      'error sales-year 2025«460» against 2025-9M«300», 2025-Q4«100»',
    ]);
    expect(audit('FY2025: { value: 410 }', '2025: { value: 411 }')).toEqual([]);
    expect(audit('FY2025: { value: 410 }', '2025: { value: 418 }')).toHaveLength(1);
  });

  test('first values beside a first value, restated ones beside a restated one', () => {
    const restated = (key: string, first: number, later: number) =>
      `${key}: { original: ${first}, restated: { value: ${later}, in: 2026-Q1 } }`;
    const quarters = [1, 2, 3, 4].map((part) => restated(`2025-Q${part}`, 100, 80));
    expect(audit(...quarters, '2025: { value: 400 }')).toEqual([]);
    expect(audit(...quarters, restated('2025', 400, 320))).toEqual([]);
    expect(audit(...quarters, '2025: { value: 360 }')).toHaveLength(1);
  });
});

describe('an amount of another size than those around it', () => {
  const audit = (...values: number[]) =>
    auditOfProduct(
      values.map(
        (value, index) => `${2020 + Math.floor(index / 4)}-Q${(index % 4) + 1}: { value: ${value} }`,
      ),
    );
  const flagged = (...values: number[]) => audit(...values).map((line) => /«([^»]+)»/.exec(line)?.[1]);

  test('is told with those around it', () => {
    expect(audit(3237, 3539000, 3670)).toEqual([
      'warning sales-scale 2020-Q2«3539000» against 2020-Q1«3237», 2020-Q3«3670»',
    ]);
  });

  test.each([
    [[3237, 3539, 3670000], ['3670000']],
    [[3237000, 3539, 3670], ['3237000']],
    [[3.24, 3539, 3670], ['3.24']],
    [[100, 110, 1200, 130, 140], ['1200']],
    [[100, 110, 12000, 130, 140], ['12000']],
    [[100, 110, 11.8, 130, 140], ['11.8']],
    [[100, 110, 120, 130, 1.4], ['1.4']],
    [
      [100, 95000],
      ['100', '95000'],
    ],
  ])('of %j are %j', (values, expected) => {
    expect(flagged(...values)).toEqual(expected);
  });

  test.each([
    [[24, 55, 54, 72, 117, 152]],
    [[2, 21, 60, 150, 240]],
    [[5, 50, 52, 55]],
    [[2000, 1400, 900, 500, 300, 200]],
    [[800, -12, 1200]],
    [[0, 100, 110]],
    [[100, 480, 120, 130]],
  ])('of %j none is', (values) => {
    expect(flagged(...values)).toEqual([]);
  });
});
