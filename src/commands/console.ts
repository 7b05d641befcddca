/** How a command speaks: results to stdout, everything else to stderr. */
export interface Console {
  /** A line of the result. */
  result(text: string): void;
  /** A line about what is going on; silent under --quiet. */
  info(text: string): void;
  /** A line that must be seen: errors and warnings. */
  warn(text: string): void;
  /** A line that replaces itself on a terminal; nothing elsewhere. */
  progress(text: string): void;
  colour: boolean;
  json: boolean;
  verbose: boolean;
}

/** Seconds since some moment; the only use of time in commands is telling how long a thing took. */
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
