import { amongDrafts, previousOf } from '../archive/release.ts';
import { type Composed, composeEdition, makeIndex, nameEdition } from '../build.ts';
import { asWarning, type Diagnostic, inReadingOrder, isError } from '../diagnostics.ts';
import { verdictData } from '../evidence/comparability/verdict.ts';
import { archiveIn } from '../freshness.ts';
import { count } from '../report.ts';
import { type Console, exit } from './console.ts';
import { draftRelease, findDraftArchive, openContent, printDamage } from './content.ts';
import { folderNamed, isContentThere, type ProjectPaths, printDiagnostics } from './sources.ts';

interface CheckOptions {
  content: string;
  /** Folder that contains the archive that drafts are compared with. */
  out: string;
  /** Exit with 3 if anything blocks publication. */
  strict: boolean;
}

/** Checks content and templates and appraises every briefing; writes nothing. */
export async function runCheck(
  options: CheckOptions,
  console: Console,
  place: ProjectPaths,
): Promise<number> {
  const { folder, shownAs } = folderNamed(options.content, place);
  if (!isContentThere({ folder, shownAs }, console)) return exit.usage;
  const opened = openContent({ folder, shownAs }, place);
  if ('problems' in opened) {
    if (console.json) printJson(opened.problems, [], console);
    printDiagnostics(opened.problems, console, place);
    return exit.invalidContent;
  }
  const { context } = opened;
  const editions: Composed[] = [];
  const archive = findDraftArchive(archiveIn(folderNamed(options.out, place).folder));
  const named = context.library.briefings.map((briefing) => nameEdition(briefing, context.library));
  for (const [index, briefing] of context.library.briefings.entries()) {
    const others = amongDrafts(previousOf(named[index] ?? briefing, named));
    const release = { ...draftRelease(briefing, context.library.house, archive), others };
    editions.push(await composeEdition(briefing, context, release));
  }
  printDamage(archive, console);

  const listed = editions.map(
    ({ briefing: { id, date }, title, dek }) => [id, { title, dek, date }] as const,
  );
  const index = await makeIndex(Object.fromEntries(listed), context);
  const obstacles = [...editions.flatMap((edition) => edition.obstacles), ...index.obstacles];
  const told = options.strict ? obstacles : obstacles.map(asWarning);
  const diagnostics = inReadingOrder([...context.warnings, ...told]);
  if (console.json) printJson(diagnostics, editions, console);
  printDiagnostics(diagnostics, console, place);
  if (!console.json) {
    const { trials, products, sources, briefings } = context.library;
    const counts = [
      count(trials.size, 'trial'),
      count(products.size, 'product'),
      count(sources.size, 'source'),
      count(briefings.length, 'briefing'),
    ];
    console.result(`${counts.join(', ')}: no errors`);
    for (const edition of editions) console.result(describe(edition).join('\n'));
  }
  return options.strict && obstacles.some(isError) ? exit.invalidContent : exit.done;
}

/** What blocks publication of a briefing, and the verdicts on its comparisons. */
function describe({ briefing, coverage, assessment, obstacles }: Composed): string[] {
  const { parts, answers } = assessment.appraisal;
  const blocking = obstacles.filter(isError);
  const answered = new Set(
    answers.answered.map(({ part, rule }) => `${part.where} ${part.place.line} ${rule.id}`),
  );
  return [
    '',
    `${briefing.id}: ${blocking.length === 0 ? 'ready to publish' : `${blocking.length} to fix before it can be published`}`,
    ...[...Map.groupBy(blocking, ({ code }) => code)].map(([code, own]) => `  ${own.length} × ${code}`),
    `  ${coverage}`,
    ...parts.flatMap(({ where, verdict, place }) =>
      verdict.line === undefined
        ? []
        : [`  ${where}${where === 'text' ? `, line ${place.line}` : ''}: ${verdict.line}`],
    ),
    ...(answered.size > 0 ? [`  ${count(answered.size, 'difference')} acknowledged with a reason`] : []),
  ];
}

function printJson(diagnostics: Diagnostic[], editions: Composed[], console: Console): void {
  const briefings = editions.map(toData);
  console.result(JSON.stringify({ schema: 2, command: 'check', diagnostics, briefings }, null, 2));
}

function toData({ briefing, counts, assessment, obstacles }: Composed) {
  const { parts, claims } = assessment.appraisal;
  return {
    id: briefing.id,
    publishable: !obstacles.some(isError),
    numbers: counts,
    obstacles,
    comparisons: parts.map(({ where, place, verdict, reasons }) => ({
      where,
      place,
      ...verdictData(verdict),
      acknowledged: [...reasons.keys()],
    })),
    claims: claims.map(({ code, rule, severity, message, where }) => ({
      code,
      rule,
      severity,
      message,
      where,
    })),
  };
}
