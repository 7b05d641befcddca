import type { Arm } from '../model/trial.ts';
import type { Role } from './palette.ts';

/** How the line of an arm is drawn. */
export interface ArmRole {
  role: Role;
  dashed: boolean;
}

const others: readonly ArmRole[] = [
  { role: 'mark', dashed: false },
  { role: 'ink', dashed: true },
  { role: 'mark', dashed: true },
];

/** The first experimental arm carries the accent; further arms differ in colour and dashes. */
export function armRoles(arms: readonly (Pick<Arm, 'role'> | undefined)[]): ArmRole[] {
  const focus = Math.max(
    0,
    arms.findIndex((arm) => arm?.role === 'experimental'),
  );
  return arms.map((_, i) =>
    i === focus
      ? { role: 'accent', dashed: false }
      : (others[(i > focus ? i - 1 : i) % others.length] as ArmRole),
  );
}
