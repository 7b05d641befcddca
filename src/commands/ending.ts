import { Conflict } from '../archive/conflict.ts';
import { type Console, exit } from './console.ts';

/** Runs a command; a conflict is told as a plain message and ends with code 6. */
export async function endingWithConflict(
  { command, console }: { command: string; console: Console },
  run: () => Promise<number>,
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    if (console.json) {
      console.result(JSON.stringify({ schema: 1, command, error: error.message, diagnostics: [] }, null, 2));
    }
    console.warn(error.message);
    return exit.conflict;
  }
}
