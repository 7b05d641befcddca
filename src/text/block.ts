import type { Call } from '../model/briefing.ts';
import { type Run, runsIn, type Text } from './run.ts';

/** A part of a text that begins a line of its own. */
export type Block =
  | { kind: 'heading'; level: number; id: string; text: Text }
  /** `calls` are the expressions in it, by which what is said of a paragraph finds it. */
  | { kind: 'paragraph'; text: Text; calls: readonly Call[] }
  | { kind: 'list'; start?: number; items: readonly (readonly Block[])[] }
  | { kind: 'results'; rows: readonly Result[] }
  | { kind: 'quotation'; blocks: readonly Block[] }
  | { kind: 'opinion'; blocks: readonly Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' }
  | { kind: 'table'; columns: readonly Align[]; head: readonly Text[]; rows: readonly (readonly Text[])[] }
  | { kind: 'exhibit'; name: 'figure' | 'table'; id: string }
  | { kind: 'notes'; notes: readonly Note[] };

type Align = 'left' | 'center' | 'right' | undefined;

/** A line of a list of results: `20 of 20`, `MRD-negative at 10⁻⁶`, `95% CI 83–100%`. */
export interface Result {
  numeral: Text;
  what: Text;
  detail: Text;
  calls: readonly Call[];
}

interface Note {
  letter: string;
  blocks: readonly Block[];
}

/** The texts of a block, and of the blocks within it, in reading order. */
export function textsOf(block: Block): Text[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items.flat().flatMap(textsOf);
    case 'results':
      return block.rows.flatMap(({ numeral, what, detail }) => [numeral, what, detail]);
    case 'quotation':
    case 'opinion':
      return block.blocks.flatMap(textsOf);
    case 'code':
      return [[{ kind: 'words', text: block.text }]];
    case 'table':
      return [...block.head, ...block.rows.flat()];
    case 'notes':
      return block.notes.flatMap(({ blocks }) => blocks.flatMap(textsOf));
    case 'rule':
    case 'exhibit':
      return [];
  }
}

/** The expressions of a block and of those within it. */
export function callsIn(block: Block): readonly Call[] {
  switch (block.kind) {
    case 'paragraph':
      return block.calls;
    case 'list':
      return block.items.flat().flatMap(callsIn);
    case 'results':
      return block.rows.flatMap(({ calls }) => calls);
    case 'quotation':
    case 'opinion':
      return block.blocks.flatMap(callsIn);
    case 'notes':
      return block.notes.flatMap(({ blocks }) => blocks.flatMap(callsIn));
    default:
      return [];
  }
}

/** A part of the text between two headings of the second level, or the author's view. */
export interface Section {
  heading?: { id: string; text: Text };
  opinion: boolean;
  /** Without its heading. */
  blocks: Block[];
}

/** The author's view stays one section, whatever headings it has beside its first. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let isOpen = false;
  for (const block of blocks) {
    if (block.kind === 'opinion') {
      const [first, ...others] = block.blocks;
      const heading = first?.kind === 'heading' ? first : undefined;
      sections.push({
        opinion: true,
        ...(heading && { heading: { id: heading.id, text: heading.text } }),
        blocks: heading ? others : [...block.blocks],
      });
      isOpen = false;
    } else if (block.kind === 'heading' && block.level === 2) {
      sections.push({ opinion: false, heading: { id: block.id, text: block.text }, blocks: [] });
      isOpen = true;
    } else {
      if (!isOpen) sections.push({ opinion: false, blocks: [] });
      isOpen = true;
      sections.at(-1)?.blocks.push(block);
    }
  }
  return sections;
}

/** Letters of the footnotes that a block refers to, in reading order. */
export function notesIn(block: Block): string[] {
  return [...runsIn(...textsOf(block))].flatMap((run: Run) => (run.kind === 'note' ? [run.letter] : []));
}

/** A text in characters: emphasis between asterisks, links with their addresses, no citations. */
export function textPlain(text: Text): string {
  return text
    .map((run) => {
      switch (run.kind) {
        case 'words':
        case 'name':
        case 'number':
        case 'waived':
          return run.text;
        case 'emphasis':
        case 'strong':
          return `*${textPlain(run.runs)}*`;
        case 'link':
          return `${textPlain(run.runs)}${run.href.startsWith('https:') ? ` <${run.href}>` : ''}`;
        case 'note':
          return ` [${run.letter}]`;
        case 'break':
          return ' ';
        case 'citation':
          return '';
        default:
          return textPlain(run.runs);
      }
    })
    .join('');
}
