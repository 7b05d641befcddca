import type { Assessment } from '../evidence/assess.ts';
import type { Call, Prose } from '../model/briefing.ts';
import { escapeHtml, withPowers } from '../notation/written.ts';
import type { Block } from '../text/block.ts';
import { callsIn } from '../text/block.ts';
import { type Evidence, evidenceHtml, evidenceOf, type GradeOf, isBare } from '../text/evidence.ts';
import { lineOf, type TextSetting, textOfPieces } from '../text/from-prose.ts';
import { type BlockSetting, blocksHtml, type HtmlSetting, textHtml } from '../text/html.ts';
import type { Text } from '../text/run.ts';
import type { Piece } from '../text/table.ts';
import { type Html, html } from './renderer.ts';

/** A place on the page where a number appears, to lead back to from its entry. */
export interface LedgerOccurrence {
  anchor: string;
  /** `text`, `Figure 1`. */
  part: string;
}

/** How the parts of one page become markup. */
export interface PageSetting {
  text: TextSetting;
  gradeOf: GradeOf;
  line(prose: Prose): Text;
  pieces(pieces: readonly Piece[]): Text;
  /** Markup of a text, its numbers remembered as places of their entries. Every text once, in reading order. */
  html(text: Text, part: string): Html;
  inline(prose: Prose, part: string): Html;
  /** What is behind the numbers of some texts; undefined when there is nothing. */
  evidence(...texts: Text[]): Html | undefined;
  /** Blocks of the text; `exhibits` by `figure depth`, `caveats` on what the paragraph of an expression compares. */
  blocks(blocks: readonly Block[], exhibits: ReadonlyMap<string, string>, caveats: ReadonlySet<Call>): Html;
  /** By number in the ledger, in reading order. */
  places: ReadonlyMap<number, LedgerOccurrence[]>;
}

export function createPageSetting(assessment: Assessment, names: RegExp | undefined): PageSetting {
  const text: TextSetting = { ...assessment, names };
  const places = new Map<number, LedgerOccurrence[]>();
  const gradeOf: GradeOf = (entry) => assessment.evidence[entry - 1]?.grade;
  const settingOf = (part: string): HtmlSetting => ({
    number: ({ text: number, id, entry, how }) => {
      const before = places.get(entry) ?? [];
      const anchor = `n${entry}-${before.length + 1}`;
      places.set(entry, [...before, { anchor, part }]);
      const kind = how === 'value' ? 'finding' : `finding ${how}`;
      return `<a class="${kind}" id="${anchor}" href="#e${entry}" data-entry="${entry}"><data value="${escapeHtml(id)}">${withPowers(number)}</data></a>`;
    },
    link: ({ href, title }) =>
      `<a href="${escapeHtml(href)}"${title === undefined ? '' : ` title="${escapeHtml(title)}"`}>`,
    note: ({ letter, isFirst }) =>
      `<a class="note" href="#note-${letter}"${isFirst ? ` id="to-note-${letter}"` : ''}>[${letter}]</a>`,
  });
  const setting: PageSetting = {
    text,
    gradeOf,
    places,
    line: (prose) => lineOf(prose, text),
    pieces: (pieces) => textOfPieces(pieces, text),
    html: (own, part) => html(textHtml(own, settingOf(part))),
    inline: (prose, part) => setting.html(setting.line(prose), part),
    evidence: (...texts) => {
      const evidence = evidenceOf(texts, gradeOf);
      return isBare(evidence) ? undefined : html(evidenceHtml(evidence));
    },
    blocks: (blocks, exhibits, caveats) => {
      const own: BlockSetting = {
        ...settingOf('text'),
        gradeOf,
        exhibit: ({ name, id }) => exhibits.get(`${name} ${id}`) ?? '',
        caveat: (block) => (callsIn(block).some((call) => caveats.has(call)) ? caveatMark : ''),
        evidence: marginHtml,
      };
      return html(blocksHtml(blocks, own));
    },
  };
  return setting;
}

function marginHtml(evidence: Evidence, caveat: string): string {
  return `<p class="evidence">${[caveat, evidenceHtml(evidence)].filter(Boolean).join(' ')}</p>`;
}

/** Leads from a paragraph that sets trials side by side to what differs between them. */
const caveatMark = `<a class="differs" href="#differences">≠<span class="aside"> What differs between the trials</span>${leafHtml('differences', ' page ')}</a>`;

/** The page of the PDF on which a section begins, shown in print only and known after one printing. */
function leafHtml(section: string, before: string): string {
  return `<span class="leaf">${before}<span data-page="${section}"></span></span>`;
}
