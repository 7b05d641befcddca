import type { DesignFile } from '../content/source-file.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import { findNearest } from '../suggest.ts';
import type { Templates } from './templates.ts';

/**
 * The shipped templates with those of the author's `templates/` folder in place of the ones of the same
 * name; a file there that has the name of none is a problem.
 */
export function overrideTemplates(
  shipped: Templates,
  designs: readonly DesignFile[],
): { templates: Templates; diagnostics: Diagnostic[] } {
  const sources = new Map(shipped.sources);
  const styles = new Map(shipped.styles);
  const known = [...[...sources.keys()].map((name) => `${name}.hbs`), ...prefixed(styles.keys())];
  const diagnostics: Diagnostic[] = [];
  for (const file of designs.filter(({ key }) => key.startsWith('templates/'))) {
    const name = file.key.slice('templates/'.length);
    if (!known.includes(name)) diagnostics.push(overridesNothing(name, file.path, known));
    else if (file.refused) continue;
    else if (name.endsWith('.css')) styles.set(name.slice('styles/'.length), file);
    else sources.set(name.slice(0, -'.hbs'.length), file);
  }
  return { templates: { ...shipped, sources, styles }, diagnostics };
}

function prefixed(names: Iterable<string>): string[] {
  return Array.from(names, (name) => `styles/${name}`);
}

function overridesNothing(name: string, file: string, known: string[]): Diagnostic {
  const nearest = known.find((one) => baseOf(one) === baseOf(name)) ?? findNearest(name, known);
  const hint = /^(?:scripts|fonts)\//.test(name)
    ? 'scripts and fonts are the tool’s own and cannot be overridden'
    : 'briefing.hbs, index.hbs and the files in partials/ and styles/ can be overridden, under the names that the tool ships';
  return problem(
    'overrides-nothing',
    `no shipped template is named ‘${name}’, so this file would have no effect`,
    { file, line: 1, column: 1 },
    { hints: [nearest === undefined ? hint : `did you mean ‘${nearest}’?`] },
  );
}

/** `partials/figure.hbs` and a misplaced `styles/figure.hbs` have the same. */
function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
