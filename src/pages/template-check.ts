import Handlebars from 'handlebars';
import type { z } from 'zod';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { suggest } from '../suggest.ts';
import { figureModel, tableModel, verdictModel } from './display-model.ts';
import { mailFigureModel, mailModel, mailVerdictModel } from './mail-model.ts';
import { indexModel, pageModel } from './page-model.ts';
import { leftOut, type Printed } from './template-duties.ts';
import { explainUnparsed } from './template-syntax.ts';
import type { TemplateFile, Templates } from './templates.ts';

/** Entry templates and the models that they are rendered with. */
const entries = {
  briefing: pageModel,
  index: indexModel,
  'partials/figure': figureModel,
  'partials/table': tableModel,
  'partials/verdict': verdictModel,
  mail: mailModel,
  'partials/mail-figure': mailFigureModel,
  'partials/mail-verdict': mailVerdictModel,
};

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

class Checker {
  readonly diagnostics: Diagnostic[] = [];
  private readonly templates: Templates;
  /** Fields that are printed of each model, and the templates that were read. */
  private readonly printed = new Map<z.ZodType, Set<string>>();
  private readonly read = new Set<string>();
  private readonly programs = new Map<string, hbs.AST.Program | undefined>();

  constructor(templates: Templates) {
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
        this.complain('template-syntax', 'decorators and inline partials are not read', statement, scope);
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
      this.complain('unknown-path', `‘${pathText(node.path)}’ is not a text`, node.path, scope);
    }
  }

  private block(node: hbs.AST.BlockStatement, scope: Scope): void {
    const helper = pathText(node.path);
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

  /** What a block sees; undefined when that cannot be told because its argument is unknown. */
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
    const schema = node.params[0] ? this.resolve(node.params[0], scope) : scope.schemas[0];
    const within = [...scope.within, name];
    if (schema) this.walk(this.parse(name, file), { ...scope, schemas: [schema], file, within });
  }

  /** The model of what a path leads to; `prints` when it is not merely asked for. */
  private resolve(node: hbs.AST.Expression, scope: Scope, prints = true): z.ZodType | undefined {
    if (node.type !== 'PathExpression') {
      this.complain('unknown-helper', 'only a path of the page can stand here', node, scope);
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

function pathText(node: hbs.AST.Node): string {
  return node.type === 'PathExpression'
    ? (node as hbs.AST.PathExpression).original
    : String((node as { original?: unknown }).original ?? '');
}
