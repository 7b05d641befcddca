import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DesignFile } from '../content/files.ts';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { findNearest } from '../suggest.ts';

/** The files that make the page, as read from the templates folder. */
export interface Templates {
  /** Handlebars sources by name: `briefing`, `index`, and `partials/<name>`. */
  sources: Map<string, TemplateFile>;
  /** By name: `30-figures.css`. They apply in order of name. */
  styles: Map<string, TemplateFile>;
  /** All of scripts/*.js, in order of name. */
  scripts: string;
  /** Font file under fonts/ as bytes. */
  readFont(file: string): Uint8Array;
}

export interface TemplateFile {
  /** As printed in diagnostics. */
  path: string;
  text: string;
}

/** Reads the templates folder; throws when it is not there. */
export function loadTemplates(folder: string, shownAs: string): Templates {
  const sources = new Map<string, TemplateFile>();
  for (const [directory, prefix] of [
    ['', ''],
    ['partials', 'partials/'],
  ] as const) {
    for (const name of namesIn(path.join(folder, directory), '.hbs')) {
      const relative = path.posix.join(directory, name);
      sources.set(`${prefix}${name.slice(0, -4)}`, {
        path: `${shownAs}/${relative}`,
        text: readFileSync(path.join(folder, relative), 'utf8'),
      });
    }
  }
  const styles = namesIn(path.join(folder, 'styles'), '.css').map((name) => {
    const text = readFileSync(path.join(folder, 'styles', name), 'utf8');
    return [name, { path: `${shownAs}/styles/${name}`, text }] as const;
  });
  const join = (part: string, ending: string) =>
    namesIn(path.join(folder, part), ending)
      .map((name) => readFileSync(path.join(folder, part, name), 'utf8'))
      .join('\n');
  return {
    sources,
    styles: new Map(styles),
    scripts: join('scripts', '.js'),
    readFont: (file) => readFileSync(path.join(folder, 'fonts', file)),
  };
}

function namesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

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

/** The place of an offset in a template, stylesheet or drawing. */
export function placeIn(
  { path, text }: Pick<TemplateFile, 'path' | 'text'>,
  offset: number,
  length: number,
): Place {
  const before = text.slice(0, offset);
  return {
    file: path,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    length,
  };
}
