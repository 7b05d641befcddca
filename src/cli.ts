import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  changesHelp,
  correctHelp,
  publishHelp,
  searchHelp,
  siteHelp,
  verifyHelp,
} from './commands/archive-help.ts';
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

  publishing(program.command('publish'))
    .description('build a briefing strictly and seal it into the archive: what is sealed never changes')
    .argument('<briefing>', 'id or slug')
    .addHelpText('after', publishHelp)
    .action(async (briefing, options) => {
      const { runPublish } = await import('./commands/publish.ts');
      code = await runPublish(briefing, withKey(options), consoleOf(), place, stopwatch);
    });

  publishing(program.command('correct'))
    .description('seal the content as it is now as the next revision of a published edition, and say why')
    .argument('<edition>', 'id, slug (its newest edition) or slug/date')
    .requiredOption('--reason <text>', 'what was wrong, for readers: it stands at the head of the page')
    .addOption(
      new Option('--kind <kind>', 'what the correction is')
        .choices(['correction', 'erratum', 'retraction'])
        .default('correction'),
    )
    .addHelpText('after', correctHelp)
    .action(async (edition, options) => {
      const { runCorrect } = await import('./commands/correct.ts');
      code = await runCorrect(edition, withKey(options), consoleOf(), place, stopwatch);
    });

  program
    .command('verify')
    .description('say whether an archive, or one file of an edition, is what was sealed')
    .argument(
      '[what]',
      'an archive, a sealed folder, or a file that a reader has; the archive unless it is told',
    )
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .option('--key <file...>', 'public keys to trust: every revision must be signed with one of them')
    .option('--head <sha256>', 'the newest manifest that you know of: it must still be there')
    .addHelpText('after', verifyHelp)
    .action(async (what, options) => {
      const { runVerify } = await import('./commands/verify.ts');
      code = await runVerify(what, options, consoleOf(), place);
    });

  program
    .command('changes')
    .description('say what became of the data of one edition in another, or since the one before it')
    .argument('<edition>', 'a draft by id or slug, a sealed edition, or a folder')
    .argument('[later]', 'the edition to compare it with')
    .option('--all', 'tell also what no reader sees, and what changed its source or description only', false)
    .option('--out <folder>', 'where drafts are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', changesHelp)
    .action(async (edition, later, options) => {
      const { runChanges } = await import('./commands/changes.ts');
      code = runChanges([edition, ...(later ? [later] : [])], options, consoleOf(), place);
    });

  program
    .command('search')
    .description('look for words in the editions of the archive')
    .argument('<words...>', 'words that must all occur')
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .option('--series <name>', 'only editions of this series')
    .option('--trial <trial>', 'only editions that show this trial, by id or name')
    .option('--since <date>', 'only editions from this year, month or day on: 2026, 2026-04, 2026-04-21')
    .option('--limit <count>', 'list at most so many', asCount, 10)
    .addHelpText('after', searchHelp)
    .action(async (words, options) => {
      const { runSearch } = await import('./commands/search.ts');
      code = await runSearch(words.join(' '), options, consoleOf(), place);
    });

  program
    .command('site')
    .description('make the pages, feeds and search of the archive anew from what is sealed in it')
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', siteHelp)
    .action(async (options) => {
      const { runSite } = await import('./commands/site.ts');
      code = await runSite(options, consoleOf(), place, stopwatch);
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

/** What `publish` and `correct` have in common. */
function publishing(command: Command): Command {
  return command
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'where editions go', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .option('--on <date>', 'day of sealing', calendarDay, new Date(Date.now()).toISOString().slice(0, 10))
    .option(
      '--sign <file>',
      'private Ed25519 key in PEM that signs the manifest; only its owner may read it',
    );
}

function asCount(given: string): number {
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw new InvalidArgumentError('Expected a number such as 10.');
}

function calendarDay(given: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
  if (day && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(given)) return given;
  throw new InvalidArgumentError('Expected a day such as 2026-04-21.');
}

/** A key in the environment signs as one in a file does. */
function withKey<T extends object>(options: T): T & { signingKey: string | undefined } {
  return { ...options, signingKey: process.env.TRIALBRIEF_SIGNING_KEY };
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
      '\nExit codes: 0 done, 1 internal or not verified, 2 usage, 3 invalid content, 4 rendering, 6 conflict or locked, 130 interrupted.',
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
  if (name === 'RenderingRefused' || name === 'BrowserMissing') return exit.rendering;
  if (!debug) process.stderr.write('run again with --debug for the stack trace\n');
  return exit.failed;
}
