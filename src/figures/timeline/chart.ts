import type { Emphasis } from '../emphasis.ts';

export type EventKind = 'readout' | 'publication' | 'submission' | 'advisory committee' | 'approval';

export interface TimelineEvent extends Emphasis {
  /** Counted in order of time: stands in its mark and before its line of the list. */
  number: number;
  /** Year and its part that had passed, 2025.38. */
  at: number;
  /** "20 May 2025". */
  date: string;
  kind: EventKind;
  /** What happened, with the trial's name. */
  text: string;
  /** Address of the milestone. */
  datum: string;
}

export interface TimelineLane {
  label: string;
  /** Second line under the label: phase, setting, registry number. */
  sublabel: string;
  events: TimelineEvent[];
}

export interface TimelineChart {
  kind: 'timeline';
  lanes: TimelineLane[];
}
