import Handlebars from 'handlebars';
import type { FigureModel, TableModel, VerdictModel } from './display-model.ts';
import type { MailFigureModel, MailModel, MailVerdictModel } from './mail-model.ts';
import type { IndexModel, PageModel } from './page-model.ts';
import type { Templates } from './templates.ts';

/** The templates, compiled once. */
export interface Renderer {
  page(model: PageModel): string;
  index(model: IndexModel): string;
  figure(model: FigureModel): string;
  table(model: TableModel): string;
  verdict(model: VerdictModel): string;
  mail(model: MailModel): string;
  mailFigure(model: MailFigureModel): string;
  mailVerdict(model: MailVerdictModel): string;
}

/** Compiles checked templates. Only own properties of the models can be read, and only known helpers run. */
export function createRenderer(templates: Templates): Renderer {
  const handlebars = Handlebars.create();
  for (const [name, { text }] of templates.sources) {
    if (name.startsWith('partials/')) handlebars.registerPartial(name.slice('partials/'.length), text);
  }
  const compile = <Model>(name: string) => {
    const template = handlebars.compile<Model>(templates.sources.get(name)?.text ?? '', {
      knownHelpersOnly: true,
      strict: false,
    });
    return (model: Model) => template(model);
  };
  return {
    page: compile('briefing'),
    index: compile('index'),
    figure: compile('partials/figure'),
    table: compile('partials/table'),
    verdict: compile('partials/verdict'),
    mail: compile('mail'),
    mailFigure: compile('partials/mail-figure'),
    mailVerdict: compile('partials/mail-verdict'),
  };
}
