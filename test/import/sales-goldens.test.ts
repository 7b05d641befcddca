import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Coverage } from '../../src/import/sales/coverage.ts';
import { type Filing, readFiling } from '../../src/import/sales/filing.ts';
import { matchIn } from '../../src/import/sales/match.ts';
import { readLine } from '../../src/import/sales/reading.ts';
import { type Series, seriesOf } from '../../src/import/sales/series.ts';

/** A real filing, where it is beside the repository; its tests are skipped elsewhere. */
const real = path.join(import.meta.dirname, '../../../shared/fixtures/sec/jnj-10-q-2025-07-24.htm');

const terms = { currency: 'USD', power: 6, fiscal: { start: 1, named: 'end' } as const };

describe.skipIf(!existsSync(real))('a real 10-Q of 2,252 numbers', () => {
  let filing: Filing;
  beforeAll(() => {
    filing = readFiling(readFileSync(real), path.basename(real));
  });

  function seriesNamed(name: string, xbrl: string[] = [], coverage = new Coverage()): Series {
    const { line } = matchIn(filing, { name, xbrl });
    if (!line) throw new Error(`no line ${name}`);
    return seriesOf([readLine(line, filing, terms, coverage)], ({ id }) => id, coverage);
  }

  test.each([
    ['Carvykti', [], '2025-Q2', '439', '358', '81', undefined],
    ['Carvykti', [], '2024-Q2', '186', '167', '20', undefined],
    ['Darzalex', [], '2025-Q2', '3539', '2017', '1521', '23.0'],
    ['Darzalex', [], '2024-Q2', '2878', '1641', '1237', undefined],
    ['TECVAYLI', [], '2025-Q2', '166', '114', '52', '23.1'],
    ['Remicade', [], '2025-Q2', '455', '283', '138', '15.9'],
    ['Stelara', [], '2025-Q2', '1653', '1078', '575', '-42.7'],
    ['Other', ['jnj:OtherMember + jnj:PulmonaryHypertensionMember'], '2025-Q2', '55', '16', '40', '-16.9'],
    [
      'Other',
      ['jnj:OtherMember + jnj:CardiovascularMetabolismOtherMember'],
      '2025-Q2',
      '309',
      '155',
      '154',
      '1.4',
    ],
    ['Carvykti', [], '2025-Q1', '369', '318', '51', undefined],
    ['Carvykti', [], '2024-Q1', '157', '140', '16', undefined],
    ['Darzalex', [], '2025-Q1', '3237', '1829', '1409', undefined],
    ['Darzalex', [], '2024-Q1', '2692', '1464', '1228', undefined],
  ] as [string, string[], string, string, string, string, string | undefined][])(
    '%s %j %s',
    (name, xbrl, quarter, value, us, international, reportedGrowth) => {
      const fields = seriesNamed(name, xbrl).quarters[quarter];
      expect(fields).toMatchObject({ value, us, international });
      expect(fields?.reportedGrowth).toBe(reportedGrowth);
    },
  );

  test('derived quarters name their formula, rounded parts are explained, exports are a part', () => {
    const { quarters } = seriesNamed('Darzalex');
    expect(quarters['2025-Q1']).toMatchObject({
      derived: 'six months 6,776 less Q2 3,539 (US 3,846 less 2,017; international 2,930 less 1,521)',
      note: 'The parts do not add up because of rounding in the source.',
    });
    expect(seriesNamed('Remicade').quarters['2025-Q2']).toMatchObject({ regions: { exports: '34' } });
    expect(seriesNamed('Remicade').doubts).toEqual([]);
    expect(seriesNamed('Carvykti').quarters['2024-Q2']?.note).toMatch(/rounding/);
  });

  test('the name alone does not choose between two lines', () => {
    expect(matchIn(filing, { name: 'Other', xbrl: [] }).unclear).toHaveLength(2);
  });

  test('every number of product sales is taken or listed, and no line has a doubt', () => {
    const coverage = new Coverage();
    const all = filing.lines.map((line) =>
      seriesOf([readLine(line, filing, terms, coverage)], ({ id }) => id, coverage),
    );
    const facts = filing.lines.flatMap((line) => line.facts);
    const { raw, taken, listed } = coverage.account(facts);
    expect([raw, taken, listed.length]).toEqual([614, 443, 171]);
    expect(
      Object.fromEntries(
        Map.groupBy(listed, ({ reason }) => reason)
          .entries()
          .map(([reason, own]) => [reason, own.length]),
      ),
    ).toEqual({
      dash: 18,
      'growth of a region': 122,
      'growth of a longer period': 31,
    });
    expect(all.flatMap(({ doubts }) => doubts)).toEqual([]);
  });

  test('every number of the list that was made by hand is in its quarter', () => {
    const made = JSON.parse(
      readFileSync(path.join(path.dirname(real), 'expected_jnj_product_sales.json'), 'utf8'),
    ) as Record<string, HandMade[]>;
    const own = made[path.basename(real)] ?? [];
    const facts = filing.lines.flatMap((line) => line.facts);
    for (const { concept, members, period, text, sign } of own) {
      const found = facts.filter(
        (fact) =>
          fact.concept === concept &&
          fact.start === period.startDate &&
          fact.end === period.endDate &&
          fact.members.size === Object.keys(members).length &&
          Object.entries(members).every(([axis, member]) => fact.members.get(axis) === member),
      );
      const number = `${sign ?? ''}${text.replaceAll(',', '')}`;
      expect(found.map((fact) => fact.number)).toContain(number);
    }
    expect(own).toHaveLength(30);
  });
});

interface HandMade {
  concept: string;
  members: Record<string, string>;
  period: { startDate: string; endDate: string };
  text: string;
  sign: string | null;
}
