import { describe, expect, test } from 'vitest';
import {
  dataOfUse,
  followUpOf,
  patientsOf,
  sourcesInOrder,
  type Use,
  uniqueData,
  usesOf,
} from '../../src/evidence/ledger.ts';
import type { Call } from '../../src/model/briefing.ts';
import { briefingNamed, libraryWith, productWith, trialWith } from '../base-library.ts';

const FILES = {
  'sources/more.yaml': `
curves-2024: { title: C, publisher: P, type: paper, access: full text }
news-2023: { title: N, publisher: P, type: news, access: excerpt }
`,
  'trials/gamma.yaml': trialWith(
    `orr.a: { endpoint: orr, arm: a, cut: early, proportion: { events: 9, of: 20 }, source: alpha-2025 }
cr.a: { endpoint: cr, arm: a, cut: late, proportion: { events: 4, of: 20 }, source: alpha-2025 }
orr.b: { endpoint: orr, arm: b, cut: late, proportion: { events: 5, of: 20 }, source: alpha-2025 }
hr: { endpoint: pfs, compare: [a, b], hazardRatio: { value: 0.30 }, source: alpha-2025 }`,
    `cuts:
  early: { label: Early, followUp: 9 months, source: beta-2025 }
  late: { label: Late, followUp: 19 months, source: beta-2025 }
curves:
  pfs: { endpoint: pfs, data: events, origin: infusion, unit: weeks, every: 2, source: curves-2024, arms: { a: { events: [1, 2, 3, 4] } } }
milestones:
  first: { date: 2024-05, kind: readout, label: First results, source: news-2023 }
`,
  ).replace(
    'regimen: a, role: experimental',
    'regimen: a, role: experimental, treated: 20, source: beta-2025',
  ),
  'trials/delta.yaml': trialWith(
    'orr.a: { endpoint: orr, arm: a, proportion: { events: 9, of: 20 }, source: alpha-2025 }',
  ).replace('GAMMA', 'DELTA'),
  'products/p.yaml': productWith(`2023-Q4: { value: 4, source: beta-2025 }
2024-Q1: { value: 5, source: beta-2025 }
2024-Q2: { value: 6, source: beta-2025 }
2025-Q1: { value: 8, source: beta-2025 }
2025-Q2: { value: 9, source: beta-2025 }
2025-Q3: { value: 9, source: beta-2025 }`),
};

/** A value in a form that tells one use from another. */
const n = (show: string) => `{{value "beta.orr" show="${show}"}}`;

/** Uses of a briefing whose front matter is told in full, as `where: name of the call, data or sources`. */
function uses(frontMatter: string, body = 'Words.'): string[] {
  return usesAsRead(frontMatter, body).map(told);
}

function usesAsRead(frontMatter: string, body: string): Use[] {
  const text = `---
date: 2026-02-02
dataAsOf: 2026-01-31
authors: [ada]
${frontMatter}---

${body}
`;
  const library = libraryWith({ ...FILES, 'briefings/2026-02-02-second.md': text });
  return usesOf(briefingNamed(library, '2026-02-02-second'), library);
}

function told(use: Use): string {
  if (use.kind === 'datum') return `${use.where}: ${use.datum.id}`;
  if (use.kind === 'tally') return `${use.where}: ${use.tally.id}`;
  return `${use.where}: ${use.kind === 'call' && use.call.name} ${toldOf(use.call).join(' ')}`;
}

function toldOf(call: Call): string[] {
  switch (call.name) {
    case 'value':
      return [call.datum.id, call.show];
    case 'cite':
      return call.sources.map(({ id }) => id);
    case 'plain':
      return [call.text];
    default:
      return [];
  }
}

const PLAIN = `title: Plain
dek: Words
keyFigures: [alpha.orr.zor]
bottomLine: [One sentence.]
`;
const KEY = 'key figures: alpha.orr.zor';

describe('the uses of data, in reading order', () => {
  test('of the front matter, the text, and the reasons of what is answered for', () => {
    expect(
      uses(
        `title: 'Title ${n('n')}'
dek: 'Dek ${n('N')}'
keyFigures:
  - { value: alpha.orr.zor, label: 'Label ${n('n/N')}', detail: 'Detail ${n('n of N')}' }
  - p.2025-Q1
bottomLine: ['One ${n('ci')}', 'Two ${n('ci-low')}']
acknowledge:
  - { rule: phase, between: [alpha, beta], reason: 'For ${n('ci-high')}' }
  - { rule: setting, between: [alpha, beta], reason: 'And {{cite "news-2023"}}' }
`,
        `Text ${n('full')} {{cite "alpha-2025" "beta-2025"}} and {{gap "alpha.orr.zor" "beta.orr"}}.`,
      ),
    ).toEqual([
      'title: value beta.orr n',
      'title: value beta.orr N',
      'bottom line: value beta.orr ci',
      'bottom line: value beta.orr ci-low',
      KEY,
      'key figures: value beta.orr n/N',
      'key figures: value beta.orr n of N',
      'key figures: p.2025-Q1',
      'text: value beta.orr full',
      'text: cite alpha-2025 beta-2025',
      'text: gap ',
      'comparability: value beta.orr ci-high',
      'comparability: cite news-2023',
    ]);
  });

  test('of a figure: title, subtitle, what it draws, note, alternative text', () => {
    expect(
      uses(
        `${PLAIN}figures:
  other: { kind: proportions, title: Other, findings: [beta.orr] }
  one:
    kind: proportions
    title: 'Title ${n('n')}'
    subtitle: 'Subtitle ${n('N')}'
    alt: 'Alt ${n('n/N')}'
    note: 'Note ${n('n of N')}'
    findings: [gamma.orr.a, gamma.orr.b]
`,
        '{{figure "one"}}',
      ),
    ).toEqual([
      KEY,
      'figure one: value beta.orr n',
      'figure one: value beta.orr N',
      'figure one: gamma.orr.a',
      'figure one: gamma.orr.b',
      'figure one: value beta.orr n of N',
      'figure one: value beta.orr n/N',
    ]);
  });

  test('of curves: medians, ratio, numbers at risk and rates, and the source of the curves', () => {
    expect(
      uses(
        `${PLAIN}figures:\n  km: { kind: kaplan-meier, title: KM, note: 'Note ${n('n')}', curve: gamma.pfs, findings: [gamma.hr] }\n`,
        '{{figure "km"}}',
      ),
    ).toEqual([
      KEY,
      'figure km: gamma.curve.pfs.a.median',
      'figure km: gamma.hr',
      'figure km: gamma.curve.pfs.a.at-risk.0',
      'figure km: gamma.curve.pfs.a.at-risk.2',
      'figure km: gamma.curve.pfs.a.at-risk.4',
      'figure km: gamma.curve.pfs.a.rate.2',
      'figure km: gamma.curve.pfs.a.rate.4',
      'figure km: cite curves-2024',
      'figure km: value beta.orr n',
    ]);
  });

  test('of a timeline: its milestones', () => {
    expect(
      uses(
        `${PLAIN}figures:\n  years: { kind: timeline, title: Years, trials: [gamma] }\n`,
        '{{figure "years"}}',
      ),
    ).toEqual([KEY, 'figure years: gamma.milestone.first']);
  });

  test('of sales: the quarters drawn, and those of the year before', () => {
    expect(
      uses(
        `${PLAIN}figures:\n  sold: { kind: sales, title: Sold, product: p, from: 2025-Q1, to: 2025-Q2 }\n`,
        '{{figure "sold"}}',
      ),
    ).toEqual([
      KEY,
      'figure sold: p.2024-Q1',
      'figure sold: p.2024-Q2',
      'figure sold: p.2025-Q1',
      'figure sold: p.2025-Q2',
    ]);
  });

  test('of a table of one trial: title, cells, note', () => {
    expect(
      uses(
        `${PLAIN}tables:
  other: { kind: summary, title: Other, trial: beta, endpoints: [orr] }
  sum: { kind: summary, title: 'Title ${n('n')}', note: 'Note ${n('N')}', trial: gamma, endpoints: [orr, cr, pfs] }
`,
        '{{table "sum"}}',
      ),
    ).toEqual([
      KEY,
      'table sum: value beta.orr n',
      'table sum: gamma.orr.a',
      'table sum: gamma.orr.b',
      'table sum: gamma.cr.a',
      'table sum: gamma.hr',
      'table sum: value beta.orr N',
    ]);
  });

  test('of a table across trials: its cells, then patients and follow-up of each row, as far as stated', () => {
    expect(
      uses(
        `${PLAIN}tables:\n  grid: { kind: cross-trial, title: Grid, note: 'Note ${n('N')}', arms: [gamma.a, delta.a, alpha.obs, beta.zor], endpoints: [orr, cr] }\n`,
        '{{table "grid"}}',
      ),
    ).toEqual([
      KEY,
      'table grid: gamma.orr.a',
      'table grid: gamma.cr.a',
      'table grid: delta.orr.a',
      'table grid: alpha.orr.obs',
      'table grid: beta.orr',
      'table grid: gamma.treated.a',
      'table grid: gamma.follow-up.early',
      'table grid: alpha.randomised.obs',
      'table grid: alpha.follow-up',
      'table grid: beta.treated.zor',
      'table grid: value beta.orr N',
    ]);
  });
});

describe('data and sources', () => {
  const read = usesAsRead(
    `${PLAIN}figures:\n  years: { kind: timeline, title: Years, trials: [gamma] }\n`,
    `{{plain "three" reason="a count of words"}} here.

{{figure "years"}}

{{growth "p.2025-Q1"}} {{range "gamma.orr.a" "beta.orr"}} {{gap "gamma.orr.b" "beta.orr"}} {{cite "curves-2024"}}`,
  );

  test('each use has those that its number is made of', () => {
    expect(
      read.map((use) =>
        dataOfUse(use)
          .map(({ id }) => id)
          .join(' '),
      ),
    ).toEqual([
      'alpha.orr.zor',
      '',
      'gamma.milestone.first',
      'p.2025-Q1 p.2024-Q1',
      'gamma.orr.a beta.orr',
      'gamma.orr.b beta.orr',
      '',
    ]);
  });

  test('each datum once, at its first use', () => {
    expect(uniqueData(read).map(({ id }) => id)).toEqual([
      'alpha.orr.zor',
      'gamma.milestone.first',
      'p.2025-Q1',
      'p.2024-Q1',
      'gamma.orr.a',
      'beta.orr',
      'gamma.orr.b',
    ]);
  });

  test('each source once, at its first use', () => {
    expect(sourcesInOrder(read).map(({ id }) => id)).toEqual([
      'alpha-2025',
      'news-2023',
      'beta-2025',
      'curves-2024',
    ]);
  });
});

describe('a row of a table across trials', () => {
  const library = libraryWith(FILES);
  const row = (trialId: string, armId: string, ...keys: string[]) => {
    const trial = library.trials.get(trialId);
    const arm = trial?.arms.find(({ id }) => id === armId);
    if (!trial || !arm) throw new Error(`there is no ${trialId}.${armId}`);
    const cells = keys.map((key) => trial.findings.find(({ id }) => id === `${trialId}.${key}`));
    return { trial, arm, cells };
  };
  const address = (datum: { id: string } | undefined) => datum?.id;

  test('has the patients randomised, else those treated', () => {
    expect(address(patientsOf(row('alpha', 'zor'), library))).toBe('alpha.randomised.zor');
    expect(address(patientsOf(row('gamma', 'a'), library))).toBe('gamma.treated.a');
    expect(address(patientsOf(row('beta', 'zor'), library))).toBe('beta.treated.zor');
    expect(address(patientsOf(row('delta', 'a'), library))).toBeUndefined();
  });

  test('has the follow-up of the first cut among its cells, else that of a trial with one', () => {
    const followUp = (...args: Parameters<typeof row>) => address(followUpOf(row(...args), library));
    expect(followUp('gamma', 'a', 'none', 'hr', 'cr.a', 'orr.a')).toBe('gamma.follow-up.late');
    expect(followUp('gamma', 'a', 'orr.a', 'cr.a')).toBe('gamma.follow-up.early');
    expect(followUp('gamma', 'a', 'hr')).toBeUndefined();
    expect(followUp('alpha', 'zor', 'orr.zor')).toBe('alpha.follow-up');
    expect(followUp('alpha', 'zor', 'none')).toBe('alpha.follow-up');
  });
});
