import { placedIn, questionOf } from '../model/briefing.ts';
import { capitalised } from '../notation/values.ts';
import { limitsOf, unlikeLine, unlikeModel } from '../page/caveats.ts';
import { changesText } from '../page/changes.ts';
import { type KeyNumber, keyNumberOf } from '../page/key-figure.ts';
import type { UnlikeModel } from '../page/models.ts';
import { statusText } from '../page/page.ts';
import { type Block, callsIn, type Section, sectionsOf, textsOf } from '../text/block.ts';
import { type GradeOf, rising } from '../text/evidence.ts';
import { blocksOf, lineOf, type TextSetting, textOfPieces } from '../text/from-prose.ts';
import { charactersOf, runsIn, type Text } from '../text/run.ts';
import type { MailParts } from './mail.ts';

/** A figure that travels with a mail. */
export interface MailFigure {
  /** As on the page. */
  id: string;
  number: number;
  title: Text;
  subtitle: Text;
  /** Addresses of its pictures in the mail, for light and dark grounds. */
  src: string;
  darkSrc: string;
  alt: string;
  remarks: string;
  /** Reference numbers of its sources, rising. */
  references: readonly number[];
  note?: Text;
  unlike?: UnlikeModel;
}

/** Everything that a mail says, to be laid out as html and as text. */
export interface MailContent {
  title: Text;
  dek: Text;
  /** What the sources are, and whether the author wrote it or it was counted. */
  status: Text;
  isCounted: boolean;
  question: { label: string; text: Text }[];
  bottomLine: { label?: string; text: Text }[];
  keyNumbers: KeyNumber[];
  unlike?: UnlikeModel;
  sections: Section[];
  /** By id. */
  figures: ReadonlyMap<string, MailFigure>;
  /** Expressions that end a paragraph which sets trials side by side, with what it says of that. */
  caveats: ReadonlyMap<unknown, UnlikeModel>;
  changes?: Omit<ReturnType<typeof changesText>, 'groups'> & {
    items: { name: string; label: string; text: Text }[];
  };
  limits: Text[];
  /** Reference numbers of the sources that it cites, rising. */
  cited: number[];
  /** What only the full briefing contains: headings, figures and tables. */
  left: string[];
  gradeOf: GradeOf;
}

/** Content id of a figure's picture. */
export function cidOf(
  figure: string,
  { briefing, settings }: Pick<MailParts, 'briefing' | 'settings'>,
): string {
  return `${figure}.${briefing.id}@${settings.list.id}`;
}

/** The sections that the mail carries, its figures in place or behind the first of them. */
export function mailContent(parts: MailParts): MailContent {
  const { briefing, assessment, correction, changes } = parts;
  const setting: TextSetting = { ...assessment, names: undefined };
  const line = (prose: MailParts['briefing']['title']) => lineOf(prose, setting);
  const figures = figuresOf(parts, setting);
  const all = sectionsOf(blocksOf(briefing.body, setting));
  const sections = withFigures(carried(all, parts), figures);
  const unlike = unlikeModel(assessment, 'opening');
  const told = changes && changesText(changes, assessment, correction !== undefined);
  const opening = {
    title: line(briefing.title),
    dek: line(briefing.dek),
    question: questionOf(briefing).map(({ part, text }) => ({ label: capitalised(part), text: line(text) })),
    bottomLine: briefing.bottomLine.map(({ label, text }) => ({
      ...(label !== undefined && { label }),
      text: line(text),
    })),
  };
  return {
    ...opening,
    status: statusText(assessment, briefing.status && line(briefing.status)),
    isCounted: briefing.status === undefined,
    keyNumbers: briefing.keyFigures.map((figure) => keyNumberOf(figure, assessment, setting)),
    ...(unlike && { unlike }),
    sections,
    figures,
    caveats: caveatsOf(parts),
    ...(told && { changes: { ...told, items: itemsOf(told) } }),
    limits: limitsOf(assessment.appraisal, (pieces) => textOfPieces(pieces, setting)),
    cited: rising([
      ...citedIn([
        ...[opening.title, opening.dek],
        ...[...opening.question, ...opening.bottomLine].map(({ text }) => text),
        ...sections.flatMap(({ blocks }) => blocks.flatMap(textsOf)),
      ]),
      ...[...figures.values()].flatMap(({ references }) => references),
    ]),
    left: leftOut(parts, all, sections, figures),
    gradeOf: (entry) => assessment.evidence[entry - 1]?.grade,
  };
}

function itemsOf({ groups }: ReturnType<typeof changesText>) {
  return groups.flatMap(({ name, lines }) =>
    lines.map(({ label, text }) => ({ name, label: label.toLowerCase(), text })),
  );
}

function citedIn(texts: readonly Text[]): number[] {
  return [...runsIn(...texts)].flatMap((run) => (run.kind === 'citation' ? run.sources : []));
}

function caveatsOf({ assessment }: MailParts): Map<unknown, UnlikeModel> {
  return new Map(
    assessment.appraisal.parts.flatMap(({ end, unlike }): [unknown, UnlikeModel][] =>
      end && unlike ? [[end, { ...unlikeLine(unlike), all: '' }]] : [],
    ),
  );
}

/** The caveat on what a block sets side by side. */
export function caveatOn(block: Block, { caveats }: Pick<MailContent, 'caveats'>): UnlikeModel | undefined {
  return callsIn(block).flatMap((call) => caveats.get(call) ?? [])[0];
}

const safetyWords = /\b(?:safety|harms?|adverse|toxicit(?:y|ies)|tolerability|side effects?)\b/i;

/**
 * The sections that a mail carries: those asked for; else all of a flash, and of others the first, which says what is
 * new, and those with lists of results. With them always safety and the author's view, so that no benefit travels
 * without its harms and no view as a fact.
 */
export function carried(sections: readonly Section[], { briefing }: Pick<MailParts, 'briefing'>): Section[] {
  const asked = briefing.mail.sections?.map(comparable);
  if (!asked && briefing.layout === 'flash') return [...sections];
  const first = sections.find(({ opinion }) => !opinion);
  const isUsual = (section: Section) =>
    section === first || section.blocks.some(({ kind }) => kind === 'results');
  return sections.filter(
    (section) =>
      section.opinion ||
      safetyWords.test(plainHeading(section)) ||
      (asked ? asked.includes(comparable(plainHeading(section))) : isUsual(section)),
  );
}

/** A heading is named as its author wrote it: with the marks of emphasis, and plain quotation marks. */
function comparable(heading: string): string {
  return heading
    .replace(/[‘’'“”"]/g, "'")
    .replace(/[*_`~]/g, '')
    .trim();
}

/** The heading without markup. */
function plainHeading({ heading }: Section): string {
  return heading ? charactersOf(heading.text) : '';
}

/** Figures asked for, else the first that the text places: at most two pictures travel with a mail. */
function figuresOf(parts: MailParts, setting: TextSetting): Map<string, MailFigure> {
  const { briefing, figures, assessment } = parts;
  const asked = briefing.mail.figures ?? placedIn(briefing.body, 'figure').slice(0, 1);
  return new Map(
    figures
      .filter(({ plan }) => asked.includes(plan.spec.id))
      .toSorted((a, b) => a.plan.spec.number - b.plan.spec.number)
      .map(({ plan }): [string, MailFigure] => {
        const { spec, references, remarks } = plan;
        const unlike = unlikeModel(assessment, `figure ${spec.id}`);
        return [
          spec.id,
          {
            id: `figure-${spec.id}`,
            number: spec.number,
            title: lineOf(plan.title, setting),
            subtitle: plan.subtitle ? lineOf(plan.subtitle, setting) : [],
            src: `cid:${cidOf(spec.id, parts)}`,
            darkSrc: `cid:${cidOf(`${spec.id}.dark`, parts)}`,
            alt: spec.alt,
            remarks: remarks.join(' '),
            references,
            ...(plan.note && { note: lineOf(plan.note, setting) }),
            ...(unlike && { unlike }),
          },
        ];
      }),
  );
}

/** Figures whose section stays behind follow the first one that travels. */
function withFigures(sections: Section[], figures: ReadonlyMap<string, MailFigure>): Section[] {
  const isPlaced = (id: string) =>
    sections.some(({ blocks }) =>
      blocks.some((block) => block.kind === 'exhibit' && block.name === 'figure' && block.id === id),
    );
  const strays = [...figures.keys()].filter((id) => !isPlaced(id));
  return sections.map((section, index) => ({
    ...section,
    blocks: [
      ...section.blocks.filter(
        (block) => block.kind !== 'exhibit' || (block.name === 'figure' && figures.has(block.id)),
      ),
      ...(index === 0 ? strays.map((id): Block => ({ kind: 'exhibit', name: 'figure', id })) : []),
    ],
  }));
}

function leftOut(
  { figures, tables }: MailParts,
  all: readonly Section[],
  sections: readonly Section[],
  travelling: ReadonlyMap<string, MailFigure>,
): string[] {
  const headings = new Set(sections.map(plainHeading));
  return [
    ...all.map(plainHeading).filter((heading) => heading !== '' && !headings.has(heading)),
    ...figures
      .filter(({ plan }) => !travelling.has(plan.spec.id))
      .map(({ plan }) => `figure ${plan.spec.number}`),
    ...tables.map(({ number }) => `table ${number}`),
    'everything that differs between the trials, every source and the evidence ledger',
  ];
}
