import type { Command } from 'commander';
import type { Console } from '../commands/console.ts';
import type { MailOptions } from '../commands/mail-desk.ts';
import type { Session } from './session.ts';

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
  const { endingWithOutbox } = await import('../commands/mail-desk.ts');
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
      const { runSend } = await import('../commands/send.ts');
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
      const { runSent } = await import('../commands/sent.ts');
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
      const { runWhoGot } = await import('../commands/sent.ts');
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
      const { runBounces } = await import('../commands/bounces.ts');
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
      const { runSuppress } = await import('../commands/suppress.ts');
      await withOutbox(session, options, (console) =>
        runSuppress(addresses, options, console, session.place, session.env),
      );
    });
}
