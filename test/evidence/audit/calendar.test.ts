import { describe, expect, test } from 'vitest';
import { auditOfTrial, messagesOfTrial } from './audited.ts';

const findings = { orr: 'endpoint: orr, proportion: { percent: 50 }' };

function cut(fields: string, enrolment = 'enrolment: 2015-03/2017-01') {
  return { fields: enrolment, cuts: [`one: { label: One, source: beta-2025${fields} }`] };
}

describe('the date of a cut', () => {
  test.each([
    [', date: 2015-02', ['error cut-before-enrolment one«2015-02» against enrolment«2015-03/2017-01»']],
    [', date: 2014-12-31', ['error cut-before-enrolment one«2014-12-31» against enrolment«2015-03/2017-01»']],
    [', date: 2015-03', []],
    [', date: 2015-03-01', []],
    [', date: 2016-01', []],
    ['', []],
  ])('‘%s’', (fields, expected) => {
    expect(auditOfTrial(findings, cut(fields))).toEqual(expected);
    expect(auditOfTrial(findings, cut(fields, ''))).toEqual([]);
  });

  test('is told in words', () => {
    expect(messagesOfTrial(findings, cut(', date: 2014-12-31, followUp: 3 months'))).toEqual([
      'the data cut-off is December 2014, before enrolment began in March 2015',
    ]);
  });
});

describe('the follow-up to a cut', () => {
  // From the first of March 2015 to the end of December 2017: 34 months.
  test.each([
    ['34 months', []],
    [
      '34.05 months',
      ['error follow-up-too-long one«34.05 months» against one«2017-12», enrolment«2015-03/2017-01»'],
    ],
    [
      '35 months',
      ['error follow-up-too-long one«35 months» against one«2017-12», enrolment«2015-03/2017-01»'],
    ],
    [
      '34.5 months',
      ['error follow-up-too-long one«34.5 months» against one«2017-12», enrolment«2015-03/2017-01»'],
    ],
    ['3 years', []],
    ['4 years', ['error follow-up-too-long one«4 years» against one«2017-12», enrolment«2015-03/2017-01»']],
    ['1000 days', []],
    [
      '1100 days',
      ['error follow-up-too-long one«1100 days» against one«2017-12», enrolment«2015-03/2017-01»'],
    ],
  ])('%s', (followUp, expected) => {
    expect(auditOfTrial(findings, cut(`, date: 2017-12, followUp: ${followUp}`))).toEqual(expected);
    expect(auditOfTrial(findings, cut(`, followUp: ${followUp}`))).toEqual([]);
    expect(auditOfTrial(findings, cut(`, date: 2017-12, followUp: ${followUp}`, ''))).toEqual([]);
  });

  test('to a cut in the first month of enrolment is a month at most', () => {
    expect(auditOfTrial(findings, cut(', date: 2015-03, followUp: 1 months'))).toEqual([]);
    expect(auditOfTrial(findings, cut(', date: 2015-03, followUp: 2 months'))).toHaveLength(1);
  });

  test('is told in words', () => {
    expect(messagesOfTrial(findings, cut(', date: 2017-12-15, followUp: 40.2 months'))).toEqual([
      'a median follow-up of 40.2\u00a0months is longer than the 34 months from the start of enrolment to the data cut-off',
    ]);
  });
});
