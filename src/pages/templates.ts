import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

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
