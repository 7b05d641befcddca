import { describe, expect, test } from 'vitest';
import { asRead } from './as-read.ts';

describe('the edges of names', () => {
  test.each([
    [
      'EudraCT 2014-001234-12 and 2014-001234-12',
      ['EudraCT 2014-001234-12 (a registry number)', '2014-001234-12 (a registry number)'],
    ],
    [
      'U1111-2222-3333 and PMID 123456',
      ['U1111-2222-3333 (a registry number)', 'PMID 123456 (a registry number)'],
    ],
    [
      'see https://example.org/4 or www.example.org/5',
      ['https://example.org/4 (an address)', 'www.example.org/5 (an address)'],
    ],
    ['doi: 10.1000/abc12 or 10.1000/x12', ['doi: 10.1000/abc12 (an address)', '10.1000/x12 (an address)']],
    ['1-2-3 model and 1-2-3 go, 14-3-3 here', ['1-2-3 (a name)', '1-2', '3', '14-3-3 (a name)']],
    [
      '68Ga and 68Gallium, 17p and 17px, 2L and 2Lx',
      ['68Ga (a name)', '68', '17p (a name)', '17', '2L (a name)', '2'],
    ],
    ['2-D and 2-Day, 7+3 and 7+3.5', ['2-D (a name)', '2-Day', '7+3 (a name)', '7', '3.5']],
    ['0.V600E and V600E', ['0', '600', 'V600E (a name)']],
    ['foo12 and Foo12', ['12', 'Foo12 (a name)']],
    ['ORR.7 and BA.2', ['7', 'BA.2 (a name)']],
    [
      'interleukin 6, IL-6, CD 38, omega 3, factor 8 deaths',
      ['interleukin 6 (a name)', 'IL-6 (a name)', 'CD 38 (a name)', 'omega 3 (a name)', '8'],
    ],
    [
      'HLA-A*02, α4β7, mRNA-1273, CDK4/6, KEYNOTE-189, R-CHOP-21',
      [
        'HLA-A*02 (a name)',
        'α4β7 (a name)',
        'mRNA-1273 (a name)',
        'CDK4/6 (a name)',
        'KEYNOTE-189 (a name)',
        'R-CHOP-21 (a name)',
      ],
    ],
    [
      'miR-21, rs1234, p53, v2.1, r12, p5',
      ['miR-21 (a name)', 'rs1234 (a name)', 'p53 (a name)', 'v2.1 (a name)', 'r12 (a name)', '5'],
    ],
    ['type 2, types 1 and 2, type 12', ['type 2 (a name)', 'types 1 and 2 (a name)', '12']],
    [
      '10-K, 8-K, 6-K/A, 10-Kb, 4-1BB, 5-HT3, t(4;14), del(17p), 1q21, 177Lu',
      [
        '10-K (a name)',
        '8-K (a name)',
        '6-K/A (a name)',
        '10',
        '4-1BB (a name)',
        '5-HT3 (a name)',
        't(4;14) (a name)',
        'del(17p) (a name)',
        '1q21 (a name)',
        '177Lu (a name)',
      ],
    ],
    ['top10, over40, Over40, N12, HR2, OS-24, PFS24', ['10', '40', '40', '12', '2', '24', '24']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('the edges of times', () => {
  test.each([
    [
      '1 May–3 June 2026 and 12.05.2026 and 5/6/2026',
      ['1 May (a date)', '3 June 2026 (a date)', '12.05.2026 (the name of a build)', '5/6/2026 (a date)'],
    ],
    ['Q1 2026 and Q1 20261 and 2026Q1', ['Q1 2026 (a period)', 'Q1 (a name)', '20261', '2026Q1 (a period)']],
    ['day 12345 and day 123', ['12345', 'day 123 (a point in time)']],
    ['112:30 pm and 12:30 pm', ['112:30', '12:30 pm (a time of day)']],
    ['$2026', ['$2026']],
    [
      'month 3, months 3 to 6, week 4, 4 or 8, visit 12, per day 3, two-month 3',
      [
        'month 3 (a point in time)',
        'months 3 to 6 (a point in time)',
        'week 4, 4 or 8 (a point in time)',
        'visit 12 (a point in time)',
        '3',
        'two-month',
        '3',
      ],
    ],
    [
      'day 1, 2 and 3, day 1–21, years 1 and 2, hours 6 or 12 deaths',
      [
        'day 1, 2 and 3 (a point in time)',
        'day 1–21 (a point in time)',
        'years 1 and 2 (a point in time)',
        'hours 6 (a point in time)',
        '12',
      ],
    ],
    [
      'every 3 weeks, every other week, every two months, q3w, q4wk, twice daily, three times a week',
      [
        'every 3 weeks (a schedule)',
        'every other week (a schedule)',
        'every two months (a schedule)',
        'q3w (a schedule)',
        '4',
        'twice daily (a schedule)',
        'three times a week (a schedule)',
      ],
    ],
    [
      'a 28-day cycle, a two-week interval, a 28-day stay',
      ['28-day cycle (a schedule)', 'two-week interval (a schedule)', '28-day'],
    ],
    [
      '9M 2025, 1H25, H1 2026, FY2025, FY25E, CY 26, 2Q, 3Q–4Q, Q1–Q3',
      [
        '9M 2025 (a period)',
        '1H25 (a period)',
        'H1 2026 (a period)',
        'FY2025 (a name)',
        'FY25E (a name)',
        'CY 26 (a period)',
        '2Q (a period)',
        '3Q–4Q (a period)',
        'Q1–Q3 (a period)',
      ],
    ],
    ['enrolled 2024, in 1949, in 2051, 20245', ['2024', '1949', '2051', '20245']],
    ['a PDF, 2026-04-21-phase-3-of-12.pdf.', ['2026-04-21-phase-3-of-12.pdf (the name of a file)']],
    [
      '2026-04-21, 2026-04, 2026-13, 2015-03/2017-01',
      ['2026-04-21 (a date)', '2026-04 (a date)', '2026-13 (a year)', '2015-03/2017-01 (a date)'],
    ],
    [
      '24/7, 12.30 a.m., 12:30 CET, 12:30',
      ['24/7 (a time of day)', '12.30 a.m (a time of day)', '12:30 CET (a time of day)', '12:30'],
    ],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('the edges of words', () => {
  test.each([
    ['the two years, the three times, the four thirds', ['two years', 'three times', 'four thirds']],
    ['>phase 3', ['3']],
    ['All manners differ. All men did. All patients must sign.', ['All']],
    ['There was no deathly hush, and no deaths.', ['no']],
    ['a single manor, a single man', ['a single']],
    ['None thereof, none too many, none of the trials', ['None']],
    ['Everyone agrees. Everyone responded. Nobody in the trial died.', ['Everyone', 'Everyone', 'Nobody']],
    ['second to none, if none, and none', []],
    ['a third dayshift, a third day, a third of all, a third trial', ['a third', 'a third']],
    ['It could double, twice the dose, double the dose, a double dose', ['double', 'twice', 'double']],
    ['a multimillion-dollar deal, a billion-euro fund', ['multimillion-dollar', 'billion-euro']],
    ['over a year, a year later, over a year ago, a year', ['a year']],
    ['a couple of patients, a couple of sites', ['a couple']],
    ['with one of them, with one hand, only one did, only one reason', ['one']],
    ['one died, one wished, one death, one door', ['one', 'one']],
    ['Twenty million-dollar ideas', ['Twenty', 'million-dollar']],
    [
      'half a dozen, dozens, a dozen, hundreds of thousands',
      ['half a dozen', 'dozens', 'a dozen', 'hundreds of thousands'],
    ],
    ['scores of patients, scores of eight', ['scores', 'eight']],
    ['nine in 10, nine of 12, nine tenths', ['nine in 10', 'nine of 12', 'nine tenths']],
    [
      'one in ten, one or two, one to three, one of ten',
      ['one in ten', 'one or two', 'one to three', 'one of ten'],
    ],
    ['one hundred and fifty-one, one million', ['one hundred and fifty', 'one million']],
    [
      'two-digit, double digits, threefold, manyfold',
      ['two-digit', 'double digits', 'threefold', 'manyfold'],
    ],
    ['a quarter of patients, a quarter of the year, a quarter ago, a quarter.', ['a quarter', 'a quarter']],
    [
      'almost no patients, practically everybody, every third patient, every other day',
      ['almost no', 'every third', 'every other day (a schedule)'],
    ],
    ['all but 3, vast majority, a majority', ['all but 3', 'vast majority']],
    ['both patients, both trials, both responded', ['both', 'both']],
    ['all 12 patients, all of the patients, all treated patients', ['all 12', 'all', 'all']],
    ['Analysed all patients, the share of all patients, for all patients', []],
    ['no patient, no trial, neither patient, neither trial', ['no', 'neither']],
    ['the only death, the only trial', ['the only']],
    [
      'a half, halves, one-half, two halves, three quarters',
      ['a half', 'halves', 'one-half', 'two', 'halves', 'three quarters'],
    ],
    ['a hundredth, a thousandth of it, one fifth', ['a hundredth', 'a thousandth', 'one fifth']],
    ['tripled, quadrupling, halving, thrice', ['tripled', 'quadrupling', 'halving', 'thrice']],
    ['with one (12 deaths and one relapse)', ['one', '12', 'one']],
    [
      'three (one death), (12 responded, one of whom died), (12 responded; one patient)',
      ['three', 'one', '12', '12', 'one'],
    ],
    ['one per cent, one year, one-month', ['one per cent', 'one year', 'one-month']],
    ['grade 3 or 4 patients, stage 4%', ['grade 3 (a grade or stage)', '4', '4%']],
    [
      '2025, 2025–26, 2024/25, 2024 and 2025, 2025e, 1990s, 2025 patients, n 2025, total of 2025',
      [
        '2025 (a year)',
        '2025–26 (a year)',
        '2024/25 (a year)',
        '2024 and 2025 (a year)',
        '2025e (a year)',
        '1990s (a year)',
        '2025',
        '2025',
        '2025',
      ],
    ],
    [
      'January 5, May 12 patients, Jan. 5–7, 2026, 5 Sept 2026, 5th of May',
      ['January 5 (a date)', '12', 'Jan. 5–7, 2026 (a date)', '5 Sept 2026 (a date)', '5th of May (a date)'],
    ],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});
