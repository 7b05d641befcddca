import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { type Console, exit } from './commands/console.ts';
import type { Workplace } from './commands/sources.ts';

interface GlobalOptions {
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  debug?: boolean;
}

/** Runs one command; gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const started = performance.now();
  const stopwatch = () => (performance.now() - started) / 1000;
  const place: Workplace = { root: realpathSync(path.join(import.meta.dirname, '..')), cwd: process.cwd() };
  let code: number = exit.done;
  process.stdout.on('error', outliveReader);
  const program = describeProgram();
  const consoleOf = () => makeConsole(program.opts<GlobalOptions>());

  program
    .command('build')
    .description('build briefings into out/: all of them, or those named by id or slug')
    .argument('[briefing...]')
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'where editions go', 'out')
    .option('--strict', 'refuse whatever must not be published, and write nothing then', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run build-report\n  npm run build-report -- --strict\n  npm run build-report -- car-t-moves-upstream\n  npm run build-report -- --json',
    )
    .action(async (named, options) => {
      const { runBuild } = await import('./commands/build.ts');
      code = await runBuild(named, options, consoleOf(), place, stopwatch);
    });

  program
    .command('check')
    .description(
      'check the content and say what stands between each briefing and publication; nothing is written',
    )
    .option('--content <folder>', 'where the content is', 'content')
    .option('--strict', 'exit with 3 when a briefing must not be published', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run check-content\n  npm run check-content -- --strict\n  npm run check-content -- --json',
    )
    .action(async (options) => {
      const { runCheck } = await import('./commands/check.ts');
      code = await runCheck(options, consoleOf(), place);
    });

  program
    .command('trace')
    .description('say where the numbers of a built edition come from, and where they stand')
    .argument('<edition>', 'id or slug')
    .option('--find <what>', 'a printed number, the id of a finding or sale, or the id of a source')
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'where editions are', 'out')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- trace car-t-moves-upstream --find 32.1\n  npm run trialbrief -- trace car-t-moves-upstream --find maia.mrd.d-rd',
    )
    .action(async (edition, options) => {
      const { runTrace } = await import('./commands/trace.ts');
      code = runTrace(edition, options, consoleOf(), place);
    });

  program
    .command('send')
    .description('mail a sealed edition: says what would be sent to whom; sends with --confirm')
    .argument('<edition>', 'id, slug, slug/date or slug/date/rN')
    .option(
      '--list <file>',
      'recipients as CSV: a line of column names with ‘email’, then one recipient a line',
    )
    .option('--to-recipients-of <revision>', 'mail a correction to exactly those who were sent that revision')
    .option('--confirm <edition>', 'send what is planned; names the edition again')
    .option('--to <address>', 'send one copy, marked [test], to this address')
    .option('--late', 'send an edition that another one has followed or replaced', false)
    .option('--resolve-unknown <sent|resend>', 'decide on messages that may have arrived')
    .option('--retry-failed', 'queue again what was refused', false)
    .option('--only <address...>', 'decide on these addresses only')
    .option('--concurrency <n>', 'messages under way at a time', '4')
    .option('--per-minute <n>', 'most messages begun in a minute')
    .option(
      '--retry-after <minutes>',
      'first wait after a message was deferred; three times as long each time',
      '5',
    )
    .option('--timeout <seconds>', 'give a silent server up after', '300')
    .option('--wait', 'stay until deferred messages are settled as well', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run send-report -- car-t-moves-upstream --list subscribers.csv\n  npm run send-report -- car-t-moves-upstream --list subscribers.csv --to you@example.com\n  npm run send-report -- car-t-moves-upstream --confirm 2026-04-21-car-t-moves-upstream\n  npm run send-report -- car-t-moves-upstream/2026-04-21/r2 --to-recipients-of r1\n\nSecrets come from the environment, or from files that only you can read, named by <variable>_FILE:\n  TRIALBRIEF_SMTP             smtps://user:password@host, or smtp:// for STARTTLS\n  TRIALBRIEF_UNSUBSCRIBE_KEY  signs unsubscribe links; 32 characters or more\n  TRIALBRIEF_DKIM_KEY         PEM, with TRIALBRIEF_DKIM_SELECTOR and, where it is not the sender’s, TRIALBRIEF_DKIM_DOMAIN',
    )
    .action(async (edition, options) => {
      const { runSend } = await import('./commands/send.ts');
      code = await runSend(edition, options, consoleOf(), place, process.env);
    });

  program
    .command('sent')
    .description('say who was mailed an edition, when, and what the server answered')
    .argument('<edition>', 'id, slug, slug/date or slug/date/rN')
    .option('--state <state>', 'only queued, sent, deferred, failed, unknown or suppressed')
    .option('--csv', 'as CSV', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- sent car-t-moves-upstream\n  npm run trialbrief -- sent car-t-moves-upstream --state unknown\n  npm run trialbrief -- sent car-t-moves-upstream --csv > sent.csv',
    )
    .action(async (edition, options) => {
      const { runSent } = await import('./commands/sent.ts');
      code = runSent(edition, options, consoleOf(), place);
    });

  program
    .command('who-got')
    .description('say what one address was mailed')
    .argument('<address>')
    .option('--csv', 'as CSV', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', '\nExample:\n  npm run trialbrief -- who-got reader@example.com')
    .action(async (address, options) => {
      const { runWhoGot } = await import('./commands/sent.ts');
      code = runWhoGot(address, options, consoleOf(), place);
    });

  program
    .command('bounces')
    .description('take in what came back: addresses that bounced hard are not mailed any more')
    .argument('<import>', 'the word ‘import’')
    .argument(
      '<file...>',
      'delivery reports (.eml), or CSV with email and, if there are such, kind, status and detail',
    )
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- bounces import bounces/*.eml\n  npm run trialbrief -- bounces import provider.csv',
    )
    .action(async (verb, files, options) => {
      const { runBounces } = await import('./commands/bounces.ts');
      code = await runBounces(verb, files, { ...options, console: consoleOf(), place });
    });

  program
    .command('suppress')
    .description('say whom nothing is mailed to any more, or add to them')
    .argument('[address...]', 'addresses, or the tokens of unsubscribe mails')
    .option('--from <file>', 'CSV with a column ‘email’')
    .option('--reason <reason>', 'unsubscribed, bounced, complained or by-hand', 'unsubscribed')
    .option('--lift', 'mail to these addresses again', false)
    .option('--csv', 'as CSV', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- suppress\n  npm run trialbrief -- suppress reader@example.com\n  npm run trialbrief -- suppress --from unsubscribed.csv\n  npm run trialbrief -- suppress reader@example.com --lift',
    )
    .action(async (addresses, options) => {
      const { runSuppress } = await import('./commands/suppress.ts');
      code = await runSuppress(addresses, options, consoleOf(), place, process.env);
    });

  program
    .command('schema')
    .description('write the JSON Schemas that editors use to complete and check content')
    .option('--out <folder>', 'where they go', 'schemas')
    .option('--template', 'write the one of what templates see instead: schemas/template.schema.json', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- schema\n  npm run trialbrief -- schema --template',
    )
    .action(async (options) => {
      const { runSchema } = await import('./commands/schema.ts');
      code = await runSchema(options, consoleOf(), place);
    });

  program
    .command('doctor')
    .description('check Node, the browser, fonts and write access, and say how to mend what is wrong')
    .option('--out <folder>', 'where editions go', 'out')
    .addHelpText('after', '\nExample:\n  npm run trialbrief -- doctor')
    .action(async (options) => {
      const { runDoctor } = await import('./commands/doctor.ts');
      code = await runDoctor(options, consoleOf(), place);
    });

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
      '\nExit codes: 0 done, 1 internal, 2 usage, 3 invalid content, 4 rendering, 5 mail partly failed or unknown, 6 conflict, 130 interrupted.',
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
  if (name === 'RenderingRefused' || name === 'BrowserMissing') return exit.rendering;
  if (!debug) process.stderr.write('run again with --debug for the stack trace\n');
  return exit.failed;
}
