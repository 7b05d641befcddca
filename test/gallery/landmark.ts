import type { DotGroup } from '../../src/figures/proportions/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';
import { proportionRow } from './proportions.ts';

function groupOf(heading: string, ...rows: ReturnType<typeof proportionRow>[]): DotGroup {
  return { heading: [{ text: heading }], rows };
}

const row = (label: string, percent: number, more: object = {}) =>
  proportionRow({
    label,
    sublabel: label === 'Zorvex' ? 'experimental' : 'control',
    value: percent,
    interval: { low: Math.max(0, percent - 7), high: Math.min(100, percent + 6) },
    printed: `${percent.toFixed(1)}%`,
    beside: `${Math.max(0, percent - 7).toFixed(1)}–${Math.min(100, percent + 6).toFixed(1)}`,
    focus: label === 'Zorvex',
    datum: 'alpha.pfs12.zor',
    ...more,
  });

export const landmarkCases: Cases<'landmark'> = {
  'two arms at two times': {
    kind: 'landmark',
    head: '95% CI',
    groups: [
      groupOf('12-month progression-free survival', row('Zorvex', 88.1), row('Observation', 70.4)),
      groupOf('24-month progression-free survival', row('Zorvex', 74.9), row('Observation', 51.2)),
    ],
  },
  'one rate without interval': {
    kind: 'landmark',
    head: '95% CI',
    groups: [
      groupOf(
        '48-month overall survival',
        row('Zorvex', 100, { interval: undefined, beside: '—', hollow: true }),
      ),
    ],
  },
  '20 rows with 40-character labels': {
    kind: 'landmark',
    head: '95% CI',
    groups: [0, 1].map((group) =>
      groupOf(
        `${12 * (group + 1)}-month survival free of progression, relapse, or death from any cause whatever`,
        ...Array.from({ length: 10 }, (_, i) => row(i % 2 ? WORDS : UNBROKEN, i * 11)),
      ),
    ),
  },
};
