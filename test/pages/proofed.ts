import path from 'node:path';
import {
  type BuildContext,
  type Composed,
  composeEdition,
  makeIndex,
  prepareBuild,
} from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import type { SourceFile } from '../../src/content/files.ts';
import { loadContent } from '../../src/content/files.ts';
import type { FigurePlan } from '../../src/figures/plan.ts';
import type { Briefing } from '../../src/model/library.ts';
import { hashesOf } from '../../src/outputs/artifact.ts';
import { parseHtml } from '../../src/page/html-document.ts';
import { proofreaderOf, readOwnTexts } from '../../src/page/proofread.ts';
import { loadTemplates, type Templates } from '../../src/page/templates.ts';
import { reportDiagnostics } from '../../src/report.ts';

const root = path.join(import.meta.dirname, '../..');

/** A replacement in one file: what stands there, and what is put in its place. */
export type Edit = [file: string, from: string, to: string];

interface FinishedPage
  extends Pick<BuildContext, 'templates' | 'files' | 'library'>,
    Pick<Composed, 'html' | 'briefing'> {
  computed: Composed['assessment'];
  figures: FigurePlan[];
}

/** What a critic says of a page. */
export function proofreadPage({ html, templates, ...sources }: FinishedPage) {
  return proofreaderOf({ ...sources, templates: readOwnTexts(templates) })(parseHtml(html));
}

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
    const context = this.workshop();
    const briefing = context.library.briefings.find(({ id }) => id.includes(part)) as Briefing;
    const { html, assessment, figures } = await composeEdition(briefing, context);
    return {
      ...context,
      html,
      briefing,
      computed: assessment,
      figures: figures.map(({ plan }) => plan),
    };
  }

  /** The briefing whose id holds `part`, composed. */
  async composed(part: string): Promise<Composed> {
    const context = this.workshop();
    return composeEdition(context.library.briefings.find(({ id }) => id.includes(part)) as Briefing, context);
  }

  /** What all briefings are composed with. */
  opened(): { context: BuildContext; library: BuildContext['library'] } {
    const context = this.workshop();
    return { context, library: context.library };
  }

  /** The list of editions, of which there are none. */
  async index(): Promise<string> {
    return (await makeIndex({}, this.workshop())).html;
  }

  private workshop(): BuildContext {
    const checked = checkContent(
      { files: this.files, designs: [], diagnostics: [] },
      this.templates,
      'content',
    );
    if ('problems' in checked) {
      const readSource = (file: string) => this.files.find((one) => one.path === file)?.text;
      throw new Error(reportDiagnostics(checked.problems, { colour: false, readSource }));
    }
    return prepareBuild(checked, {
      tool: { trialbrief: '0.1.0', node: 'v24', files: 'f' },
      hashes: hashesOf({ files: this.files, designs: [] }),
      profiles: {},
    });
  }

  /** `file:line:column+length ‘text’ in the part` of what leads to no source. */
  async unsourcedIn(part: string): Promise<string[]> {
    return proofreadPage(await this.finished(part)).problems.map(
      ({ message, place: { file, line, column, length } }) =>
        `${file}:${line}:${column}+${length} ${message.replace(/ leads to no source$/, '')}`,
    );
  }
}
