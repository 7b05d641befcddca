import type { Console } from '../commands/console.ts';
import type { ProjectPaths } from '../commands/sources.ts';

/** What commands are told of the process that they run in. */
export interface Session {
  place: ProjectPaths;
  env: NodeJS.ProcessEnv;
  /** YYYY-MM-DD, UTC. */
  today: string;
  /** Seconds since the start. */
  stopwatch: () => number;
  /** As the options of this run ask for; known once they are parsed. */
  console: () => Console;
  /** Takes the exit code of the command. */
  end: (code: number) => void;
}
