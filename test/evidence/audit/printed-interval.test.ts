import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

function proportion(fields: string) {
  return { 'orr.a': `endpoint: orr, proportion: { ${fields} }` };
}

describe('a printed interval of a proportion', () => {
  test.each([
    'events: 95, of: 97, percent: 97.9, ci: [92.7, 99.7]',
    'events: 80, of: 97, percent: 82.5, ci: [73.4, 89.4]',
    'events: derived, of: 97, percent: 97.9, ci: [92.7, 99.7]',
    'events: 20, of: 20, ci: [83, 100]',
    'events: 0, of: 20, ci: [0, 16.843]',
    'events: 94, of: 128, ci: [65, 80.85]',
    'events: 94, of: 128, ci: [64.9, 81]',
  ])('exact: %s', (fields) => {
    expect(auditOfTrial(proportion(fields))).toEqual([]);
  });

  test.each([
    ['events: 94, of: 128, ci: [66, 81]', 'Wald', '«[66, 81]» against orr.a«94», orr.a«128»'],
    ['events: 94, of: 128, ci: [65.8, 81.1]', 'Wald', '«[65.8, 81.1]» against orr.a«94», orr.a«128»'],
    ['events: 81, of: 263, ci: [25.5, 36.6]', 'Wilson', '«[25.5, 36.6]» against orr.a«81», orr.a«263»'],
  ])('%s is a warning that names %s', (fields, method, places) => {
    expect(auditOfTrial(proportion(fields))).toEqual([`warning interval-mismatch orr.a${places}`]);
    expect(messagesOfTrial(proportion(fields))[0]).toMatch(new RegExp(`matches ${method}\\b.*, not exact`));
  });

  test('names both where both match, and what the exact method gives', () => {
    expect(messagesOfTrial(proportion('events: 94, of: 128, ci: [66, 81]'))).toEqual([
      'the printed interval 66–81 of 94/128 matches Wald, not exact (65–81)',
    ]);
    expect(messagesOfTrial(proportion('events: 26, of: 54, ci: [35, 61]'))).toEqual([
      'the printed interval 35–61 of 26/54 matches Wilson and Wald, not exact (34–62)',
    ]);
  });

  test('may round the tie of 97.5 to either side', () => {
    expect(auditOfTrial(proportion('events: 0, of: 1, ci: [0, 97]'))).toEqual([]);
    expect(auditOfTrial(proportion('events: 0, of: 1, ci: [0, 98]'))).toEqual([]);
    expect(auditOfTrial(proportion('events: 0, of: 1, ci: [0, 96]'))).toHaveLength(1);
    expect(auditOfTrial(proportion('events: 0, of: 1, ci: [0, 97.4]'))).toHaveLength(1);
  });

  test.each([
    ['events: 94, of: 128, ci: [67, 81]', '«[67, 81]» against orr.a«94», orr.a«128»'],
    ['events: 94, of: 128, ci: [66, 82]', '«[66, 82]» against orr.a«94», orr.a«128»'],
    ['events: 94, of: 128, ci: [65.0, 80.9]', '«[65.0, 80.9]» against orr.a«94», orr.a«128»'],
    [
      'events: derived, of: 97, percent: 97.9, ci: [92.7, 99.8]',
      '«[92.7, 99.8]» against orr.a«derived», orr.a«97»',
    ],
  ])('%s is a warning, as it may be of another method', (fields, places) => {
    expect(auditOfTrial(proportion(fields))).toEqual([`warning interval-mismatch orr.a${places}`]);
  });

  test('says what each method gives at the printed precision', () => {
    expect(messagesOfTrial(proportion('events: 94, of: 128, ci: [65.0, 81]'))).toEqual([
      'the printed interval 65.0–81 of 94/128 matches no usual method: exact (64.9–81), Wilson (65.2–80), Wald (65.8–81)',
    ]);
  });

  test.each([
    'events: 94, of: 128, ci: [50, not reported]',
    'events: 94, of: 128, ci: [not reported, 99]',
    'percent: 73, of: 128, ci: [50, 99]',
    'events: derived, of: 20, percent: 90, ci: [50, 99], approximate: true',
    'events: 94, of: 128',
  ])('is not held against anything: %s', (fields) => {
    expect(auditOfTrial(proportion(fields))).toEqual([]);
  });

  test('is of a proportion, not of a landmark', () => {
    expect(
      auditOfTrial({ 'pfs.a': 'endpoint: pfs, rate: { at: 12 months, percent: 50, ci: [1, 99] }' }),
    ).toEqual([]);
  });
});
