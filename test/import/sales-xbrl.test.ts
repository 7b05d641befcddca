import { describe, expect, test } from 'vitest';
import { readFiling } from '../../src/import/sales/filing.ts';
import { NotXbrl, readInlineXbrl } from '../../src/import/sales/inline-xbrl.ts';
import { fiscalStartOf } from '../../src/import/sales/span.ts';
import { filingOf, half, q2, sales, us, xbrlOf, year } from './filings.ts';

const text = xbrlOf({ facts: [sales(q2, '1,234', { ...us, as: { format: 'ixt:num-dot-decimal' } })] });

function refusalOf(document: string): string {
  try {
    readFiling(Buffer.from(document), 'filing.htm');
  } catch (error) {
    if (error instanceof NotXbrl) return `${error.line}:${error.column} ${error.message}`;
    throw error;
  }
  return 'read';
}

describe('a document of inline XBRL', () => {
  test('gives its numbers with their members, period, unit and place', () => {
    const [fact] = readInlineXbrl(text).facts;
    const lines = text.split('\n');
    expect(fact).toMatchObject({
      id: 'f-0',
      concept: 'us-gaap:Revenues',
      start: '2025-04-01',
      end: '2025-06-30',
      text: '1,234',
      number: '1234',
      scale: 6,
      decimals: -6,
      unit: 'iso4217:USD',
    });
    expect([...(fact?.members ?? [])]).toEqual([
      ['srt:ProductOrServiceAxis', 'ex:ZorvexMember'],
      ['srt:StatementGeographicalAxis', 'country:US'],
    ]);
    expect(lines[(fact?.line ?? 0) - 1]).toContain('id="f-0"');
  });

  test('may have entities of HTML, a number in a number, and members of its own types', () => {
    const inner = text
      .replace('1,234<', '1,<b>2</b>34&nbsp;<')
      .replace(/<ix:nonFraction id="f-0"/, '<ix:nonFraction id="outer" name="x:Y" contextRef="doc">$&')
      .replace('34&nbsp;</ix:nonFraction>', '34&nbsp;</ix:nonFraction></ix:nonFraction>')
      .replace(
        /<xbrldi:explicitMember dimension="srt:S[\s\S]*?<\/xbrldi:explicitMember>/,
        '<xbrldi:typedMember dimension="ex:NumberAxis"><ex:n> 7 </ex:n></xbrldi:typedMember>',
      );
    const facts = readInlineXbrl(inner).facts;
    expect(facts.map(({ id, number }) => [id, number])).toEqual([
      ['outer', '1234'],
      ['f-0', '1234'],
    ]);
    expect(facts[1]?.members.get('ex:NumberAxis')).toBe('7');
  });

  test.each([
    ['is cut off', text.slice(0, 1500), /^\d+:\d+ unclosed tag/],
    ['is no XML', 'A page', /^1:\d+ /],
    ['has no tags', '<html><body>Sales</body></html>', /^1:1 it contains no inline XBRL/],
    ['is of another form', xbrlOf({ form: '8-K', facts: [] }), /it is a form 8-K; expected a 10-Q or 10-K/],
    ['has no cover', text.replaceAll('dei:DocumentType', 'dei:Other'), /no tagged type of document/],
    ['refers to nothing', text.replace('contextRef="c-0"', 'contextRef="c-9"'), /‘c-9’ has no period/],
    [
      'declares entities',
      text.replace(
        '<html',
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n<html',
      ),
      /^\d+:\d+ it declares entities of its own/,
    ],
    ['is far too deep', `${'<a>'.repeat(5000)}`, /more than 1000 elements are open/],
  ])('that %s is refused with its place', (_, document, expected) => {
    expect(refusalOf(document)).toMatch(expected);
  });
});

describe('the source of a filing', () => {
  const facts = [sales(q2, '1')];

  test('is named after company, form and quarter, with what the name of the file says', () => {
    const filing = filingOf({ facts }, 'exph-0000001234-25-000160-2025-07-24.htm');
    expect(filing.id).toBe('exph-10q-2025-q2');
    expect(filing.source).toMatchObject({
      title: 'Example Pharma, Form 10-Q for the second quarter of 2025',
      type: 'filing',
      year: '2025',
      date: '2025-07-24',
      accession: '0000001234-25-000160',
      url: 'https://www.sec.gov/Archives/edgar/data/1234/000000123425000160/',
      sha256: filing.sha256,
    });
  });

  test('has no day that is before the end of its period', () => {
    expect(filingOf({ facts }, 'exph-2025-06-30.htm').source).not.toHaveProperty('date');
  });

  test('of a year and of an amendment has its own key', () => {
    expect(filingOf({ form: '10-K', part: 'FY', period: year, facts }).id).toBe('exph-10k-2025');
    expect(filingOf({ form: '10-Q/A', facts }).id).toBe('exph-10qa-2025-q2');
    expect(filingOf({ part: '', period: half, facts }).id).toBe('exph-10q-2025-06-30');
  });

  test.each([
    ['12/28', 1],
    ['--12-31', 1],
    ['--01-03', 1],
    ['September 30', 10],
    ['03/31', 4],
    [undefined, 1],
  ])('a fiscal year that ends on %s begins in month %s', (end, month) => {
    expect(fiscalStartOf(end)).toBe(month);
  });
});
