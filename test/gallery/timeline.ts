import type { TimelineChart, TimelineEvent } from '../../src/figures/timeline/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';

export function timelineEvent(number: number, at: number, over: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    number,
    at,
    date: `20 May ${Math.floor(at)}`,
    kind: 'readout',
    text: 'ALPHA: first results at a meeting',
    datum: `alpha.milestone.m${number}`,
    focus: false,
    hollow: false,
    ...over,
  };
}

export function lane(label: string, ...events: TimelineEvent[]): TimelineChart['lanes'][number] {
  return { label, sublabel: 'Phase 3 · NDMM, transplant-eligible · NCT00000001', events };
}

const kinds = ['readout', 'publication', 'submission', 'advisory committee', 'approval'] as const;

export const timelineCases: Cases<'timeline'> = {
  'two trials': {
    kind: 'timeline',
    lanes: [
      lane(
        'ALPHA',
        timelineEvent(1, 2021.4, { focus: true }),
        timelineEvent(2, 2022.1, {
          kind: 'submission',
          text: 'ALPHA: application to the regulator',
          focus: true,
        }),
        timelineEvent(4, 2023.05, {
          kind: 'approval',
          text: 'ALPHA: approval for transplant-ineligible patients',
          focus: true,
        }),
      ),
      lane(
        'BETA',
        timelineEvent(3, 2022.9, { text: 'BETA: interim analysis of MRD' }),
        timelineEvent(5, 2024.5, {
          kind: 'publication',
          hollow: true,
          date: 'June 2024 (estimated)',
          text: 'BETA: full paper',
        }),
      ),
    ],
  },
  '12 lanes, 40 events, 40-character labels': {
    kind: 'timeline',
    lanes: Array.from({ length: 12 }, (_, row) =>
      lane(
        row % 2 ? WORDS : UNBROKEN,
        ...Array.from({ length: row < 4 ? 4 : 3 }, (__, i) =>
          timelineEvent(row < 4 ? row * 4 + i + 1 : 16 + (row - 4) * 3 + i + 1, 2005 + row + i * 1.7, {
            kind: kinds[(row + i) % 5] ?? 'readout',
            hollow: i === 3,
            date: '28 September 2025 (estimated)',
          }),
        ),
      ),
    ),
  },
  'one event': { kind: 'timeline', lanes: [lane('ALPHA', timelineEvent(1, 2025.38))] },
  'many in a short time, with 40-character labels': {
    kind: 'timeline',
    lanes: [0, 1, 2].map((row) =>
      lane(
        row % 2 ? WORDS : UNBROKEN,
        ...Array.from({ length: 7 }, (_, i) =>
          timelineEvent(row * 7 + i + 1, 2025 + i * 0.03 + row * 0.2, {
            kind: kinds[i % 5] ?? 'readout',
            hollow: i % 3 === 2,
            focus: row === 1,
            text: `${row % 2 ? WORDS : UNBROKEN}: a committee of many members votes six to two in favour of what was asked`,
          }),
        ),
      ),
    ),
  },
};
