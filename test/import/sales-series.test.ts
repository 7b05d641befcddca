import { describe, expect, test } from 'vitest';
import { Coverage, type Reason } from '../../src/import/sales/coverage.ts';
import { type Filing, foldedName, type Line, readFiling } from '../../src/import/sales/filing.ts';
import { NotXbrl } from '../../src/import/sales/inline-xbrl.ts';
import { matchIn } from '../../src/import/sales/match.ts';
import { readLine } from '../../src/import/sales/reading.ts';
import { seriesOf } from '../../src/import/sales/series.ts';
import { seededRandom, wholeBelow } from '../random.ts';
import {
  abroad,
  filingOf,
  growthOf,
  half,
  type MadeFact,
  type MadeFiling,
  nineMonths,
  q1,
  q2,
  q3,
  sales,
  us,
  xbrlOf,
  year,
} from './filings.ts';

const terms = { currency: 'USD', power: 6, fiscal: { start: 1, named: 'end' } as const };

interface Outcome {
  quarters: Record<string, Record<string, unknown>>;
  doubts: string[];
  /** `reason text` of each number that was left out. */
  listed: [Reason, string][];
  taken: number;
}

/** What filings give of Zorvex, or of the product with these members. */
function series(made: readonly MadeFiling[], xbrl: string[] = [], how = terms): Outcome {
  const coverage = new Coverage();
  const filings = made.map((one, index) => filingOf({ part: `Q${index + 1}`, ...one }));
  const readings = filings.flatMap((filing) => {
    const { line, narrower, unclear } = matchIn(filing, { name: 'Zorvex', xbrl });
    for (const one of narrower) for (const fact of one.facts) coverage.list(fact, 'narrower line');
    for (const one of unclear) for (const fact of one.facts) coverage.list(fact, 'several lines');
    return line ? [readLine(line, filing, how, coverage)] : [];
  });
  const { quarters, doubts } = seriesOf(readings, ({ id }: Filing) => id, coverage);
  const accounts = coverage.account(
    readings.flatMap(({ filing }) => filing.lines.filter(isOf).flatMap((line) => line.facts)),
  );
  return {
    quarters,
    doubts,
    listed: accounts.listed.map(({ fact, reason }) => [reason, fact.text]),
    taken: accounts.taken,
  };
}

/** Lines of other products are another test’s. */
function isOf({ products }: Line): boolean {
  return products.some((member) => foldedName(member) === 'zorvex');
}

function one(facts: MadeFact[], made: Partial<MadeFiling> = {}): Outcome {
  return series([{ part: 'Q2', ...made, facts }]);
}

describe('quarters of one filing', () => {
  test('the worldwide number is the value, regions are its parts', () => {
    const { quarters, taken, listed } = one([
      sales(q2, '3,539', { as: { format: 'ixt:num-dot-decimal' } }),
      sales(q2, '2,017', { ...us, as: { format: 'ixt:num-dot-decimal' } }),
      sales(q2, '1,521', { ...abroad, as: { format: 'ixt:num-dot-decimal' } }),
    ]);
    expect(quarters).toEqual({
      '2025-Q2': {
        value: '3539',
        us: '2017',
        international: '1521',
        source: 'exph-10q-2025-q2',
        note: 'The parts do not add up because of rounding in the source.',
      },
    });
    expect([taken, listed]).toEqual([3, []]);
  });

  test('exports are a region, and explain the total', () => {
    const { quarters, doubts } = one([
      sales(q2, '455'),
      sales(q2, '283', us),
      sales(q2, '138', abroad),
      sales(q2, '34', { region: 'ex:UNITEDSTATESExportsMember' }),
    ]);
    expect(quarters['2025-Q2']).toEqual({
      value: '455',
      us: '283',
      international: '138',
      regions: { exports: '34' },
      source: 'exph-10q-2025-q2',
    });
    expect(doubts).toEqual([]);
  });

  test('parts that miss the total by more than rounding are doubtful', () => {
    const { doubts } = one([sales(q2, '455'), sales(q2, '283', us), sales(q2, '138', abroad)]);
    expect(doubts).toEqual(['2025-Q2: the parts 283, 138 do not add up to 455']);
  });

  test('a country is not added where the rest of the world includes it', () => {
    const facts = [sales(q2, '100'), sales(q2, '60', us), sales(q2, '40', abroad)];
    const { quarters, listed } = one([...facts, sales(q2, '15', { region: 'country:JP' })]);
    expect(quarters['2025-Q2']).not.toHaveProperty('regions');
    expect(listed).toEqual([['part of a region', '15']]);
    const alone = one([
      sales(q2, '100'),
      sales(q2, '60', us),
      sales(q2, '40', { region: 'srt:EuropeMember' }),
    ]);
    expect(alone.quarters['2025-Q2']?.regions).toEqual({ europe: '40' });
  });

  test.each([
    ['1.234,5', { format: 'ixt:num-comma-decimal', decimals: '-5' }, '1234.5'],
    ['2.5', { scale: '9', decimals: '-8' }, '2500'],
    ['186,000,000', { scale: '0', format: 'ixt:numdotdecimal' }, '186'],
    ['186.0', { decimals: '-5' }, '186.0'],
    ['12', { sign: '-' }, '-12'],
    ['12,345', { scale: '3', format: 'ixt:num-dot-decimal', decimals: '-3' }, '12.345'],
    ['007', {}, '7'],
    ['0', {}, '0'],
  ])('%s %j is %s million', (text, as, expected) => {
    expect(one([sales(q2, text, { as })]).quarters['2025-Q2']?.value).toBe(expected);
  });

  test.each([
    ['—', { format: 'ixt:fixed-zero' }, 'dash'],
    ['—', {}, 'dash'],
    ['*', {}, 'dash'],
    ['0', { format: 'ixt:fixed-zero' }, 'dash'],
    ['', { 'xsi:nil': 'true' }, 'dash'],
    ['twelve', { format: 'ixt-sec:numwordsen' }, 'not a number'],
    ['1,2', { format: 'ixt:num-strange' }, 'not a number'],
  ])('%s %j is no number: %s', (text, as, reason) => {
    const { quarters, listed } = one([sales(q2, text, { as })]);
    expect([quarters, listed]).toEqual([{}, [[reason, text]]]);
  });

  test('a region that is a dash is absent', () => {
    const { quarters } = one([sales(q2, '5'), sales(q2, '5', us), sales(q2, '–', abroad)]);
    expect(quarters['2025-Q2']).toEqual({ value: '5', us: '5', source: 'exph-10q-2025-q2' });
  });

  test('of the same number twice the more exact one is taken', () => {
    const { quarters, listed } = one([
      sales(q2, '3.5', { as: { scale: '9', decimals: '-8' } }),
      sales(q2, '3,512', { as: { format: 'ixt:num-dot-decimal' } }),
      sales(q2, '3,512', { as: { format: 'ixt:num-dot-decimal' } }),
    ]);
    expect(quarters['2025-Q2']?.value).toBe('3512');
    expect(listed).toEqual([
      ['repeated', '3.5'],
      ['repeated', '3,512'],
    ]);
  });

  test('two different numbers for the same are both left out', () => {
    const { quarters, listed } = one([sales(q2, '100'), sales(q2, '102')]);
    expect(quarters).toEqual({});
    expect(listed.map(([reason]) => reason)).toEqual(['contradicts itself', 'contradicts itself']);
  });

  test('a second kind of revenue is a part, unless it is the larger', () => {
    const concept = 'us-gaap:RevenueFromCollaborativeArrangementExcludingRevenueFromContractWithCustomer';
    const part = one([sales(q2, '146'), sales(q2, '118', { concept })]);
    expect(part.quarters['2025-Q2']?.value).toBe('146');
    expect(part.listed).toEqual([['part of the total', '118']]);
    const unclear = one([sales(q2, '28'), sales(q2, '118', { concept })]);
    expect(unclear.quarters).toEqual({});
    const alone = one([sales(q2, '118', { concept })]);
    expect(alone.quarters['2025-Q2']?.value).toBe('118');
  });

  test('growth is that of the total, of the quarter, with its sign', () => {
    const down = { ...growthOf, as: { ...growthOf.as, sign: '-' } };
    const { quarters, listed } = one([
      sales(q2, '1,653', { as: { format: 'ixt:num-dot-decimal' } }),
      sales(q2, '42.7', down),
      sales(q2, '41.9', { ...down, ...us }),
      sales(half, '38.6', down),
      sales(q1, '—', growthOf),
    ]);
    expect(quarters['2025-Q2']).toMatchObject({ reportedGrowth: '-42.7', growthBasis: 'reported' });
    expect(listed).toEqual([
      ['growth of a region', '41.9'],
      ['growth of a longer period', '38.6'],
      ['dash', '—'],
    ]);
  });

  test('growth without sales, other currencies, odd periods and regions without a total are left out', () => {
    const { quarters, listed } = one([
      sales(q1, '3.0', growthOf),
      sales(q2, '7', { unit: 'eur' }),
      sales(['2025-04-01', '2025-05-31'], '8'),
      sales(['2024-07-01', '2025-06-30'], '9'),
      sales(q2, '10', us),
    ]);
    expect(quarters).toEqual({});
    expect(listed).toEqual([
      ['growth without sales', '3.0'],
      ['other currency', '7'],
      ['period unknown', '8'],
      ['period unknown', '9'],
      ['no total', '10'],
    ]);
  });

  test('weeks of a company are quarters of the nearest end, and fiscal years its own', () => {
    const weeks = one([sales(['2025-03-31', '2025-06-29'], '1'), sales(['2022-10-03', '2023-01-01'], '2')]);
    expect(Object.keys(weeks.quarters)).toEqual(['2022-Q4', '2025-Q2']);
    const japan = series([{ facts: [sales(q2, '1')] }], [], {
      ...terms,
      fiscal: { start: 4, named: 'end' } as never,
    });
    expect(Object.keys(japan.quarters)).toEqual(['2026-Q1']);
  });
});

describe('quarters that are derived', () => {
  test('six months less the second quarter, by region', () => {
    const { quarters, listed } = one([
      sales(q2, '439'),
      sales(q2, '358', us),
      sales(q2, '81', abroad),
      sales(half, '5,808', { as: { format: 'ixt:num-dot-decimal' } }),
      sales(half, '676', us),
      sales(half, '132', abroad),
    ]);
    expect(quarters['2025-Q1']).toEqual({
      value: '5369',
      us: '318',
      international: '51',
      source: 'exph-10q-2025-q2',
      derived: 'six months 5,808 less Q2 439 (US 676 less 358; international 132 less 81)',
    });
    expect(listed).toEqual([]);
  });

  test('a full year less nine months of another filing, both named', () => {
    const { quarters } = series([
      { part: 'Q3', period: nineMonths, facts: [sales(nineMonths, '629'), sales(q3, '210')] },
      { part: 'FY', form: '10-K', period: year, facts: [sales(year, '963'), sales(year, '869', us)] },
    ]);
    expect(quarters['2025-Q4']).toEqual({
      value: '334',
      source: ['exph-10k-2025', 'exph-10q-2025-q3'],
      derived: 'full year 963 less nine months 629',
    });
  });

  test('nothing from three filings', () => {
    const { quarters, listed } = series([
      { period: q1, facts: [sales(q1, '100')] },
      { period: half, facts: [sales(q2, '110')] },
      { part: 'FY', form: '10-K', period: year, facts: [sales(year, '460')] },
      { part: 'Q3', period: nineMonths, facts: [sales(q3, '120')] },
    ]);
    expect(Object.keys(quarters)).toEqual(['2025-Q1', '2025-Q2', '2025-Q3']);
    expect(listed).toEqual([['longer period', '460']]);
  });

  test('nothing where a later filing restates what it would be derived from', () => {
    const later = ['2024-07-01', '2024-09-30'] as const;
    const before = ['2024-01-01', '2024-09-30'] as const;
    const { quarters, listed } = series([
      { part: 'Q3', year: '2024', period: before, facts: [sales(before, '600'), sales(later, '200')] },
      {
        part: 'FY',
        year: '2024',
        form: '10-K',
        period: ['2024-01-01', '2024-12-31'],
        facts: [sales(['2024-01-01', '2024-12-31'], '900')],
      },
      { part: 'Q3', period: nineMonths, facts: [sales(before, '580')] },
    ]);
    expect(Object.keys(quarters)).toEqual(['2024-Q3']);
    expect(listed).toEqual([
      ['restated later', '600'],
      ['longer period', '900'],
      ['restated later', '580'],
    ]);
  });

  test('a printed quarter wins, and a longer period that contradicts it is reported', () => {
    const first = { period: q1, facts: [sales(q1, '369')] };
    const agreeing = series([first, { facts: [sales(q2, '439'), sales(half, '809')] }]);
    expect(agreeing.quarters['2025-Q1']).toEqual({ value: '369', source: 'exph-10q-2025-q1' });
    expect(agreeing.doubts).toEqual([]);
    const other = series([first, { facts: [sales(q2, '439'), sales(half, '840')] }]);
    expect(other.doubts).toEqual(['2025-Q1: 369 is printed, but six months 840 less Q2 439 is 401']);
  });
});

describe('several filings', () => {
  const later = { year: '2026', part: 'Q2', period: ['2026-01-01', '2026-06-30'] as const };

  test('a restated quarter keeps what was first reported', () => {
    const { quarters } = series([
      { part: 'Q2', facts: [sales(q2, '186'), sales(q2, '167', us)] },
      {
        ...later,
        facts: [sales(q2, '190'), sales(q2, '170', us), sales(['2026-04-01', '2026-06-30'], '200')],
      },
    ]);
    expect(quarters['2025-Q2']).toEqual({
      original: '186',
      restated: { value: '190', in: '2026-Q2', source: 'exph-10q-2026-q2' },
      us: '170',
      source: 'exph-10q-2025-q2',
      note: 'US first reported as 167.',
    });
  });

  test('an amended filing for the same quarter restates it under its own name', () => {
    const { quarters } = series([
      { part: 'Q2', facts: [sales(q2, '166')] },
      { part: 'Q2', form: '10-Q/A', facts: [sales(q2, '170')] },
    ]);
    expect(quarters['2025-Q2']).toMatchObject({ original: '166', restated: { value: '170' } });
    expect((quarters['2025-Q2'] as { restated: { in: string } }).restated.in).not.toBe('2025-Q2');
  });

  test('the same number in another rounding restates nothing', () => {
    const { quarters, listed } = series([
      { part: 'Q2', facts: [sales(q2, '1.2', { as: { scale: '9', decimals: '-8' } })] },
      { ...later, facts: [sales(q2, '1,186', { as: { format: 'ixt:num-dot-decimal' } })] },
    ]);
    expect(quarters['2025-Q2']).toEqual({ value: '1186', source: 'exph-10q-2026-q2' });
    expect(listed).toEqual([]);
  });

  test('names are compared without case', () => {
    const { quarters } = series([
      { part: 'Q2', facts: [sales(q2, '186', { product: 'ex:ZORVEXMember' })] },
      { ...later, facts: [sales(['2026-04-01', '2026-06-30'], '200', { product: 'ex:zorvexMember' })] },
    ]);
    expect(Object.keys(quarters)).toEqual(['2025-Q2', '2026-Q2']);
  });
});

describe('lines of a filing', () => {
  const heart = { others: { 'us-gaap:SubsegmentsAxis': 'ex:HeartMember' }, product: 'ex:OtherMember' };
  const lung = { others: { 'us-gaap:SubsegmentsAxis': 'ex:LungMember' }, product: 'ex:OtherMember' };

  test('one member under two segments is two lines', () => {
    const made = [{ part: 'Q2', facts: [sales(q2, '309', heart), sales(q2, '55', lung)] }];
    const unclear = series(made, ['ex:OtherMember']);
    expect(unclear.quarters).toEqual({});
    const named = series(made, ['ex:OtherMember + ex:LungMember']).quarters;
    expect(named['2025-Q2']?.value).toBe('55');
  });

  test('a line with a further axis is a part of the product’s', () => {
    const wholesale = { others: { 'ex:ChannelAxis': 'ex:WholesaleMember' } };
    const { quarters, listed } = one([sales(q2, '309'), sales(q2, '55', wholesale)]);
    expect(quarters['2025-Q2']?.value).toBe('309');
    expect(listed).toEqual([['narrower line', '55']]);
  });
});

test('a thousand damaged filings are refused, or read without a number that is none', () => {
  const random = seededRandom(7);
  const sound = xbrlOf({
    facts: [sales(q2, '439'), sales(q2, '358', us), sales(half, '808'), sales(q2, '23.0', growthOf)],
  });
  let readable = 0;
  for (let count = 0; count < 1000; count += 1) {
    const at = wholeBelow(sound.length, random);
    const put = ['', '<', '9', 'NaN', '-', '&', '"', '.', 'e9', ',', '/'][wholeBelow(11, random)];
    const damaged = sound.slice(0, at) + put + sound.slice(at + wholeBelow(12, random));
    let filing: Filing;
    try {
      filing = readFiling(Buffer.from(damaged), 'damaged.htm');
    } catch (error) {
      expect(error).toBeInstanceOf(NotXbrl);
      continue;
    }
    readable += 1;
    const coverage = new Coverage();
    const all = filing.lines.map((line) =>
      seriesOf([readLine(line, filing, terms, coverage)], ({ id }) => id, coverage),
    );
    coverage.account(filing.lines.flatMap(({ facts }) => facts));
    const texts = all.flatMap(({ quarters }) => Object.values(quarters)).map(({ value }) => value ?? '0');
    expect(texts.filter((text) => !/^-?\d+(?:\.\d+)?$/.test(String(text)))).toEqual([]);
    expect(JSON.stringify(all)).not.toMatch(/NaN|undefined|Infinity/);
  }
  expect(readable).toBeGreaterThan(100);
});
