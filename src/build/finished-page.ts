import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { mailMarkupFaults, markupFaults, type PageFrame } from '../pages/finished-markup.ts';
import { compact, readTree } from '../pages/finished-tree.ts';
import type { PageScript } from '../pages/script.ts';
import { type Duty, omissionProblems, placeOfTemplate, type watchDuties } from '../pages/template-duties.ts';
import type { Templates } from '../pages/templates.ts';

type Sources = Pick<Templates, 'sources'>;
type Watched = ReturnType<typeof watchDuties>;

/** What is wrong with a rendered page and its mail, whatever their templates say. */
export function finishedProblems(
  watched: Watched,
  mail: string | undefined,
  script: PageScript,
  templates: Sources,
): Diagnostic[] {
  const { tree, model } = watched.page;
  const frame: PageFrame = {
    script,
    style: model.style.toString(),
    language: model.language,
    title: model.plainTitle,
  };
  return [
    ...omissionProblems(watched.omissions, templates),
    ...notAllowed(markupFaults(tree, frame), placeOfTemplate(['briefing'], templates)),
    ...(mail === undefined
      ? []
      : notAllowed(mailMarkupFaults(readTree(mail)), placeOfTemplate(['mail'], templates))),
  ];
}

function notAllowed(faults: readonly string[], place: Place): Diagnostic[] {
  return [...new Set(faults)].map((fault) =>
    problem('markup-not-allowed', `on the finished page ${fault}`, place, {
      hints: ['compare with the shipped file: its head has to stay, and nothing may run or load'],
    }),
  );
}

/** What of a page nobody sees on a screen: a stylesheet or the markup around it hides it. */
export function hiddenProblems(
  duties: readonly Duty[],
  seen: readonly string[],
  templates: Sources,
): Diagnostic[] {
  const shown = compact(seen.join('')).toLowerCase();
  return duties.flatMap(({ usual, field, pieces }) => {
    const hidden = pieces().filter((piece) => !/\p{Co}/u.test(piece) && !shown.includes(piece.toLowerCase()));
    return hidden.length === 0 ? [] : [unseen(field, usual, 'on a screen', hidden[0] ?? '', templates)];
  });
}

/** So many of a part's words have to be found in print: the rest may be divided at the end of a line or page. */
const enough = 0.9;

/** What of a page its PDF lacks, by its words. */
export function unprintedProblems(
  duties: readonly Duty[],
  pages: readonly string[],
  templates: Sources,
): Diagnostic[] {
  const inPdf = new Set(wordsIn(pages.join(' ')));
  return duties.flatMap(({ usual, field, words }) => {
    const own = words().flatMap(wordsIn);
    const lost = own.filter((word) => !inPdf.has(word));
    if (lost.length <= own.length * (1 - enough)) return [];
    const counts = `in print: of its ${own.length} words ${lost.length} are missing from the PDF,`;
    return [unseen(field, usual, counts, lost[0] ?? '', templates)];
  });
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
}

function unseen(
  field: string,
  usual: string,
  where: string,
  example: string,
  templates: Sources,
): Diagnostic {
  const message = `‘${field}’ is not seen ${where} for example ‘${example.slice(0, 40)}’`;
  return problem('part-left-out', message, placeOfTemplate([usual], templates), {
    hints: ['a stylesheet or the markup around it hides it: display, visibility, opacity, size, place'],
  });
}
