import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function hazard(fields: string) {
  return { 'pfs.hr': `endpoint: pfs, compare: [a, b], hazardRatio: { ${fields} }` };
}

describe('a ratio and its interval', () => {
  test.each([
    'value: 0.55, ci: [0.45, 0.67]',
    'value: 0.26, ci: [0.18, 0.38]',
    'value: 3.40, ci: [2.47, 4.69]',
    'value: 2.63, ci: [1.73, 4]',
    'value: 0.52, ci: [0.27, 0.98]',
    'value: 0.10, ci: [0.00, 0.67]',
    'value: 0.55, ci: [0.45, not estimable]',
    'value: 0.55, ci: [not estimable, 0.67]',
    'value: 0.55',
  ])('agree: %s', (fields) => {
    expect(auditOfTrial(hazard(fields))).toEqual([]);
  });

  // √(0.50 × 0.72) is 0.600; with limits of 0.495–0.505 and 0.715–0.725, from 0.5949 to 0.6051.
  test.each([
    ['0.59', []],
    ['0.61', []],
    ['0.60', []],
    ['0.58', ['warning ratio-asymmetric pfs.hr«0.58» against pfs.hr«[0.50, 0.72]»']],
    ['0.62', ['warning ratio-asymmetric pfs.hr«0.62» against pfs.hr«[0.50, 0.72]»']],
    ['0.594', ['warning ratio-asymmetric pfs.hr«0.594» against pfs.hr«[0.50, 0.72]»']],
    ['0.606', ['warning ratio-asymmetric pfs.hr«0.606» against pfs.hr«[0.50, 0.72]»']],
    ['0.595', []],
  ])('%s in 0.50–0.72, as far as rounding goes', (value, expected) => {
    expect(auditOfTrial(hazard(`value: ${value}, ci: [0.50, 0.72]`))).toEqual(expected);
  });

  // A quarter of the way from 1.00 to 16.0 on the logarithmic scale is 2.00, three quarters 8.00.
  test.each([
    ['1.99', 'error'],
    ['2.00', 'warning'],
    ['3.50', 'warning'],
    ['5.00', 'warning'],
    ['8.00', 'warning'],
    ['8.01', 'error'],
  ])('%s in 1.00–16.0 is of severity %s', (value, severity) => {
    expect(auditOfTrial(hazard(`value: ${value}, ci: [1.00, 16.0]`))).toEqual([
      `${severity} ratio-asymmetric pfs.hr«${value}» against pfs.hr«[1.00, 16.0]»`,
    ]);
  });

  test('are told with the middle', () => {
    expect(messagesOfTrial(hazard('value: 0.55, ci: [0.45, 0.76]'))).toEqual([
      'the ratio 0.55 is not the middle of its interval 0.45–0.76 on the logarithmic scale, 0.58',
    ]);
  });

  test('are checked for odds ratios too, and not for differences', () => {
    const of = (shape: string) => ({ 'mrd.or': `endpoint: orr, compare: [a, b], ${shape}` });
    expect(auditOfTrial(of('oddsRatio: { value: 5.23, ci: [3.27, 8.36] }'))).toEqual([]);
    expect(auditOfTrial(of('oddsRatio: { value: 5.23, ci: [3.27, 9.36] }'))).toEqual([
      'warning ratio-asymmetric mrd.or«5.23» against mrd.or«[3.27, 9.36]»',
    ]);
    expect(auditOfTrial(of('difference: { value: 5.23, unit: points, ci: [3.27, 9.36] }'))).toEqual([]);
  });
});
