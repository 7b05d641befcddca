import { type Diagnostic, problem } from '../diagnostics.ts';
import type { TemplateFile } from './templates.ts';

/** Why a template cannot be parsed, and where, as offsets. */
interface TemplateFault {
  message: string;
  start: number;
  end: number;
}

/** Says why a template cannot be parsed; where no reason is found, the line that Handlebars tells. */
export function explainUnparsed({ path, text }: TemplateFile, error: unknown): Diagnostic {
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
export function openComment(text: string): number | undefined {
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
