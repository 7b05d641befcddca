import type { MailDraft } from './mail.ts';
import type { MailFigureModel, MailModel, MailVerdictModel } from './mail-model.ts';
import { type TextFlow, toTextFlow, toTextLine } from './mail-text-flow.ts';
import { barred, columnsOf, filled, ruled } from './mail-text-lines.ts';
import type { Html } from './markup.ts';

/** The mail as a text to be read: titles ruled, lines of at most 72 characters, figures in words. */
export function renderMailText(draft: MailDraft): string {
  const { model } = draft;
  const parts = [
    head(model),
    model.notice ? notice(model.notice) : '',
    model.greeting ?? '',
    ...(model.notice ? changes(model) : []),
    ...(model.question ? [ruled('The question', '-'), question(model.question)] : []),
    ruled('Bottom line', '-'),
    model.bottomLine
      .map((line, index) => filled(lineOf(line), { first: `${index + 1}. `, indent: 3 }))
      .join('\n\n'),
    ruled('Key figures', '-'),
    keyFigures(model),
    model.verdict ? verdict(model.verdict) : '',
    ...model.sections.flatMap((section) => sectionText(section, draft)),
    ...(model.notice ? [] : changes(model)),
    ruled('The full briefing', '-'),
    whereabouts(model),
    ruled('Notes', '-'),
    ...notes(model),
    '-- ',
    filled(model.footer),
    `Unsubscribe:\n${model.unsubscribe}`,
  ];
  return `${parts
    .filter((part) => part !== '')
    .join('\n\n')
    .replaceAll('\u00a0', ' ')
    .replace('-- \n\n', '-- \n')}\n`;
}

function lineOf(markup: Html): string {
  return toTextLine(markup.toString());
}

function head(model: MailModel): string {
  const facts = [model.dateLabel, `data as of ${model.dataAsOfLabel}`, `edition ${model.edition}`];
  return [
    `${model.series.toUpperCase()}\n${facts.join(', ')}`,
    ruled(lineOf(model.title), '='),
    filled(lineOf(model.dek)),
    `By ${model.authors}`,
  ].join('\n\n');
}

function question(parts: NonNullable<MailModel['question']>): string {
  return parts.map(({ label, text }) => filled(`${label}: ${lineOf(text)}`)).join('\n');
}

function keyFigures({ keyFigures: figures }: MailModel): string {
  const rows = figures.map(({ numeral, unit, label, detail }) => ({
    head: lineOf(numeral).replace(/^[^†‡§\s]+/, (number) => (unit ? `${number}\u00a0${unit}` : number)),
    lines: [lineOf(label), lineOf(detail)],
  }));
  return columnsOf(rows);
}

/** The author's view stands behind a bar. */
function sectionText({ heading, body, opinion }: MailModel['sections'][number], draft: MailDraft): string[] {
  const flows = toTextFlow(body.toString());
  const title = heading.toString() === '' ? '' : ruled(lineOf(heading), '-');
  return [title, opinion ? barred((width) => laidOut(flows, draft, width)) : laidOut(flows, draft)];
}

function laidOut(flows: readonly TextFlow[], { blocks }: MailDraft, width?: number): string {
  return flows
    .map((flow, index) => {
      const block = flow.block === undefined ? undefined : blocks.get(flow.block);
      const text = block
        ? block.kind === 'figure'
          ? figure(block.figure)
          : verdict(block.verdict)
        : flowText(flow, width);
      const isNextItem = flow.kind === 'item' && flows[index - 1]?.kind === 'item';
      return index === 0 ? text : `${isNextItem ? '\n' : '\n\n'}${text}`;
    })
    .join('');
}

function flowText({ kind, text, bullet, depth }: TextFlow, width?: number): string {
  const limit = width === undefined ? {} : { width };
  if (kind === 'heading') return filled(text.toUpperCase(), limit);
  if (kind === 'rule') return '* * *';
  if (kind === 'paragraph') return filled(text, limit);
  const indent = 2 * depth;
  const sign = bullet ?? '';
  return filled(text, {
    first: bullet === undefined ? ' '.repeat(indent) : `${' '.repeat(indent - 2)}${bullet} `,
    indent: indent + sign.length - 1,
    ...limit,
  });
}

/** A picture is told by its alternative text; lines before it set it apart. */
function figure({ number, title, subtitle, words, source, note, verdict: own }: MailFigureModel): string {
  const aside = [lineOf(source), ...(note ? [lineOf(note)] : [])].join(' ');
  return [
    filled(`Figure ${number}. ${lineOf(title)}`, { first: '  ', indent: 2 }),
    filled(lineOf(subtitle), { first: '  ', indent: 2 }),
    filled(lineOf(words), { first: '  ', indent: 2 }),
    filled(aside, { first: '  ', indent: 2 }),
    own ? verdict(own) : '',
  ]
    .filter((part) => part.trim() !== '')
    .join('\n\n');
}

function verdict({ line, blocks, others }: MailVerdictModel): string {
  const said = [
    ...(line === undefined ? [] : [`${line}.`]),
    ...blocks.map(({ text, reasons }) =>
      [lineOf(text), ...reasons.map((reason) => `Shown all the same: ${lineOf(reason)}`)].join(' '),
    ),
    ...(others === '' ? [] : [`${blocks.length > 0 ? 'Also to be weighed' : 'To be weighed'}: ${others}.`]),
  ];
  return said.map((one) => filled(one, { first: '  ! ', indent: 4 })).join('\n');
}

function notice({ label, date, text }: NonNullable<MailModel['notice']>): string {
  return filled(`${label.toUpperCase()}, ${date}. ${lineOf(text)}`);
}

function changes({ changes: all }: MailModel): string[] {
  if (!all) return [];
  const items = all.items.map((item) => filled(lineOf(item), { first: '- ', indent: 2 }));
  return [ruled(all.heading, '-'), filled(lineOf(all.summary)), items.join('\n')];
}

function whereabouts({ page, pdf, left }: MailModel): string {
  const pdfLine = pdf.attached ? `PDF, attached: ${pdf.name}` : pdf.href && `PDF: ${pdf.href}`;
  const lines = [page && `Web: ${page}`, pdfLine].filter(Boolean);
  return [
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    filled(`Beyond this mail it holds: ${left.join('; ')}.`),
  ].join('\n\n');
}

function notes(model: MailModel): string[] {
  const marks = [
    ...model.marks.map(({ mark, meaning }) => ({ sign: mark, text: meaning })),
    { sign: '[e…]', text: 'Entry of the number in the evidence ledger of the full briefing.' },
    ...(model.sources.length > 0 ? [{ sign: '[…]', text: 'Source:' }] : []),
  ];
  const sources = model.sources.map(({ number, title, imprint, href }) =>
    [
      filled(`${title}. ${imprint}.`, { first: `[${number}] `.padEnd(5), indent: 5 }),
      ...(href ? [`     ${href}`] : []),
    ].join('\n'),
  );
  return [
    model.limits.map((limit) => filled(lineOf(limit))).join('\n\n'),
    marks.map(({ sign, text }) => filled(text, { first: sign.padEnd(5), indent: 5 })).join('\n'),
    sources.join('\n'),
    model.disclosures.map(({ label, text }) => filled(`${label}: ${text}`)).join('\n\n'),
    filled('The full briefing holds all disclosures and the method.'),
  ];
}
