import type { UnlikeModel } from '../page/models.ts';
import { type Block, textPlain, textsOf } from '../text/block.ts';
import { evidenceFrom, evidenceOf, evidencePlain, isBare } from '../text/evidence.ts';
import type { Text } from '../text/run.ts';
import { caveatOn, type MailContent, type MailFigure } from './content.ts';
import type { MailDraft } from './mail.ts';

/** The mail as a text to be read: titles ruled, lines of at most 72 characters, figures in words. */
export function renderMailText(draft: MailDraft): string {
  const { facts, content, notice } = draft;
  const set = new TextSetter(content);
  const parts = [
    head(draft, set),
    notice ? filled(`${notice.label.toUpperCase()}, ${notice.date}. ${notice.reason}`) : '',
    facts.greeting ?? '',
    ...(notice ? set.changes() : []),
    ...(content.question.length > 0
      ? [
          ruled('The question', '-'),
          content.question.map(({ label, text }) => filled(`${label}: ${set.line(text)}`)).join('\n'),
        ]
      : []),
    ...set.bottomLine(),
    ...set.keyNumbers(),
    content.unlike ? set.unlike(content.unlike) : '',
    ...content.sections.flatMap((section) => set.section(section)),
    ...(notice ? [] : set.changes()),
    ruled('The full briefing', '-'),
    whereabouts(draft),
    ruled('Notes', '-'),
    ...notes(draft, set),
    '-- ',
    filled(facts.footer),
    `Unsubscribe:\n${facts.unsubscribe}`,
  ];
  return `${parts
    .filter((part) => part !== '')
    .join('\n\n')
    .replaceAll('\u00a0', ' ')
    .replace('-- \n\n', '-- \n')}\n`;
}

function head({ facts, content }: MailDraft, set: TextSetter): string {
  const about = [facts.dateLabel, `data as of ${facts.dataAsOfLabel}`, `edition ${facts.edition}`];
  return [
    `${facts.series.toUpperCase()}\n${about.join(', ')}`,
    ruled(textPlain(content.title), '='),
    filled(set.line(content.dek, content.title, content.dek)),
    filled(`By ${facts.authors}. ${textPlain(content.status)}`),
  ].join('\n\n');
}

class TextSetter {
  private readonly content: MailContent;

  constructor(content: MailContent) {
    this.content = content;
  }

  /** A text, and at its end what is behind the numbers of all. */
  line(text: Text, ...all: Text[]): string {
    return [textPlain(text), this.evidence(...(all.length > 0 ? all : [text]))].filter(Boolean).join('  ');
  }

  private evidence(...texts: Text[]): string {
    const evidence = evidenceOf(texts, this.content.gradeOf);
    return isBare(evidence) ? '' : evidencePlain(evidence).replaceAll(' ', '\u00a0');
  }

  bottomLine(): string[] {
    const { bottomLine } = this.content;
    if (bottomLine.length === 0) return [];
    if (bottomLine.some(({ label }) => label !== undefined))
      return [
        columnsOf(bottomLine.map(({ label = '', text }) => ({ head: label, lines: [this.line(text)] }))),
      ];
    const lines = bottomLine.map(({ text }, index) =>
      filled(this.line(text), { first: `${index + 1}. `, indent: 3 }),
    );
    return [ruled('Bottom line', '-'), lines.join('\n\n')];
  }

  keyNumbers(): string[] {
    const { keyNumbers } = this.content;
    if (keyNumbers.length === 0) return [];
    const rows = keyNumbers.map(({ numeral, unit, label, detail }) => ({
      head: unit ? `${textPlain(numeral)}\u00a0${unit}` : textPlain(numeral),
      lines: [textPlain(label), this.line(detail, numeral, label, detail)],
    }));
    return [ruled('Key figures', '-'), columnsOf(rows)];
  }

  unlike({ lead = '', named }: UnlikeModel): string {
    return filled([lead, named].filter(Boolean).join(' '), { first: '  ≠ ', indent: 4 });
  }

  /** The author's view is behind a bar. */
  section({ heading, opinion, blocks }: MailContent['sections'][number]): string[] {
    const title = heading ? ruled(textPlain(heading.text), '-') : '';
    return [title, opinion ? barred((width) => this.blocks(blocks, width)) : this.blocks(blocks)];
  }

  private blocks(blocks: readonly Block[], width?: number): string {
    return blocks
      .map((block) => this.block(block, width))
      .filter((part) => part !== '')
      .join('\n\n');
  }

  private block(block: Block, width?: number, indent = 0): string {
    const limit = { indent, first: ' '.repeat(indent), ...(width !== undefined && { width }) };
    switch (block.kind) {
      case 'heading':
        return filled(textPlain(block.text).toUpperCase(), limit);
      case 'paragraph':
        return [filled(this.line(block.text), limit), this.caveat(block)].filter(Boolean).join('\n');
      case 'list':
        return this.list(block, width, indent);
      case 'results':
        return columnsOf(
          block.rows.map(({ numeral, what, detail }) => ({
            head: textPlain(numeral),
            lines:
              detail.length > 0
                ? [textPlain(what), this.line(detail, numeral, what, detail)]
                : [this.line(what, numeral, what)],
          })),
          '\n',
        );
      case 'quotation':
        return barred((left) => this.blocks(block.blocks, left));
      case 'opinion':
        return this.blocks(block.blocks, width);
      case 'code':
        return block.text.trimEnd();
      case 'rule':
        return '* * *';
      case 'table':
        return [block.head, ...block.rows]
          .map((cells) => filled(cells.map((cell) => this.line(cell)).join(' | '), limit))
          .join('\n');
      case 'exhibit': {
        const figure = this.content.figures.get(block.id);
        return figure ? this.figure(figure) : '';
      }
      case 'notes':
        return block.notes
          .map(({ letter, blocks }) =>
            filled(
              `[${letter}] ${blocks
                .flatMap(textsOf)
                .map((text) => this.line(text))
                .join(' ')}`,
              limit,
            ),
          )
          .join('\n');
    }
  }

  private list(
    { items, start }: Extract<Block, { kind: 'list' }>,
    width: number | undefined,
    indent: number,
  ): string {
    return items
      .map((item, index) => {
        const bullet = `${start === undefined ? '-' : `${start + index}.`} `;
        return item
          .map((block, at) => {
            const inner = indent + bullet.length;
            if (at > 0 || block.kind !== 'paragraph') return this.block(block, width, inner);
            return filled(this.line(block.text), {
              first: `${' '.repeat(indent)}${bullet}`,
              indent: inner,
              ...(width !== undefined && { width }),
            });
          })
          .join('\n');
      })
      .join('\n');
  }

  private caveat(block: Block): string {
    const found = caveatOn(block, this.content);
    return found ? this.unlike(found) : '';
  }

  /** A picture becomes its alternative text, set apart by the lines before it. */
  private figure({ number, title, subtitle, alt, remarks, references, note, unlike }: MailFigure): string {
    const aside = { first: '  ', indent: 2 };
    const sources = evidencePlain(evidenceFrom([], references, this.content.gradeOf));
    return [
      filled(`Figure ${number}. ${this.line(title)}`, aside),
      filled(textPlain(subtitle), aside),
      filled(alt, aside),
      filled([remarks, note ? this.line(note) : '', sources].filter(Boolean).join(' '), aside),
      unlike ? this.unlike(unlike) : '',
    ]
      .filter((part) => part.trim() !== '')
      .join('\n\n');
  }

  changes(): string[] {
    const { changes } = this.content;
    if (!changes) return [];
    const others = changes.joined && ` Not in that edition: ${changes.joined}.`;
    const summary = `${changes.none ? 'No data changes since' : 'Against'} ${changes.since}, ${changes.sinceDateLabel}, ${changes.sinceEdition}.${others}`;
    const items = changes.items.map(({ name, label, text }) =>
      filled(`${name}, ${label}: ${this.line(text)}`, { first: '- ', indent: 2 }),
    );
    return [ruled(changes.heading, '-'), filled(summary), items.join('\n')];
  }
}

function whereabouts({ facts: { page, pdf }, content: { left } }: MailDraft): string {
  const pdfLine = pdf.attached ? `PDF, attached: ${pdf.name}` : pdf.href && `PDF: ${pdf.href}`;
  const lines = [page && `Web: ${page}`, pdfLine].filter(Boolean);
  return [
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    filled(`It also contains: ${left.join('; ')}.`),
  ].join('\n\n');
}

function notes({ facts, content }: MailDraft, set: TextSetter): string[] {
  const marks = [
    { sign: '●◐○', text: 'Read in a primary document; in a secondary report; unconfirmed.' },
    { sign: 'e…', text: 'Entry of the number in the evidence ledger of the full briefing.' },
    ...(facts.sources.length > 0 ? [{ sign: '[…]', text: 'Source:' }] : []),
  ];
  const sources = facts.sources.map(({ number, title, imprint, href }) =>
    [
      filled(`${title}.${imprint === '' ? '' : ` ${imprint}.`}`, {
        first: `[${number}] `.padEnd(5),
        indent: 5,
      }),
      ...(href ? [`     ${href}`] : []),
    ].join('\n'),
  );
  return [
    content.limits.map((limit) => filled(set.line(limit))).join('\n\n'),
    marks.map(({ sign, text }) => filled(text, { first: sign.padEnd(5), indent: 5 })).join('\n'),
    sources.join('\n'),
    facts.disclosures.map(({ label, text }) => filled(`${label}: ${text}`)).join('\n\n'),
    filled('The full briefing contains all disclosures and the method.'),
  ];
}

/** Characters a line: what readers of plain text expect, and room for the marks of a quoted reply. */
const usualWidth = 72;

/** Before each line of what is set apart. */
const bar = '| ';

interface Filling {
  /** Before the first line. */
  first?: string;
  /** Spaces before the others. */
  indent?: number;
  width?: number;
}

/** A paragraph broken into lines. A word longer than a line, such as an address, gets its own. */
export function filled(text: string, { first = '', indent = 0, width = usualWidth }: Filling = {}): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/ +/).filter(Boolean)) {
    if (!isEmpty && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** Lines behind a bar, as `set` fills them to the width that is left. */
function barred(set: (width: number) => string): string {
  return set(usualWidth - bar.length)
    .split('\n')
    .map((line) => `${bar}${line}`.trimEnd())
    .join('\n');
}

/** A title over a line as long as its longest own. */
export function ruled(title: string, sign: string): string {
  const text = filled(title);
  const longest = Math.max(...text.split('\n').map(lengthOf));
  return `${text}\n${sign.repeat(longest)}`;
}

/** Heads at the left, what they mean beside them. */
export function columnsOf(
  rows: readonly { head: string; lines: readonly string[] }[],
  between = '\n\n',
): string {
  const left = Math.min(24, Math.max(...rows.map(({ head }) => lengthOf(head))) + 2);
  return rows
    .map(({ head, lines }) => {
      const pad = head + ' '.repeat(Math.max(2, left - lengthOf(head)));
      const [first = '', ...others] = lines.filter(Boolean);
      const rest = others.map((line) => filled(line, { first: ' '.repeat(left), indent: left }));
      return [filled(first, { first: pad, indent: left }), ...rest].join('\n');
    })
    .join(between);
}

/** As a reader counts: a letter with its accents is one. */
function lengthOf(text: string): number {
  return [...text.normalize('NFC')].length;
}
