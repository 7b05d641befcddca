import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Console } from './console.ts';
import type { MailOptions } from './outbox.ts';
import type { ProjectPaths } from './sources.ts';

/** Adds the commands that check content and build editions. */
export function addBriefingCommands(program: Command, session: Session): void {
  addBuild(program, session);
  addCheck(program, session);
  addTrace(program, session);
  addSchema(program, session);
  addDoctor(program, session);
}

function addBuild(program: Command, session: Session): void {
  program
    .command('build')
    .description('build briefings into out/: all of them, or those named by id or slug')
    .argument('[briefing...]')
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'where editions go', 'out')
    .option('--strict', 'write nothing if anything blocks publication', false)
    .option('--png', 'also make the figures and the picture for sharing as PNG', false)
    .option('--mail', 'also make the mail', false)
    .option('--all', 'make everything that a published edition contains', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run build-report\n  npm run build-report -- --strict\n  npm run build-report -- car-t-moves-upstream --all\n  npm run build-report -- --json',
    )
    .action(async (named, options) => {
      const { runBuild } = await import('./build.ts');
      session.end(await runBuild(named, options, session.console(), session.place, session.stopwatch));
    });
}

function addCheck(program: Command, session: Session): void {
  program
    .command('check')
    .description('check the content and list what blocks publication of each briefing; writes nothing')
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'folder that contains the archive of earlier editions', 'out')
    .option('--strict', 'exit with 3 if anything blocks publication', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run check-content\n  npm run check-content -- --strict\n  npm run check-content -- --json',
    )
    .action(async (options) => {
      const { runCheck } = await import('./check.ts');
      session.end(await runCheck(options, session.console(), session.place));
    });
}

function addTrace(program: Command, session: Session): void {
  program
    .command('trace')
    .description('show where the numbers of a built edition come from and where they appear')
    .argument('<edition>', 'id or slug')
    .option('--find <what>', 'a printed number, the id of a finding or sale, or the id of a source')
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <folder>', 'where editions are', 'out')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- trace car-t-moves-upstream --find 32.1\n  npm run trialbrief -- trace car-t-moves-upstream --find maia.mrd.d-rd',
    )
    .action(async (edition, options) => {
      const { runTrace } = await import('./trace.ts');
      session.end(runTrace(edition, options, session.console(), session.place));
    });
}

function addSchema(program: Command, session: Session): void {
  program
    .command('schema')
    .description('write the JSON Schemas that editors use for completion and validation')
    .option('--out <folder>', 'where they go (default: "schemas", of the list "docs")')
    .option('--template', 'write the template schema instead: schemas/template.schema.json', false)
    .option('--endpoints', 'write the list of built-in endpoints instead: docs/endpoints.md', false)
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- schema\n  npm run trialbrief -- schema --template\n  npm run trialbrief -- schema --endpoints',
    )
    .action(async (options) => {
      const { runSchema } = await import('./schema.ts');
      session.end(await runSchema(options, session.console(), session.place));
    });
}

function addDoctor(program: Command, session: Session): void {
  program
    .command('doctor')
    .description('check Node, the browser, fonts and write access, and say how to fix what is wrong')
    .option('--out <folder>', 'where editions go', 'out')
    .addHelpText('after', '\nExample:\n  npm run trialbrief -- doctor')
    .action(async (options) => {
      const { runDoctor } = await import('./doctor.ts');
      session.end(await runDoctor(options, session.console(), session.place));
    });
}

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
      const { runPublish } = await import('./publish.ts');
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
      const { runCorrect } = await import('./correct.ts');
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
      const { runVerify } = await import('./verify.ts');
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
      const { runChanges } = await import('./changes.ts');
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
      const { runSearch } = await import('./search.ts');
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
      const { runSite } = await import('./site.ts');
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

/** Help text appended to -h of the archive commands. */
const publishHelp = `
Exits with 3 when anything blocks publication of the briefing, and with 6 when another
publisher is running or the edition is already published from different content. Publishing unchanged
content is a no-op (0). An edition is published whole or not at all, even if interrupted.

Signing (optional) with Ed25519, the private key from --sign or TRIALBRIEF_SIGNING_KEY (the PEM itself):
  (umask 077; openssl genpkey -algorithm ed25519 -out signing-key.pem)
  openssl pkey -in signing-key.pem -pubout -out signing-key.pub.pem

Examples:
  npm run publish-report -- car-t-moves-upstream
  npm run publish-report -- 2026-04-21-car-t-moves-upstream --on 2026-04-22
  npm run publish-report -- car-t-moves-upstream --sign ~/keys/signing-key.pem`;

const correctHelp = `
The earlier revision stays unchanged. A correction fixes data or text, an erratum fixes a slip that affects no
conclusion, and a retraction withdraws the edition: it needs no changed content, and it is final.
Exits with 6 when nothing changed or the edition was retracted.

Examples:
  npm run trialbrief -- correct car-t-moves-upstream --reason "The interval of MAIA was that of its control arm."
  npm run trialbrief -- correct car-t-moves-upstream/2026-04-21 --kind erratum --reason "A misspelt name."
  npm run trialbrief -- correct car-t-moves-upstream --kind retraction --reason "The source was withdrawn."`;

const verifyHelp = `
For an archive: rehashes every sealed file, follows the chain of manifests, and lists everything that was altered,
lost, added or swapped. Exits with 1 if it finds anything. The pages around the sealed folders (index,
feeds, search) are generated from them, are not sealed, and are not checked.
For a file: reports which edition and revision it belongs to, whether it is exactly what was sealed, and whether
it has since been corrected, retracted or followed. Exits with 0 only for the sealed bytes.

What it cannot detect on its own: anyone with write access can regenerate the whole archive, or remove
the newest revisions together with their entry in head.json. Guard against the first with --key and a
public key from elsewhere, and against the second with --head and the hash that an earlier run printed.

Examples:
  npm run verify-archive
  npm run verify-archive -- /mnt/copy/archive --key signing-key.pub.pem
  npm run verify-archive -- ~/Downloads/briefing.pdf --archive out/archive`;

const changesHelp = `
An id or slug means the draft under --out if there is one, else the newest sealed revision; slug/date and
slug/date/r1 always refer to the archive. A draft alone is compared with the sealed revision of its own edition,
which shows what a correction would report, or with the previous edition of its series. The order of
files, comments and prose are not data.

corrected   new value from the same cut and source         matured      now reached, or longer follow-up
superseded  a later cut was added to the earlier one       withdrawn    removed, or no longer reported
updated     new value from another cut or source           confirmed    same value, better source

Examples:
  npm run trialbrief -- changes car-t-moves-upstream
  npm run trialbrief -- changes car-t-moves-upstream/2026-04-21/r1 car-t-moves-upstream/2026-04-21/r2
  npm run trialbrief -- changes out/2026-04-14-a out/2026-04-21-b --all --json`;

const searchHelp = `
Searches the newest revision of each edition: titles, trials, authors, keywords, text and numbers. All words must
occur. Use quotation marks for "a phrase", OR between alternatives, NOT or a minus to exclude a word, and a star
for prefixes: neuro*. Anything else is searched for literally.
Exits with 1 when nothing matches.

Examples:
  npm run trialbrief -- search "cilta-cel MRD"
  npm run trialbrief -- search '"not reached"' --trial maia --since 2026
  npm run trialbrief -- search daratumumab --series "Myeloma commentary" --json`;

const siteHelp = `
publish and correct keep the site up to date. Use this for an archive that was copied without its site, for a
damaged site, or for one made by an older version: every missing or outdated file is rewritten.

Examples:
  npm run trialbrief -- site
  npm run trialbrief -- site --archive /srv/archive`;

/** Adds the commands that send mail and report on it. */
export function addMailCommands(program: Command, session: Session): void {
  addSend(program, session);
  addSent(program, session);
  addWhoGot(program, session);
  addBounces(program, session);
  addSuppress(program, session);
}

async function withOutbox(
  session: Session,
  options: MailOptions,
  run: (console: Console) => Promise<number> | number,
): Promise<void> {
  const { endingWithOutbox } = await import('./outbox.ts');
  const console = session.console();
  session.end(await endingWithOutbox(options, { console, place: session.place }, () => run(console)));
}

function addSend(program: Command, session: Session): void {
  program
    .command('send')
    .description('mail a sealed edition: without --confirm, only shows what would be sent to whom')
    .argument('<edition>', 'id, slug, slug/date or slug/date/rN')
    .option(
      '--list <file>',
      'recipients as CSV: a header line that includes ‘email’, then one recipient per line',
    )
    .option('--to-recipients-of <revision>', 'mail a correction to exactly those who were sent that revision')
    .option('--confirm <edition>', 'send what was planned; repeat the edition name to confirm')
    .option('--to <address>', 'send one copy, marked [test], to this address')
    .option('--late', 'allow sending an edition that a later one follows or replaces', false)
    .option('--resolve-unknown <sent|resend>', 'resolve messages that may have arrived')
    .option('--retry-failed', 'requeue messages that were refused', false)
    .option('--only <address...>', 'apply the decision to these addresses only')
    .option('--concurrency <n>', 'messages to send in parallel', '4')
    .option('--per-minute <n>', 'maximum messages to start per minute')
    .option('--retry-after <minutes>', 'first wait after a message is deferred; tripled each time', '5')
    .option('--timeout <seconds>', 'seconds to wait for a silent server before giving up', '300')
    .option('--wait', 'keep running until deferred messages are settled', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run send-report -- car-t-moves-upstream --list subscribers.csv\n  npm run send-report -- car-t-moves-upstream --list subscribers.csv --to you@example.com\n  npm run send-report -- car-t-moves-upstream --confirm 2026-04-21-car-t-moves-upstream\n  npm run send-report -- car-t-moves-upstream/2026-04-21/r2 --to-recipients-of r1\n\nSecrets come from the environment, or from files that only you can read, named by <variable>_FILE:\n  TRIALBRIEF_SMTP             smtps://user:password@host, or smtp:// for STARTTLS\n  TRIALBRIEF_UNSUBSCRIBE_KEY  signs unsubscribe links; 32 characters or more\n  TRIALBRIEF_DKIM_KEY         PEM, with TRIALBRIEF_DKIM_SELECTOR and, if it differs from the sender’s, TRIALBRIEF_DKIM_DOMAIN',
    )
    .action(async (edition, options) => {
      const { runSend } = await import('./send.ts');
      await withOutbox(session, options, (console) =>
        runSend(edition, options, console, session.place, session.env),
      );
    });
}

function addSent(program: Command, session: Session): void {
  program
    .command('sent')
    .description('show who was mailed an edition, when, and what the server answered')
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
      const { runSent } = await import('./sent.ts');
      await withOutbox(session, options, (console) => runSent(edition, options, console, session.place));
    });
}

function addWhoGot(program: Command, session: Session): void {
  program
    .command('who-got')
    .description('show what was mailed to one address')
    .argument('<address>')
    .option('--csv', 'as CSV', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText('after', '\nExample:\n  npm run trialbrief -- who-got reader@example.com')
    .action(async (address, options) => {
      const { runWhoGot } = await import('./sent.ts');
      await withOutbox(session, options, (console) => runWhoGot(address, options, console, session.place));
    });
}

function addBounces(program: Command, session: Session): void {
  program
    .command('bounces')
    .description('import bounce reports; hard-bounced addresses are suppressed')
    .argument('<import>', 'the word ‘import’')
    .argument(
      '<file...>',
      'delivery reports (.eml), or a CSV with an email column and optional kind, status and detail',
    )
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- bounces import bounces/*.eml\n  npm run trialbrief -- bounces import provider.csv',
    )
    .action(async (verb, files, options) => {
      const { runBounces } = await import('./bounces.ts');
      await withOutbox(session, options, (console) =>
        runBounces(verb, files, { ...options, console, place: session.place }),
      );
    });
}

function addSuppress(program: Command, session: Session): void {
  program
    .command('suppress')
    .description('list suppressed addresses, or add to the list')
    .argument('[address...]', 'addresses, or the tokens of unsubscribe links and mails')
    .option('--from <file>', 'CSV with a column ‘email’')
    .option('--reason <reason>', 'unsubscribed, bounced, complained or by-hand', 'unsubscribed')
    .option('--lift', 'remove these addresses from the list', false)
    .option('--csv', 'as CSV', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- suppress\n  npm run trialbrief -- suppress reader@example.com\n  npm run trialbrief -- suppress --from unsubscribed.csv\n  npm run trialbrief -- suppress reader@example.com --lift\n  npm run trialbrief -- suppress "https://example.com/unsubscribe?token=…"\n  xargs npm run trialbrief -- suppress < tokens.txt\n\nEvery message carries its recipient’s signed token. A one-click unsubscription is a POST to the `https:` of\nhouse.yaml’s `unsubscribe:` with ?token=…; a mailed one has it in its subject. Have that page store the tokens and\npass them to this command, with the TRIALBRIEF_UNSUBSCRIBE_KEY (or _FILE) that they were sent with. It can be run\nwhile messages are being sent; addresses on the list by then get no more mail.',
    )
    .action(async (addresses, options) => {
      const { runSuppress } = await import('./suppress.ts');
      await withOutbox(session, options, (console) =>
        runSuppress(addresses, options, console, session.place, session.env),
      );
    });
}

/** Process context passed to every command. */
export interface Session {
  place: ProjectPaths;
  env: NodeJS.ProcessEnv;
  /** YYYY-MM-DD, UTC. */
  today: string;
  /** Seconds since the start. */
  stopwatch: () => number;
  /** Configured by the options of this run; call only once they are parsed. */
  console: () => Console;
  /** Sets the exit code of the process. */
  end: (code: number) => void;
}
