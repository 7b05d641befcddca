import { describe, expect, test } from 'vitest';
import { asRead } from './as-read.ts';

describe('a name is read whole, or not as a name', () => {
  test.each([
    ['x3 million cells, 3 million cells', ['3 million', '3 million cells (a dose)']],
    [
      'the two percentages, the two offices, the two inns',
      ['the two (a reference back)', 'the two (a reference back)', 'the two (a reference back)'],
    ],
    ['the two who came, the two of them, the two in it', ['two', 'two', 'two']],
    ['a double checkpoint, a double check', ['double check (a manner)']],
    [
      'two sidestreets, two trialists, two sides',
      ['two', 'two', 'two sides (a count of things in the text)'],
    ],
    ['the sixteen, the six-pack, the six', ['sixteen', 'six', 'the six (a reference back)']],
    ['on behalf way, the half way', ['half way (a time)']],
    [
      'see p. 12. Then p. 13, p. 14.5, p. 15–16.',
      ['p. 12 (a reference)', 'p. 13 (a reference)', '14.5', 'p. 15–16 (a reference)'],
    ],
    ['the classic 7+3. Not 7+3.5', ['7+3 (a name)', '7', '3.5']],
    ['used v1.0.3. Not 1.0.3.5', ['v1.0.3 (a name)', '1.0', '3.5']],
    ['A stone day, one day, a phone one by one', ['one day (an idiom)', 'one by one (an idiom)']],
    [
      'phase Ion and stage Void, phase II and stage IV, grade 3',
      ['phase II (a phase)', 'stage IV (a grade or stage)', 'grade 3 (a grade or stage)'],
    ],
    ['195% CI, 5–95% CI, 95% CI', ['195%', '5–95%', '95% CI (the name of an interval)']],
    ['biphase 3, phase 3, upgrade 3, grade 3', ['3', 'phase 3 (a phase)', '3', 'grade 3 (a grade or stage)']],
    ['the 20/2/20 criteria', ['20/2/20 (a name)']],
    ['made with trialbrief 0.1.0. Then 0.1.0.4 came', ['0.1.0 (the name of a build)', '0.1', '0.4']],
    ['as in 29a8e45dcde3x, in 29a8e45dcde3.', ['29', '8', '45', '3x', '29a8e45dcde3 (the name of a build)']],
    ['x4-1BB, 4-1BB, x10-K, 10-K', ['4-1', '4-1BB (a name)', '10', '10-K (a name)']],
    ['1BA.2, xBA.2, BA.2', ['1', '2', '2', 'BA.2 (a name)']],
    ['xp53, p53, xr12, r12', ['53', 'p53 (a name)', '12', 'r12 (a name)']],
    ['super day 3, per day 3, day 3', ['day 3 (a point in time)', '3', 'day 3 (a point in time)']],
    ['In week 10 mg, in day 3 times, in week 10', ['10 mg (a dose)', '3 times', 'week 10 (a point in time)']],
    ['xq3w, q3w, xevery 3 weeks', ['3', 'q3w (a schedule)', '3 weeks']],
    ['as shown [1][2]', ['[1] (a reference)', '[2] (a reference)']],
    ['phase 3 percentiles, phase 3 per cent, phase 3%', ['phase 3 (a phase)', '3 per cent', '3%']],
    [
      'xNCT00000001, NCT00000001, NCT 00000001',
      ['xNCT00000001 (a name)', 'NCT00000001 (a registry number)', 'NCT 00000001 (a registry number)'],
    ],
    ['xFig. 2, Fig. 2, xp. 12, p. 12', ['2', 'Fig. 2 (a reference)', '12', 'p. 12 (a reference)']],
    [
      'xcohort 2, cohort 2, xStudy 301, Study 301',
      ['2', 'cohort 2 (a numbered part)', '301', 'Study 301 (a numbered part)'],
    ],
    [
      'xinterleukin 6, interleukin 6, xtype 2, type 2',
      ['6', 'interleukin 6 (a name)', '2', 'type 2 (a name)'],
    ],
    ['xMay 5, May 5, x2025, 2025, x5 May', ['5', 'May 5 (a date)', '2025', '2025 (a year)', '5']],
    [
      'xday 3, day 3, xQ1 2026, Q1 2026, x1Q26',
      ['3', 'day 3 (a point in time)', 'xQ1 (a name)', '2026 (a year)', 'Q1 2026 (a period)', '1', '26'],
    ],
    [
      'May 55, May 5, Q1x, Q1, 2025x, 2025',
      ['55', 'May 5 (a date)', 'Q1x (a name)', 'Q1 (a name)', '2025x', '2025 (a year)'],
    ],
    ['x3-drug, 3-drug, x4-gene, 4-gene', ['3', '3-drug (a manner)', '4', '4-gene (a name)']],
    ['95% CIx, 95% CIs, 95% limited', ['95%', '95% CIs (the name of an interval)', '95%']],
    ['it crosses 1 twice, it crosses 1', ['1', 'twice', '1 (the line of no difference)']],
    ['2026-045, 2026-04', ['2026 (a year)', '045', '2026-04 (a date)']],
    ['only one. Only one trialist came, only one trial did', ['one']],
    ['by-12, around-5, Around5, top-10', ['12', '5', '5', '10']],
    ['v2x, v2', ['2x', 'v2 (a name)']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});
