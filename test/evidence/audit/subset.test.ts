import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function orr(events: string, of: string, fields: string, endpoint = 'orr'): string {
  return `endpoint: ${endpoint}, proportion: { events: ${events}, of: ${of} }, ${fields}`;
}

const order = ['responders', 'evaluable', 'treated', 'randomised', 'enrolled'];

describe('one outcome of a population and of a part of it', () => {
  test.each(order.slice(1).map((whole, index) => [order[index], whole]))(
    '%s are within %s',
    (part, whole) => {
      const of = (events: string, patients: string) =>
        auditOfTrial({
          part: orr(events, patients, `population: ${part}`, 'crs'),
          whole: orr('30', '40', `population: ${whole}`, 'crs'),
        });
      expect(of('31', '35')).toEqual(['error subset-order part«31» against whole«30»']);
      expect(of('30', '41')).toEqual(['error subset-order part«41» against whole«40»']);
      expect(of('30', '40')).toEqual([]);
    },
  );

  test('intention to treat is everyone randomised', () => {
    const of = (part: string, whole: string) =>
      auditOfTrial({
        part: orr('31', '40', `population: ${part}`),
        whole: orr('30', '40', `population: ${whole}`),
      });
    expect(of('treated', 'itt')).toHaveLength(1);
    expect(of('itt', 'enrolled')).toHaveLength(1);
    expect(of('itt', 'randomised')).toEqual([]);
    expect(of('re-randomised', 'randomised')).toEqual([]);
    expect(of('treated', 're-randomised')).toEqual([]);
    expect(of('treated', 'treated')).toEqual([]);
  });

  test('needs both to say whom they count', () => {
    expect(
      auditOfTrial({
        part: orr('31', '40', 'grade: primary'),
        whole: orr('30', '40', 'population: enrolled'),
      }),
    ).toEqual([]);
    expect(
      auditOfTrial({
        part: orr('31', '40', 'population: treated'),
        whole: orr('30', '40', 'grade: primary'),
      }),
    ).toEqual([]);
  });

  const stated = {
    cut: 'one',
    arm: 'a',
    timing: 'any time',
    assessor: 'independent',
    assay: 'NGS',
    threshold: '10^-5',
    requiresCr: 'false',
  };
  const mrd = (events: string, population: string, fields: Record<string, string>) => {
    const all = Object.entries({ population, ...fields }).map(([key, value]) => `${key}: ${value}`);
    return orr(events, '40', all.join(', '), 'mrd-negativity');
  };
  const found = ['error subset-order part«31» against whole«30»'];

  test.each([
    ['cut', 'two', []],
    ['arm', 'b', []],
    ['timing', 'day 100', []],
    ['assessor', 'investigator', []],
    ['assay', 'MFC', []],
    ['threshold', '10^-6', []],
    ['requiresCr', 'true', []],
    ['cut', 'one', found],
    ['requiresCr', 'false', found],
  ])('is held against one of the same fields only: %s %s', (field, value, expected) => {
    const whole = mrd('30', 'enrolled', { ...stated, [field]: value });
    expect(auditOfTrial({ part: mrd('31', 'treated', stated), whole })).toEqual(expected);
  });

  test.each([
    ['assessor', found],
    ['assay', found],
    ['timing', []],
    ['threshold', []],
  ])('may leave out %s', (field, expected) => {
    const { [field]: _, ...rest } = stated as Record<string, string>;
    const whole = mrd('30', 'enrolled', rest);
    expect(auditOfTrial({ part: mrd('31', 'treated', stated), whole })).toEqual(expected);
  });

  test('reads counts of patients too, and nothing from percentages alone', () => {
    const count = 'endpoint: orr, population: treated, count: { value: 31, of: 41, unit: patients }';
    expect(auditOfTrial({ part: count, whole: orr('30', '40', 'population: enrolled') })).toEqual([
      'error subset-order part«31» against whole«30»',
      'error subset-order part«41» against whole«40»',
    ]);
    const percent = 'endpoint: orr, population: treated, proportion: { percent: 99 }';
    expect(auditOfTrial({ part: percent, whole: orr('30', '40', 'population: enrolled') })).toEqual([]);
  });

  test('is told once of each wider population, however many findings it has', () => {
    expect(
      auditOfTrial({
        part: orr('31', '40', 'population: treated'),
        ...Object.fromEntries([1, 2, 3].map((n) => [`whole${n}`, orr('30', '40', 'population: itt')])),
        all: orr('29', '40', 'population: enrolled'),
      }).filter((flaw) => flaw.includes('part«')),
    ).toEqual([
      'error subset-order part«31» against whole1«30»',
      'error subset-order part«31» against all«29»',
    ]);
  });

  test('is told in words', () => {
    expect(
      messagesOfTrial({
        part: orr('31', '41', 'population: evaluable'),
        whole: orr('30', '40', 'population: itt'),
        responders: orr('32', '32', 'population: responders'),
      }),
    ).toEqual([
      '31 patients with the outcome among evaluable patients, but 30 among patients randomised, who include them',
      '41 patients among evaluable patients, but 40 among patients randomised, who include them',
      '32 patients with the outcome among responders, but 31 among evaluable patients, who include them',
      '32 patients with the outcome among responders, but 30 among patients randomised, who include them',
      '32 responders, but ORR counts 31',
    ]);
  });
});

describe('MRD negativity among complete responders', () => {
  const among = (events: string, of: string) =>
    orr(events, of, 'population: responders, threshold: 10^-5', 'mrd-negativity-among-cr');
  const all = (more = '') => orr('30', '40', `population: itt, threshold: 10^-5${more}`, 'mrd-negativity');

  test('is within MRD negativity of all', () => {
    expect(auditOfTrial({ part: among('31', '35'), whole: all() })).toEqual([
      'error subset-order part«31» against whole«30»',
    ]);
    expect(auditOfTrial({ part: among('31', '35'), whole: all(', requiresCr: true') })).toHaveLength(1);
    expect(auditOfTrial({ part: among('30', '35'), whole: all() })).toEqual([]);
    expect(auditOfTrial({ part: among('31', '35'), whole: all().replace('-5', '-6') })).toEqual([]);
  });

  test('is among no more patients than have a complete response', () => {
    const cr = orr('20', '40', 'population: itt', 'cr');
    expect(auditOfTrial({ part: among('15', '21'), cr })).toEqual([
      'error subset-order part«21» against cr«20»',
    ]);
    expect(auditOfTrial({ part: among('15', '20'), cr })).toEqual([]);
    expect(auditOfTrial({ part: among('15', '21'), orr: orr('20', '40', 'population: itt') })).toEqual([]);
    expect(messagesOfTrial({ part: among('15', '21'), cr })).toEqual(['21 responders, but ≥CR counts 20']);
  });
});

describe('responders', () => {
  const part = orr('15', '31', 'population: responders', 'cr');

  test('are no more than the overall response counts, at most', () => {
    const whole = (events: string, more: string) => orr(events, '40', more);
    expect(auditOfTrial({ part, whole: whole('30', 'population: itt') })).toEqual([
      'error subset-order part«31» against whole«30»',
    ]);
    expect(
      auditOfTrial({ part, less: whole('29', 'population: itt'), more: whole('31', 'population: itt') }),
    ).toEqual([]);
    expect(
      auditOfTrial({ part, less: whole('29', 'population: itt'), more: whole('30', 'population: itt') }),
    ).toEqual(['error subset-order part«31» against more«30»']);
    expect(auditOfTrial({ part, whole: whole('30', 'population: itt, cut: two') })).toEqual([]);
    expect(
      auditOfTrial({ part: part.replace('responders', 'treated'), whole: whole('30', 'population: itt') }),
    ).toEqual([]);
    const percent = 'endpoint: orr, proportion: { percent: 60, of: 40 }';
    expect(auditOfTrial({ part, percent })).toEqual([]);
    expect(auditOfTrial({ part, percent, less: whole('29', 'population: itt') })).toEqual([]);
    expect(auditOfTrial({ part, less: whole('29', 'population: itt'), percent })).toEqual([]);
  });
});
