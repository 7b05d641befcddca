import { Conflict } from '../archive/conflict.ts';
import { type Console, exit } from './console.ts';

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
