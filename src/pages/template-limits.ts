import { type Diagnostic, problem } from '../diagnostics.ts';
import { placeIn } from './template-places.ts';
import type { TemplateFile } from './templates.ts';

/** Characters of one template; the longest shipped one has a few thousand. */
const longest = 200_000;

/** Blocks within blocks, branches of one `else` chain and brackets within brackets. */
const deepest = 40;

/** Why a template is not even parsed: Handlebars takes minutes for what is nested a thousand deep. */
export function beyondLimits(file: TemplateFile): Diagnostic | undefined {
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
