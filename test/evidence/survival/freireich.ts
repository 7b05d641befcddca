import type { Observation } from '../../../src/evidence/survival.ts';

/** Weeks in remission from "6 6+ …", where + is the end of follow-up in remission. */
export function observations(text: string): Observation[] {
  return text.split(' ').map((one) => ({ time: Number.parseFloat(one), event: !one.endsWith('+') }));
}

/** Freireich et al., Blood 1963;21:699, as used by Gehan 1965, Cox 1972 and R's MASS::gehan. */
export const mercaptopurine = observations(
  '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+',
);
export const placebo = observations('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');
