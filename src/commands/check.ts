import path from 'node:path';
import { checkContent } from '../build/check-content.ts';
import { type Composed, composeEdition, openWorkshop } from '../build.ts';
import { loadContent } from '../content/load.ts';
import { asWarning, type Diagnostic, inReadingOrder, isError } from '../diagnostics.ts';
import { verdictData } from '../evidence/comparability/verdict.ts';
import { hashesOf } from '../outputs/input-files.ts';
import { toolVersions } from '../outputs/tool.ts';
import { loadTemplates } from '../pages/templates.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, isContentThere, tell, type Workplace } from './sources.ts';

interface CheckOptions {
  content: string;
  /** Give the exit code of what must not be published. */
  strict: boolean;
}

/** Checks content and templates and reads every briefing as a critic; writes nothing. */
export async function runCheck(options: CheckOptions, console: Console, place: Workplace): Promise<number> {
  const { folder, shownAs } = folderNamed(options.content, place);
  if (!isContentThere({ folder, shownAs }, 'check', console)) return exit.usage;
  const templates = loadTemplates(path.join(place.root, 'templates'), 'templates');
  const loaded = loadContent(folder, shownAs);
  const checked = checkContent(loaded, templates, shownAs);
  if ('problems' in checked) {
    if (console.json) printJson(checked.problems, [], console);
    tell(checked.problems, console, place);
    return exit.invalidContent;
  }
  const shop = openWorkshop(checked, {
    tool: toolVersions(place.root),
    hashes: hashesOf(loaded),
    profiles: {},
  });
  const editions: Composed[] = [];
  for (const briefing of checked.library.briefings) editions.push(await composeEdition(briefing, shop));

  const obstacles = editions.flatMap((edition) => edition.obstacles);
  const told = options.strict ? obstacles : obstacles.map(asWarning);
  const diagnostics = inReadingOrder([...checked.warnings, ...told]);
  if (console.json) printJson(diagnostics, editions, console);
  tell(diagnostics, console, place);
  if (!console.json) {
    const { trials, products, sources, briefings } = checked.library;
    const counts = `${trials.size} trials, ${products.size} products, ${sources.size} sources`;
    console.result(`${counts}, ${briefings.length} briefings: no errors`);
    for (const edition of editions) console.result(describe(edition).join('\n'));
  }
  return options.strict && obstacles.some(isError) ? exit.invalidContent : exit.done;
}

/** What stands between a briefing and its publication, and what it says of its own comparisons. */
function describe({ briefing, coverage, assessment, obstacles }: Composed): string[] {
  const { parts, answers } = assessment.appraisal;
  const blocking = obstacles.filter(isError);
  const answered = new Set(
    answers.answered.map(({ part, rule }) => `${part.where} ${part.place.line} ${rule.id}`),
  );
  return [
    '',
    `${briefing.id}: ${blocking.length === 0 ? 'ready to publish' : `${blocking.length} to mend before it can be published`}`,
    ...[...Map.groupBy(blocking, ({ code }) => code)].map(([code, own]) => `  ${own.length} × ${code}`),
    `  ${coverage}`,
    ...parts.flatMap(({ where, verdict, place }) =>
      verdict.line === undefined
        ? []
        : [`  ${where}${where === 'text' ? `, line ${place.line}` : ''}: ${verdict.line}`],
    ),
    ...(answered.size > 0 ? [`  ${answered.size} differences acknowledged with a reason`] : []),
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
