import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { z } from 'zod';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { luminanceOf } from '../notation/files.ts';
import { escapeHtml } from '../notation/written.ts';
import type { MailFigureModel, MailModel } from './mail-model.ts';
import type { FigureModel, IndexModel, PageModel, TableModel, UnlikeModel } from './models.ts';
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

/** Markup made by our own code, set as it is; any other text is escaped. */
export type Html = InstanceType<typeof Handlebars.SafeString>;

export function html(markup: string): Html {
  return new Handlebars.SafeString(markup);
}

/** Markup in a model, with its source text. */
export function markup(description: string) {
  return z
    .custom<Html>((value) => value instanceof Handlebars.SafeString)
    .meta({ type: 'string', format: 'html', description });
}

/** A text in a model, with its source text. */
export function plain(description: string) {
  return z.string().describe(description);
}

/** The one script of a page, and how its content security policy names it. */
export interface PageScript {
  code: string;
  /** `sha256-…` in base64. */
  hash: string;
}

/** What a page may do: show what is inside it, and run its one script. */
export function contentSecurityPolicy({ hash }: Pick<PageScript, 'hash'>): string {
  return `default-src 'none'; script-src '${hash}'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
}

export function pageScript({ scripts }: Templates): PageScript {
  const code = scripts
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  return { code, hash: `sha256-${createHash('sha256').update(code).digest('base64')}` };
}

interface Named {
  publication: string;
  /** `#0b5d75`. */
  accent: string;
}

/**
 * The icon of a publication for tabs and bookmarks, as a data URI of an SVG: its logo where that is square, else its
 * initial on the accent.
 */
export function iconOf(house: Named, logo?: Html): string {
  const square = logo && squareOf(logo.toString(), house.accent);
  return `data:image/svg+xml,${encodeURIComponent(square ?? initialOf(house))}`;
}

const opening = '<svg xmlns="http://www.w3.org/2000/svg"';

/** A logo whose sides differ by no more than this share of the longer one fills a tab. */
const nearlySquare = 0.05;

/** `color` is what the logo takes from the text around it on a page. */
function squareOf(logo: string, accent: string): string | undefined {
  const [, width = 0, height = 0] =
    /^<svg\b[^>]*\bviewBox="[\s,]*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"/
      .exec(logo)
      ?.map(Number) ?? [];
  const longer = Math.max(width, height);
  if (longer === 0 || Math.abs(width - height) > nearlySquare * longer) return undefined;
  return logo.replace('<svg', `${opening} color="${accent}"`);
}

function initialOf({ publication, accent }: Named): string {
  const [first = ''] = /[\p{L}\p{N}]\p{M}*/u.exec(publication.normalize('NFC')) ?? [];
  const letter = first.toUpperCase();
  const ink = luminanceOf(accent) > 0.4 ? '#16181d' : '#fff';
  return (
    `${opening} viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="${accent}"/>` +
    `<text x="16" y="23.5" text-anchor="middle" font-family="Source Serif 4,Georgia,serif" font-size="22" font-weight="600" fill="${ink}">${escapeHtml(letter)}</text></svg>`
  );
}
