import type { Diagnostic } from '../diagnostics.ts';
import { asWarning, inReadingOrder, isError } from '../diagnostics.ts';
import type { BuildMemory, BuildState } from '../freshness.ts';
import { suggest } from '../suggest.ts';
import { type Console, exit, type Stopwatch } from './console.ts';
import { type ProjectPaths, printDiagnostics } from './sources.ts';

/** State of one run of the build command. */
export interface Work {
  named: string[];
  strict: boolean;
  content: { folder: string; shownAs: string };
  out: { folder: string; shownAs: string };
  standing: BuildState;
  console: Console;
  place: ProjectPaths;
  stopwatch: Stopwatch;
}

/** The briefings named by id or slug; undefined, after printing why, when a name matches none. */
export function selectBriefings<B extends { id: string; slug: string }>(
  all: B[],
  { named, console }: Pick<Work, 'named' | 'console'>,
): B[] | undefined {
  if (named.length === 0) return all;
  const names = all.flatMap(({ id, slug }) => [id, slug]);
  const unknown = named.filter((name) => !names.includes(name));
  for (const name of unknown) {
    console.warn(
      [
        `there is no briefing ‘${name}’`,
        ...suggest(
          name,
          all.map(({ slug }) => slug),
        ),
      ].join('; '),
    );
  }
  return unknown.length > 0 ? undefined : all.filter((briefing) => isNamed(briefing, { named }));
}

/** Whether to build a briefing: it is named by id or slug, or none is named. */
export function isNamed({ id, slug }: { id: string; slug: string }, { named }: Pick<Work, 'named'>): boolean {
  return named.length === 0 || named.includes(id) || named.includes(slug);
}

/** Prints why nothing was written. */
export function refuse(
  problems: Diagnostic[],
  { console, place }: Pick<Work, 'console' | 'place'>,
  command = 'build',
): number {
  if (console.json) {
    console.result(JSON.stringify({ schema: 1, command, editions: [], diagnostics: problems }, null, 2));
  }
  printDiagnostics(problems, console, place);
  console.warn('nothing was written');
  return problems.every(({ code }) => code === 'remote-asset') ? exit.rendering : exit.invalidContent;
}

function obstaclesIn({ editions, indexObstacles }: BuildMemory): Diagnostic[] {
  return [...Object.values(editions).flatMap(({ obstacles }) => obstacles), ...indexObstacles];
}

/** Errors found by the last build still block publication while nothing has changed. */
export function finishUnchanged(work: Work): number {
  const { memory } = work.standing;
  const problems = obstaclesIn(memory).filter(isError);
  return work.strict && problems.length > 0
    ? refuse(inReadingOrder(problems), work)
    : finish([], memory, work);
}

export function finish(
  built: string[],
  memory: BuildMemory,
  { console, place, out, stopwatch }: Work,
): number {
  const warnings = inReadingOrder([...memory.warnings, ...obstaclesIn(memory).map(asWarning)]);
  printDiagnostics(warnings, console, place);
  const editions = Object.entries(memory.editions).map(([id, { title, date, files }]) => ({
    id,
    title,
    date,
    state: built.includes(id) ? 'built' : 'unchanged',
    folder: `${out.shownAs}/${id}`,
    files: Object.keys(files),
  }));
  if (console.json) {
    const document = { schema: 1, command: 'build', editions, diagnostics: warnings };
    console.result(JSON.stringify(document, null, 2));
  } else {
    for (const { folder, state, files } of editions) {
      console.result(`${state.padEnd(9)} ${folder}/  ${files.length} files`);
    }
  }
  const unchanged = editions.length - built.length;
  const time = stopwatch().toFixed(2);
  console.info(`${built.length} built, ${unchanged} unchanged, in ${time} s; open ${out.shownAs}/index.html`);
  return exit.done;
}
