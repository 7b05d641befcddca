import type { Parsed } from '../content/parse.ts';
import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { Briefing } from '../model/library.ts';
import type { HtmlDocument } from '../pages/html-document.ts';
import { findNearest } from '../suggest.ts';

/** What the tool itself links to: entries, sources, notes, places of numbers, parts of drawings. */
const ownAnchors = /^(?:e\d+|n\d+-\d+|source-\d+|(?:to-)?note-[a-z]+|fig-.*|.*-title)$/;

/** Links within a page that lead to no place on it, each where its author wrote it. */
export function danglingAnchors(
  { elements }: HtmlDocument,
  { parsed, title }: Pick<Briefing, 'parsed' | 'title'>,
): Diagnostic[] {
  const ids = new Set(elements.flatMap(({ attributes }) => attributes.id ?? []));
  const targets = elements.flatMap(({ name, attributes: { href } }) =>
    name === 'a' && href?.startsWith('#') ? [decoded(href.slice(1))] : [],
  );
  const known = [...ids].filter((id) => !ownAnchors.test(id));
  return [...new Set(targets)]
    .filter((target) => !ids.has(target))
    .flatMap((target) => {
      const message = `‘#${target}’ is no place on the page`;
      const nearest = findNearest(target, known);
      const hints = [
        ...(nearest === undefined ? [] : [`did you mean ‘#${nearest}’?`]),
        `there are: ${known.map((id) => `#${id}`).join(', ')}`,
      ];
      const places = placesOf(target, parsed);
      return (places.length > 0 ? places : [title.place]).map((place) =>
        problem('dangling-anchor', message, place, { hints }),
      );
    });
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

/** In the text and the front matter. */
function placesOf(target: string, { file }: Parsed): Place[] {
  const written = [target, encodeURIComponent(target)];
  return file.text.split('\n').flatMap((line, index) =>
    [...new Set(written)].flatMap((one) => {
      const at = line.search(new RegExp(`#${escaped(one)}(?=[\\s)>"'\\]]|$)`));
      return at < 0 ? [] : [{ file: file.path, line: index + 1, column: at + 1, length: one.length + 1 }];
    }),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
