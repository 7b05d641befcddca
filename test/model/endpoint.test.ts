import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { listEndpoints } from '../../src/content/json-schema.ts';
import {
  betterDirection,
  builtInEndpoints,
  type Endpoint,
  type EventRatio,
  endpointFields,
  endpointsSchema,
  eventOf,
  withoutEvent,
} from '../../src/model/endpoint.ts';

type Family = Endpoint['family'];
type Event = Endpoint['event'] | 'unstated';

const ratios = ['hazardRatio', 'oddsRatio', 'riskRatio', 'rateRatio'] as const satisfies EventRatio[];

/** What hazard, odds, risk and rate ratios count, in this order; `-` where nothing says. */
function signs(endpoint: Parameters<typeof eventOf>[0]): string {
  return ratios.map((ratio) => (eventOf(endpoint, ratio) ?? '-').charAt(0)).join('');
}

describe('what a ratio of an endpoint counts', () => {
  // Family, higherIsBetter, unit, event as stated, and the signs.
  const table: [Family, boolean | undefined, string | undefined, Event, string][] = [
    ['time-to-event', true, undefined, 'harmful', 'h--h'],
    ['time-to-event', true, 'months', 'unstated', 'h--h'],
    ['time-to-event', true, undefined, 'unstated', 'h--h'],
    ['time-to-event', true, '%', 'unstated', '----'],
    ['time-to-event', true, 'patients', 'unstated', '----'],
    ['time-to-event', true, '%', 'beneficial', 'bbbb'],
    ['time-to-event', false, undefined, 'harmful', 'hhhh'],
    ['time-to-event', false, undefined, 'beneficial', 'bbbb'],
    ['time-to-event', false, undefined, 'unstated', '----'],
    ['time-to-event', undefined, undefined, 'unstated', '----'],
    ['time-to-event', undefined, undefined, 'harmful', 'hhhh'],
    ['response', true, undefined, 'unstated', '-bbb'],
    ['response', true, '%', 'unstated', '-bbb'],
    ['response', true, 'months', 'unstated', '----'],
    ['response', true, '%', 'beneficial', 'bbbb'],
    ['response', false, '%', 'unstated', '----'],
    ['response', undefined, '%', 'unstated', '----'],
    ['mrd', true, '%', 'unstated', '-bbb'],
    ['mrd', undefined, '%', 'unstated', '----'],
    ['responder', true, '%', 'unstated', '-bbb'],
    ['responder', false, '%', 'unstated', '----'],
    ['safety', false, '%', 'unstated', 'hhhh'],
    ['safety', undefined, undefined, 'unstated', 'hhhh'],
    ['safety', true, '%', 'unstated', '----'],
    ['safety', true, '%', 'beneficial', 'bbbb'],
    ['event-rate', false, undefined, 'unstated', 'hhhh'],
    ['event-rate', true, undefined, 'unstated', 'bbbb'],
    ['event-rate', undefined, undefined, 'unstated', '----'],
    ['continuous', true, 'mL', 'unstated', '----'],
    ['continuous', false, 'mL', 'unstated', '----'],
    ['patient-reported', true, 'points', 'unstated', '----'],
    ['immunogenicity', true, '%', 'unstated', '----'],
    ['pharmacokinetic', undefined, 'ng/mL', 'unstated', '----'],
    ['conduct', true, '%', 'unstated', '----'],
    ['other', true, '%', 'unstated', '----'],
    ['other', false, undefined, 'harmful', 'hhhh'],
  ];

  test.each(table)('%s, higher is better: %s, unit %s, event %s', (family, higher, unit, event, expected) => {
    const endpoint = {
      family,
      ...(higher !== undefined && { higherIsBetter: higher }),
      ...(unit !== undefined && { unit }),
      ...(event !== 'unstated' && { event }),
    };
    expect(signs(endpoint)).toBe(expected);
  });

  test('without a ratio it is that of a hazard for a time, and of a share for a response', () => {
    expect(eventOf({ family: 'time-to-event', higherIsBetter: true })).toBe('harmful');
    expect(eventOf({ family: 'response', higherIsBetter: true })).toBe('beneficial');
  });
});

test('which way a mean or a difference is better is what the endpoint states, or nothing', () => {
  expect(betterDirection({ family: 'continuous', higherIsBetter: true })).toBe('higher');
  expect(betterDirection({ family: 'continuous', higherIsBetter: false })).toBe('lower');
  expect(betterDirection({ family: 'safety' })).toBeUndefined();
});

describe('a survival curve', () => {
  const seen = (id: string) => {
    const { label, abbreviation, higherIsBetter } = withoutEvent({
      ...(builtInEndpoints[id] as Endpoint),
      id,
    });
    return [label, abbreviation, higherIsBetter];
  };

  test.each([
    ['pfs', ['Progression-free survival', 'PFS', true]],
    ['time-to-exacerbation', ['Time to first exacerbation', undefined, true]],
    ['mace', ['Freedom from major adverse cardiovascular events', 'Freedom from MACE', true]],
    ['stroke', ['Freedom from stroke', undefined, true]],
    ['progression-or-death', ['Freedom from progression or death', undefined, true]],
    ['time-to-recovery', ['Without event: time to recovery', undefined, false]],
    ['time-to-response', ['Without event: time to first response', 'Without event: TTR', false]],
  ])('of %s shows the patients without the event', (id, expected) => {
    expect(seen(id)).toEqual(expected);
  });

  test('of an endpoint that states nothing says neither that it is good nor that it is bad', () => {
    const own: Endpoint = { id: 'own', label: 'MS relapse', family: 'time-to-event', definition: 'x' };
    expect(withoutEvent(own)).toEqual({ ...own, label: 'Without event: MS relapse' });
  });
});

describe('endpoints.yaml', () => {
  test('asks for a label and a definition only', () => {
    const read = endpointsSchema.parse({ lesions: { label: 'New lesions', definition: 'Seen by MRI.' } });
    expect(read.lesions).toEqual({ label: 'New lesions', definition: 'Seen by MRI.', family: 'other' });
  });

  test.each([
    { family: 'cardiac' },
    { event: 'bad' },
    { event: 'harmful, rarely' },
    { higherIsBetter: 'maybe' },
  ])('refuses %j', (wrong) => {
    const given = { x: { label: 'x', definition: 'x', ...wrong } };
    expect(endpointsSchema.safeParse(given).success).toBe(false);
  });
});

/** What shipped first: content of others may name them. */
const lasting =
  'orr scr cr vgpr pr clinical-benefit disease-control pathological-cr mrd-negativity mrd-negativity-among-cr sustained-mrd-12 sustained-mrd-24 pfs pfs2 os efs dfs dor ttp ttnt time-to-response progression-or-death progression-free-5y grade-3-4-teae grade-3-plus-ae sae discontinuation death-on-treatment dose-limiting-toxicity crs crs-grade-3 icans cranial-nerve-palsy infection-grade-3 neutropenia-grade-3 second-primary-malignancy tumour-change global-health follow-up at-risk patient-time patient-change milestone enrolled randomised treated dara-stopped';

describe('the built-in endpoints', () => {
  const all = Object.entries(builtInEndpoints);
  const ofFamily = (...families: Family[]) => all.filter(([, { family }]) => families.includes(family));

  // A ratio below 1 favours the first arm (h), above 1 (b), or neither is said (-): hazard, odds, risk, rate.
  test.each([
    ...['pfs h--h', 'os h--h', 'dor h--h', 'ttnt h--h', 'invasive-dfs h--h', 'time-to-exacerbation h--h'],
    ...['survival-without-permanent-ventilation h--h', 'gvhd-free-relapse-free-survival h--h'],
    ...['mace hhhh', 'mace-3 hhhh', 'mace-4 hhhh', 'cv-death hhhh', 'hf-hospitalisation hhhh', 'stroke hhhh'],
    ...['progression-or-death hhhh', 'renal-composite hhhh', 'rejection hhhh', 'hip-fracture hhhh'],
    ...['disability-progression-12w hhhh', 'vaccine-cases hhhh', 'mortality-28 hhhh', 'af-recurrence hhhh'],
    ...['time-to-response bbbb', 'time-to-recovery bbbb', 'time-to-symptom-resolution bbbb'],
    ...['time-to-ambulation bbbb', 'time-to-discharge bbbb', 'time-to-negative-culture bbbb'],
    ...['disability-improvement bbbb', 'wound-closure bbbb', 'neutrophil-engraftment bbbb'],
    ...['progression-free-5y bbbb', 'orr bbbb', 'mrd-negativity bbbb', 'pathological-cr bbbb'],
    ...['pasi-75 bbbb', 'acr20 bbbb', 'hba1c-below-7 bbbb', 'easi-75 bbbb', 'svr12 bbbb', 'live-birth bbbb'],
    ...['bcva-gain-15 bbbb', 'bcva-loss-15 hhhh', 'virological-failure hhhh', 'miscarriage hhhh'],
    ...['hiv-below-50 bbbb', 'mrs-0-2 bbbb', 'mrs-shift ----', 'clinical-status ----'],
    ...['annualised-relapse-rate hhhh', 'exacerbation-rate hhhh', 'total-hf-hospitalisations hhhh'],
    ...['seroconversion bbbb', 'anti-drug-antibodies hhhh', 'gmt ----', 'vaccine-efficacy ----'],
    ...['sae hhhh', 'discontinuation hhhh', 'major-bleeding-isth hhhh', 'hypoglycaemia-level-3 hhhh'],
    ...['ldl-c ----', 'kccq ----', 'bioequivalence-ratio ----', 'follow-up ----'],
  ])('%s', (line) => {
    const [id = '', expected] = line.split(' ');
    expect(signs(builtInEndpoints[id] as Endpoint)).toBe(expected);
  });

  test.each([
    ...['lvef higher', 'nt-probnp lower', 'kccq higher', 'six-minute-walk higher', 'systolic-bp lower'],
    ...['ldl-c lower', 'egfr-slope higher', 'uacr lower', 'hba1c-change lower', 'time-in-range higher'],
    ...['weight-change-percent lower', 'fev1-trough higher', 'sgrq lower', 'fvc-decline higher'],
    ...['fev1-percent-predicted higher', 'lung-clearance-index lower', 'monthly-migraine-days lower'],
    ...['adas-cog lower', 'cdr-sb lower', 'mds-updrs lower', 'alsfrs-r higher', 'hfmse higher'],
    ...['chop-intend higher', 'nsaa higher', 'mnis-7 lower', 'madrs lower', 'panss lower', 'dlqi lower'],
    ...[
      'haq-di lower',
      'mtss lower',
      'haemoglobin-change higher',
      'bcva-change higher',
      'bmd-total-hip higher',
    ],
    ...['iief-ef higher', 'ipss lower', 'eq-5d higher', 'pain-nrs lower', 'lyso-gb3 lower', 'gmt higher'],
    ...['pfs higher', 'mace lower', 'time-to-recovery lower', 'sae lower', 'orr higher'],
    ...['cmax undefined', 'auc-inf undefined', 'follow-up undefined', 'mrs-shift undefined'],
  ])('better is: %s', (line) => {
    const [id = '', expected] = line.split(' ');
    expect(String(betterDirection(builtInEndpoints[id] as Endpoint))).toBe(expected);
  });

  test('keep the keys that shipped first', () => {
    expect(lasting.split(' ').filter((id) => !builtInEndpoints[id])).toEqual([]);
  });

  test('have each key in one field only, and each label once', () => {
    expect(endpointFields.flatMap(({ endpoints }) => Object.keys(endpoints))).toHaveLength(all.length);
    expect(new Set(all.map(([, { label }]) => label.toLowerCase())).size).toBe(all.length);
  });

  test('are written as those of endpoints.yaml are', () => {
    const written = all.map(([id, { higherIsBetter, ...rest }]) => [
      id,
      { ...rest, ...(higherIsBetter !== undefined && { higherIsBetter: String(higherIsBetter) }) },
    ]);
    expect(endpointsSchema.parse(Object.fromEntries(written))).toEqual(builtInEndpoints);
    expect(all.filter(([, { definition }]) => !/^\p{Lu}.*[^.]\.$/u.test(definition))).toEqual([]);
  });

  test('state their event where ratios are of events, and none where they are of means', () => {
    const counted = ofFamily('response', 'mrd', 'responder', 'time-to-event', 'event-rate', 'safety');
    expect(counted.filter(([, { event }]) => event === undefined)).toEqual([]);
    expect(ofFamily('continuous', 'pharmacokinetic', 'conduct').filter(([, { event }]) => event)).toEqual([]);
  });

  test('of facts about a trial and of the fate of a drug say nothing to be better', () => {
    const judged = ofFamily('conduct', 'pharmacokinetic').filter(
      ([, one]) => one.higherIsBetter !== undefined,
    );
    expect(judged).toEqual([]);
  });

  test('of safety are better when fewer, and of responses when more', () => {
    const wrong = [
      ...ofFamily('safety').filter(([, one]) => one.higherIsBetter !== false || one.event !== 'harmful'),
      ...ofFamily('response', 'mrd').filter(([, one]) => !one.higherIsBetter || one.event !== 'beneficial'),
    ];
    expect(wrong).toEqual([]);
  });
});

test('docs/endpoints.md is what `trialbrief schema --endpoints` writes', () => {
  const written = readFileSync(path.join(import.meta.dirname, '../../docs/endpoints.md'), 'utf8');
  expect(written, 'run: npm run trialbrief -- schema --endpoints').toBe(listEndpoints());
  expect(written).toContain(
    '| `mace-3` | Cardiovascular death, myocardial infarction or stroke (Three-point MACE) |',
  );
  expect(written).toContain(
    '| `pfs` | Progression-free survival (PFS) | time-to-event | higher | HR below 1 |',
  );
  expect(written).toContain(
    '| `pasi-75` | PASI better by 75% or more (PASI 75) | responder | higher | above 1 | % |',
  );
  expect(written).toContain('(CDAI \\<150)');
});

test('the example of docs/endpoints.md can be read', () => {
  const [, example = ''] = /```yaml\n([^`]*)```/.exec(listEndpoints()) ?? [];
  const read = endpointsSchema.parse(parse(example, { schema: 'failsafe' }));
  expect(signs(read['time-to-walking'] as Endpoint)).toBe('bbbb');
});
