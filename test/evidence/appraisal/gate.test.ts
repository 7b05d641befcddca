import { describe, expect, test } from 'vitest';
import type { Diagnostic, Place } from '../../../src/diagnostics.ts';
import type { Appraisal, AppraisedPart } from '../../../src/evidence/appraisal/appraise.ts';
import { obstaclesOf } from '../../../src/evidence/appraisal/gate.ts';
import type { Answers } from '../../../src/evidence/comparability/acknowledge.ts';
import { type RuleCode, rules } from '../../../src/evidence/comparability/rules.ts';
import type { Caveat, Verdict } from '../../../src/evidence/comparability/verdict.ts';
import { withBriefing } from '../../base-library.ts';

const { library, briefing } = withBriefing('Words.');
const HOUSE: Place = { file: 'house.yaml', line: 3, column: 1 };

const at = (line: number): Place => ({ file: 'content/b.md', line, column: 2 });

function caveat(code: RuleCode, text: string, trials: string[] = []): Caveat {
  return { rule: rules[code] as Caveat['rule'], pieces: [], text, trials, between: [], findings: [] };
}

function verdict(...caveats: Caveat[]): Verdict {
  return { counts: { block: 0, major: 0, minor: 0, info: 0 }, caveats, findings: [] };
}

function part(where: string, line: number, ...caveats: Caveat[]): AppraisedPart {
  return {
    where,
    place: at(line),
    verdict: verdict(...caveats),
    gaps: [],
    sentences: [],
    sales: [],
    reasons: new Map(),
  };
}

function open(inPart: AppraisedPart, code: RuleCode, ...trials: [string, string]): Answers['open'][number] {
  return { part: inPart, rule: rules[code], trials, between: [`${trials[0]}.x`, `${trials[1]}.x`] };
}

/** Obstacles of an appraisal that finds nothing but what is given. */
function obstacles(found: Partial<Appraisal>, disclosures = library.house.disclosures): Diagnostic[] {
  const nothing: Appraisal = {
    parts: [],
    points: [],
    trials: [],
    whole: verdict(),
    safetyNotExtracted: [],
    claims: [],
    answers: { open: [], answered: [], diagnostics: [] },
  };
  const house = { ...library.house, disclosures };
  return obstaclesOf(briefing, { ...nothing, ...found }, { house }, HOUSE);
}

const openly = (...contrasts: Answers['open']) =>
  obstacles({ answers: { open: contrasts, answered: [], diagnostics: [] } });

describe('a block that nobody answered for', () => {
  test('is told once a display and rule, with all trials concerned', () => {
    const depth = part('figure depth', 7, caveat('C12', 'Times differ.'), caveat('C09', 'Tests differ.'));
    expect(
      openly(
        open(depth, 'C09', 'gamma', 'delta'),
        open(depth, 'C09', 'gamma', 'epsilon'),
        open(depth, 'C13', 'delta', 'epsilon'),
      ),
    ).toStrictEqual([
      {
        code: 'not-comparable',
        severity: 'error',
        message: 'figure depth: Tests differ.',
        place: at(7),
        hints: [
          'show them separately, or acknowledge it with a reason: acknowledge: [{ rule: mrd-threshold, between: [gamma, delta, epsilon], reason: … }]',
        ],
        related: [],
      },
      {
        code: 'not-comparable',
        severity: 'error',
        message: `figure depth: ${rules.C13.title}`,
        place: at(7),
        hints: [
          'show them separately, or acknowledge it with a reason: acknowledge: [{ rule: sustained-mrd, between: [delta, epsilon], reason: … }]',
        ],
        related: [],
      },
    ]);
  });

  test('is told again of another display, also of another paragraph', () => {
    const told = openly(
      open(part('text', 7, caveat('C09', 'One.')), 'C09', 'gamma', 'delta'),
      open(part('text', 8, caveat('C09', 'Two.')), 'C09', 'gamma', 'delta'),
      open(part('opening', 8, caveat('C09', 'Three.')), 'C09', 'gamma', 'delta'),
      open(part('table grid', 8, caveat('C09', 'Four.')), 'C09', 'gamma', 'delta'),
    );
    expect(told.map(({ message, place }) => `${place.line} ${message}`)).toEqual([
      '7 the text: One.',
      '8 the text: Two.',
      '8 the opening: Three.',
      '8 table grid: Four.',
    ]);
  });
});

test('of sales only blocks stop', () => {
  const sales = [
    { rule: rules.F04, pieces: [], text: 'Another’s.', claims: [] },
    { rule: rules.F01, pieces: [], text: 'No basis.', claims: [] },
  ];
  expect(
    obstacles({ parts: [{ ...part('opening', 4), sales }, part('text', 5, caveat('C09', 'Answered.'))] }),
  ).toStrictEqual([
    {
      code: 'sales-claim',
      severity: 'error',
      message: 'the opening: Another’s.',
      place: at(4),
      hints: ['rule ‘partner-sales’: correct the sentence or the data'],
      related: [],
    },
  ]);
});

test('a claim stops when it is a block, and is told at the title when it has no place', () => {
  const claim = { rule: {}, code: 'claim-word', message: 'Too much.', caveat: '' } as unknown as Omit<
    Appraisal['claims'][number],
    'severity' | 'where' | 'place'
  >;
  expect(
    obstacles({
      claims: [
        { ...claim, severity: 'block', where: 'dek', place: at(9) },
        { ...claim, severity: 'major', where: 'text' },
      ],
    }),
  ).toStrictEqual([
    {
      code: 'claim-word',
      severity: 'error',
      message: 'dek: Too much.',
      place: at(9),
      hints: ['say what was observed, or show the randomised comparison in the sentence or its paragraph'],
      related: [],
    },
    {
      code: 'claim-word',
      severity: 'warning',
      message: 'text: Too much.',
      place: briefing.title.place,
      hints: ['say what was observed, or show the randomised comparison in the sentence or its paragraph'],
      related: [],
    },
  ]);
});

test('efficacy without safety names the files of its trials', () => {
  expect(obstacles({ whole: verdict(caveat('C29', 'No safety.', ['gamma', 'delta'])) })).toStrictEqual([
    {
      code: 'safety-missing',
      severity: 'error',
      message: 'No safety.',
      place: briefing.title.place,
      hints: [
        'show their adverse events, or write `safety: not extracted` in trials/gamma.yaml, trials/delta.yaml',
      ],
      related: [],
    },
  ]);
});

test('a house that does not disclose all it has to', () => {
  const { positions, compensation, ...rest } = library.house.disclosures;
  expect(obstacles({}, { ...rest, positions: ' ', compensation })).toStrictEqual([
    {
      code: 'disclosures-missing',
      severity: 'error',
      message: 'This document gives a view on a listed company without disclosing positions.',
      place: HOUSE,
      hints: ['write each part of `disclosures:` in house.yaml, even if it is “none”'],
      related: [],
    },
  ]);
  expect(obstacles({})).toStrictEqual([]);
});

test('all of them come in the order: contrasts, answers, sales, claims, safety, disclosures', () => {
  const depth = part('figure depth', 7);
  const answer: Diagnostic = {
    code: 'unknown-rule',
    severity: 'error',
    message: 'there is no rule ‘x’',
    place: at(2),
    hints: [],
    related: [],
  };
  const claim = { rule: {}, code: 'claim-word', message: 'm', caveat: '' } as unknown as Omit<
    Appraisal['claims'][number],
    'severity' | 'where' | 'place'
  >;
  const told = obstacles(
    {
      answers: { open: [open(depth, 'C09', 'gamma', 'delta')], answered: [], diagnostics: [answer] },
      parts: [{ ...depth, sales: [{ rule: rules.F04, pieces: [], text: 't', claims: [] }] }],
      claims: [{ ...claim, severity: 'major', where: 'text' }],
      whole: verdict(caveat('C29', 'No safety.', ['gamma'])),
    },
    { ...library.house.disclosures, positions: '' },
  );
  expect(told.map(({ code }) => code)).toEqual([
    'not-comparable',
    'unknown-rule',
    'sales-claim',
    'claim-word',
    'safety-missing',
    'disclosures-missing',
  ]);
});
