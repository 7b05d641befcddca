import { type Show, showsOf } from '../model/library.ts';
import { type TimeUnit, timeUnit } from '../model/scalars.ts';
import { registryUrl } from '../model/source.ts';
import { type Arm, type Finding, isRandomised, type Trial } from '../model/trial.ts';
import { writeDesign } from '../notation/terms.ts';
import { capitalised, writeFinding } from '../notation/values.ts';
import { writeLines, written } from '../notation/written.ts';
import { estimateOf, numeralOf, type Value } from '../shapes/shapes.ts';
import type { Cell, Piece } from '../text/table.ts';
import {
  assessorsIn,
  column,
  labelPiece,
  lineBreak,
  referenceCell,
  statedCell,
  textCell,
  textPiece,
} from './cells.ts';
import type { TablePlan, TablePlanning } from './kinds.ts';
import type { countsOfArm, DesignCard, DesignRequest } from './request-design.ts';
import { findingsOfCard } from './request-design.ts';

type Count = (typeof countsOfArm)[number];
type Row = [head: string, cellOf: (card: DesignCard) => Cell];

/** Features in rows, trials in columns: a card that reads down, whatever is side by side. */
export function planDesign({ cards }: DesignRequest, planning: TablePlanning): TablePlan {
  const states = (isStated: (trial: Trial) => unknown) =>
    cards.some(({ trial }) => isStated(trial) !== undefined);
  const unit = followUpUnit(cards);
  const rows: Row[] = [
    ['Registry', ({ trial }) => registryCell(trial)],
    ['Phase and design', designCell],
    ['Population', ({ trial }) => textCell(trial.disease, populationOf(trial))],
    ...optional(
      states(({ lines, priorExposure }) => lines ?? priorExposure),
      ['Line of therapy', ({ trial }) => linesCell(trial)],
    ),
    ...armRows(cards, 'experimental'),
    ...armRows(cards, 'control'),
    ...countRows(cards),
    ...dispositionRows(cards),
    [
      `Median follow-up${unit === undefined ? '' : `, ${unit}`}`,
      ({ followUps }) => followUpCell(followUps, unit, planning),
    ],
    ...optional(
      states(({ criteria }) => criteria),
      ['Response criteria', ({ trial }) => statedCell(trial.criteria)],
    ),
    ...optional(states(assessorsIn), ['Assessed by', ({ trial }) => statedCell(assessorsIn(trial))]),
    ...optional(
      states(({ pfs }) => pfs),
      ['Event for PFS', ({ trial }) => pfsCell(trial)],
    ),
    ['Sources', (card) => referenceCell(findingsOfCard(card), planning.referenceNumbers)],
  ];
  return {
    grid: {
      columns: [column('Trial'), ...cards.map(({ trial }) => column(trial.name))],
      rows: rows.map(([head, cellOf]) => [textCell(head), ...cards.map(cellOf)]),
      isTransposed: true,
    },
  };
}

/** What no trial states is not of its field, and has no row. */
function optional(isStated: boolean, row: Row): Row[] {
  return isStated ? [row] : [];
}

/** Each id leads to its public record, where its registry has an address for one. */
function registryCell({ registry }: Trial): Cell {
  const pieces = registry.map((id): Piece => {
    const href = registryUrl(id);
    return { written: written(id), ...(href !== undefined && { href }) };
  });
  return { main: pieces.flatMap((piece, index) => (index > 0 ? [lineBreak, piece] : [piece])) };
}

/** A ratio such as 1:1 leads to the number of patients that it divided. */
function designCell(card: DesignCard): Cell {
  const { designNote } = card.trial;
  const [first] = findingsOfCard(card);
  const cell = textCell(capitalised(writeDesign(card.trial)), designNote);
  return first && designNote ? { ...cell, sub: [labelPiece(designNote, first)] } : cell;
}

function populationOf({ setting, risk }: Trial): string | undefined {
  const riskText = risk && `${risk.label}: ${risk.summary ?? risk.definition}`;
  return [setting, riskText].filter(Boolean).join('; ') || undefined;
}

function linesCell({ lines, priorExposure }: Trial): Cell {
  return statedCell(lines && capitalised(writeLines(lines)), priorExposure);
}

/** As many rows as the trial with the most arms of a role needs. */
function armRows(cards: DesignCard[], role: Arm['role']): Row[] {
  const armsOf = (card: DesignCard) => card.arms.filter(({ arm }) => arm.role === role);
  const most = Math.max(...cards.map((card) => armsOf(card).length));
  return Array.from({ length: most }, (_, index): Row => {
    const head = `${capitalised(role)} arm${index > 0 ? ', further' : ''}`;
    return [
      head,
      (card) => {
        const arm = armsOf(card)[index]?.arm;
        return arm ? textCell(arm.label, arm.regimen) : textCell('none');
      },
    ];
  });
}

/** Enrolled patients are listed if some trial states them, treated patients always. */
function countRows(cards: DesignCard[]): Row[] {
  const hasRow: Record<Count, boolean> = {
    enrolled: cards.some(({ arms }) => arms.some(({ patients }) => patients.enrolled)),
    randomised: cards.some(({ trial }) => isRandomised(trial)),
    treated: true,
  };
  return (Object.keys(hasRow) as Count[])
    .filter((kind) => hasRow[kind])
    .map((kind) => [`${capitalised(kind)}, n`, (card) => countCell(card, kind)]);
}

function countCell({ trial, arms }: DesignCard, kind: Count): Cell {
  if (kind === 'randomised' && !isRandomised(trial)) return textCell('not randomised');
  const known = arms.flatMap(({ patients }) => patients[kind] ?? []);
  if (known.length === 0) return statedCell(undefined);
  return linesOfArms(trial, known, () => 'n');
}

/** A number of each arm, named where there are several. A name that contains a number is one piece with it. */
function linesOfArms({ arms }: Trial, findings: Finding[], showOf: (finding: Finding) => Show): Cell {
  const lines = findings.map((finding): Piece[] => {
    const number = writeFinding(finding, showOf(finding), new Map());
    const name = finding.arm?.label ?? '';
    if (arms.length === 1) return [{ written: number, datum: finding }];
    return /\p{N}/u.test(name)
      ? [{ written: written(`${name}:\u00a0${number.text}`), datum: finding }]
      : [textPiece(`${name}\u00a0`), { written: number, datum: finding }];
  });
  return { main: lines.flatMap((line, index) => (index > 0 ? [lineBreak, ...line] : line)) };
}

/** A row for each title, in the order in which the trials give them. */
function dispositionRows(cards: DesignCard[]): Row[] {
  const titles = new Set(cards.flatMap(({ disposition }) => disposition.map(({ title }) => title)));
  return [...titles].map((title) => [
    `${capitalised(title)}, n/N`,
    ({ trial, disposition }) => {
      const cells = disposition.find((one) => one.title === title)?.cells ?? [];
      if (cells.length === 0) return statedCell(undefined);
      return linesOfArms(trial, cells, (finding) => {
        const shows = showsOf(finding);
        return shows.includes('n/N') ? 'n/N' : (shows[0] as Show);
      });
    },
  ]);
}

/** The unit that all follow-ups are stated in; undefined where each has to say its own. */
function followUpUnit(cards: DesignCard[]): TimeUnit | undefined {
  const units = new Set(
    cards.flatMap(({ followUps }) => followUps.flatMap(({ value }) => unitOf(value) ?? [])),
  );
  return units.size > 1 ? undefined : ([...units][0] ?? 'months');
}

/** Each cut with its label, where there are several. */
function followUpCell(followUps: Finding[], unit: TimeUnit | undefined, { intervals }: TablePlanning): Cell {
  if (followUps.length === 0) return statedCell(undefined);
  return {
    main: followUps.flatMap((finding): Piece[] => {
      const { value, cut } = finding;
      const isNamed = unit !== undefined && unitOf(value) === unit;
      const text = isNamed ? written(numeralOf(value)) : writeFinding(finding, 'median', intervals);
      const number: Piece = { written: text, datum: finding };
      return cut ? [number, { ...labelPiece(cut.label, finding), small: true }] : [number];
    }),
  };
}

function unitOf(value: Value): TimeUnit | undefined {
  const unit = estimateOf(value)?.unit;
  return timeUnit.options.find((one) => one === unit);
}

function pfsCell({ pfs }: Trial): Cell {
  if (!pfs) return statedCell(undefined);
  return textCell(capitalised(pfs.event), pfs.origin ? `counted from ${pfs.origin}` : 'origin not stated');
}
