import { stripVTControlCharacters } from 'node:util';
import { Command, CommanderError } from 'commander';
import type { Session } from './cli/commands.ts';
import { addArchiveCommands, addBriefingCommands, addMailCommands } from './cli/commands.ts';
import { type Console, exit } from './cli/console.ts';
import { failureOf } from './cli/failure.ts';
import { addImportCommands } from './cli/import.ts';
import { toolRoot } from './root.ts';

interface GlobalOptions {
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  debug?: boolean;
}

/** Runs one command and returns its exit code. `toolFiles` is the hash of the tool's own files, where known. */
export async function main(argv: readonly string[], toolFiles?: string): Promise<number> {
  const started = performance.now();
  let code: number = exit.done;
  const run: Run = { argv, command: '', printed: false, warnings: [] };
  process.stdout.on('error', outliveReader);
  const program = describeProgram(run)
    .hook('preSubcommand', (_, command) => {
      run.command = command.name();
    })
    .hook('preAction', (_, command) => insistOnNames(command));
  const session: Session = {
    get place() {
      return { root: toolRoot, cwd: process.cwd(), toolFiles };
    },
    env: process.env,
    today: new Date(Date.now()).toISOString().slice(0, 10),
    stopwatch: () => (performance.now() - started) / 1000,
    console: () => makeConsole(program.opts<GlobalOptions>(), run),
    end: (ended) => {
      code = ended;
    },
  };
  addBriefingCommands(program, session);
  addArchiveCommands(program, session);
  addMailCommands(program, session);
  addImportCommands(program, session);

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    code = explain(error, program.opts<GlobalOptions>(), run);
  }
  if (code !== exit.done) documentFailure(run);
  return code;
}

/** One run of a command, and what it has printed so far. */
interface Run {
  argv: readonly string[];
  /** Empty until one is recognised. */
  command: string;
  /** Whether anything is on stdout. */
  printed: boolean;
  /** Errors and warnings on stderr. */
  warnings: string[];
}

/** Under --json, prints a failure document if the command printed none. */
function documentFailure({ argv, command, printed, warnings }: Run): void {
  // The command line itself is asked, as a mistake in it ends parsing before all options are known.
  if (printed || !argv.includes('--json')) return;
  const error = warnings.join('\n').replace(/^error: /, '');
  const document = { schema: 1, ...(command !== '' && { command }), error, diagnostics: [] };
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

function describeProgram(run: Run): Command {
  return new Command('trialbrief')
    .description('Turns clinical trial data into briefings in which every number is traced to its source.')
    .option('--json', 'print one JSON document on stdout')
    .option('-q, --quiet', 'print only results and errors')
    .option('-v, --verbose', 'print more detail')
    .option('--debug', 'print stack traces')
    .enablePositionalOptions(false)
    .exitOverride()
    .configureOutput({
      writeErr(text) {
        run.warnings.push(text.trimEnd());
        process.stderr.write(text);
      },
    })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 internal or not verified, 2 usage, 3 invalid content, 4 rendering, 5 mail partly failed or unknown, 6 conflict or locked, 130 interrupted.',
    );
}

/** Removes terminal control sequences from untrusted text, except our own colours. */
function visible(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/(?!\n|\t|\u001b\[[\d;]*m)\p{Cc}/gu, '\ufffd');
}

/** Refuses empty names, as from an unset variable: they would mean the current folder. */
function insistOnNames(command: Command): void {
  const empty = command.options.find((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    return / <(?:file|folder)/.test(option.flags) && [value].flat().includes('');
  });
  if (empty) command.error(`error: ${empty.flags} is empty`);
  if (command.args.includes('')) command.error('error: an argument is empty');
}

/** `trialbrief … | head` closes the pipe when it has read enough. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function makeConsole({ json = false, quiet = false, verbose = false }: GlobalOptions, run: Run): Console {
  const terminal = process.stderr.isTTY === true && !process.env.CI;
  const clear = terminal ? '\r\u001b[K' : '';
  const write = (text: string) => process.stderr.write(`${clear}${visible(text)}\n`);
  return {
    result(text) {
      run.printed = true;
      process.stdout.write(`${visible(text)}\n`);
    },
    info: (text) => !quiet && write(text),
    warn(text) {
      run.warnings.push(stripVTControlCharacters(text));
      write(text);
    },
    progress: (text) => terminal && !quiet && process.stderr.write(`${clear}${text}`),
    colour: terminal && !process.env.NO_COLOR,
    json,
    verbose,
  };
}

/** Prints a failure that is not about content. Exit codes as in docs/errors.md. */
function explain(error: unknown, { debug }: GlobalOptions, { command, warnings }: Run): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
  const thrown = error instanceof Error ? error : new Error(String(error));
  const failure = failureOf(error);
  const said =
    failure?.message ?? `${thrown.message}\n  this is a bug in trialbrief; --debug prints the stack trace`;
  warnings.push(said);
  process.stderr.write(`${command === '' ? '' : `${command}: `}${visible(said)}\n`);
  if (debug) process.stderr.write(`${thrown.stack}\n`);
  return failure?.code ?? exit.failed;
}
