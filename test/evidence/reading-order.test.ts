import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { dataOfUse, usesOf } from '../../src/evidence/ledger.ts';
import { withBriefing } from '../base-library.ts';

const SOURCES = `
gamma-2024: { title: G, publisher: P, type: news, access: excerpt }
delta-2023: { title: D, publisher: P, type: news, access: excerpt }
unused-2022: { title: U, publisher: P, type: news, access: excerpt }
`;

const FRONT = `figures:
  sold: { kind: sales, title: 'Sold since {{value "beta.orr"}}', product: zorvex, from: 2025-Q1, note: 'Last {{value "alpha.pfs.zor"}}' }
  idle: { kind: proportions, title: Idle, findings: [alpha.orr.obs] }
tables:
  grid: { kind: cross-trial, title: Grid, arms: [alpha.obs], endpoints: [orr] }
`;

const BODY = `{{cite "gamma-2024"}} First {{value "alpha.orr.zor"}}, then {{cite "delta-2023" "gamma-2024"}}.

{{table "grid"}}

{{figure "sold"}}

Last {{growth "zorvex.2024-Q1"}} and {{gap "alpha.orr.zor" "alpha.orr.obs"}}.`;

const { library, briefing } = withBriefing(BODY, FRONT, { 'sources/more.yaml': SOURCES });

describe('reading order', () => {
  test('is that of the page: front matter first, then the text with what stands in it', () => {
    const uses = usesOf(briefing, library).flatMap((use) =>
      dataOfUse(use).map((datum) => `${use.where}: ${datum.id}`),
    );
    expect(uses).toEqual([
      'key figures: beta.orr',
      'text: alpha.orr.zor',
      'table grid: alpha.orr.obs',
      'table grid: alpha.randomised.obs',
      'table grid: alpha.follow-up',
      'figure sold: beta.orr',
      'figure sold: zorvex.2024-Q1',
      'figure sold: zorvex.2025-Q1',
      'figure sold: alpha.pfs.zor',
      'text: zorvex.2024-Q1',
      'text: alpha.orr.zor',
      'text: alpha.orr.obs',
    ]);
  });

  test('numbers the sources from 1, each once, and leaves out those that nothing uses', () => {
    const { sources, referenceNumbers } = assessBriefing(library, briefing);
    expect(sources.map(({ id }) => id)).toEqual(['beta-2025', 'gamma-2024', 'alpha-2025', 'delta-2023']);
    expect([...referenceNumbers]).toEqual([
      ['beta-2025', 1],
      ['gamma-2024', 2],
      ['alpha-2025', 3],
      ['delta-2023', 4],
    ]);
  });

  test('a figure that is described but not placed uses nothing', () => {
    const { briefing: without, library: all } = withBriefing('{{table "grid"}}', FRONT);
    const placed = usesOf(without, all).map(({ where }) => where);
    expect(new Set(placed)).toEqual(new Set(['key figures', 'table grid']));
  });

  test('a cross-trial table that is not placed is used after the text', () => {
    const { briefing: without, library: all } = withBriefing('Last {{value "alpha.orr.zor"}}.', FRONT);
    expect(usesOf(without, all).map(({ where }) => where)).toEqual([
      'key figures',
      'text',
      ...Array(3).fill('table grid'),
    ]);
  });
});
