import { describe, expect, test } from 'vitest';
import { asRead } from './as-read.ts';

describe('each kind of what passes', () => {
  test.each([
    [
      'ISRCTN 1234, jRCT-s1234, BLA 761145, IND #12345, PMC123',
      [
        'ISRCTN 1234 (a registry number)',
        'jRCT-s1234 (a registry number)',
        'BLA 761145 (a registry number)',
        'IND #12345 (a registry number)',
        'PMC123 (a registry number)',
      ],
    ],
    ['example.com4, mail4.example.com, https://a.b/c4)5', ['4', '4', 'https://a.b/c4 (an address)', '5']],
    [
      'Lu-177, 99mTc, 89Zr, 5-FU, 3-D, 4D, 3+3, 3 + 3',
      [
        'Lu-177 (a name)',
        '99mTc (a name)',
        '89Zr (a name)',
        '5-FU (a name)',
        '3-D (a name)',
        '4D (a name)',
        '3+3 (a name)',
        '3 + 3 (a name)',
      ],
    ],
    [
      'Fortune 500, S&P 500, HPV 16, exon 20, vitamin D 3',
      ['Fortune 500 (a name)', 'S&P 500 (a name)', 'HPV 16 (a name)', 'exon 20 (a name)', '3'],
    ],
    [
      'first-line, second half, latter half, half-life 3, half-hearted',
      ['second half (a time)', 'latter half (a time)', 'half-life (a time)', '3', 'half-hearted (a time)'],
    ],
    [
      'three-armed, two-stage, five-step, 3-drug, 6-drug, 2-sidedness',
      [
        'three-armed (a manner)',
        'two-stage (a manner)',
        'five-step (a manner)',
        '3-drug (a manner)',
        '6',
        '2',
      ],
    ],
    [
      'a quadruple therapy, a triple-negative, doubled down, doubling back, a triple-headed',
      [
        'quadruple therapy (a manner)',
        'triple-negative (a manner)',
        'doubled down (a manner)',
        'doubling back (a manner)',
      ],
    ],
    [
      'a 12-lead ECG, a 3-valent, 5-colour, 12345-gene',
      ['12-lead (a name)', '3-valent (a name)', '5-colour (a name)', '12345'],
    ],
    [
      'grade 1 to 5, grade 5+, ECOG of 2, NYHA class II, R-ISS 3, Deauville 4, HER2 3',
      [
        'grade 1 to 5 (a grade or stage)',
        'grade 5+ (a grade or stage)',
        'ECOG of 2 (a grade or stage)',
        'NYHA class II (a grade or stage)',
        'R-ISS 3 (a grade or stage)',
        'Deauville 4 (a grade or stage)',
        'HER2 3 (a grade or stage)',
      ],
    ],
    [
      'Phase 1b, phase 1b/2a, phase 0, ph. 3, ph3, phase-3, phase 12',
      [
        'Phase 1b (a phase)',
        'phase 1b/2a (a phase)',
        'phase 0 (a phase)',
        'ph. 3 (a phase)',
        '3',
        'phase-3 (a phase)',
        '12',
      ],
    ],
    [
      'refs 1, 2 and 3, references 4–6, figs. 2–4, tables 1 and 2, no. 12, Article 5',
      [
        'refs 1, 2 and 3 (a reference)',
        'references 4–6 (a reference)',
        'figs. 2–4 (a reference)',
        'tables 1 and 2 (a reference)',
        'no. 12 (a reference)',
        'Article 5 (a reference)',
      ],
    ],
    ['slide 3 of 12 patients, page 12 of 20', ['3 of 12', '12 of 20']],
    [
      'exhibits 2, version 2.0, v2, release 3, RECIST 1.1, CTCAE v5.0, ICH E9',
      [
        'exhibits 2 (a reference)',
        'version 2.0 (a reference)',
        'v2 (a name)',
        'release 3 (a reference)',
        'RECIST 1.1 (a reference)',
        'CTCAE v5.0 (a reference)',
        'ICH E9 (a reference)',
      ],
    ],
    [
      'cohorts 2 and 3, arms 1 or 2, parts 1–3, line 2, step one, part two, arm 20',
      [
        'cohorts 2 and 3 (a numbered part)',
        'arms 1 or 2 (a numbered part)',
        'parts 1–3 (a numbered part)',
        'line 2 (a numbered part)',
        'step one (a numbered part)',
        'part two (a numbered part)',
        '20',
      ],
    ],
    ['cohort 2 of 20, cohort two patients, in part one.', ['2 of 20', 'two', 'part one (a numbered part)']],
    [
      'Cohort 12345, Cohort 123456, Protocol 12, Patient 12 died',
      [
        'Cohort 12345 (a numbered part)',
        '123456',
        'Protocol 12 (a reference)',
        'Patient 12 (a numbered part)',
      ],
    ],
    [
      'open-label, 2:1, allocation 1:1:1, 1:1 randomisation. Odds of 3:2 at 10:30',
      ['2:1 (an allocation)', '1:1:1 (an allocation)', '1:1 (an allocation)', '3:2', '10:30'],
    ],
    [
      'includes 1, excluded 1.0, the line at 1, contains 1%',
      ['1 (the line of no difference)', '1.0', '1 (the line of no difference)', '1%'],
    ],
    [
      '21st, 22nd, 5th percentile, 3rds, 101st',
      ['21st (an ordinal)', '22nd (an ordinal)', '5', '3', '101st (an ordinal)'],
    ],
    [
      '12.30 pm, 9:05 a.m., 09:05 GMT, 25:99',
      ['12.30 pm (a time of day)', '9:05 a.m (a time of day)', '09:05 GMT (a time of day)', '25:99'],
    ],
    [
      'month 6–12, months 6 and 12, day 0, day -1, week 52 of 104, cycle one, visit two',
      [
        'month 6–12 (a point in time)',
        'months 6 and 12 (a point in time)',
        'day 0 (a point in time)',
        'day -1 (a point in time)',
        '52 of 104',
        'cycle one (a point in time)',
        'visit two (a point in time)',
      ],
    ],
    [
      'years 3 of 5, hour 24, hours-24, two-day 3, one week 4',
      ['3 of 5', 'hour 24 (a point in time)', 'hours-24 (a point in time)', 'two-day', '3', 'one week', '4'],
    ],
    [
      'every 2 to 4 weeks, every two or three months, q.3w, q12h, once daily, 2 times daily, three times per week',
      [
        'every 2 to 4 weeks (a schedule)',
        'every two or three months (a schedule)',
        'q.3w (a schedule)',
        'q12h (a schedule)',
        '2 times daily (a schedule)',
        'three times per week (a schedule)',
      ],
    ],
    [
      'a 21-day dosing schedule, a four-week consolidation cycle, a 21-hour cycle',
      ['21-day dosing schedule (a schedule)', 'four-week consolidation cycle (a schedule)', '21-hour'],
    ],
    [
      '2024-Q1, 2024H1, FY 25, FY’25, 3Q’24, 9M-2025, 6M 25',
      [
        '2024-Q1 (a period)',
        '2024H1 (a period)',
        'FY 25 (a period)',
        'FY’25 (a period)',
        '3Q’24 (a period)',
        '9M-2025 (a period)',
        '6M 25 (a period)',
      ],
    ],
    [
      'the 1990s, 2025e, 2025E, 2024–25, 2024 to 2026, 2025/6, 2025:3, 1-2025',
      [
        '1990s (a year)',
        '2025e (a year)',
        '2025E (a year)',
        '2024–25 (a year)',
        '2024 to 2026 (a year)',
        '2025/6',
        '2025:3',
        '1-2025',
      ],
    ],
    ['in all 2025, N 2025, screened 2020, 2025 were enrolled', ['2025', '2025', '2020', '2025']],
    [
      '17 and 18 May 2026, 17–18 May, May 17–18, 2026, 3 of May 2026, 32 May',
      [
        '17 and 18 May 2026 (a date)',
        '17–18 May (a date)',
        'May 17–18, 2026 (a date)',
        '3 of May 2026 (a date)',
        '32',
      ],
    ],
    [
      '05.06.2026, 5.6.2026, 5/6/26',
      ['05.06.2026 (the name of a build)', '5.6.2026 (the name of a build)', '5/6', '26'],
    ],
    [
      '300 mg or 400 mg, 2–4 g, 5 IU/kg, 5 kIU, 50 Gy, 5 MBq, 3 mL, 10 units, 4 g/day, 5 U/L',
      [
        '300 mg (a dose)',
        '400 mg (a dose)',
        '2–4 g (a dose)',
        '5 IU/kg (a dose)',
        '5 kIU (a dose)',
        '50 Gy (a dose)',
        '5 MBq (a dose)',
        '3 mL (a dose)',
        '10 units (a dose)',
        '4 g/day (a dose)',
        '5',
      ],
    ],
    ['increased by 5 mg, a gain in weight of 5 mg, fell slowly to 5 mg', ['5', '5', '5']],
    ['5 mgx, 5mg, 5-mg, x5 mg, .5 mg', ['5', '5mg (a dose)', '5-mg (a dose)', '5', '.5']],
    [
      '2 million CAR T cells, 2 × 10⁸ vector genomes per kg, 3 × 10⁶ CAR-positive viable T cells/kg',
      [
        '2 million CAR T cells (a dose)',
        '2 × 10⁸ vector genomes per kg (a dose)',
        '3 × 10⁶ CAR-positive viable T cells/kg (a dose)',
      ],
    ],
    ['AUC5, AUC of 2, AUC 8, xAUC 5', ['AUC5 (a dose)', 'AUC of 2 (a dose)', '8', '5']],
    ['10^6 vg, 10⁶ PFU, x10⁶ cells', ['10^6 vg (a dose)', '10⁶ PFU (a dose)', '10⁶']],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});

describe('each kind of numeral', () => {
  test.each([
    ['1,2345 copies, 1,234 copies', ['1', '2345', '1,234']],
    ['3xyz and 3x, 5kg and 5k, 7mk', ['3', '3x', '5', '5k', '7']],
    ['1½ times, ¾, ½ of, 3¼', ['1½ times', '¾', '½', '3¼']],
    ['.5 of, =.5, 0.5, ٣٤%, ３４%', ['.5', '.5', '0.5', '34%', '34%']],
    [
      'US$5 bn, €3m, £4k, USD 5 million, $-5, CHF 5.5 mn',
      ['US$5 bn', '€3m', '£4k', 'USD 5 million', '5', 'CHF 5.5 mn'],
    ],
    ['+5%, (−3), ±2, 5±2, -3, a-3', ['+5%', '−3', '±2', '5', '2', '-3', '3']],
    [
      '5 to 6%, 5 of the 6, 5 out of 6, 5 in 6, 5/6, 5:6, 5 – 6, 5—6',
      ['5 to 6%', '5 of the 6', '5 out of 6', '5 in 6', '5/6', '5:6', '5 – 6', '5—6'],
    ],
    ['5 of six, 5 in ten, 5 to twenty, 5 of sixes', ['5 of six', '5 in ten', '5 to twenty', '5']],
    [
      '5 per cent, 5 percentage points, 5 pp, 5-bps, 5 basis points, 5 ‰, 5%',
      ['5 per cent', '5 percentage points', '5 pp', '5-bps', '5 basis points', '5 ‰', '5%'],
    ],
    [
      '5-month, 5 years, 5 times, 5-fold, 5fold, 5x, 5 ×, 5 timesheets, 5 hourglass',
      ['5-month', '5 years', '5 times', '5-fold', '5fold', '5x', '5 ×', '5', '5'],
    ],
    [
      '5 million, 5-billion, 5 thousandth, 5 bn, 5mn, 5k, 5 km',
      ['5 million', '5-billion', '5', '5 bn', '5mn', '5k', '5'],
    ],
  ])('%s', (text, expected) => {
    expect(asRead(text)).toEqual(expected);
  });
});
