import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { addArchiveCommands } from './cli/archive-commands.ts';
import { addBriefingCommands } from './cli/briefing-commands.ts';
import { addMailCommands } from './cli/mail-commands.ts';
import type { Session } from './cli/session.ts';
import { type Console, exit } from './commands/console.ts';

interface GlobalOptions {
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  debug?: boolean;
}

/** Runs one command; gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const started = performance.now();
  let code: number = exit.done;
  process.stdout.on('error', outliveReader);
  const program = describeProgram();
  const session: Session = {
    place: { root: realpathSync(path.join(import.meta.dirname, '..')), cwd: process.cwd() },
    env: process.env,
    today: new Date(Date.now()).toISOString().slice(0, 10),
    stopwatch: () => (performance.now() - started) / 1000,
    console: () => makeConsole(program.opts<GlobalOptions>()),
    end: (ended) => {
      code = ended;
    },
  };
  addBriefingCommands(program, session);
  addArchiveCommands(program, session);
  addMailCommands(program, session);

  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, program.opts<GlobalOptions>());
  }
}

function describeProgram(): Command {
  return new Command('trialbrief')
    .description('Turns clinical trial data into briefings in which every number leads to its source.')
    .option('--json', 'print one JSON document on stdout')
    .option('-q, --quiet', 'say nothing but results and errors')
    .option('-v, --verbose', 'say more')
    .option('--debug', 'print stack traces')
    .enablePositionalOptions(false)
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 internal or not verified, 2 usage, 3 invalid content, 4 rendering, 5 mail partly failed or unknown, 6 conflict or locked, 130 interrupted.',
    );
}

/** `trialbrief … | head` closes the pipe when it has read enough. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function makeConsole({ json = false, quiet = false, verbose = false }: GlobalOptions): Console {
  const terminal = process.stderr.isTTY === true && !process.env.CI;
  const clear = terminal ? '\r\u001b[K' : '';
  const write = (text: string) => process.stderr.write(`${clear}${text}\n`);
  return {
    result: (text) => process.stdout.write(`${text}\n`),
    say: (text) => !quiet && write(text),
    warn: write,
    progress: (text) => terminal && !quiet && process.stderr.write(`${clear}${text}`),
    colour: terminal && !process.env.NO_COLOR,
    json,
    verbose,
  };
}

/** What a person is told of a failure that is not about content. Exit codes as in docs/errors.md. */
function explain(error: unknown, { debug }: GlobalOptions): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${debug ? stack : message}\n`);
  if (name === 'KeyRefused' || name === 'SecretExposed') return exit.usage;
  if (name === 'ArchiveDamaged') return exit.failed;
  if (name === 'TemplateOverflow') return exit.invalidContent;
  if (name === 'RenderingRefused' || name === 'BrowserMissing') return exit.rendering;
  if (!debug) process.stderr.write('run again with --debug for the stack trace\n');
  return exit.failed;
}
