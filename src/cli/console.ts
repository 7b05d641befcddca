import { Conflict } from '../archive/errors.ts';

/** Output of a command: results go to stdout, everything else to stderr. */
export interface Console {
  /** Prints a line of the result. */
  result(text: string): void;
  /** Prints progress information; silent under --quiet. */
  info(text: string): void;
  /** Prints errors and warnings. */
  warn(text: string): void;
  /** Overwrites the current line on a terminal; prints nothing elsewhere. */
  progress(text: string): void;
  colour: boolean;
  json: boolean;
  verbose: boolean;
}

/** Seconds since the start; only used to print durations. */
export type Stopwatch = () => number;

/** Exit codes, as docs/errors.md lists them. */
export const exit = {
  done: 0,
  failed: 1,
  usage: 2,
  invalidContent: 3,
  rendering: 4,
  mail: 5,
  conflict: 6,
  interrupted: 130,
} as const;

/** Runs a command; a `Conflict` is printed as a plain message and gives exit code 6. */
export async function endingWithConflict(console: Console, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    console.warn(error.message);
    return exit.conflict;
  }
}
