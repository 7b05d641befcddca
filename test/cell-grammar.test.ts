import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CellDefaults, readCell } from '../src/content/cell-grammar.ts';

/** `shape field=value …`, or `line of carets: problem`. */
function read(text: string, defaults: CellDefaults = {}): string {
  const found = readCell(text, defaults);
  if ('problem' in found) return `${found.span[0]}+${found.span[1]} ${found.problem}`;
  const fields = Object.entries(found.raw).map(([name, value]) => `${name}=${[value].flat().join('|')}`);
  return [found.shape, ...fields].join(' ');
}

describe('a cell', () => {
  test.each([
    ['44/59', 'proportion events=44 of=59'],
    ['44 / 59 (74.6%)', 'proportion events=44 of=59 percent=74.6'],
    ['44/59 [61.6, 85.0]', 'proportion events=44 of=59 ci=61.6|85.0'],
    ['44/59 90% ci [61.6, 85.0]', 'proportion events=44 of=59 level=90 ci=61.6|85.0'],
    ['74.6% [61.6, 85.0] of 59', 'proportion percent=74.6 ci=61.6|85.0 of=59'],
    ['~75%', 'proportion percent=75 approximate=true'],
    ['84.6% at 5 years [80.1, 88.0]', 'rate percent=84.6 at=5 years ci=80.1|88.0'],
    ['61.9 months [54.8, not reached]', 'median value=61.9 months ci=54.8|not reached'],
    ['5.86 weeks', 'median value=5.86 weeks'],
    ['not reached', 'median value=not reached'],
    ['not reached [54.8, not reached] months', 'median value=not reached ci=54.8|not reached unit=months'],
    ['12 events', 'count value=12 unit=events'],
    ['12 events of 9', 'count value=12 unit=events of=9'],
    [
      '5.2 per 100 patient-years (106 in 2034.5) [4.3, 6.3]',
      'eventRate rate=5.2 per=100 patient-years events=106 exposure=2034.5 ci=4.3|6.3',
    ],
    ['0.4 per year', 'eventRate rate=0.4 per=1 year'],
    ['12.5 mg/dL', 'number value=12.5 unit=mg/dL'],
    ['71.4 % [50.0, 88.0]', 'proportion percent=71.4 ci=50.0|88.0'],
    ['-12.0%', 'number value=-12.0 unit=%'],
    ['-2.9 kg se 0.72 of 143', 'measure mean=-2.9 unit=kg se=0.72 of=143'],
    ['\u22122.9 kg sd 5', 'measure mean=-2.9 unit=kg sd=5'],
    ['median 5 days iqr [3, 8] of 40', 'measure median=5 unit=days iqr=3|8 of=40'],
    [
      'geometric mean 45.2 ng/mL gcv 34% range [1, 90]',
      'measure geometricMean=45.2 unit=ng/mL gcv=34 range=1|90',
    ],
    ['least-squares mean 45.2 mL/min/1.73m2', 'measure adjustedMean=45.2 unit=mL/min/1.73m2'],
    ['mean 45.2% sd 3', 'measure mean=45.2 unit=% sd=3'],
    [
      'not calculated (fewer than 3 patients)',
      'unavailable reason=not calculated because=fewer than 3 patients',
    ],
    ['unavailable: nobody analysed', 'unavailable reason=nobody analysed'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('takes from its table what it does not say itself', () => {
    const table = { unit: 'kg', statistic: 'adjusted mean', change: 'from baseline' } as const;
    expect(read('-3.8 se 0.3 of 362', table)).toBe(
      'measure adjustedMean=-3.8 unit=kg change=from baseline se=0.3 of=362',
    );
    expect(read('61 sd 9 of 40', { unit: 'years' })).toBe('measure mean=61 unit=years sd=9 of=40');
    expect(read('-3.8 [-4.4, -3.2]', { unit: 'kg' })).toBe('number value=-3.8 unit=kg ci=-4.4|-3.2');
    expect(read('5 days', { statistic: 'mean' })).toBe('measure mean=5 unit=days');
    expect(read('not estimable', { statistic: 'mean' })).toBe('unavailable reason=not estimable');
  });

  test.each([
    ['', '0+1 expected a number'],
    ['44', '0+2 the number has no unit'],
    ['44/', '3+1 expected a whole number'],
    ['-2.9 kg se', '8+2 ‘se’ does not belong here'],
    ['1,024/2,000', '0+5 write numbers without commas'],
    ['0,72 kg', '0+4 write numbers without commas'],
    ['74.6% [61.6, NR]', '13+2 expected a limit'],
    ['74.6% [61.6 85.0]', '12+1 expected a comma between the limits'],
    ['74.6% [61.6, 85.0', '17+1 expected ]'],
    ['74.6% of 59 of 60', '12+2 of is given twice'],
    ['74.6% sd', '6+2 ‘sd’ does not belong here'],
    ['61.9 months sd 3 weeks', '17+5 ‘weeks’ does not belong here'],
    ['~12 kg', '0+1 only a percentage may be approximate'],
    ['12 kg 13', '6+2 ‘13’ does not belong here'],
    ['84.6% at noon', '9+1 expected a time such as 5 years'],
  ])('‘%s’ is refused at its place', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('never takes a misspelt part for a unit', () => {
    expect(read('-3.8 sde 0.3 of 40', { unit: 'kg' })).toBe(
      '5+3 ‘sde’ is neither the unit of the table, kgnor the start of another part',
    );
    expect(read('-3.8 sde 0.3 of 40')).toBe('9+3 ‘0.3’ does not belong here');
  });
});

test('every form that docs/data-model.md lists is one, of the shape that it says', () => {
  const document = readFileSync(path.join(import.meta.dirname, '../docs/data-model.md'), 'utf8');
  const [, section = ''] = /## Cells\n(.*?)\n## /s.exec(document) ?? [];
  const rows = [...section.matchAll(/^\| (`.*) \|.*\| `(\w+)` \|$/gm)];
  expect(rows.length).toBeGreaterThan(10);
  for (const [, forms = '', shape] of rows) {
    for (const [, form = ''] of forms.matchAll(/`([^`]+)`/g)) {
      expect(read(form).split(' ')[0], form).toBe(shape);
    }
  }
});
