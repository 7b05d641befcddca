import type { KaplanMeierArm, KaplanMeierChart } from '../../src/figures/kaplan-meier/layout.ts';
import { seededRandom } from '../random.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

/** An invented arm whose curve falls by chance from 100% at about `hazard` a step of the axis. */
export function curveArm(
  hazard: number,
  over: Partial<KaplanMeierArm> = {},
  { patients = 200, every = 6, until = 60 } = {},
): KaplanMeierArm {
  const random = seededRandom(Math.round(hazard * 1000));
  const steps: KaplanMeierArm['steps'] = [{ time: 0, percent: 100 }];
  const drop = 1;
  for (let time = 0; time < until; ) {
    const percent = (steps.at(-1)?.percent ?? 100) - drop * (1 + Math.floor(random() * 2));
    time = Math.round((time - Math.log(1 - random()) / hazard / 4) * 10) / 10;
    if (percent <= 0 || time >= until) break;
    const reach = 1.96 * Math.sqrt((percent * (100 - percent)) / patients);
    steps.push({
      time,
      percent,
      low: Math.max(0, percent - reach),
      high: Math.min(100, percent + reach),
    });
  }
  const censored = Array.from({ length: 24 }, (_, i) => until * 0.5 + (i * until * 0.48) / 24);
  return {
    label: 'Zorvex',
    median: medianOf(steps),
    datum: 'alpha.pfs.zor',
    ...(half(steps) !== undefined && { medianAt: half(steps) as number }),
    steps,
    censored,
    last: until - 1,
    atRisk: Array.from({ length: until / every + 1 }, (_, i) => ({
      time: i * every,
      printed: String(Math.round((patients * (until / every - i)) / (until / every))),
      datum: `alpha.curve.pfs.zor.at-risk.${i * every}`,
    })),
    role: 'accent',
    dashed: false,
    ...over,
  };
}

/** When a curve, or a limit of it, is first at a half or under it. */
function half(
  steps: KaplanMeierArm['steps'],
  of: 'percent' | 'low' | 'high' = 'percent',
): number | undefined {
  return steps.find((step) => (step[of] ?? 100) <= 50)?.time;
}

/** `38.2 (30.1–NR)`. */
function medianOf(steps: KaplanMeierArm['steps']): string {
  const [median, low, high] = (['percent', 'low', 'high'] as const).map(
    (of) => half(steps, of)?.toFixed(1) ?? 'NR',
  );
  return `${median} (${low}–${high})`;
}

export function curveChart(arms: KaplanMeierArm[], over: Partial<KaplanMeierChart> = {}): KaplanMeierChart {
  return {
    kind: 'kaplan-meier',
    outcome: 'Progression-free survival, %',
    time: 'Months since randomisation',
    median: 'Median, months (95% CI)',
    every: 6,
    arms,
    caution: '',
    ...over,
  };
}

const observation: Partial<KaplanMeierArm> = {
  label: 'Observation',
  role: 'mark',
};
const ratio = { printed: 'HR 0.60 (95% CI 0.45–0.80)', datum: 'alpha.pfs.hr' };

const bare = (arm: KaplanMeierArm): KaplanMeierArm => ({
  ...arm,
  steps: arm.steps.map(({ time, percent }) => ({ time, percent })),
});

export const kaplanMeierCases: Cases<'kaplan-meier'> = {
  'two arms with limits': curveChart([curveArm(0.14), curveArm(0.28, observation)], { ratio }),
  'read off a figure, median not reached': curveChart(
    [bare(curveArm(0.05, { median: 'NR' })), bare(curveArm(0.24, { ...observation, atRisk: [] }))],
    { caution: 'Digitised from a published figure, not patient data', time: 'Months since infusion' },
  ),
  'one arm without events': curveChart([
    {
      ...curveArm(0.1, { median: 'NR (NR–NR)', medianAt: undefined as never, label: 'All patients' }),
      steps: [{ time: 0, percent: 100 }],
    },
  ]),
  'everyone with an event': curveChart([
    {
      ...curveArm(0.1, { label: 'All patients', censored: [] }),
      median: '12.0 (6.0–24.0)',
      medianAt: 12,
      last: 48,
      steps: [
        { time: 0, percent: 100 },
        { time: 6, percent: 60, low: 40, high: 75 },
        { time: 12, percent: 40, low: 22, high: 58 },
        { time: 24, percent: 20, low: 8, high: 38 },
        { time: 48, percent: 0 },
      ],
    },
  ]),
  'four arms with 40-character labels, every month': curveChart(
    [
      curveArm(0.12, { label: WORDS }, { patients: 12345, every: 1 }),
      curveArm(0.2, { ...observation, label: UNBROKEN }, { patients: 12345, every: 1 }),
      curveArm(0.3, { label: WORDS, role: 'ink', dashed: true, median: '—' }, { patients: 12345, every: 1 }),
      curveArm(0.4, { label: WORDS, role: 'mark', dashed: true }, { patients: 12345, every: 1 }),
    ],
    { every: 1, ratio },
  ),
  'few patients at risk at the end, events per arm': curveChart(
    [
      curveArm(0.14, { fewFrom: 42 }, { patients: 30 }),
      curveArm(0.28, { ...observation, dashed: true, fewFrom: 36 }, { patients: 24 }),
    ],
    { ratio: { ...ratio, printed: `${ratio.printed}; events 14/30 against 19/24` } },
  ),
};
