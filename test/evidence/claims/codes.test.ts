import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { type ClaimFinding, judgeClaims } from '../../../src/evidence/claims/judge.ts';
import { passagesOf } from '../../../src/evidence/claims/of-briefing.ts';
import { briefingNamed, briefingText, libraryWith } from '../../base-library.ts';
import { contentOfCorpus } from './corpus.ts';

/** What is said of a briefing over the trials of the corpus. */
function said(body: string, { title = 'A second briefing', only = 'text' } = {}): ClaimFinding[] {
  const id = '2026-02-02-second';
  const text = briefingText(body).replace('A second briefing', title);
  const library = libraryWith({ ...contentOfCorpus(), [`briefings/${id}.md`]: text });
  const briefing = briefingNamed(library, id);
  const passages = passagesOf(briefing, assessBriefing(library, briefing));
  return judgeClaims({ library, subjects: [], passages, exhibits: [] }).filter(({ where }) => where === only);
}

const told = (body: string, options?: { title?: string; only?: string }) =>
  said(body, options).map(({ code, severity, message }) => `${code} ${severity}: ${message}`);
const codes = (body: string) => said(body).map(({ code }) => code);

const hr = '{{value "harbour.mace.hr" show="full"}}';
const deathHr = '{{value "harbour.death.hr" show="full"}}';
const pfsHr = '{{value "lantern.pfs.hr" show="full"}}';
const osHr = '{{value "lantern.os.hr" show="full"}}';

describe('each kind of claim says what is missing', () => {
  test.each([
    [
      `Corvastin reduced mortality, ${deathHr}.`,
      'claim-effect block: ‘reduced mortality’: the comparison shown does not rule out no difference',
    ],
    [
      'Onvimab prolonged progression-free survival to {{value "beacon.pfs"}}.',
      'claim-effect block: ‘prolonged progression-free survival’: BEACON has no control arm',
    ],
    [
      'Calmigen reduced migraine days by {{value "calm.days.cal"}}.',
      'claim-effect block: ‘reduced migraine’: the result of one arm shows no effect; show the comparison with the other arm',
    ],
    [
      'Calmigen reduces migraine days.',
      'claim-effect block: ‘reduces migraine’: neither the sentence nor its paragraph shows a randomised comparison',
    ],
    [
      'Onvimab is superior, {{value "lantern.orr.onv"}} against {{value "beacon.orr"}}.',
      'claim-word block: ‘superior’: patients were not randomised between the trials',
    ],
    [
      'Corvastin was superior for bleeding, {{value "harbour.bleeding.hr" show="full"}}.',
      'claim-word block: ‘superior’: the comparison shown points the other way',
    ],
    [
      'Corvastin lowered the risk in women, {{value "harbour.mace.hr.women" show="full"}}.',
      'claim-subgroup block: ‘lowered the risk’: it rests on a subgroup, and the result for all patients is not shown beside it',
    ],
    [
      `Onvimab means fewer deaths, ${pfsHr}.`,
      'claim-surrogate block: ‘fewer deaths’: the result shown is for PFS, a different outcome',
    ],
    [
      'Glutarin was non-inferior, {{value "meridian.hba1c.diff" show="full"}}.',
      'claim-non-inferiority block: ‘non-inferior’: no comparison shown meets a non-inferiority margin',
    ],
    [
      'Glutarin was well tolerated.',
      'claim-tolerability block: ‘well tolerated’ is a judgement; show the adverse events of each arm',
    ],
    [
      'Dermakin is safer, {{value "clearway.sae.or" show="full"}}.',
      'claim-tolerability block: ‘safer’ needs a within-trial comparison of harms that rules out no difference',
    ],
    [
      `There was a trend towards benefit, ${osHr}.`,
      'claim-trend block: ‘trend towards benefit’: a result compatible with no difference is not weaker evidence of one',
    ],
    [
      'Vaxora eliminates the virus.',
      'claim-certainty block: ‘eliminates’ promises more than any result can support',
    ],
    [
      'PASI 90 rose by 22%, from {{value "clearway.pasi.ada"}} to {{value "clearway.pasi.der"}}.',
      'claim-relative block: ‘rose by 22%’ is the difference in percentage points, not a change in per cent',
    ],
    [
      'Responses rose by {{value "lantern.orr.onv"}}.',
      'claim-relative block: ‘rose by’ gives the result of one arm as the change',
    ],
    [
      `Corvastin cut the risk by 20%, ${hr}.`,
      'claim-relative block: ‘cut the risk by 20%’ is relative: show the risk in each arm, or the difference, beside it',
    ],
    [
      `Corvastin halved the risk, ${hr}: {{value "harbour.mace.cor"}} against {{value "harbour.mace.pla"}}.`,
      'claim-relative block: ‘halved the risk’ is more than the comparison shown',
    ],
    [
      'Responses doubled, {{value "lantern.orr.onv"}} against {{value "lantern.orr.che"}}.',
      'claim-relative block: ‘doubled’ is more than the comparison shown',
    ],
  ])('%s', (body, line) => {
    expect(told(body)).toContain(line);
  });
});

describe('where the evidence may be', () => {
  const claim = 'Corvastin was superior to placebo.';
  test.each([
    ['in the paragraph', `${claim} The ratio was ${hr}.`, []],
    ['not in another paragraph', `${claim}\n\nThe ratio was ${hr}.`, ['claim-word']],
    [
      'not of another trial than the one named',
      `Corvastin was superior in RESCUE. HARBOUR had ${hr}.`,
      ['claim-word'],
    ],
    [
      'an effect may rest on what the briefing shows',
      `Corvastin reduces the risk of events.\n\nThe ratio was ${hr}.`,
      [],
    ],
    [
      'unless the sentence gives one arm’s result for it',
      `Calmigen reduced migraine days by {{value "calm.days.cal"}}.\n\nIt was {{value "calm.days.diff" show="full"}}.`,
      ['claim-effect'],
    ],
    [
      'both arms’ results with the comparison that is in your content',
      'Onvimab prolonged progression-free survival, {{value "lantern.pfs.onv"}} against {{value "lantern.pfs.che"}}.',
      [],
    ],
    [
      'both arms’ counts',
      'Onvimab raised the response rate from {{value "lantern.orr.che"}} to {{value "lantern.orr.onv"}}.',
      [],
    ],
    [
      'a subgroup beside the whole',
      `Corvastin lowered the risk in women, {{value "harbour.mace.hr.women" show="full"}}, as in all, ${hr}.`,
      [],
    ],
  ])('%s', (_, body, expected) => {
    expect(codes(body)).toEqual(expected);
  });

  test('a title and a heading rest on the whole briefing', () => {
    const title = 'Corvastin is superior to placebo';
    expect(told(`The ratio was ${hr}.`, { title, only: 'title' })).toEqual([]);
    expect(told('Nothing.', { title, only: 'title' })).toHaveLength(1);
    expect(codes(`## Corvastin is superior to placebo\n\nThe ratio was ${hr}.`)).toEqual([]);
  });

  test('the comparator may be the better one', () => {
    const bleeding = '{{value "harbour.bleeding.hr" show="full"}}';
    expect(codes(`Placebo was superior to corvastin in bleeding, ${bleeding}.`)).toEqual([]);
    expect(codes(`Placebo was superior to corvastin, ${hr}.`)).toEqual(['claim-word']);
  });

  test('a drug of another trial is no comparator', () => {
    expect(codes(`Corvastin is superior to vaxora, ${hr}.`)).toEqual(['claim-word']);
    expect(codes(`Corvastin is superior to placebo, ${hr}.`)).toEqual([]);
  });
});

describe('the author’s view', () => {
  test.each([
    [`::: opinion\nOnvimab prolongs survival, ${osHr}.\n:::`, ['claim-effect minor']],
    ['::: opinion\nGlutarin is safe.\n:::', ['claim-tolerability minor']],
    ['::: opinion\nIt proves a lot.\n:::', ['claim-certainty minor']],
    ['::: opinion\nA trend towards benefit.\n:::', ['claim-trend minor']],
    ['::: opinion\nGlutarin is as good as glargine.\n:::', ['claim-non-inferiority minor']],
    [`::: opinion\nCorvastin cut the risk by 20%, ${hr}.\n:::`, ['claim-relative minor']],
    ['::: opinion\nCorvastin is unrivalled.\n:::', []],
  ])('%s', (body, expected) => {
    expect(said(body).map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
  });
});

describe('shares of a risk', () => {
  test.each([
    [
      `Corvastin cut the risk by a fifth, ${hr}: {{value "harbour.mace.cor"}} against {{value "harbour.mace.pla"}}.`,
      [],
    ],
    [
      `Corvastin cut the risk by 20%, ${hr}. Events came to {{value "harbour.mace.cor"}} and {{value "harbour.mace.pla"}}.`,
      [],
    ],
    [`Corvastin cut the risk by 20%, ${hr}, or {{gap "harbour.mace.pla" "harbour.mace.cor"}}.`, []],
    ['PASI 90 rose by 22 percentage points, {{value "clearway.pasi.diff" show="full"}}.', []],
    ['PASI 90 rose by 46%, from {{value "clearway.pasi.ada"}} to {{value "clearway.pasi.der"}}.', []],
    ['Transfusions stopped in {{value "seed.free"}}.', []],
  ])('%s', (body, expected) => {
    expect(codes(body)).toEqual(expected);
  });
});
