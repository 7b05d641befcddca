import Handlebars from 'handlebars';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { FigureModel, TableModel, UnlikeModel } from './display-model.ts';
import type { MailFigureModel, MailModel } from './mail-model.ts';
import type { IndexModel, PageModel } from './page-model.ts';
import type { Templates } from './templates.ts';

/** The templates, compiled once. */
export interface Renderer {
  page(model: PageModel): string;
  index(model: IndexModel): string;
  figure(model: FigureModel): string;
  table(model: TableModel): string;
  mail(model: MailModel): string;
  mailFigure(model: MailFigureModel): string;
  mailUnlike(model: UnlikeModel): string;
}

/** Compiles checked templates. Only own properties of the models can be read, and only known helpers run. */
export function createRenderer(templates: Templates): Renderer {
  const handlebars = Handlebars.create();
  for (const helper of ['log', 'lookup', 'helperMissing', 'blockHelperMissing'])
    handlebars.unregisterHelper(helper);
  const budget = { turns: 0, characters: 0 };
  handlebars.registerHelper('each', limitedEach(budget, templates));
  const compileOne = <Model>(name: string) => {
    // A text is parsed when it is first rendered with; a program would be parsed at once, used or not.
    const options = { knownHelpersOnly: true, strict: false, srcName: name };
    return handlebars.compile<Model>(templates.sources.get(name)?.text ?? '', options);
  };
  for (const name of templates.sources.keys()) {
    if (name.startsWith('partials/'))
      handlebars.registerPartial(name.slice('partials/'.length), compileOne(name));
  }
  const compile = <Model>(name: string) => {
    const template = compileOne<Model>(name);
    return (model: Model) => {
      Object.assign(budget, { turns: 0, characters: 0 });
      return template(model);
    };
  };
  return {
    page: compile('briefing'),
    index: compile('index'),
    figure: compile('partials/figure'),
    table: compile('partials/table'),
    mail: compile('mail'),
    mailFigure: compile('partials/mail-figure'),
    mailUnlike: compile('partials/mail-unlike'),
  };
}

/** The block `each` for lists, which gives up with TemplateOverflow when a page takes too many turns. */
function limitedEach(budget: { turns: number; characters: number }, { sources }: Pick<Templates, 'sources'>) {
  return function each(this: unknown, list: unknown, options: LocatedOptions): string {
    const items = Array.isArray(list) ? list : [];
    if (items.length === 0) return options.inverse(this);
    const refuse = (what: string): never => {
      const { source, start } = options.loc;
      const file = sources.get(source)?.path ?? `templates/${source}.hbs`;
      throw new TemplateOverflow({ file, line: start.line, column: start.column + 1 }, what);
    };
    let text = '';
    for (const [index, item] of items.entries()) {
      budget.turns += 1;
      if (budget.turns > limits.turns) refuse(`${limits.turns} turns`);
      const frame = Handlebars.createFrame(options.data ?? {});
      const data = { ...frame, key: index, index, first: index === 0, last: index === items.length - 1 };
      const piece = options.fn(item, { data });
      budget.characters += piece.length;
      if (budget.characters > limits.characters) refuse(`${limits.characters} characters`);
      text += piece;
    }
    return text;
  };
}

interface LocatedOptions extends Handlebars.HelperOptions {
  loc: { source: string; start: { line: number; column: number } };
}

/** Turns of lists and characters of their output that one page may take, counted at every level. */
const limits = { turns: 1_000_000, characters: 64_000_000 };

/** A template that fans out: rendering it was given up. */
class TemplateOverflow extends Error {
  readonly problem: Diagnostic;

  constructor(place: Place, what: string) {
    const message = `the block makes more than ${what}, so rendering stopped`;
    super(`error template-too-large ${place.file}:${place.line}:${place.column}\n  ${message}`);
    this.name = 'TemplateOverflow';
    this.problem = problem('template-too-large', message, place, {
      hints: ['nested lists multiply: loop over each list once'],
    });
  }
}
