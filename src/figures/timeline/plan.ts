import type { Milestone, Trial } from '../../model/trial.ts';
import { writeDate, yearsTo } from '../../notation/dates.ts';
import { writeOccasion } from '../../shapes/occasion.ts';
import type { Piece } from '../../text/table.ts';
import { cell, columns, joined, labelPiece, numberPiece, textPiece } from '../data-table.ts';
import type { ChartPlan } from '../plan.ts';
import type { TimelineChart, TimelineEvent } from './layout.ts';
import type { Lane, TimelineRequest } from './request.ts';

interface Dated {
  lane: Lane;
  milestone: Milestone;
}

/** A lane for each trial, its milestones numbered over all lanes in order of time. */
export function planTimeline({ lanes }: TimelineRequest): ChartPlan<TimelineChart> {
  const dated = lanes
    .flatMap((lane) => lane.milestones.map((milestone) => ({ lane, milestone })))
    .toSorted((a, b) => yearsTo(a.milestone.date) - yearsTo(b.milestone.date));
  const chart: TimelineChart = {
    kind: 'timeline',
    lanes: lanes.map((lane) => ({
      label: lane.trial.name,
      sublabel: aboutTrial(lane.trial),
      events: dated.flatMap((one, i) => (one.lane === lane ? [eventOf(one, i + 1)] : [])),
    })),
  };
  const milestones = dated.map(({ milestone }) => milestone);
  return {
    chart,
    alt: altOf(dated),
    remarks: caveatsOn(milestones),
    sourceIds: milestones.flatMap(({ references }) => references.map(({ source }) => source.id)),
    data: {
      columns: columns(
        ['Date', 'Trial', 'Kind', 'What', 'Source status'],
        ['Date', 'Trial', 'Kind', 'What', 'Source status'],
      ),
      rows: dated.map(({ lane, milestone }) => [
        cell(writeDate(milestone.date), milestone.finding),
        cell(lane.trial.name),
        cell(milestone.kind),
        { main: [labelPiece(milestone.label, milestone.finding)] },
        cell(milestone.estimated ? 'estimated' : (milestone.grade ?? 'primary')),
      ]),
    },
  };
}

function aboutTrial({ phase, disease, setting, settingLabel, registry }: Trial): string {
  return `Phase ${phase} · ${disease}, ${settingLabel ?? setting} · ${registry.join(', ')}`;
}

function eventOf({ lane, milestone }: Dated, number: number): TimelineEvent {
  return {
    number,
    at: yearsTo(milestone.date),
    date: writeOccasion(milestone.finding.value),
    kind: milestone.kind,
    text: `${lane.trial.name}: ${milestone.label}`,
    datum: milestone.finding.id,
    focus: lane.focus,
    hollow: isHollow(milestone),
  };
}

function isHollow({ estimated, grade }: Milestone): boolean {
  return estimated === true || grade === 'unconfirmed';
}

function caveatsOn(milestones: Milestone[]): string[] {
  return [
    milestones.some(isHollow) ? 'Hollow: estimated, or not confirmed in a primary document.' : '',
    milestones.some(({ date }) => date.length === 7) ? 'A date without a day is placed mid-month.' : '',
  ].filter(Boolean);
}

function altOf(dated: Dated[]): Piece[] {
  const told = dated.map(({ lane, milestone: { kind, label, finding } }) => [
    numberPiece(writeOccasion(finding.value), finding),
    textPiece(`, ${lane.trial.name}, ${kind}: `),
    labelPiece(label, finding),
  ]);
  return [textPiece('Timeline. '), ...joined(told, '; '), textPiece('.')];
}
