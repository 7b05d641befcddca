import { describe, expect, test } from 'vitest';
import { objectionsTo, trialText } from './invented.ts';

/** `rule severity` of each objection that one rule has. */
function rulesOn(body: string, judged: Parameters<typeof objectionsTo>[1], only: RegExp): string[] {
  return objectionsTo(body, judged)
    .map(({ rule, severity }) => `${rule} ${severity}`)
    .filter((one) => only.test(one));
}

/** GAMMA with a comparison of survival that rules out nothing. */
const weak = trialText('GAMMA', {
  registry: 'NCT00000003',
  arms: [
    'x: { label: Zor-X, product: zorvex, regimen: zorvex, role: experimental }',
    'bet: { label: Bet, regimen: betamab, role: control }',
  ],
  findings: ['os.hr: { endpoint: os, compare: [x, bet], hazardRatio: { value: 0.90, ci: [0.70, 1.20] } }'],
});

/** Where the word that a message quotes first stands in the body. */
function placeOf(body: string, message: string) {
  const [, word = ''] = /‘([^’]+)’/.exec(message) ?? [];
  return { file: 'content/briefings/2026-02-02-second.md', line: 11, column: body.indexOf(word) + 1 };
}

describe('C30 in full', () => {
  test.each([
    ['They are cured.', '‘cured’ rests on no result in the sentence'],
    ['{{value "gamma.pod.x"}} means a cure.', '‘cure’ rests on Progression or death alone'],
    ['{{value "gamma.cr.x"}} means a cure.', '‘cure’ rests on ≥CR alone'],
    [
      '{{value "gamma.cr.x"}}, {{value "gamma.cr.bet"}} and {{value "gamma.orr.x"}}: a cure.',
      '‘cure’ rests on ≥CR, ORR alone',
    ],
  ])('%s', (body, message) => {
    expect(objectionsTo(body).filter(({ rule }) => rule === 'C30')).toEqual([
      {
        rule: 'C30',
        code: 'claim-surrogate',
        severity: 'block',
        message,
        caveat:
          'MRD negativity and response are intermediate endpoints; they have not by themselves established longer survival or cure in this population.',
        where: 'text',
        place: expect.objectContaining(placeOf(body, message)),
      },
    ]);
  });

  test('survival carries it only where the comparison does', () => {
    const lived = 'Patients lived longer, {{value "gamma.os.hr" show="full"}}.';
    expect(rulesOn(lived, { texts: { 'trials/gamma.yaml': weak } }, /./)).toEqual(['effect block']);
  });

  const c30 = /C30/;
  test.each([
    ['Patients lived longer, {{value "gamma.os.hr" show="full"}}.', 0],
    ['Patients lived longer, {{value "gamma.orr.or" show="full"}}.', 1],
    ['Patients were cured, {{value "gamma.os.hr" show="full"}}.', 1],
    ['It extends life and saves lives.', 0],
    ['Nobody knows whether it is a cure.', 0],
    ['It isn’t a cure.', 0],
    ['A casino is a cure.', 1],
    ['A noble cure.', 1],
    ['There is no doubt of a cure.', 1],
    ['It is not, as was said at great length and by a great many people at the time, a cure.', 0],
    ['It never worked. It is a cure.', 1],
    ['It never worked; it is a cure.', 1],
    ['They sought curative intent.', 0],
    ['They sought a curative dose.', 0],
    ['They gave a curative dose.', 1],
    ['An obscure, secured and procured thing.', 0],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, c30)).toHaveLength(count);
  });
});

describe('C31 in full', () => {
  test.each([
    ['ALPHA and BETA: HR 0.5.', '‘HR 0.5’ is stated between ALPHA and BETA'],
    ['ALPHA and BETA: p = .03.', '‘p = .03’ is stated between ALPHA and BETA'],
    ['ALPHA and BETA, hazard ratio of 0.50.', '‘hazard ratio of 0.50’ is stated between ALPHA and BETA'],
    [
      'ALPHA against {{value "beta.orr"}}, significantly.',
      '‘significantly’ is stated between ALPHA and BETA',
    ],
  ])('%s', (body, message) => {
    expect(objectionsTo(body).filter(({ rule }) => rule === 'C31')).toEqual([
      {
        rule: 'C31',
        code: 'claim-cross-trial-statistic',
        severity: 'block',
        message: `${message}: patients were not randomised between them`,
        caveat: 'No inferential statistic is shown between arms of different trials.',
        where: 'text',
        place: expect.objectContaining(placeOf(body, message)),
      },
    ]);
  });

  const c31 = /C31/;
  test.each([
    ['ALPHA and BETA stand on floor 4.', 0],
    ['ALPHA and BETA, step=0.4.', 0],
    ['ALPHA and BETA are insignificant, non-significant and significance.', 0],
    ['ALPHA gave p = 0.03.', 0],
    ['ALPHA and BETA: OR 2.5 and p<0.01.', 2],
    ['ALPHA and BETA: {{value "gamma.orr.or" show="full"}}, significantly.', 0],
    ['ALPHA and BETA are significant.', 1],
    ['Significantly, ALPHA and BETA are alike.', 1],
    ['ALPHA and BETA, by {{growth "zorvex.2025-Q1"}}, are significant.', 1],
    ['ALPHA and BETA, with {{gap "gamma.cr.x" "gamma.cr.bet"}}, are significant.', 1],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, c31)).toHaveLength(count);
  });
});

describe('words in full', () => {
  test('that never stand', () => {
    expect(objectionsTo('What a miracle.')).toEqual([
      {
        rule: 'style',
        code: 'claim-word',
        severity: 'block',
        message: '‘miracle’ belongs in the author’s view, if anywhere',
        caveat: '‘miracle’ is the author’s judgement, not a result.',
        where: 'text',
        place: expect.objectContaining(placeOf('What a miracle.', '‘miracle’')),
      },
    ]);
  });

  test.each([
    ['It was superior.', 'neither the sentence nor its paragraph shows a randomised comparison'],
    [
      'It was superior, {{value "gamma.os.hr" show="full"}}.',
      'the comparison shown does not rule out no difference',
    ],
  ])('that need a comparison: %s', (body, lack) => {
    const texts = { 'trials/gamma.yaml': weak };
    expect(objectionsTo(body, { texts })).toEqual([
      {
        rule: 'style',
        code: 'claim-word',
        severity: 'block',
        message: `‘superior’: ${lack}`,
        caveat: '‘superior’ is not supported by a randomised comparison shown here.',
        where: 'text',
        place: expect.objectContaining(placeOf(body, '‘superior’')),
      },
    ]);
  });

  const style = /style/;
  test.each([
    ['It was superior, {{value "gamma.orr.or" show="full"}}.', 0],
    ['It was superior, {{value "gamma.os.hr" show="full"}}.', 0],
    ['It was superior, {{value "gamma.cr.diff" show="full"}}.', 0],
    ['It was superior, {{gap "gamma.cr.x" "gamma.cr.bet"}}.', 1],
    ['A miraculously good and unprecedentedly deep result.', 2],
    ['A miraclemaker.', 0],
    ['A breakthrough infection, a breakthrough device, breakthrough therapies.', 0],
    ['A breakthrough in therapy.', 1],
    ['A superiority trial, a significant level.', 0],
    ['Superiority, significance and outperformance.', 3],
    ['Non-significant and insignificant.', 0],
    ['He said “a miracle” and "unprecedented" and «superior».', 0],
    ['He said “no” to a miracle “today”.', 1],
    ['He said “no”miracle.', 1],
  ])('%s', (body, count) => {
    expect(rulesOn(body, {}, style)).toHaveLength(count);
  });
});
