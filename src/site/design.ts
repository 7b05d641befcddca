import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FONT_FACES, fontFaceCss } from '../page/style.ts';
import type { TemplateFile } from '../page/templates.ts';

/** What the pages of the archive share, as read from the tool's folder. */
export interface ArchiveDesign {
  /** Handlebars sources by name: `edition`, and `partials/<name>`. */
  sources: Map<string, TemplateFile>;
  /** Files under assets/ by name, but for what depends on the house. */
  assets: { 'fonts.css': string; 'site.js': string; 'minisearch.js': string; 'licences.txt': string };
  /** The rules of assets/site.css; the house adds its colour and paper. */
  rules: string;
}

/** Of the briefings' styles those that the archive's pages need, in their order, and then its own. */
const styles = [
  'styles/10-base.css',
  'styles/20-page.css',
  'styles/26-apparatus.css',
  'styles/28-index.css',
  'styles/30-figures.css',
  'styles/40-tables.css',
  'styles/90-print.css',
  'archive/archive.css',
];

/** The archive sets no italics. */
const faces = FONT_FACES.filter(({ style }) => style === 'normal');

/** Reads templates/ in `root`; throws when a file of it is not there. */
export function loadArchiveDesign(root: string): ArchiveDesign {
  const read = (file: string) => readFileSync(path.join(root, 'templates', file), 'utf8');
  const namesIn = (folder: string) =>
    readdirSync(path.join(root, 'templates', folder))
      .filter((name) => name.endsWith('.hbs'))
      .sort();
  const source = (name: string): [string, TemplateFile] => [
    name,
    { path: `templates/archive/${name}.hbs`, text: read(`archive/${name}.hbs`) },
  ];
  const names = [...namesIn('archive'), ...namesIn('archive/partials').map((name) => `partials/${name}`)].map(
    (name) => name.slice(0, -'.hbs'.length),
  );
  const { script, licence } = searchLibrary();
  return {
    sources: new Map(names.map(source)),
    assets: {
      'fonts.css': `${fontFaceCss((file) => readFileSync(path.join(root, 'templates/fonts', file)), faces)}\n`,
      'site.js': withoutComments(
        [
          read('scripts/theme.js'),
          asFunction(read('archive/words.js'), read('archive/search.js')),
          read('archive/copy.js'),
        ].join('\n'),
      ),
      'minisearch.js': script,
      'licences.txt': `Trialbrief Serif and Trialbrief Sans, made from Source Serif 4 and Source Sans 3\n\n${read('fonts/OFL.txt')}\n\nMiniSearch\n\n${licence}`,
    },
    rules: withoutComments(styles.map(read).join('\n')),
  };
}

/** A module and a script that uses what it exports, as one script that leaves no names behind. */
function asFunction(module: string, script: string): string {
  return `(() => {\n${module.replace(/^export /gm, '')}\n${script}})();\n`;
}

/** MiniSearch as one script, which sets `MiniSearch`. */
function searchLibrary(): { script: string; licence: string } {
  const folder = path.resolve(path.dirname(createRequire(import.meta.url).resolve('minisearch')), '../..');
  const script = readFileSync(path.join(folder, 'dist/umd/index.js'), 'utf8');
  return {
    script: script
      .replace(/^\s*\/\*\*[\s\S]*?\*\/$/gm, '')
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(/^\s+/gm, ''),
    licence: readFileSync(path.join(folder, 'LICENSE.txt'), 'utf8'),
  };
}

function withoutComments(text: string): string {
  return `${text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim()}\n`;
}
