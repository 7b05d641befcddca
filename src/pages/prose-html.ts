import type { Call, Prose } from '../model/prose.ts';
import type { Computed } from '../notation/calls.ts';
import { createMarkdown, notesMarks, placeholder, placeholderPattern } from '../notation/markdown.ts';
import { escapeHtml } from '../notation/written.ts';
import { bindNumber, citeHtml, type Entries } from './binding.ts';

const markdown = createMarkdown();

/** What setting prose needs: computed numbers, reference numbers, and the blocks it may hold. */
export interface ProseSetting extends Computed {
  referenceNumbers: ReadonlyMap<string, number>;
  entries: Entries;
  /** HTML of figures and tables, by `figure <id>` and `table <id>`. */
  blocks: ReadonlyMap<string, string>;
  /** HTML that follows the paragraph or item in which a number stands, by its call. */
  remarks: ReadonlyMap<Call, string>;
}

/** Markdown with headings, lists and blocks. Expressions enter after Markdown, so data is never parsed. */
export function bodyHtml(prose: Prose, setting: ProseSetting): string {
  const rendered = markdown.render(withPlaceholders(prose), {});
  const blocks = rendered.replace(
    /<p>\ue000(\d+)\ue001<\/p>/g,
    (whole: string, index: string) => blockHtml(prose, Number(index), setting) ?? whole,
  );
  const noted = withNotes(blocks);
  return withShortParagraphs(withIds(fill(withRemarks(noted, prose, setting), prose, setting)));
}

/** Sets footnotes behind the section, or the author's view, that first refers to them. */
function withNotes(html: string): string {
  const at = html.indexOf(notesMarks.before);
  const text = at < 0 ? html : html.slice(0, at);
  const notes = at < 0 ? '' : html.slice(at + 1, html.indexOf(notesMarks.after));
  if (notes === '') return html;
  const left = new Map(
    [...notes.matchAll(/<div class="footnote" id="(note-[a-z]+)">[\s\S]*?<\/div>\n/g)].map(
      ([note, id = '']) => [id, note.replace(/(<b class="letter">[a-z]+<\/b>)<p>/, '<p>$1 ')] as const,
    ),
  );
  return text
    .split(/(?=<h2>)|(?=<section class="opinion")|(?<=<\/section>\n)(?!<)/)
    .map((section) => {
      const own = [...section.matchAll(/href="#(note-[a-z]+)"/g)].flatMap(([, id = '']) => {
        const note = left.get(id) ?? '';
        left.delete(id);
        return note;
      });
      const set = own.filter((note) => note !== '').join('');
      if (set === '') return section;
      const markup = `<aside class="notes" aria-label="Notes">\n${set}</aside>\n`;
      const end = section.startsWith('<section class="opinion"') ? section.lastIndexOf('</section>') : -1;
      return end < 0 ? section + markup : section.slice(0, end) + markup + section.slice(end);
    })
    .join('');
}

/** Sets each remark behind its paragraph, or as the last thing of its list item. */
function withRemarks(html: string, { segments }: Prose, { remarks }: ProseSetting): string {
  return segments.reduce((text, segment, index) => {
    const remark = segment.kind === 'call' && remarks.get(segment.call);
    if (!remark) return text;
    const stands = text.indexOf(placeholder(index));
    const end = /<\/(?:p|li)>/g;
    end.lastIndex = stands;
    const found = stands < 0 ? null : end.exec(text);
    if (!found) return text;
    const cut = found[0] === '</p>' ? end.lastIndex : found.index;
    return text.slice(0, cut) + remark + text.slice(cut);
  }, html);
}

/** One line of Markdown: emphasis and links, no blocks. */
export function inlineHtml(prose: Prose, setting: ProseSetting): string {
  return fill(markdown.renderInline(withPlaceholders(prose).trim(), {}), prose, setting);
}

function withPlaceholders(prose: Prose): string {
  return prose.segments
    .map((segment, index) => (segment.kind === 'text' ? segment.text : placeholder(index)))
    .join('');
}

function fill(html: string, prose: Prose, setting: ProseSetting): string {
  return html.replace(placeholderPattern, (_, index: string) => {
    const segment = prose.segments[Number(index)];
    return segment?.kind === 'call' ? callHtml(segment.call, setting) : '';
  });
}

function callHtml(call: Call, setting: ProseSetting): string {
  switch (call.name) {
    case 'cite':
      return citeHtml(call.sources.map(({ id }) => setting.referenceNumbers.get(id) ?? 0));
    case 'plain':
      return `<span class="waived">${escapeHtml(call.text)}</span>`;
    case 'figure':
    case 'table':
      return '';
    default:
      return bindNumber(call, setting);
  }
}

function blockHtml(prose: Prose, index: number, { blocks }: ProseSetting): string | undefined {
  const segment = prose.segments[index];
  if (segment?.kind !== 'call' || (segment.call.name !== 'figure' && segment.call.name !== 'table'))
    return undefined;
  return blocks.get(`${segment.call.name} ${segment.call.id}`);
}

/** Headings get ids, so that sections can be linked to. */
function withIds(html: string): string {
  const used = new Map<string, number>();
  return html.replace(/<h([2-6])>(.*?)<\/h\1>/g, (_, level: string, content: string) => {
    const base = slugOf(content) || 'section';
    const count = (used.get(base) ?? 0) + 1;
    used.set(base, count);
    const tall = level === '2' ? tallness(content) : '';
    return `<h${level} id="s-${count > 1 ? `${base}-${count}` : base}"${tall}>${content}</h${level}>`;
  });
}

/** In print a heading hangs beside its text and has no height there, so a tall one tells how many lines it takes. */
function tallness(content: string): string {
  const { length } = content.replace(/<[^>]*>/g, '');
  if (length <= 60) return '';
  return ` data-lines="${length <= 84 ? 4 : length <= 106 ? 5 : 6}"`;
}

function slugOf(content: string): string {
  return content
    .replace(/<[^>]*>|&[^;]*;/g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Paragraphs of hardly more than three lines, which print does not part. */
function withShortParagraphs(html: string): string {
  return html.replace(/<p>(.*?)<\/p>/gs, (whole, content: string) => {
    const { length } = content.replace(/<[^>]*>/g, '');
    return length > 100 && length <= 240 ? `<p class="short">${content}</p>` : whole;
  });
}
