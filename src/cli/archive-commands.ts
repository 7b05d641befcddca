import { type Command, InvalidArgumentError, Option } from 'commander';
import { changesHelp, correctHelp, publishHelp, searchHelp, siteHelp, verifyHelp } from './archive-help.ts';
import type { Session } from './session.ts';

/** Adds the commands that publish, verify, compare and search editions. */
export function addArchiveCommands(program: Command, session: Session): void {
  addPublish(program, session);
  addCorrect(program, session);
  addVerify(program, session);
  addChanges(program, session);
  addSearch(program, session);
  addSite(program, session);
}

function addPublish(program: Command, session: Session): void {
  publishing(program.command('publish'), session)
    .description(
      'build a briefing with all checks and seal it into the archive; sealed editions never change',
    )
    .argument('<briefing>', 'id or slug')
    .addHelpText('after', publishHelp)
    .action(async (briefing, options) => {
      const { runPublish } = await import('../commands/publish.ts');
      session.end(
        await runPublish(
          briefing,
          withKey(options, session),
          session.console(),
          session.place,
          session.stopwatch,
        ),
      );
    });
}

function addCorrect(program: Command, session: Session): void {
  publishing(program.command('correct'), session)
    .description('seal the current content as the next revision of a published edition, with a reason')
    .argument('<edition>', 'id, slug (its newest edition) or slug/date')
    .requiredOption('--reason <text>', 'what was wrong, in words for readers; printed at the top of the page')
    .addOption(
      new Option('--kind <kind>', 'what the correction is')
        .choices(['correction', 'erratum', 'retraction'])
        .default('correction'),
    )
    .addHelpText('after', correctHelp)
    .action(async (edition, options) => {
      const { runCorrect } = await import('../commands/correct.ts');
      session.end(
        await runCorrect(
          edition,
          withKey(options, session),
          session.console(),
          session.place,
          session.stopwatch,
        ),
      );
    });
}

function addVerify(program: Command, session: Session): void {
  program
    .command('verify')
    .description('verify that an archive, or one file of an edition, is exactly what was sealed')
    .argument('[what]', 'an archive, a sealed edition folder, or a single file; defaults to the archive')
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .option('--key <file...>', 'public keys to trust: every revision must be signed with one of them')
    .option('--head <sha256>', 'the newest manifest that you know of; it must still exist')
    .addHelpText('after', verifyHelp)
    .action(async (what, options) => {
      const { runVerify } = await import('../commands/verify.ts');
      session.end(await runVerify(what, options, session.console(), session.place));
    });
}

function addChanges(program: Command, session: Session): void {
  program
    .command('changes')
    .description('show how the data changed between two editions, or since the previous one')
    .argument('<edition>', 'a draft by id or slug, a sealed edition, or a folder')
    .argument('[later]', 'the edition to compare it with')
    .option('--all', 'include changes readers cannot see, and changes to a source or description only', false)
    .option('--out <folder>', 'where drafts are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', changesHelp)
    .action(async (edition, later, options) => {
      const { runChanges } = await import('../commands/changes.ts');
      session.end(
        runChanges([edition, ...(later ? [later] : [])], options, session.console(), session.place),
      );
    });
}

function addSearch(program: Command, session: Session): void {
  program
    .command('search')
    .description('search the editions of the archive')
    .argument('<words...>', 'words that must all occur')
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .option('--series <name>', 'only editions of this series')
    .option('--trial <trial>', 'only editions that show this trial, by id or name')
    .option(
      '--since <date>',
      'only editions dated on or after this year, month or day: 2026, 2026-04, 2026-04-21',
    )
    .option('--limit <count>', 'maximum number of results', asCount, 10)
    .addHelpText('after', searchHelp)
    .action(async (words, options) => {
      const { runSearch } = await import('../commands/search.ts');
      session.end(await runSearch(words.join(' '), options, session.console(), session.place));
    });
}

function addSite(program: Command, session: Session): void {
  program
    .command('site')
    .description('rebuild the pages, feeds and search index of the archive from its sealed editions')
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', siteHelp)
    .action(async (options) => {
      const { runSite } = await import('../commands/site.ts');
      session.end(await runSite(options, session.console(), session.place, session.stopwatch));
    });
}

/** Adds the options that `publish` and `correct` share. */
function publishing(command: Command, { today }: Session): Command {
  return command
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'where editions go', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .option('--on <date>', 'day of sealing', calendarDay, today)
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

/** Adds the signing key from the environment, if set. */
function withKey<T extends object>(options: T, { env }: Session): T & { signingKey: string | undefined } {
  return { ...options, signingKey: env.TRIALBRIEF_SIGNING_KEY };
}
