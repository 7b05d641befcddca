import path from 'node:path';
import { checkContent } from '../build.ts';
import { loadContent } from '../content/load.ts';
import { verdictData } from '../evidence/comparability/verdict.ts';
import { coverageLine } from '../evidence/lint/lint.ts';
import { type Review, reviewBriefing } from '../evidence/review.ts';
import { loadTemplates } from '../pages/templates.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, isContentThere, tell, type Workplace } from './sources.ts';

/** Checks content and templates and tells every problem; writes nothing. */
export function runCheck(options: { content: string }, console: Console, place: Workplace): number {
  const { folder, shownAs } = folderNamed(options.content, place);
  if (!isContentThere({ folder, shownAs }, 'check', console)) return exit.usage;
  const templates = loadTemplates(path.join(place.root, 'templates'), 'templates');
  const checked = checkContent(loadContent(folder, shownAs), templates, shownAs);
  const diagnostics = 'problems' in checked ? checked.problems : checked.warnings;
  const reviews =
    'problems' in checked ? [] : checked.library.briefings.map((one) => reviewBriefing(checked.library, one));
  if (console.json) {
    const briefings = reviews.map(toData);
    console.result(JSON.stringify({ schema: 1, command: 'check', diagnostics, briefings }, null, 2));
  }
  tell(diagnostics, console, place);
  if ('problems' in checked) return exit.invalidContent;
  if (console.json) return exit.done;
  const { trials, products, sources, briefings } = checked.library;
  const counts = `${trials.size} trials, ${products.size} products, ${sources.size} sources`;
  console.result(`${counts}, ${briefings.length} briefings: no errors`);
  for (const review of reviews) console.result(describe(review).join('\n'));
  return exit.done;
}

/** What an editor should look at: coverage, comparisons, claims. */
function describe({ briefing, lint, verdicts, claims }: Review): string[] {
  return [
    '',
    briefing,
    `  ${coverageLine(lint.counts)}`,
    ...lint.unsourced.map(({ text, where, why }) => `  unsourced ‘${text}’ in ${where}: ${why}`),
    ...verdicts.map(({ where, verdict }) => `  ${where}: ${verdict.line} (${rulesOf(verdict)})`),
    ...claims.map(({ code, where, message }) => `  ${code} in ${where}: ${message}`),
  ];
}

function rulesOf({ caveats }: Review['verdicts'][number]['verdict']): string {
  const grave = caveats.filter(({ rule }) => rule.severity === 'block' || rule.severity === 'major');
  return grave.map(({ rule }) => rule.id).join(', ');
}

function toData({ briefing, lint, verdicts, claims }: Review) {
  return {
    id: briefing,
    numbers: lint.counts,
    unsourced: lint.unsourced,
    comparisons: verdicts.map(({ where, verdict }) => ({ where, ...verdictData(verdict) })),
    claims: claims.map(({ code, rule, severity, message, where }) => ({
      code,
      rule,
      severity,
      message,
      where,
    })),
  };
}
