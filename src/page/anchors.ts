import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { ComposedMail } from '../mail/compose.ts';
import type { Prose } from '../model/briefing.ts';
import type { Briefing } from '../model/library.ts';
import { createMarkdown } from '../notation/markdown.ts';
import { findNearest } from '../suggest.ts';
import type { HtmlDocument } from './html-document.ts';
import { placeOfTemplate } from './template-duties.ts';
import type { Templates } from './templates.ts';

/** What the tool itself links to: entries, sources, notes, places of numbers, parts of drawings. */
const ownAnchors = /^(?:e\d+|entry-\d+|n\d+-\d+|source-\d+|(?:to-)?note-[a-z]+|fig-.*|.*-title)$/;

interface Linked {
  page: HtmlDocument;
  mail: Pick<ComposedMail, 'read' | 'draft'> | undefined;
}

/** Dangling links of a page and its mail, each reported where it was written. */
export function danglingAnchors(
  { page, mail }: Linked,
  briefing: Briefing,
  templates: Pick<Templates, 'sources'>,
): Diagnostic[] {
  const onPage = idsOf(page);
  const tell = anchorReporter([briefing.parsed.file, ...templates.sources.values()], briefing.title.place);
  return [
    ...tell([...anchorsIn(page, ''), ...mailLines(briefing).flatMap(anchorsOf)], onPage, 'on the page'),
    ...(mail
      ? [
          ...tell(anchorsIn(mail.read, ''), idsOf(mail.read), 'in the mail'),
          ...tell(anchorsIn(mail.read, mail.draft.facts.page), onPage, 'on the page'),
        ]
      : []),
  ];
}

/** The same of the list of editions. */
export function danglingOnIndex(index: HtmlDocument, { sources }: Pick<Templates, 'sources'>): Diagnostic[] {
  const tell = anchorReporter([...sources.values()], placeOfTemplate(['index'], { sources }));
  return tell(anchorsIn(index, ''), idsOf(index), 'on the page');
}

/** Reports targets that match no id, in the files where they were written, or else at `otherwise`. */
function anchorReporter(files: readonly { path: string; text: string }[], otherwise: Place) {
  return (targets: readonly string[], ids: ReadonlySet<string>, where: string): Diagnostic[] => {
    const known = [...ids].filter((id) => !ownAnchors.test(id));
    return [...new Set(targets)]
      .filter((target) => target !== '' && !ids.has(target))
      .flatMap((target) => {
        const nearest = findNearest(target, known);
        const hints = [
          ...(nearest === undefined ? [] : [`did you mean ‘#${nearest}’?`]),
          known.length === 0 ? 'there is none' : `there are: ${known.map((id) => `#${id}`).join(', ')}`,
        ];
        const places = placesOf(target, files);
        return (places.length > 0 ? places : [otherwise]).map((place) =>
          problem('dangling-anchor', `‘#${target}’ does not exist ${where}`, place, { hints }),
        );
      });
  };
}

function idsOf({ elements }: HtmlDocument): Set<string> {
  return new Set(elements.flatMap(({ attributes }) => attributes.id ?? []));
}

/**
 * Where links lead that begin with `address`, which is empty within a page; none where the address is not
 * known.
 */
function anchorsIn({ elements }: HtmlDocument, address: string | undefined): string[] {
  if (address === undefined) return [];
  return elements.flatMap(({ name, attributes: { href = '' } }) => {
    const at = href.indexOf('#');
    const isMeant = name === 'a' && at >= 0 && (address === '' ? at === 0 : href.startsWith(address));
    return isMeant ? [decoded(href.slice(at + 1))] : [];
  });
}

/** The lines of a briefing that only its mail has; there they are text without links. */
function mailLines({ mail: { subject, preheader } }: Briefing): Prose[] {
  return [subject, preheader].filter((prose) => prose !== undefined);
}

const markdown = createMarkdown();

function anchorsOf({ segments }: Prose): string[] {
  const text = segments.map((segment) => (segment.kind === 'text' ? segment.text : ' ')).join('');
  const tokens = markdown.parseInline(text, {}).flatMap(({ children }) => children ?? []);
  return tokens.flatMap((token) => {
    const href = token.type === 'link_open' ? String(token.attrGet('href')) : '';
    return href.startsWith('#') ? [decoded(href.slice(1))] : [];
  });
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

function placesOf(target: string, files: readonly { path: string; text: string }[]): Place[] {
  const written = [...new Set([target, encodeURIComponent(target)])];
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) =>
      written.flatMap((one) => {
        const at = line.search(new RegExp(`#${escaped(one)}(?=[\\s)>"'\\]]|$)`));
        return at < 0 ? [] : [{ file: path, line: index + 1, column: at + 1, length: one.length + 1 }];
      }),
    ),
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
