import { escapeHtml, withPowers } from '../notation/written.ts';
import { type Block, type Result, textsOf } from './block.ts';
import { type Evidence, evidenceOf, type GradeOf, isBare } from './evidence.ts';
import { charactersOf, type Run, type Text } from './run.ts';

/** How bound numbers and links become markup: a page has places of its own, a mail leads to the page. */
export interface HtmlSetting {
  number(run: Extract<Run, { kind: 'number' }>): string;
  /** The start tag of a link; without one its text stays text. */
  link(run: Extract<Run, { kind: 'link' }>): string | undefined;
  note(run: Extract<Run, { kind: 'note' }>): string;
}

const elements = { emphasis: 'em', strong: 'strong', struck: 's', code: 'code', small: 'small' } as const;

export function textHtml(text: Text, setting: HtmlSetting): string {
  return text.map((run) => runHtml(run, setting)).join('');
}

function runHtml(run: Run, setting: HtmlSetting): string {
  switch (run.kind) {
    case 'words':
      return withPowers(run.text);
    case 'name':
      return `<span class="name">${escapeHtml(run.text)}</span>`;
    case 'number':
      return setting.number(run);
    case 'waived':
      return `<span class="waived">${withPowers(run.text)}</span>`;
    case 'citation':
      return `<span class="cited" data-sources="${run.sources.join(' ')}"></span>`;
    case 'link': {
      const start = setting.link(run);
      const inner = textHtml(run.runs, setting);
      return start === undefined ? inner : `${start}${inner}</a>`;
    }
    case 'note':
      return setting.note(run);
    case 'sources':
      return `<span class="references">${textHtml(run.runs, setting)}</span>`;
    case 'break':
      return '<br>';
    default: {
      const element = elements[run.kind];
      return `<${element}>${textHtml(run.runs, setting)}</${element}>`;
    }
  }
}

/** What blocks need beside their runs. */
export interface BlockSetting extends HtmlSetting {
  gradeOf: GradeOf;
  /** Markup of a figure or table. */
  exhibit(block: Extract<Block, { kind: 'exhibit' }>): string;
  /** A caveat on what a block sets side by side, for its margin; empty without one. */
  caveat(block: Block): string;
  /** The element with the evidence of a block. */
  evidence(evidence: Evidence, caveat: string): string;
}

/** Blocks of the text, each with its evidence in the margin. */
export function blocksHtml(blocks: readonly Block[], setting: BlockSetting): string {
  return blocks.map((block) => blockHtml(block, setting)).join('\n');
}

function blockHtml(block: Block, setting: BlockSetting): string {
  switch (block.kind) {
    case 'heading':
      return headingHtml(block, setting);
    case 'exhibit':
      return setting.exhibit(block);
    case 'rule':
      return '<hr>';
    case 'opinion':
      return opinionHtml(block, setting);
    case 'list': {
      const [tag, start] = listTag(block);
      const items = block.items.map(
        (item) => `<li class="block">${inMargin(item, setting, bareItem(item, setting))}</li>`,
      );
      return `<${tag}${start}>\n${items.join('\n')}\n</${tag}>`;
    }
    case 'results':
      return `<ul class="${isWide(block.rows) ? 'results wide' : 'results'}">\n${block.rows.map((row) => resultHtml(row, setting)).join('\n')}\n</ul>`;
    case 'notes':
      return `<aside class="notes" aria-label="Notes">\n${block.notes.map((note) => noteHtml(note, setting)).join('\n')}\n</aside>`;
    default:
      return `<div class="block">${inMargin([block], setting, bareHtml(block, setting))}</div>`;
  }
}

function headingHtml({ level, id, text }: Extract<Block, { kind: 'heading' }>, setting: HtmlSetting): string {
  return `<h${level} id="${id}">${textHtml(text, setting)}</h${level}>`;
}

/** Its heading says whose view it is; without one the label does. */
function opinionHtml({ blocks }: Extract<Block, { kind: 'opinion' }>, setting: BlockSetting): string {
  return `<section class="opinion" aria-label="Author’s view">\n${blocksHtml(blocks, setting)}\n</section>`;
}

/** Markup, and beside it what is behind its numbers. */
function inMargin(
  blocks: readonly Block[],
  setting: BlockSetting,
  markup: string,
  between: '\n' | ' ' = '\n',
): string {
  const evidence = evidenceOf(blocks.flatMap(textsOf), setting.gradeOf);
  const caveat = blocks.map((block) => setting.caveat(block)).find(Boolean) ?? '';
  return isBare(evidence) && caveat === ''
    ? markup
    : `${markup}${between}${setting.evidence(evidence, caveat)}`;
}

/** Characters of a numeral that fit beside what it is. */
const longestNumeral = 8;

function isWide(rows: readonly Result[]): boolean {
  return rows.some(({ numeral }) => charactersOf(numeral).length > longestNumeral);
}

function resultHtml(row: Result, setting: BlockSetting): string {
  const { numeral, what, detail } = row;
  const small = detail.length > 0 ? ` <small>${textHtml(detail, setting)}</small>` : '';
  const markup = `<b class="numeral">${textHtml(numeral, setting)}</b> <span class="what">${textHtml(what, setting)}${small}</span>`;
  return `<li class="block">${inMargin([{ kind: 'results', rows: [row] }], setting, markup)}</li>`;
}

function noteHtml(
  { letter, blocks }: { letter: string; blocks: readonly Block[] },
  setting: BlockSetting,
): string {
  const inner = blocks.map((block) => bareHtml(block, setting)).join('\n');
  return `<div class="footnote" id="note-${letter}"><b class="letter">${letter}</b> ${inMargin(blocks, setting, inner, ' ')}</div>`;
}

/** Its element and that element’s attributes. */
export function listTag({ start }: Extract<Block, { kind: 'list' }>): ['ul' | 'ol', string] {
  if (start === undefined) return ['ul', ''];
  return ['ol', start === 1 ? '' : ` start="${start}"`];
}

/** An item of a single paragraph has no element of its own for it. */
function bareItem(item: readonly Block[], setting: BlockSetting): string {
  const inner = item.map((block, index) =>
    block.kind === 'paragraph' && index === 0
      ? `<span>${textHtml(block.text, setting)}</span>`
      : bareHtml(block, setting),
  );
  return `<div>${inner.join('\n')}</div>`;
}

/** A block without its margin. */
function bareHtml(block: Block, setting: BlockSetting): string {
  switch (block.kind) {
    case 'heading':
      return headingHtml(block, setting);
    case 'paragraph':
      return `<p>${textHtml(block.text, setting)}</p>`;
    case 'list': {
      const [tag, start] = listTag(block);
      return `<${tag}${start}>${block.items.map((item) => `<li>${bareItem(item, setting)}</li>`).join('\n')}</${tag}>`;
    }
    case 'quotation':
      return `<blockquote>${block.blocks.map((one) => bareHtml(one, setting)).join('\n')}</blockquote>`;
    case 'code':
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
    case 'table':
      return tableHtml(block, setting);
    case 'results':
      return block.rows
        .map(
          ({ numeral, what, detail }) =>
            `<p>${[numeral, what, detail].map((text) => textHtml(text, setting)).join(' ')}</p>`,
        )
        .join('\n');
    case 'rule':
      return '<hr>';
    case 'exhibit':
      return setting.exhibit(block);
    case 'opinion':
      return opinionHtml(block, setting);
    case 'notes':
      return block.notes.map((note) => noteHtml(note, setting)).join('\n');
  }
}

/** A table that an author typed. */
function tableHtml({ columns, head, rows }: Extract<Block, { kind: 'table' }>, setting: HtmlSetting): string {
  const cell = (tag: 'th' | 'td', text: Text, index: number) => {
    const align = columns[index];
    return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${align ? ` class="${align}"` : ''}>${textHtml(text, setting)}</${tag}>`;
  };
  const line = (tag: 'th' | 'td', cells: readonly Text[]) =>
    `<tr>${cells.map((text, index) => cell(tag, text, index)).join('')}</tr>`;
  const body = rows.length > 0 ? `\n<tbody>\n${rows.map((row) => line('td', row)).join('\n')}\n</tbody>` : '';
  return `<section class="scroll typed" aria-label="Table in the text" tabindex="0">\n<table>\n<thead>\n${line('th', head)}\n</thead>${body}\n</table>\n</section>`;
}
