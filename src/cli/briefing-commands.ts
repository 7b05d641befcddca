import type { Command } from 'commander';
import type { Session } from './session.ts';

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
      const { runBuild } = await import('../commands/build.ts');
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
      const { runCheck } = await import('../commands/check.ts');
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
      const { runTrace } = await import('../commands/trace.ts');
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
      const { runSchema } = await import('../commands/schema.ts');
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
      const { runDoctor } = await import('../commands/doctor.ts');
      session.end(await runDoctor(options, session.console(), session.place));
    });
}
