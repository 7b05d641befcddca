import type { NumberAxis } from '../number-axis.ts';
import type { Role } from '../palette.ts';

export interface ChangePoint {
  time: number;
  value: number;
  /** Ends of the whisker; absent where they are not known. */
  interval?: { low: number; high: number };
  /** Patients measured, "143". */
  patients?: string;
  /** Not confirmed in a primary publication. */
  hollow: boolean;
  /** Address of the value. */
  datum: string;
}

export interface ChangeArm {
  label: string;
  points: ChangePoint[];
  role: Role;
  /** A line that is told apart by its dashes too. */
  dashed: boolean;
}

export interface ChangeChart {
  kind: 'change';
  /** Over the plot: "Change in HbA1c: adjusted mean, percentage points". */
  outcome: string;
  /** Address of a finding for numbers in it. */
  datum: string;
  /** Under the axis of times: "Visit, week". */
  time: string;
  axis: NumberAxis;
  arms: ChangeArm[];
}
