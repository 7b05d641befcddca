import { assessBriefing } from '../../../src/evidence/assess.ts';
import { type ClaimInput, judgeClaims } from '../../../src/evidence/claims/judge.ts';
import { claimInputOf } from '../../../src/evidence/claims/of-briefing.ts';
import { toSentences } from '../../../src/evidence/claims/sentences.ts';
import { typedValues } from '../../../src/evidence/claims/typed-values.ts';
import type { Trial } from '../../../src/model/trial.ts';
import { withBriefing } from '../../base-library.ts';

interface TrialParts {
  registry: string;
  disease?: string;
  setting?: string;
  /** Lines of arms and of findings. */
  arms: string[];
  findings: string[];
}

export function trialText(name: string, { registry, disease, setting, arms, findings }: TrialParts): string {
  return `name: ${name}
registry: ${registry}
phase: 3
design: randomised
disease: ${disease ?? 'invented disease'}
setting: ${setting ?? 'first line'}
lines: [1]
arms:
${arms.map((arm) => `  ${arm.replace(/ }$/, ', source: beta-2025 }')}`).join('\n')}
findings:
${findings.map((one) => `  ${one.replace(/ }$/, ', source: beta-2025 }')}`).join('\n')}
safety: not extracted
`;
}

export const betamab = `name: Betabrand / Betanew
generic: betamab
class: invented blocker
company: Example Pharma
`;

/** GAMMA tests Zor-X against Bet, DELTA the same in another disease; both with results of both arms. */
export const twoTrials: Record<string, string> = {
  'products/betamab.yaml': `${betamab}sales:
  currency: USD
  unit: million
  basis: worldwide
  quarters:
    2024-Q1: { value: 800, source: beta-2025 }
`,
  'trials/gamma.yaml': trialText('GAMMA', {
    registry: 'NCT00000003',
    arms: [
      'x: { label: Zor-X, product: zorvex, regimen: zorvex and betamab, role: experimental }',
      'bet: { label: Bet, product: betamab, regimen: betamab and extramab until progression, role: control }',
    ],
    findings: [
      'cr.x: { endpoint: cr, arm: x, proportion: { percent: 60.0 } }',
      'cr.bet: { endpoint: cr, arm: bet, proportion: { percent: 30.0, of: 200 } }',
      'orr.x: { endpoint: orr, arm: x, proportion: { percent: 80.4 } }',
      'orr.bet: { endpoint: orr, arm: bet, proportion: { percent: 80.0 } }',
      'mrd.x: { endpoint: mrd-negativity, arm: x, proportion: { percent: 20.6 }, threshold: 10^-5, requiresCr: true, population: itt }',
      'mrd.bet: { endpoint: mrd-negativity, arm: bet, proportion: { percent: 21.0 }, threshold: 10^-5, requiresCr: true, population: itt }',
      'pfs.x: { endpoint: pfs, arm: x, median: { value: 40.0 months } }',
      'pfs.bet: { endpoint: pfs, arm: bet, median: { value: 25.0 months } }',
      'pfs12.x: { endpoint: pfs, arm: x, rate: { at: 12 months, percent: 70.0 } }',
      'pfs12.bet: { endpoint: pfs, arm: bet, rate: { at: 12 months, percent: 55.0 } }',
      'cr.diff: { endpoint: cr, compare: [x, bet], difference: { value: 30.0, unit: percentage points, ci: [20.0, 40.0] } }',
      'pod.x: { endpoint: progression-or-death, arm: x, proportion: { percent: 9.0 } }',
      'os.hr: { endpoint: os, compare: [x, bet], hazardRatio: { value: 0.60, ci: [0.45, 0.80] } }',
      'orr.or: { endpoint: orr, compare: [x, bet], oddsRatio: { value: 2.00, ci: [1.20, 3.40] } }',
    ],
  }),
  'trials/delta.yaml': trialText('DELTA', {
    registry: 'NCT00000004',
    disease: 'another invented disease',
    setting: 'second line',
    arms: [
      'y: { label: Zor-Y, product: zorvex, regimen: zorvex, role: experimental }',
      'pla: { label: Placebo, regimen: placebo, role: control }',
    ],
    findings: [
      'cr.y: { endpoint: cr, arm: y, proportion: { percent: 45.0 } }',
      'cr.pla: { endpoint: cr, arm: pla, proportion: { percent: 30.2 } }',
      'mrd.y: { endpoint: mrd-negativity, arm: y, proportion: { percent: 35.0 }, threshold: 10^-6, requiresCr: false, population: treated }',
    ],
  }),
};

interface Judged {
  texts?: Record<string, string>;
  /** Ids of the trials of a table that stands beside the text, with its endpoints. */
  beside?: { trials: string[]; endpoints: string[] };
}

/** What is said of a body; nothing else of its briefing is judged. */
export function objectionsTo(body: string, { texts = {}, beside }: Judged = {}) {
  const { library, briefing } = withBriefing(body, '', { ...twoTrials, ...texts });
  const input: ClaimInput = claimInputOf(briefing, library, assessBriefing(library, briefing));
  const trials = (beside?.trials ?? []).flatMap((id): Trial[] => [library.trials.get(id) ?? []].flat());
  const endpoints = (beside?.endpoints ?? []).flatMap((id) => library.endpoints.get(id) ?? []);
  return judgeClaims({
    ...input,
    passages: input.passages.filter(({ where }) => where === 'text'),
    exhibits: beside ? [{ where: 'table beside', trials, endpoints }] : [],
  });
}

/** The first sentence of a body over the library of two trials, and that library. */
export function sentenceOf(body: string, texts: Record<string, string> = {}) {
  const { library, briefing } = withBriefing(body, '', { ...twoTrials, ...texts });
  const { passages, ...rest } = claimInputOf(briefing, library, assessBriefing(library, briefing));
  const [text] = passages.filter(({ where }) => where === 'text');
  const sentences = text ? toSentences(text) : [];
  const [sentence] = sentences;
  if (!sentence) throw new Error('the body has no sentence');
  const typed = new Map(sentences.map((one) => [one, typedValues(one)]));
  return { sentence, library, context: { ...rest, sentences, typed } };
}
