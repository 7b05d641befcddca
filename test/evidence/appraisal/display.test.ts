import { describe, expect, test } from 'vitest';
import { type Display, displaysOf } from '../../../src/evidence/appraisal/display.ts';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import type { Call } from '../../../src/model/briefing.ts';
import { libraryWith, productWith, trialWith } from '../../base-library.ts';

const TRIAL = trialWith(
  `orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 20 }, source: beta-2025 }
cr: { endpoint: cr, arm: a, proportion: { events: 4, of: 20 }, source: beta-2025 }
mrd: { endpoint: mrd-negativity, arm: a, proportion: { events: 5, of: 20 }, threshold: 10^-5, source: beta-2025 }`,
);
const FILES = {
  'trials/gamma.yaml': TRIAL,
  'trials/delta.yaml': TRIAL.replace('GAMMA', 'DELTA').replace(/ {2}cr: .*\n/, ''),
  'products/p.yaml': productWith(`2024-Q1: { value: 5, source: beta-2025 }
2025-Q1: { value: 9, reportedGrowth: 80, source: beta-2025 }`),
};
const both = (show: string) =>
  `{{value "gamma.orr" show="${show}"}} and {{value "delta.orr" show="${show}"}}`;

/** `{{figure "one"}}` for each figure or table of some front matter. */
function placements(frontMatter: string): string[] {
  return ['figure', 'table'].flatMap((kind) => {
    const [, block = ''] = new RegExp(`^${kind}s:\\n((?: .*\\n)*)`, 'm').exec(frontMatter) ?? [];
    return [...block.matchAll(/^ {2}([a-z]+):/gm)].map(([, id]) => `{{${kind} "${id}"}}`);
  });
}

/** Displays of a briefing whose front matter is told in full; its figures and tables stand behind its body. */
function displays(frontMatter: string, text = 'Words.') {
  const body = [text, ...placements(frontMatter)].join('\n\n');
  const file = `---
date: 2026-02-02
dataAsOf: 2026-01-31
authors: [ada]
${frontMatter}---

${body}
`;
  const library = libraryWith({ ...FILES, 'briefings/2026-02-02-second.md': file });
  const briefing = library.briefings.find(({ id }) => id === '2026-02-02-second');
  if (!briefing) throw new Error('the briefing is missing');
  return displaysOf(briefing, library, assessBriefing(library, briefing)).map(told);
}

function told({ place, groups, sales, end, gaps: _, sentences: __, ...rest }: Display) {
  return {
    ...rest,
    line: place.line,
    groups: groups.map((group) => group.map(({ id }) => id).join(' ')),
    sales: sales.map(({ sale, statesGrowth, company }) =>
      [sale.id, ...(statesGrowth ? ['stated'] : []), ...(company ? [company] : [])].join(' '),
    ),
    ...(end && { end: endOf(end) }),
  };
}

function endOf(call: Call): string {
  if (call.name === 'growth') return `growth of ${call.sale.id}`;
  if (call.name !== 'value') return call.name;
  return `${call.datum.id} as ${call.show}`;
}

const PLAIN = `title: Plain
dek: Words
keyFigures: [beta.orr]
bottomLine: [One sentence.]
`;

describe('the opening', () => {
  test('sets its key figures side by side, and the results of each of its sentences', () => {
    expect(
      displays(`title: 'Of ${both('n')}'
dek: 'Of ${both('N')}, and {{value "alpha.orr.zor"}}. No more than {{value "gamma.orr"}}.'
keyFigures:
  - { value: gamma.orr, label: 'Response in {{value "gamma.mrd"}} or {{value "delta.mrd"}}', detail: 'P’s maker, Pea Pharma’s sales: {{sales "p.2025-Q1" show="stated-growth"}}' }
  - p.2025-Q1
  - value: delta.orr
  - { value: beta.orr, detail: 'Of {{value "gamma.orr"}} and {{value "beta.orr"}}' }
bottomLine:
  - 'Say {{gap "gamma.orr" "delta.orr"}}.'
  - 'Or {{range "delta.orr" "gamma.orr" "beta.orr"}}.'
  - 'Up {{growth "zorvex.2025-Q1"}}.'
`),
    ).toStrictEqual([
      {
        where: 'opening',
        line: 5,
        groups: [
          'gamma.orr delta.orr beta.orr',
          'gamma.orr delta.orr',
          'gamma.orr delta.orr alpha.orr.zor',
          'gamma.orr delta.orr',
          'delta.orr gamma.orr beta.orr',
          'gamma.mrd delta.mrd',
          'gamma.orr beta.orr',
        ],
        sales: ['zorvex.2025-Q1', 'zorvex.2024-Q1', 'p.2025-Q1 stated Pea Pharma'],
      },
    ]);
  });

  test('with results of one trial has nothing to set side by side', () => {
    expect(
      displays(`title: 'Of {{value "gamma.orr"}}'
dek: 'And {{value "gamma.orr" show="n"}} {{value "gamma.cr"}}'
keyFigures: [gamma.orr, gamma.cr]
bottomLine: ['Say {{value "delta.orr"}}.']
`),
    ).toStrictEqual([{ where: 'opening', line: 5, groups: [], sales: [] }]);
  });
});

describe('a figure', () => {
  test('sets side by side what it draws, and what each sentence of its captions tells', () => {
    expect(
      displays(`${PLAIN}figures:
  one:
    kind: proportions
    title: 'One {{value "gamma.orr"}} on {{value "alpha.orr.zor"}}'
    subtitle: 'Sub {{value "gamma.orr"}} on {{value "delta.orr"}}'
    alt: 'Alt {{value "gamma.orr"}} on {{value "beta.orr"}}'
    note: 'Note {{value "delta.orr"}} on {{value "beta.orr"}}. Of {{value "delta.orr"}}. Sold {{sales "p.2025-Q1"}}.'
    findings: [gamma.orr, gamma.cr]
`).slice(1),
    ).toStrictEqual([
      {
        where: 'figure one',
        line: 12,
        groups: [
          'gamma.orr gamma.cr',
          'gamma.orr alpha.orr.zor',
          'gamma.orr delta.orr',
          'gamma.orr beta.orr',
          'delta.orr beta.orr',
        ],
        sales: ['p.2025-Q1'],
      },
    ]);
  });

  test('of sales tells what it draws, then what its captions tell', () => {
    expect(
      displays(
        `${PLAIN}figures:\n  sold: { kind: sales, title: 'After {{sales "p.2025-Q1"}}', product: zorvex, from: 2024-Q1, to: 2025-Q1 }\n`,
      ).slice(1),
    ).toStrictEqual([
      {
        where: 'figure sold',
        line: 10,
        groups: [''],
        sales: ['zorvex.2024-Q1', 'zorvex.2025-Q1', 'p.2025-Q1'],
      },
    ]);
  });
});

describe('a table', () => {
  test('across trials compares within its columns, and leaves out empty cells', () => {
    expect(
      displays(`${PLAIN}tables:
  grid:
    kind: cross-trial
    title: 'Grid {{value "gamma.orr"}} on {{value "beta.orr"}}'
    note: 'Note {{value "delta.orr"}} on {{value "beta.orr"}}; {{sales "p.2024-Q1"}}.'
    arms: [gamma.a, delta.a]
    endpoints: [orr, cr, mrd-negativity]
`).slice(1),
    ).toStrictEqual([
      {
        where: 'table grid',
        line: 12,
        groups: [
          'gamma.orr delta.orr',
          'gamma.cr',
          'gamma.mrd delta.mrd',
          'gamma.orr beta.orr',
          'delta.orr beta.orr',
        ],
        sales: ['p.2024-Q1'],
      },
    ]);
  });

  test('of one trial is one group', () => {
    expect(
      displays(
        `${PLAIN}tables:\n  sum: { kind: summary, title: Sum, trial: gamma, endpoints: [orr, cr] }\n`,
      ).slice(1),
    ).toStrictEqual([{ where: 'table sum', line: 10, groups: ['gamma.orr gamma.cr'], sales: [] }]);
  });
});

test('each paragraph with a number is a display, after figures and tables; it ends at its last number', () => {
  expect(
    displays(
      `${PLAIN}figures:
  one: { kind: proportions, title: One, findings: [gamma.orr] }
tables:
  sum: { kind: summary, title: Sum, trial: gamma, endpoints: [orr] }
`,
      `Of ${both('n')}. And {{value "beta.orr"}}. Or {{value "beta.orr"}} and {{value "gamma.orr"}}.

No number here.

It grew by {{growth "p.2025-Q1"}}.

Nor here.

Of {{value "beta.orr" show="N"}}; sold {{sales "p.2024-Q1"}} and {{sales "p.2025-Q1" show="stated-growth"}},
then {{value "gamma.orr" show="n"}}.
`,
    ).slice(1),
  ).toStrictEqual([
    { where: 'figure one', line: 10, groups: ['gamma.orr'], sales: [] },
    { where: 'table sum', line: 12, groups: ['gamma.orr'], sales: [] },
    {
      where: 'text',
      line: 15,
      groups: ['gamma.orr delta.orr', 'beta.orr gamma.orr'],
      sales: [],
      end: 'gamma.orr as percent',
    },
    {
      where: 'text',
      line: 19,
      groups: [],
      sales: ['p.2025-Q1', 'p.2024-Q1'],
      end: 'growth of p.2025-Q1',
    },
    {
      where: 'text',
      line: 24,
      groups: ['beta.orr gamma.orr'],
      sales: ['p.2024-Q1', 'p.2025-Q1 stated'],
      end: 'gamma.orr as n',
    },
  ]);
});
