import Handlebars from 'handlebars';
import { z } from 'zod';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { styleFaults } from '../notation/files.ts';
import { suggest } from '../suggest.ts';
import { attributeFault, elementFault, type HtmlElement, isElement, parseHtml } from './html-document.ts';
import { mailFigureModel, mailModel } from './mail-model.ts';
import {
  caveatsModel,
  figureModel,
  gridModel,
  indexModel,
  pageModel,
  tableModel,
  unlikeModel,
} from './models.ts';
import { leftOut, type Printed } from './template-duties.ts';
import { blanked, printed } from './template-texts.ts';
import { placeIn, type TemplateFile, type Templates } from './templates.ts';

/** Entry templates and the models that they are rendered with. */
const entries = {
  briefing: pageModel,
  index: indexModel,
  'partials/figure': figureModel,
  'partials/table': tableModel,
  mail: mailModel,
  'partials/mail-figure': mailFigureModel,
  'partials/mail-unlike': unlikeModel,
};

/** Characters of a template with all that it includes, each partial as often as it is included. */
const heaviest = 2_000_000;

const blockHelpers = ['each', 'if', 'unless', 'with'];

/** What Handlebars says of each turn of a list. */
const turnData = ['index', 'key', 'first', 'last'];

interface Scope {
  /** From the innermost outwards. */
  schemas: z.ZodType[];
  /** The model that the whole page is rendered with. */
  root: z.ZodType;
  /** Names behind @, without root. */
  data: readonly string[];
  file: TemplateFile;
  /** Partials under way: one of them within itself would never end. */
  within: readonly string[];
}

/**
 * Checks that every path, partial and helper of the templates exists. Handlebars itself is silent for
 * a misspelt path in {{#each}}, {{#if}} and arguments, even in its strict mode.
 */
export function checkTemplates(templates: Templates): Diagnostic[] {
  const checker = new Checker(templates);
  for (const [name, model] of Object.entries(entries)) checker.checkEntry(name, model);
  if (checker.diagnostics.length > 0) return checker.diagnostics;
  return Object.entries(entries).flatMap(([name, model]) =>
    leftOut(name, checker.printedOf(model), templates),
  );
}

/** The same of other templates, each with the model that it is rendered with; they have no duties. */
export function checkPaths(
  templates: Pick<Templates, 'sources'>,
  models: Record<string, z.ZodType>,
): Diagnostic[] {
  const checker = new Checker(templates);
  for (const [name, model] of Object.entries(models)) checker.checkEntry(name, model);
  return checker.diagnostics;
}

class Checker {
  readonly diagnostics: Diagnostic[] = [];
  private readonly templates: Pick<Templates, 'sources'>;
  /** Fields that are printed of each model, and the templates that were read. */
  private readonly printed = new Map<z.ZodType, Set<string>>();
  private readonly read = new Set<string>();
  private readonly programs = new Map<string, hbs.AST.Program | undefined>();
  private readonly weights = new Map<string, number>();
  /** Partials that were read with a model: what includes them again finds nothing new. */
  private readonly walked = new Map<
    string,
    { schema: z.ZodType; root: z.ZodType; data: readonly string[] }[]
  >();

  constructor(templates: Pick<Templates, 'sources'>) {
    this.templates = templates;
  }

  checkEntry(name: string, model: z.ZodType): void {
    const file = this.templates.sources.get(name);
    if (file)
      this.walk(this.parse(name, file), { schemas: [model], root: model, data: [], file, within: [name] });
    else {
      const place = { file: `templates/${name}.hbs`, line: 1, column: 1 };
      this.diagnostics.push(problem('missing-file', `the template ${name}.hbs is missing`, place));
    }
  }

  printedOf(model: z.ZodType): Printed {
    return { fields: this.printed.get(model) ?? new Set(), files: this.read };
  }

  private parse(name: string, file: TemplateFile): hbs.AST.Program | undefined {
    this.read.add(name);
    if (!this.programs.has(name)) this.programs.set(name, this.parseOnce(file));
    return this.programs.get(name);
  }

  private parseOnce(file: TemplateFile): hbs.AST.Program | undefined {
    const beyond =
      openComment(file.text) === undefined ? beyondLimits(file) : explainUnparsed(file, undefined);
    if (beyond) {
      this.diagnostics.push(beyond);
      return undefined;
    }
    try {
      return Handlebars.parse(file.text);
    } catch (error) {
      this.diagnostics.push(explainUnparsed(file, error));
      return undefined;
    }
  }

  private walk(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.statement(statement, scope);
  }

  private statement(statement: hbs.AST.Statement, scope: Scope): void {
    switch (statement.type) {
      case 'MustacheStatement':
        this.mustache(statement as hbs.AST.MustacheStatement, scope);
        break;
      case 'BlockStatement':
        this.block(statement as hbs.AST.BlockStatement, scope);
        break;
      case 'PartialStatement':
        this.partial(statement as hbs.AST.PartialStatement, scope);
        break;
      case 'ContentStatement':
      case 'CommentStatement':
        break;
      default:
        this.complain(
          'template-syntax',
          'decorators and inline partials are not supported',
          statement,
          scope,
        );
    }
  }

  private mustache(node: hbs.AST.MustacheStatement, scope: Scope): void {
    if (!node.escaped) {
      this.complain(
        'raw-output',
        'raw output is not allowed: values that are HTML print as HTML by themselves',
        node,
        scope,
        ['write {{…}} with two braces'],
      );
    }
    if (node.params.length > 0 || node.hash) {
      this.complain('unknown-helper', `there is no helper ‘${pathText(node.path)}’`, node.path, scope, [
        `blocks: ${blockHelpers.join(', ')}`,
      ]);
      return;
    }
    const schema = this.resolve(node.path, scope);
    if (schema && isContainer(schema)) {
      this.complain('unknown-path', `‘${pathText(node.path)}’ is not text`, node.path, scope);
    }
  }

  private block(node: hbs.AST.BlockStatement, scope: Scope): void {
    const helper = pathText(node.path);
    if (this.refusesNames(node, scope)) return;
    if (!blockHelpers.includes(helper)) {
      const hints = suggest(helper, blockHelpers);
      this.complain('unknown-helper', `there is no block ‘${helper}’`, node.path, scope, hints);
      return;
    }
    const [argument, another] = node.params;
    if (!argument || another) {
      const hints = [`for example {{#${helper} sources}}`];
      this.complain('unknown-helper', `‘${helper}’ needs one argument`, node.path, scope, hints);
      return;
    }
    const prints = helper !== 'if' && helper !== 'unless';
    const inner = this.inner(helper, this.resolve(argument, scope, prints), scope, argument);
    if (inner) this.walk(node.program, inner);
    this.walk(node.inverse, scope);
  }

  /** Names for values could hide those of the model, and named arguments do what no check sees. */
  private refusesNames(node: hbs.AST.BlockStatement | hbs.AST.PartialStatement, scope: Scope): boolean {
    const named = node.hash?.pairs[0];
    const params = [node, ...('program' in node ? [node.program, node.inverse] : [])].flatMap((part) =>
      part && 'blockParams' in part ? ((part.blockParams as string[] | undefined) ?? []) : [],
    );
    if (named) {
      const hints = ['pass the partial its data: {{> figure figure}}'];
      this.complain(
        'template-syntax',
        `named arguments (${named.key}=…) are not supported`,
        named,
        scope,
        hints,
      );
    }
    if (params.length > 0) {
      const message = `names for values (as |${params.join(' ')}|) are not supported`;
      this.complain('template-syntax', message, node, scope, ['inside {{#each}} write the field alone']);
    }
    return named !== undefined || params.length > 0;
  }

  /** What a block sees; undefined when its argument is unknown. */
  private inner(
    helper: string,
    schema: z.ZodType | undefined,
    scope: Scope,
    argument: hbs.AST.Node,
  ): Scope | undefined {
    if (helper === 'if' || helper === 'unless') return scope;
    const element = schema && (helper === 'with' ? schema : elementOf(schema));
    const data = helper === 'each' ? turnData : scope.data;
    if (element) return { ...scope, schemas: [element, ...scope.schemas], data };
    if (schema) this.complain('unknown-path', 'this is not a list', argument, scope);
    return undefined;
  }

  private partial(node: hbs.AST.PartialStatement, scope: Scope): void {
    const name = `partials/${pathText(node.name)}`;
    const file = this.templates.sources.get(name);
    if (!file) {
      const known = [...this.templates.sources.keys()]
        .filter((key) => key.startsWith('partials/'))
        .map((key) => key.slice(9));
      this.complain(
        'unknown-partial',
        `there is no partial ‘${pathText(node.name)}’`,
        node.name,
        scope,
        suggest(pathText(node.name), known),
      );
      return;
    }
    if (scope.within.includes(name)) {
      this.complain(
        'unknown-partial',
        `the partial ‘${pathText(node.name)}’ includes itself`,
        node.name,
        scope,
      );
      return;
    }
    if (this.refusesNames(node, scope)) return;
    const [argument, another] = node.params;
    if (another) {
      this.complain('unknown-helper', 'a partial takes one argument', another, scope, [
        'name the data it gets',
      ]);
      return;
    }
    const schema = argument ? this.resolve(argument, scope) : scope.schemas[0];
    if (!schema || this.hasWalked(name, { schema, root: scope.root, data: scope.data })) return;
    const within = [...scope.within, name];
    this.walk(this.parse(name, file), { ...scope, schemas: [schema], file, within });
    if (this.weightOf(name, within) > heaviest) {
      const message = `the partial ‘${pathText(node.name)}’, with everything it includes, has more than ${heaviest} characters`;
      this.complain('template-too-large', message, node, scope, ['include each partial once']);
    }
  }

  private hasWalked(
    name: string,
    seen: { schema: z.ZodType; root: z.ZodType; data: readonly string[] },
  ): boolean {
    const before = this.walked.get(name) ?? [];
    const { schema, root, data } = seen;
    if (before.some((one) => one.schema === schema && one.root === root && one.data === data)) return true;
    this.walked.set(name, [...before, seen]);
    return false;
  }

  /** Of the text and of all that it includes; one that includes itself is complained of elsewhere. */
  private weightOf(name: string, within: readonly string[]): number {
    const known = this.weights.get(name);
    if (known !== undefined) return known;
    const file = this.templates.sources.get(name);
    const own = file?.text.length ?? 0;
    const program = file && this.parse(name, file);
    const parts = program ? partialsIn(program) : [];
    const weight = parts
      .map((part) => `partials/${part}`)
      .filter((part) => !within.includes(part))
      .reduce((sum, part) => sum + this.weightOf(part, [...within, part]), own);
    this.weights.set(name, weight);
    return weight;
  }

  /** The model of what a path leads to; `prints` when it is not merely asked for. */
  private resolve(node: hbs.AST.Expression, scope: Scope, prints = true): z.ZodType | undefined {
    if (node.type !== 'PathExpression') {
      this.complain('unknown-helper', 'only a path into the page model is allowed here', node, scope);
      return undefined;
    }
    const path = node as hbs.AST.PathExpression;
    const parts = path.parts as string[];
    if (!path.data) return this.follow(parts, scope.schemas[path.depth], path, scope, prints);
    const [first = '', ...rest] = parts;
    if (first === 'root') return this.follow(rest, scope.root, path, scope, prints);
    if (scope.data.includes(first)) return undefined;
    const known = ['root', ...scope.data].map((name) => `@${name}`);
    const hints = suggest(`@${first}`, known);
    this.complain('unknown-path', `the page has no ‘${path.original}’`, node, scope, hints);
    return undefined;
  }

  private follow(
    parts: string[],
    from: z.ZodType | undefined,
    path: hbs.AST.PathExpression,
    scope: Scope,
    prints: boolean,
  ): z.ZodType | undefined {
    let schema = from;
    const [first] = parts;
    if (from && first !== undefined && prints) {
      this.printed.set(from, (this.printed.get(from) ?? new Set()).add(first));
    }
    for (const part of parts) {
      const fields = schema && fieldsOf(schema);
      schema = fields && Object.hasOwn(fields, part) ? fields[part] : undefined;
      if (schema) continue;
      const hints = suggest(part, Object.keys(fields ?? {}));
      this.complain('unknown-path', `the page has no ‘${path.original}’`, path, scope, hints);
      return undefined;
    }
    return schema && unwrap(schema);
  }

  private complain(
    code: string,
    message: string,
    node: hbs.AST.Node,
    { file }: Scope,
    hints: string[] = [],
  ): void {
    const { start, end } = node.loc;
    const place: Place = {
      file: file.path,
      line: start.line,
      column: start.column + 1,
      length: start.line === end.line ? end.column - start.column : 1,
    };
    this.diagnostics.push(problem(code, message, place, { hints }));
  }
}

interface AnyDef {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
}

function defOf(schema: z.ZodType): AnyDef {
  return schema._zod.def as unknown as AnyDef;
}

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = defOf(schema).innerType;
  return inner ? unwrap(inner) : schema;
}

function fieldsOf(schema: z.ZodType): Record<string, z.ZodType> | undefined {
  return defOf(unwrap(schema)).shape;
}

function elementOf(schema: z.ZodType): z.ZodType | undefined {
  return defOf(unwrap(schema)).element;
}

function isContainer(schema: z.ZodType): boolean {
  return fieldsOf(schema) !== undefined || elementOf(schema) !== undefined;
}

/** Names of the partials that are included, each as often as it is. */
function partialsIn(program: hbs.AST.Program): string[] {
  return program.body.flatMap((statement) => {
    if (statement.type === 'PartialStatement')
      return [pathText((statement as hbs.AST.PartialStatement).name)];
    if (statement.type !== 'BlockStatement') return [];
    const block = statement as hbs.AST.BlockStatement;
    return [block.program, block.inverse].flatMap((part) => (part ? partialsIn(part) : []));
  });
}

function pathText(node: hbs.AST.Node): string {
  return node.type === 'PathExpression'
    ? (node as hbs.AST.PathExpression).original
    : String((node as { original?: unknown }).original ?? '');
}

/** Characters of one template; the longest shipped one has a few thousand. */
const longest = 200_000;

/** Blocks within blocks, branches of one `else` chain and brackets within brackets. */
const deepest = 40;

/** Why a template is not even parsed: Handlebars takes minutes for what is nested a thousand deep. */
function beyondLimits(file: TemplateFile): Diagnostic | undefined {
  if (file.text.length > longest) {
    const message = `the template has ${file.text.length} characters; at most ${longest} are allowed`;
    return problem('template-too-large', message, placeIn(file, 0, 1), {
      hints: ['start from the shipped file, and put what belongs to one briefing in its text'],
    });
  }
  const offset = whereTooDeep(file.text);
  if (offset === undefined) return undefined;
  return problem(
    'template-too-deep',
    `blocks are nested more than ${deepest} deep`,
    placeIn(file, offset, 2),
    {
      hints: ['look for blocks that are opened again and again'],
    },
  );
}

/** Each tag as far as its first word, and comments as a whole. */
const tags =
  /\{\{~?!(?:--[\s\S]*?(?:--~?\}\}|$)|[^}]*)|\{\{\{*~?\s*(?:([#/^])|(else)[ \t\n]+[\w.@[])?|(\()|(\))|\}\}/g;

function whereTooDeep(text: string): number | undefined {
  /** Levels that end with each open block: itself, and one for each `else` with a condition. */
  const open: number[] = [];
  let [depth, brackets, inTag] = [0, 0, false];
  for (const { 0: tag, 1: sign, 2: chained, 3: opening, 4: closing, index } of text.matchAll(tags)) {
    if (tag.startsWith('{{') && !tag.startsWith('{{!')) [inTag, brackets] = [true, 0];
    if (tag === '}}') inTag = false;
    if (inTag && opening) brackets += 1;
    if (inTag && closing) brackets -= 1;
    if (sign === '#' || sign === '^') {
      open.push(1);
      depth += 1;
    } else if (sign === '/') depth -= open.pop() ?? 0;
    else if (chained) {
      open.push((open.pop() ?? 0) + 1);
      depth += 1;
    }
    if (depth > deepest || brackets > deepest) return index;
  }
  return undefined;
}

/**
 * What the markup of templates must not contain: scripts, what loads or runs something, elements that no page is made
 * of. What is put together from parts shows only on the finished page, where all of this is asked again.
 */
export function checkMarkup({ sources }: Pick<Templates, 'sources'>): Diagnostic[] {
  return [...sources.values()].flatMap((file) =>
    parseHtml(blanked(file.text)).elements.flatMap((element) => faultsOf(element, file)),
  );
}

function faultsOf(element: HtmlElement, file: TemplateFile): Diagnostic[] {
  const { attributes, start, starts } = element;
  // The text in the braces of `<table{{#if …}}` is parsed as a part of the name.
  const name = element.name.replace(/[\ue002\ue003]+/g, '');
  const notAllowed = (message: string, offset: number, length: number) =>
    problem('markup-not-allowed', message, placeIn(file, offset, length), {
      hints: ['only the page’s own script runs, and a page loads nothing from outside itself'],
    });
  const own = elementFault(name) ?? scriptFault(element, file) ?? linkFault(element, file);
  return [
    ...(own ? [notAllowed(own, start, name.length + 1)] : []),
    ...Object.entries(attributes).flatMap(([attribute, value]) => {
      const fault = attributeFault(name, attribute, value, value.includes(printed));
      return fault ? [notAllowed(fault, starts.get(attribute) ?? start, attribute.length)] : [];
    }),
    ...(name === 'style' ? styleFaultsIn(element) : []),
  ];

  function styleFaultsIn({ children }: HtmlElement): Diagnostic[] {
    return children.flatMap((child) =>
      isElement(child)
        ? []
        : styleFaults(child.text).map((fault) =>
            notAllowed(
              `‘${fault.text}’ in a style element reaches outside the page`,
              child.start + fault.start,
              fault.text.length,
            ),
          ),
    );
  }
}

/** The page's script, and data for machines. */
function scriptFault(
  { name, attributes, children }: HtmlElement,
  { text }: TemplateFile,
): string | undefined {
  if (name !== 'script') return undefined;
  const [child, another] = children;
  const content =
    child && !another && !isElement(child) ? text.slice(child.start, child.start + child.text.length) : '';
  const isData = attributes.type === 'application/ld+json' && Object.keys(attributes).length === 1;
  if (isData && content === '{{metadata.structuredData}}') return undefined;
  const isOwn = Object.keys(attributes).length === 0 && content === '{{script}}';
  return isOwn ? undefined : 'only the page’s own script is allowed, as <script>{{script}}</script>';
}

/** The address for good, and the icon of the publication. */
function linkFault({ name, attributes, start }: HtmlElement, { text }: TemplateFile): string | undefined {
  if (name !== 'link' || attributes.rel?.toLowerCase() === 'canonical') return undefined;
  return text.startsWith('<link rel="icon" href="{{icon}}">', start)
    ? undefined
    : 'only the canonical address and the icon are allowed, the icon as <link rel="icon" href="{{icon}}">';
}

/** Why a template cannot be parsed, and where, as offsets. */
interface TemplateFault {
  message: string;
  start: number;
  end: number;
}

/** Says why a template cannot be parsed; where no reason is found, the line that Handlebars reports. */
function explainUnparsed({ path, text }: TemplateFile, error: unknown): Diagnostic {
  const fault = findTemplateFault(text);
  if (!fault) {
    const line = Number(/line (\d+)/.exec(String(error))?.[1] ?? 1);
    return problem('template-syntax', 'the template cannot be parsed', { file: path, line, column: 1 });
  }
  const before = text.slice(0, fault.start);
  return problem('template-syntax', `the template cannot be parsed: ${fault.message}`, {
    file: path,
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
    length: fault.end - fault.start,
  });
}

interface Block {
  name: string;
  start: number;
  end: number;
}

const tagPattern = /\{\{!--[\s\S]*?--\}\}|\{\{![\s\S]*?\}\}|\{\{~?\s*(#|\/|\^)\s*([\w.-]+)[^{}]*\}\}/g;

/** What is open, closed by another name, or closed without having been opened; the text has one of these or none. */
function findTemplateFault(text: string): TemplateFault | undefined {
  const comment = openComment(text);
  if (comment !== undefined) return { message: 'a comment is not closed', start: comment, end: comment + 5 };
  const open: Block[] = [];
  for (const { 0: tag, 1: sign, 2: name = '', index } of text.matchAll(tagPattern)) {
    const block = { name, start: index, end: index + tag.length };
    if (sign === '#' || sign === '^') open.push(block);
    if (sign !== '/') continue;
    const opened = open.pop();
    if (opened?.name !== name) return misclosed(block, opened);
  }
  const [last] = open.slice(-1);
  if (last) return { ...last, message: `{{#${last.name}}} is not closed` };
  const [braces] = [...text.matchAll(/\{\{(?![^{]*\}\})/g)];
  return braces && { message: 'the braces {{ are not closed', start: braces.index, end: braces.index + 2 };
}

/** Offset of a comment that is not closed, which Handlebars would look for again and again. */
function openComment(text: string): number | undefined {
  const end = /--~?\}\}/g;
  for (let at = text.indexOf('{{!--'); at >= 0; at = text.indexOf('{{!--', end.lastIndex)) {
    end.lastIndex = at + 5;
    if (!end.test(text)) return at;
  }
  return undefined;
}

function misclosed({ name, start, end }: Block, opened: Block | undefined): TemplateFault {
  const what = opened ? `closes {{#${opened.name}}}` : 'closes nothing';
  return { message: `{{/${name}}} ${what}`, start, end };
}

/**
 * Raised when a field goes, is renamed, or means something else: an author's template may no longer fit.
 * A field more is a change as well, so that an author can see which version of the tool has it.
 */
export const modelVersion = 4;

const models = {
  briefing: pageModel,
  index: indexModel,
  figure: figureModel,
  table: tableModel,
  caveats: caveatsModel,
  unlike: unlikeModel,
  grid: gridModel,
  mail: mailModel,
  'mail-figure': mailFigureModel,
};

/** JSON Schema of what each template sees, under `$defs` by its name; markup is a string of format `html`. */
export function templateSchema(): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, model] of Object.entries(models)) registry.add(model, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    uri: (id) => `#/$defs/${id}`,
  });
  const definitions = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What trialbrief’s templates see',
    version: modelVersion,
    $ref: '#/$defs/briefing',
    $defs: Object.fromEntries(definitions),
  };
}
