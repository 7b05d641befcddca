import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function hazard(fields: string) {
  return { 'pfs.hr': `endpoint: pfs, compare: [a, b], hazardRatio: { ${fields} }` };
}

function complaint(severity: string, p: string, ci: string, value: string): string[] {
  return [`${severity} p-inconsistent pfs.hr«${p}» against pfs.hr«${ci}», pfs.hr«${value}»`];
}

describe('p and the interval of a ratio', () => {
  test.each([
    "value: 0.55, ci: [0.45, 0.67], p: '<0.0001'",
    'value: 0.66, ci: [0.53, 0.83], p: 0.0003',
    'value: 0.57, ci: [0.41, 0.79], p: 0.0005',
    'value: 0.45, ci: [0.21, 0.95], p: 0.0324',
    'value: 1.60, ci: [1.21, 2.12], p: 0.0010',
    'value: 1.57, ci: [0.87, 2.82], p: 0.068, sided: one',
    "value: 0.80, ci: [0.60, 1.07], p: '>0.05'",
    'value: 1.00, ci: [0.80, 1.25], p: 1',
    'value: 1.00, ci: [0.80, 1.25], p: 0.98',
    'value: 0.80, ci: [0.60, not estimable], p: 0.01',
    'value: 0.80, p: 0.01',
    'value: 0.80, ci: [0.60, 1.07]',
  ])('agree: %s', (fields) => {
    expect(auditOfTrial(hazard(fields))).toEqual([]);
  });

  test.each([
    ['0.01', '[0.60, 1.07]', '0.80'],
    ["'<0.05'", '[0.50, 1.28]', '0.80'],
    ['0.20', '[0.65, 0.98]', '0.80'],
    ["'>0.2'", '[0.65, 0.98]', '0.80'],
    ['0.30', '[1.10, 2.30]', '1.59'],
  ])('p %s and %s contradict each other', (p, ci, value) => {
    expect(auditOfTrial(hazard(`value: ${value}, ci: ${ci}, p: ${p}`))).toEqual(
      complaint('error', p, ci, value),
    );
  });

  test.each([
    ['ranked ANCOVA', 'warning'],
    ['Wilcoxon', 'warning'],
    ['exact test', 'warning'],
    ['stratified log-rank', 'error'],
    ['Cox', 'error'],
  ])('where p is of the method ‘%s’, a contradiction is of severity %s', (analysis, severity) => {
    const fields = `value: 0.80, ci: [0.60, 1.07], p: 0.01, analysis: ${analysis}`;
    expect(auditOfTrial(hazard(fields))).toEqual(complaint(severity, '0.01', '[0.60, 1.07]', '0.80'));
  });

  test('a contradiction by a little is a warning, as the methods may differ', () => {
    const fields = 'value: 0.80, ci: [0.64, 1.01], p: 0.04';
    expect(auditOfTrial(hazard(fields))).toEqual(complaint('warning', '0.04', '[0.64, 1.01]', '0.80'));
    expect(messagesOfTrial(hazard(fields))).toEqual([
      'the interval 0.64–1.01 includes 1, which does not agree with p=0.04',
    ]);
    expect(messagesOfTrial(hazard('value: 0.80, ci: [0.64, 0.99], p: 0.054'))).toEqual([
      'the interval 0.64–0.99 excludes 1, which does not agree with p=0.054',
    ]);
  });

  test.each([
    'value: 0.80, ci: [0.64, 1.00], p: 0.04',
    'value: 0.80, ci: [0.64, 1.00], p: 0.06',
    'value: 1.25, ci: [1.00, 1.56], p: 0.06',
    'value: 0.80, ci: [0.64, 0.99], p: 0.05',
    'value: 0.80, ci: [0.64, 1.01], p: 0.05',
    "value: 0.80, ci: [0.64, 0.99], p: '<0.05'",
    "value: 0.80, ci: [0.64, 1.01], p: '>0.05'",
  ])('a limit printed as 1 or p as 0.05 decides nothing: %s', (fields) => {
    expect(auditOfTrial(hazard(fields))).toEqual([]);
  });

  // ln 0.60 / (ln(0.80 / 0.45) / 3.92) is 3.48 standard errors: p = 0.0005. With rounding from 3.32 to 3.65,
  // and with the tolerance of 0.3 from 3.02 (p = 0.0025) to 3.95 (p = 0.00008).
  test.each([
    ['0.0025', []],
    ['0.0026', complaint('warning', '0.0026', '[0.45, 0.80]', '0.60')],
    ['0.00008', []],
    ['0.00007', complaint('warning', '0.00007', '[0.45, 0.80]', '0.60')],
    ["'<0.0001'", []],
    ["'<0.00001'", complaint('warning', "'<0.00001'", '[0.45, 0.80]', '0.60')],
    ["'>0.0001'", []],
    ["'>0.01'", complaint('warning', "'>0.01'", '[0.45, 0.80]', '0.60')],
  ])('p %s for 0.60 (0.45–0.80)', (p, expected) => {
    expect(auditOfTrial(hazard(`value: 0.60, ci: [0.45, 0.80], p: ${p}`))).toEqual(expected);
  });

  test('is told with the p that the interval gives', () => {
    expect(messagesOfTrial(hazard('value: 0.60, ci: [0.45, 0.80], p: 0.01'))).toEqual([
      'p=0.01 does not agree with the interval 0.45–0.80, which gives a two-sided p about 0.0005',
    ]);
    expect(messagesOfTrial(hazard('value: 0.55, ci: [0.45, 0.67], p: 0.01'))).toEqual([
      'p=0.01 does not agree with the interval 0.45–0.67, which gives a two-sided p below 0.0001',
    ]);
  });

  test.each([
    ['0.068', 'one', []],
    ['0.932', 'one', []],
    ['0.136', 'two', []],
    ['0.14', 'one', ['one-sided p=0.14 does not agree with']],
    ['0.86', 'one', ['one-sided p=0.86 does not agree with']],
    ['0.02', 'one', ['the interval 0.87–2.82 includes 1, which does not agree with one-sided p=0.02']],
    ['0.03', 'one', []],
  ])('1.57 (0.87–2.82) with p %s, %s-sided', (p, sided, expected) => {
    const messages = messagesOfTrial(hazard(`value: 1.57, ci: [0.87, 2.82], p: ${p}, sided: ${sided}`));
    expect(messages).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(messages[index]).toContain(start);
  });

  test('a one-sided p about a half is about 1 when doubled', () => {
    expect(auditOfTrial(hazard('value: 1.00, ci: [0.80, 1.25], p: 0.5, sided: one'))).toEqual([]);
    expect(auditOfTrial(hazard('value: 1.00, ci: [0.80, 1.25], p: 0.50, sided: one'))).toEqual([]);
    expect(auditOfTrial(hazard("value: 1.00, ci: [0.80, 1.25], p: '>0.4', sided: one"))).toEqual([]);
    expect(auditOfTrial(hazard("value: 1.00, ci: [0.80, 1.25], p: '>0.9', sided: one"))).toHaveLength(1);
    expect(auditOfTrial(hazard("value: 1.00, ci: [0.80, 1.25], p: '<0.1', sided: one"))).toHaveLength(1);
  });

  test.each(['98.7% interval', 'interval of 97.5 %', 'non-inferiority', 'Noninferiority margin 1.2'])(
    'are not held against each other in %s',
    (analysis) => {
      const fields = `value: 0.80, ci: [0.60, 1.07], p: 0.01, analysis: ${analysis}`;
      expect(auditOfTrial(hazard(fields)).filter((one) => one.includes('p-inconsistent'))).toEqual([]);
      expect(auditOfTrial(hazard(fields.replace(analysis, 'weighted')))).toHaveLength(1);
    },
  );

  test('an interval of one printed point stands for any number of standard errors', () => {
    expect(auditOfTrial(hazard("value: 0.9, ci: [0.9, 0.9], p: '<0.0001'"))).toEqual([]);
  });
});
