import { describe, expect, test } from 'vitest';
import { auditOfProduct, messagesOfProduct } from './audited.ts';

describe('the parts of sales', () => {
  const quarter = (fields: string) => auditOfProduct([`2025-Q1: { ${fields} }`]);
  const found = (value: string, us: string, international: string) => [
    `error sales-parts 2025-Q1«${value}» against 2025-Q1«${us}», 2025-Q1«${international}»`,
  ];

  test.each([
    ['value: 2264, us: 1191, international: 1072', []],
    ['value: 2264, us: 1191, international: 1073', []],
    ['value: 2264, us: 1191, international: 1074', []],
    ['value: 2264, us: 1191, international: 1075', found('2264', '1191', '1075')],
    ['value: 2264, us: 1191, international: 1071', found('2264', '1191', '1071')],
    ['value: 2.26, us: 1.19, international: 1.08', []],
    ['value: 2.26, us: 1.19, international: 1.09', found('2.26', '1.19', '1.09')],
    ['value: 2264, us: 9000', []],
    ['value: 2264, international: 9000', []],
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
      '2025-Q1: US 1,191.25 and international 1,072 add up to 2,263.25, not 12,264.5',
    ]);
  });
});

describe('the quarters of a year', () => {
  const quarters = (last: string) => [
    '2024-Q4: { value: 9999 }',
    '2025-Q1: { value: 100, us: 60 }',
    '2025-Q2: { value: 100, us: 60 }',
    '2025-Q3: { value: 100, us: 60 }',
    `2025-Q4: { value: 100, us: 60${last} }`,
    '2026-Q1: { value: 9999 }',
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
    expect(auditOfProduct(some, ['2025: { value: 400, us: 999 }'])).toEqual([]);
  });

  test('are all four', () => {
    expect(auditOfProduct(quarters('').slice(0, -2), ['2025: { value: 999 }'])).toEqual([]);
    expect(auditOfProduct(quarters(''), ['2024: { value: 1 }', '2026: { value: 1 }'])).toEqual([]);
  });

  test('may miss by more where one is derived or approximate', () => {
    expect(auditOfProduct(quarters(', derived: the rest'), ['2025: { value: 403 }'])).toEqual([]);
    expect(auditOfProduct(quarters(', derived: the rest'), ['2025: { value: 404 }'])).toHaveLength(1);
    const about = quarters('').map((line) =>
      line.replace('Q4: { value: 100', 'Q4: { approximate: true, value: 1000'),
    );
    expect(auditOfProduct(about, ['2025: { value: 1307 }'])).toEqual([]);
    expect(auditOfProduct(about, ['2025: { value: 1308 }'])).toHaveLength(1);
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
