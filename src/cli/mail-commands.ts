import type { Command } from 'commander';
import type { Console } from '../commands/console.ts';
import type { MailOptions } from '../commands/mail-desk.ts';
import type { Session } from './session.ts';

/** Sending, and who got what. */
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
      const { runSend } = await import('../commands/send.ts');
      await withOutbox(session, options, (console) =>
        runSend(edition, options, console, session.place, session.env),
      );
    });
}

function addSent(program: Command, session: Session): void {
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
      const { runSent } = await import('../commands/sent.ts');
      await withOutbox(session, options, (console) => runSent(edition, options, console, session.place));
    });
}

function addWhoGot(program: Command, session: Session): void {
  program
    .command('who-got')
    .description('say what one address was mailed')
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
      const { runBounces } = await import('../commands/bounces.ts');
      await withOutbox(session, options, (console) =>
        runBounces(verb, files, { ...options, console, place: session.place }),
      );
    });
}

function addSuppress(program: Command, session: Session): void {
  program
    .command('suppress')
    .description('say whom nothing is mailed to any more, or add to them')
    .argument('[address...]', 'addresses, or the tokens of unsubscribe links and mails')
    .option('--from <file>', 'CSV with a column ‘email’')
    .option('--reason <reason>', 'unsubscribed, bounced, complained or by-hand', 'unsubscribed')
    .option('--lift', 'mail to these addresses again', false)
    .option('--csv', 'as CSV', false)
    .option('--out <folder>', 'where editions are', 'out')
    .option('--archive <folder>', 'the archive (default: archive/ in the --out folder)')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- suppress\n  npm run trialbrief -- suppress reader@example.com\n  npm run trialbrief -- suppress --from unsubscribed.csv\n  npm run trialbrief -- suppress reader@example.com --lift\n  npm run trialbrief -- suppress "https://example.com/unsubscribe?token=…"\n  xargs npm run trialbrief -- suppress < tokens.txt\n\nEvery message carries its recipient’s signed token. A one-click unsubscription is a POST to the `https:` of\nhouse.yaml’s `unsubscribe:` with ?token=…; a written one has it in its subject. Have that page keep the tokens and\nhand them to this command, with the TRIALBRIEF_UNSUBSCRIBE_KEY (or _FILE) that they were sent with. It may be run\nwhile messages are being sent; whoever is on the list by then gets no more.',
    )
    .action(async (addresses, options) => {
      const { runSuppress } = await import('../commands/suppress.ts');
      await withOutbox(session, options, (console) =>
        runSuppress(addresses, options, console, session.place, session.env),
      );
    });
}
