import type { Console } from '../commands/console.ts';
import type { ProjectPaths } from '../commands/sources.ts';

/** Process context passed to every command. */
export interface Session {
  place: ProjectPaths;
  env: NodeJS.ProcessEnv;
  /** YYYY-MM-DD, UTC. */
  today: string;
  /** Seconds since the start. */
  stopwatch: () => number;
  /** Configured by the options of this run; call only once they are parsed. */
  console: () => Console;
  /** Sets the exit code of the process. */
  end: (code: number) => void;
}
