import type { Session } from '../../src/cli/commands.ts';
import type { Console } from '../../src/cli/console.ts';

interface Surroundings {
  cwd: string;
  today?: string;
  json?: boolean;
  /** Whether what --quiet leaves out is among the results. */
  withInfo?: boolean;
}

/** Runs a command in this process; gives its exit code and what it printed. */
export async function runIn(
  { cwd, today = '2026-01-02', json = false, withInfo = false }: Surroundings,
  command: (session: Session) => Promise<number>,
) {
  const [out, err]: [string[], string[]] = [[], []];
  const console: Console = {
    result: (text) => out.push(text),
    info: (text) => withInfo && out.push(text),
    warn: (text) => err.push(text),
    progress: () => {},
    colour: false,
    json,
    verbose: false,
  };
  const session = { place: { root: cwd, cwd }, env: {}, today, console: () => console } as unknown as Session;
  return { code: await command(session), out: out.join('\n'), err: err.join('\n') };
}
