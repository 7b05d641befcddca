import { type Command, InvalidArgumentError, Option } from 'commander';
import { changesHelp, correctHelp, publishHelp, searchHelp, siteHelp, verifyHelp } from './archive-help.ts';
import type { Session } from './session.ts';

/** Publication, and what is done with what is published. */
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
    .description('build a briefing strictly and seal it into the archive: what is sealed never changes')
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
      const { runVerify } = await import('../commands/verify.ts');
      session.end(await runVerify(what, options, session.console(), session.place));
    });
}

function addChanges(program: Command, session: Session): void {
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
      const { runChanges } = await import('../commands/changes.ts');
      session.end(
        runChanges([edition, ...(later ? [later] : [])], options, session.console(), session.place),
      );
    });
}

function addSearch(program: Command, session: Session): void {
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
      const { runSearch } = await import('../commands/search.ts');
      session.end(await runSearch(words.join(' '), options, session.console(), session.place));
    });
}

function addSite(program: Command, session: Session): void {
  program
    .command('site')
    .description('make the pages, feeds and search of the archive anew from what is sealed in it')
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', siteHelp)
    .action(async (options) => {
      const { runSite } = await import('../commands/site.ts');
      session.end(await runSite(options, session.console(), session.place, session.stopwatch));
    });
}

/** What `publish` and `correct` have in common. */
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

/** A key in the environment signs as one in a file does. */
function withKey<T extends object>(options: T, { env }: Session): T & { signingKey: string | undefined } {
  return { ...options, signingKey: env.TRIALBRIEF_SIGNING_KEY };
}
