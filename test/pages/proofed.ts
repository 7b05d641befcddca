import path from 'node:path';
import { type FinishedPage, proofreadPage } from '../../src/build/proofread-page.ts';
import { makeEdition, openWorkshop } from '../../src/build.ts';
import { checkLibrary } from '../../src/check/library.ts';
import { loadContent } from '../../src/content/load.ts';
import { parseSource } from '../../src/content/parse.ts';
import type { SourceFile } from '../../src/content/source-file.ts';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { planFigures } from '../../src/figures/plan.ts';
import type { Briefing, Library } from '../../src/model/library.ts';
import { loadTemplates, type Templates } from '../../src/pages/templates.ts';
import { reportDiagnostics } from '../../src/report.ts';

const root = path.join(import.meta.dirname, '../..');

/** A replacement in one file: what stands there, and what is put in its place. */
export type Edit = [file: string, from: string, to: string];

/** Files of content/ and templates/ with some replacements, which have to find something to replace. */
export class Desk {
  readonly files: SourceFile[];
  readonly templates: Templates;

  constructor(edits: Edit[], content = path.join(root, 'content')) {
    const templates = loadTemplates(path.join(root, 'templates'), 'templates');
    const edited = (file: string, text: string) =>
      edits
        .filter(([name]) => name === file)
        .reduce((now, [, from, to]) => {
          if (!now.includes(from)) throw new Error(`${file} does not hold: ${from}`);
          return now.replace(from, () => to);
        }, text);
    this.files = loadContent(content, 'content').files.map((file) => ({
      ...file,
      text: edited(file.path, file.text),
    }));
    const sources = [...templates.sources].map(
      ([name, file]) => [name, { ...file, text: edited(file.path, file.text) }] as const,
    );
    this.templates = { ...templates, sources: new Map(sources) };
  }

  /** Place of a string in an edited file: `file:line:column`. */
  spotOf(file: string, text: string): string {
    const all = [...this.files, ...this.templates.sources.values()];
    const found = all.find((one) => one.path === file)?.text ?? '';
    const before = found.slice(0, found.indexOf(text));
    return `${file}:${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`;
  }

  /** The page of the briefing whose id holds `part`. */
  async finished(part: string): Promise<FinishedPage> {
    const files = this.files.map(parseSource);
    const outcome = checkLibrary(files, 'content');
    if (!outcome.ok) {
      const readSource = (file: string) => this.files.find((one) => one.path === file)?.text;
      throw new Error(reportDiagnostics(outcome.diagnostics, { colour: false, readSource }));
    }
    const library = outcome.value;
    const briefing = library.briefings.find(({ id }) => id.includes(part)) as Briefing;
    const computed = assessBriefing(library, briefing);
    const figures = planFigures(briefing.figures, [], computed);
    const html = await pageOf(briefing, library, this.templates);
    return { html, briefing, computed, figures, templates: this.templates, files };
  }

  /** `file:line:column+length ‘text’ in the part` of what leads to no source. */
  async unsourcedIn(part: string): Promise<string[]> {
    return proofreadPage(await this.finished(part)).warnings.map(
      ({ message, place: { file, line, column, length } }) =>
        `${file}:${line}:${column}+${length} ${message.replace(/ leads to no source$/, '')}`,
    );
  }
}

/** The page of a briefing, caught before it is printed. */
async function pageOf(briefing: Briefing, library: Library, templates: Templates): Promise<string> {
  let page = '';
  const shop = openWorkshop(library, templates, {
    tool: { trialbrief: '0.1.0', node: 'v24', files: 'f' },
    hashes: new Map(),
    browser: Promise.resolve({
      version: 'a browser that keeps the page',
      print: async ({ html }: { html: string }) => {
        page = html;
        throw new Error('not printed');
      },
      [Symbol.asyncDispose]: async () => {},
    }),
  });
  await makeEdition(briefing, shop).catch((error: Error) => {
    if (error.message !== 'not printed') throw error;
  });
  return page;
}
