import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { judgeClaims } from '../../../src/evidence/claims/judge.ts';
import { claimInputOf, subjectsOf } from '../../../src/evidence/claims/of-briefing.ts';
import type { Briefing } from '../../../src/model/library.ts';
import { withBriefing } from '../../base-library.ts';
import { claimsIn, judged, shippedLibrary } from './shipped.ts';

const rulesIn = (body: string, beside?: string[]) => judged(body, beside).map(({ rule }) => rule);

describe('the shipped briefings', () => {
  const library = shippedLibrary();

  /** The range that the commentary asks for is told among the limits as pooled. */
  const told: Record<string, string[]> = { '2026-04-21-car-t-moves-upstream': ['C27 major'] };

  test.each(library.briefings)('$id claims nothing that it does not show', (briefing) => {
    const found = judgeClaims(claimInputOf(briefing, library, assessBriefing(library, briefing)));
    expect(found.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(told[briefing.id] ?? []);
  });
});

describe('the claims of the commentary', () => {
  test('≥CR 30–50% is a control arm’s, and pooled', () => {
    const found = judged('Daratumumab: “≥CR ~30–50%”.');
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['C26', 'C27']));
    expect(found[0]?.caveat).toBe(
      'The quoted value 30 of 30–50% is that of the control arm of MAIA, not of D-Rd.',
    );
  });

  test('MRD 10–32% is a control arm’s, pooled, and leaves AQUILA out', () => {
    const found = judged('“MRD negativity ~10–32% even in best combinations” of daratumumab.');
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['C26', 'C27', 'C28']));
    expect(found[0]?.message).toContain('MAIA (Rd, MRD negativity)');
    expect(found.find(({ rule }) => rule === 'C28')?.caveat).toBe(
      'A randomised trial in the same disease state (AQUILA) is not included in the comparison.',
    );
  });

  test('a functional cure is a surrogate’s', () => {
    expect(claimsIn('This may be the first functional cure.')).toEqual(['C30 block']);
  });
});

describe('C26, the control arm quoted as the drug', () => {
  test.each([
    'Daratumumab reached a complete response in {{value "maia.cr.rd"}}.',
    'MAIA reported a complete response in {{value "maia.cr.rd"}}.',
    'Against Rd, daratumumab reached a complete response in {{value "maia.cr.rd"}}.',
    'With D-Rd the complete responses were {{range "maia.cr.rd" "maia.cr.rd.primary"}}.',
    'The median PFS of Darzalex was {{value "maia.pfs.rd"}} in MAIA.',
    'In MAIA, 30.1% of patients given daratumumab had a complete response.',
    'In MAIA, complete responses to D-Rd came to 30%.',
    'D-Rd had a median PFS of 34.4 months.',
  ])('fires: %s', (body) => {
    expect(rulesIn(body)).toContain('C26');
  });

  test.each([
    'With Rd, MAIA reported a complete response in {{value "maia.cr.rd"}}.',
    'In the control arm of MAIA it was {{value "maia.cr.rd"}}.',
    'Lenalidomide and dexamethasone reached {{value "maia.cr.rd"}} in MAIA.',
    'Daratumumab reached {{value "maia.cr.d-rd"}} against {{value "maia.cr.rd"}}.',
    'Daratumumab reached {{value "maia.cr.d-rd"}}, and monitoring {{value "aquila.cr.monitoring"}}.',
    'Daratumumab reached a complete response in {{value "maia.cr.d-rd"}}.',
    'In MAIA, D-Rd was given to {{value "maia.randomised.rd" show="n"}} fewer.',
    'In MAIA, 30.1% of patients given lenalidomide and dexamethasone had a complete response.',
    'D-Rd had a complete response in 48%.',
    'Daratumumab was given for 30.1 months.',
    'In MAIA, 30.1% of patients were women.',
    'Complete responses to D-Rd were 51.1% (95% CI 30–50%).',
  ])('holds: %s', (body) => {
    expect(rulesIn(body)).not.toContain('C26');
  });

  test('takes a regimen that ends a longer one for the longer one', () => {
    expect(
      rulesIn('Daratumumab, lenalidomide and dexamethasone reached {{value "maia.cr.rd"}} in MAIA.'),
    ).toContain('C26');
  });
});

describe('C27, a range pooled over trials', () => {
  test.each([
    'MRD negativity was {{range "maia.mrd.d-rd" "perseus.mrd6.d-vrd"}}.',
    'Daratumumab gives MRD negativity in 24–65%.',
    'MAIA and PERSEUS gave MRD negativity in 32–75%.',
  ])('fires: %s', (body) => {
    expect(rulesIn(body)).toContain('C27');
  });

  test.each([
    'MRD negativity in MAIA was {{range "maia.mrd.rd" "maia.mrd.d-rd"}} over both arms, Rd and D-Rd.',
    'In MAIA, MRD negativity rose from 24–32%.',
    'Daratumumab gives MRD negativity in 32.1% (95% CI 24–65%).',
    'Daratumumab gives MRD negativity in 64%.',
    'Something else was 24–65%.',
  ])('holds: %s', (body) => {
    expect(rulesIn(body)).not.toContain('C27');
  });

  test('says in what the trials differ', () => {
    const [found] = judged('MRD negativity was {{range "maia.mrd.d-rd" "perseus.mrd6.d-vrd"}}.');
    expect(found?.caveat).toContain('MRD sensitivity threshold differs');
    expect(found?.caveat).toMatch(/^A range over MAIA, PERSEUS pools trials/);
  });
});

describe('C28, a benchmark left out', () => {
  const judgedWith = (arms: string) => {
    const file = 'briefings/2026-04-21-car-t-moves-upstream.md';
    const original = shippedLibrary().briefings.find(({ id }) => id.includes('car-t')) as Briefing;
    const text = original.parsed.file.text.replace(/arms: \[car-prism.*\]/, `arms: [${arms}]`);
    const library = shippedLibrary(undefined, { [file]: text });
    const briefing = library.briefings.find(({ id }) => id === original.id) as Briefing;
    const found = judgeClaims(claimInputOf(briefing, library, assessBriefing(library, briefing)));
    return found.filter(({ rule }) => rule === 'C28');
  };

  test('fires when AQUILA is not in the context table', () => {
    const found = judgedWith('car-prism.cilta-cel, maia.d-rd, cepheus.d-vrd, perseus.d-vrd');
    expect(found).toMatchObject([
      {
        rule: 'C28',
        code: 'claim-benchmark',
        severity: 'major',
        where: 'table context',
        place: { file: expect.stringContaining('car-t'), line: expect.any(Number) },
      },
    ]);
    expect(found[0]?.message).toContain('AQUILA');
  });

  test('holds when it is, and for a figure of an endpoint that AQUILA did not report', () => {
    expect(judgedWith('car-prism.cilta-cel, aquila.dara, maia.d-rd')).toEqual([]);
  });

  test('holds for a class of drugs that is not shown, and for a table of one trial', () => {
    expect(judgedWith('car-prism.cilta-cel, cartitude-4.cilta-cel')).toEqual([]);
    expect(judgedWith('maia.d-rd, maia.rd')).toEqual([]);
  });

  test('does not ask for trials of another disease than the subject’s', () => {
    expect(judgedWith('aquila.dara, car-prism.cilta-cel, maia.d-rd')).toEqual([]);
  });

  test('holds for a range where the text names the trial', () => {
    const range = 'MRD negativity was {{range "maia.mrd.d-rd" "perseus.mrd6.d-vrd"}}.';
    const codesIn = (body: string, beside?: string[]) => judged(body, beside).map(({ code }) => code);
    expect(codesIn(range)).toContain('claim-benchmark-range');
    expect(codesIn(`${range} AQUILA reported none.`)).not.toContain('claim-benchmark-range');
    expect(codesIn(`${range} The other drug was {{value "aquila.cr.dara"}}.`)).not.toContain(
      'claim-benchmark-range',
    );
    expect(codesIn(range, ['aquila', 'maia'])).not.toContain('claim-benchmark-range');
    expect(codesIn(range, ['perseus', 'maia'])).toContain('claim-benchmark-range');
  });

  describe('the subject is the trial', () => {
    const [aquila, carT] = shippedLibrary().briefings as [Briefing, Briefing];
    const idsOf = (briefing: Briefing) => subjectsOf(briefing).map(({ id }) => id);

    test('of the first key figure', () => {
      expect(aquila.keyFigures).not.toEqual([]);
      expect(idsOf(aquila)).toEqual(['aquila']);
      expect(idsOf({ ...carT, keyFigures: aquila.keyFigures })).toEqual(['aquila']);
    });

    test('without key figures of the first number of the opening, then of the text', () => {
      expect(carT.keyFigures).toEqual([]);
      expect(idsOf(carT)).toEqual(['car-prism']);
      expect(idsOf({ ...carT, dek: carT.title, bottomLine: [], body: aquila.body })).toEqual(['aquila']);
    });

    test('and none where no result is shown', () => {
      expect(idsOf({ ...withBriefing('Words.').briefing, keyFigures: [] })).toEqual([]);
    });
  });
});

describe('C30, a surrogate presented as benefit', () => {
  test.each([
    'Cilta-cel eradicates the disease: {{value "car-prism.mrd" show="n/N"}} were MRD-negative.',
    'A response in {{value "maia.orr.d-rd"}} means a survival benefit.',
    'There is no doubt that they are cured.',
    'They lived longer: {{value "maia.pfs.hr" show="full"}}.',
  ])('fires: %s', (body) => {
    expect(claimsIn(body)).toContain('C30 block');
  });

  test.each([
    'D-Rd gave a survival benefit: {{value "maia.os.hr" show="full"}}.',
    'No cure is in sight, and nobody should speak of eradication.',
    'The absence of events is not evidence of cure.',
    'Improved progression-free survival was the aim.',
    'Treatment was given with curative intent; access must be secured.',
  ])('holds: %s', (body) => {
    expect(rulesIn(body)).not.toContain('C30');
  });

  test('is a footnote in the author’s view and in quotations', () => {
    expect(claimsIn('::: opinion\nThis is a cure.\n:::\n\nThis is a cure.')).toEqual([
      'C30 minor',
      'C30 block',
    ]);
    expect(claimsIn('The commentary calls it “a functional cure”.')).toEqual(['C30 minor']);
  });
});

describe('C31, a statistic between trials', () => {
  test.each([
    'D-VRd in PERSEUS did better than D-Rd in MAIA (p<0.001).',
    'Between CAR-PRISM and AQUILA the odds ratio is 4.2.',
    'PERSEUS, at {{value "perseus.mrd6.d-vrd"}}, was significantly deeper than {{value "cepheus.mrd6.d-vrd"}}.',
  ])('fires: %s', (body) => {
    expect(claimsIn(body)).toContain('C31 block');
  });

  test.each([
    'In MAIA the hazard ratio was 0.55 (p<0.0001).',
    'AQUILA reported {{value "aquila.pfs.hr" show="full"}}, and CAR-PRISM has no control.',
    'PERSEUS and CEPHEUS are both randomised.',
    'PERSEUS was significantly positive, {{value "perseus.pfs.hr" show="full"}}, and so was MAIA.',
  ])('holds: %s', (body) => {
    expect(rulesIn(body)).not.toContain('C31');
  });
});

describe('words that promise', () => {
  test.each([
    'Cilta-cel is superior to daratumumab.',
    'The rate was significantly higher.',
    'It is best-in-class.',
    'A breakthrough for patients.',
    'A game-changing and unprecedented result.',
    'Daratumumab is structurally capped.',
    'Survival was superior, {{value "cartitude-4.os.hr" show="ratio"}}, a miracle.',
  ])('are refused: %s', (body) => {
    expect(claimsIn(body)).toContain('style block');
  });

  test.each([
    'D-Rd was superior to Rd: {{value "maia.pfs.hr" show="full"}}.',
    'The FDA granted it a Breakthrough Therapy Designation.',
    'The commentary calls it “a breakthrough”.',
    '::: opinion\nIt is a breakthrough, and best-in-class.\n:::',
    'It was a non-inferiority and then a superiority trial.',
  ])('may stand: %s', (body) => {
    expect(rulesIn(body)).not.toContain('style');
  });
});
