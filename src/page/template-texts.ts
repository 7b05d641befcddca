import type { LintSegment, LintText } from '../evidence/lint/lint.ts';
import { type HtmlRun, parseHtml, readTexts } from './html-document.ts';
import type { TemplateFile, Templates } from './templates.ts';
import { placeIn } from './templates.ts';

/** Replace the characters of an expression that prints, and of one that does not. */
export const printed = '\ue002';
const silent = '\ue003';

/** What templates say by themselves, each text with its place in the template's file. */
export function readTemplates({ sources }: Pick<Templates, 'sources'>): LintText[] {
  return [...sources].flatMap(([name, file]) =>
    readTexts(parseHtml(blanked(file.text))).map(({ runs }) => ({
      where: `template ${name}`,
      segments: runs.flatMap((run) => segmentsOf(run, file)),
    })),
  );
}

const comments = /\{\{~?!--[\s\S]*?--~?\}\}/g;
const expressions = /\{\{\{?[\s\S]*?\}\}\}?/g;

/** The same text with other characters for its expressions, so that offsets stay valid. */
export function blanked(text: string): string {
  return text
    .replace(comments, (comment) => silent.repeat(comment.length))
    .replace(expressions, (expression) =>
      (/^\{\{~?\s*(?:[#/^!>]|else\b)/.test(expression) ? silent : printed).repeat(expression.length),
    );
}

function segmentsOf({ text, start }: HtmlRun, file: TemplateFile): LintSegment[] {
  return [...text.matchAll(/\ue002+|\ue003+|[^\ue002\ue003]+/g)].flatMap(
    ({ 0: part, index }): LintSegment[] => {
      if (part.startsWith(silent)) return [];
      if (part.startsWith(printed)) return [{ kind: 'bound', text: '' }];
      const at = (offset: number, length = 1) => placeIn(file, start + index + offset, length);
      return [{ kind: 'text', text: part, at }];
    },
  );
}
