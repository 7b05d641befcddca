import path from 'node:path';
import { checkContent } from '../build.ts';
import { loadContent } from '../content/load.ts';
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
  if (console.json) console.result(JSON.stringify({ schema: 1, command: 'check', diagnostics }, null, 2));
  tell(diagnostics, console, place);
  if ('problems' in checked) return exit.invalidContent;
  const { trials, products, sources, briefings } = checked.library;
  if (!console.json) {
    console.result(
      `${trials.size} trials, ${products.size} products, ${sources.size} sources, ${briefings.length} briefings: no errors`,
    );
  }
  return exit.done;
}
