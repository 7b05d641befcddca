import type { Assessment } from '../evidence/assess.ts';
import { placedIn } from '../model/briefing-prose.ts';
import type { Call } from '../model/prose.ts';
import { escapeHtml } from '../notation/written.ts';
import type { MailParts } from './mail.ts';
import type { MailFigureModel, MailVerdictModel } from './mail-model.ts';
import { chosenSections, plainHeading, sectionsIn, type TextSection } from './mail-sections.ts';
import { mailVerdictModel } from './mail-verdict.ts';
import { type Html, html } from './markup.ts';
import type { PageSetting } from './page-setting.ts';
import { bodyHtml } from './prose-html.ts';

/** What stands within the text and is laid out otherwise in html than in text. */
export type MailBlock =
  | { kind: 'figure'; figure: MailFigureModel }
  | { kind: 'verdict'; verdict: MailVerdictModel };

/** Content id of a figure's picture. */
export function cidOf(
  figure: string,
  { briefing, settings }: Pick<MailParts, 'briefing' | 'settings'>,
): string {
  return `${figure}.${briefing.id}@${settings.list.id}`;
}

/** The text of a mail, in the markup of the page; each block stands in it as a mark. */
export interface MailBody {
  sections: TextSection[];
  blocks: Map<string, MailBlock>;
  /** What the mail does not carry: headings, figures and tables. */
  left: string[];
}

/** At most so many pictures travel with a mail. */
const mostFigures = 2;

/** In CSS pixels: a phone shrinks it little, and a desk enlarges its drawing little. */
const pictureWidth = 440;

/** The sections that the mail carries, its figures in place or behind the first of them. */
export function mailBody(parts: MailParts, setting: PageSetting): MailBody {
  const { briefing, assessment } = parts;
  const blocks = new Map<string, MailBlock>(figuresOf(parts, setting));
  const remarks = remarksOf(assessment, setting, blocks);
  const marks = new Map([
    ...placedIn(briefing.body, 'table').map((id) => [`table ${id}`, ''] as const),
    ...placedIn(briefing.body, 'figure').map(
      (id) => [`figure ${id}`, markOf(`figure ${id}`, blocks)] as const,
    ),
  ]);
  const all = sectionsIn(bodyHtml(briefing.body, { ...setting.prose, blocks: marks, remarks }));
  const isCarriedWhole = briefing.layout === 'flash' && briefing.mail.sections === undefined;
  const sections = isCarriedWhole ? all : chosenSections(all, briefing.mail.sections);
  return { sections: withFigures(sections, blocks), blocks, left: leftOut(parts, all, sections, blocks) };
}

function markOf(key: string, blocks: ReadonlyMap<string, MailBlock>): string {
  return blocks.has(key) ? `<div data-block="${escapeHtml(key)}"></div>` : '';
}

/** Figures asked for, else the first that the text places. */
function figuresOf(parts: MailParts, setting: PageSetting): [string, MailBlock][] {
  const { briefing, figures } = parts;
  const asked = briefing.mail.figures ?? placedIn(briefing.body, 'figure').slice(0, mostFigures);
  return figures
    .filter(({ plan }) => asked.includes(plan.spec.id))
    .toSorted((a, b) => a.plan.spec.number - b.plan.spec.number)
    .map(({ plan }) => {
      const { spec } = plan;
      const part = parts.assessment.appraisal.parts.find(({ where }) => where === `figure ${spec.id}`);
      const verdict = part && mailVerdictModel(part, setting);
      const figure: MailFigureModel = {
        id: `figure-${spec.id}`,
        number: spec.number,
        title: setting.inline(plan.title),
        subtitle: plan.subtitle ? setting.inline(plan.subtitle) : html(''),
        src: `cid:${cidOf(spec.id, parts)}`,
        width: pictureWidth,
        alt: spec.alt,
        words: withPowers(setting.pieces(plan.words)),
        source: html(escapeHtml(spec.source)),
        ...(plan.note && { note: setting.inline(plan.note) }),
        ...(verdict && { verdict }),
      };
      return [`figure ${spec.id}`, { kind: 'figure', figure }];
    });
}

/** Spoken texts write a sensitivity as 10^−6, which is to be heard and not read. */
function withPowers(markup: Html): Html {
  return html(markup.toString().replace(/\b10\^(\u2212\d)/g, '10<sup>$1</sup>'));
}

/** Marks by the number that ends the paragraph. */
function remarksOf(
  { appraisal }: Pick<Assessment, 'appraisal'>,
  setting: PageSetting,
  blocks: Map<string, MailBlock>,
): Map<Call, string> {
  const remarks = new Map<Call, string>();
  for (const [index, part] of appraisal.parts.entries()) {
    const verdict = part.end && mailVerdictModel(part, setting);
    if (!part.end || !verdict) continue;
    const key = `verdict ${index}`;
    blocks.set(key, { kind: 'verdict', verdict });
    remarks.set(part.end, markOf(key, blocks));
  }
  return remarks;
}

/** Figures whose section stays behind follow the first one that travels. */
function withFigures(sections: TextSection[], blocks: ReadonlyMap<string, MailBlock>): TextSection[] {
  const stands = (key: string) => sections.some(({ body }) => body.toString().includes(markOf(key, blocks)));
  const strays = [...blocks].filter(([key, { kind }]) => kind === 'figure' && !stands(key));
  return sections.map((section, index) =>
    index === 0
      ? { ...section, body: html([section.body, ...strays.map(([key]) => markOf(key, blocks))].join('\n')) }
      : section,
  );
}

function leftOut(
  { figures, tables }: MailParts,
  all: readonly TextSection[],
  carried: readonly TextSection[],
  blocks: ReadonlyMap<string, MailBlock>,
): string[] {
  return [
    ...all.filter((section) => !carried.includes(section)).map(plainHeading),
    ...figures
      .filter(({ plan }) => !blocks.has(`figure ${plan.spec.id}`))
      .map(({ plan }) => `figure ${plan.spec.number}`),
    ...tables.map(({ number }) => `table ${number}`),
    'every source and the evidence ledger',
  ];
}
