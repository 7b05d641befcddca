import { type Arm, type Finding, partOf } from '../model/trial.ts';
import { placeBlock, widest } from './axes.ts';
import type { Sheet } from './layout.ts';
import { type Evidence, type PlacedGrade, writeEntries } from './spec.ts';
import { type PlacedText, type Role, SIZE, type TextStyle } from './text.ts';

/** From one height to another, px from the top. */
export interface Band {
  top: number;
  bottom: number;
}

export interface PlacedRow<Row> {
  row: Row;
  /** Height of the mark's centre, px from the top. */
  y: number;
}

/** Everything of a figure of rows that is known before chart.js scales its axis. All in px. */
export interface PlacedRows<Row> {
  rows: PlacedRow<Row>[];
  texts: PlacedText[];
  /** Heights of hairlines across the sheet. */
  rules: number[];
  /** Stretches that the lines of the axis cross: on a phone the strips of the marks only. */
  bands: Band[];
  plot: { left: number; right: number; bottom: number };
}

/** “65.1%” as “65” and “.1%”, “0.55 (0.45–0.67)” as “0” and the rest, so that numbers line up on the decimal point. */
export function splitAtPoint(printed: string): [string, string] {
  const at = printed.search(/[.% ]|$/);
  return [printed.slice(0, at), printed.slice(at)];
}

const NAME: TextStyle = { size: SIZE.label, weight: 600, fill: 'ink' };
const ABOUT: TextStyle = { size: SIZE.label, weight: 400, fill: 'muted' };
const GAP = 7;

/** From one line to the next, px. */
export const LABEL_LINE = 15;

/** A name, and what is said of it in grey. */
interface RowLabel {
  label: string;
  sublabel: string;
  /** One of a group under a heading, which alone is bold. */
  plain?: boolean;
}

function nameOf({ plain = false }: RowLabel): TextStyle {
  return plain ? { ...NAME, weight: 400 } : NAME;
}

/** Of both on one line, px. */
export function labelWidth(row: RowLabel, { measure }: Sheet): number {
  const { label, sublabel } = row;
  return measure(label, nameOf(row)) + (sublabel === '' ? 0 : GAP + measure(sublabel, ABOUT));
}

/** Px. */
interface Room {
  top: number;
  width: number;
  /** Of lines below the name, where both do not fit on one. */
  under: number;
}

/** On one line where they fit, else the second under the first. */
export function placeLabel(
  row: RowLabel,
  { top, width, under }: Room,
  sheet: Sheet,
): { name: PlacedText[]; about: PlacedText[]; height: number } {
  const { label, sublabel } = row;
  const block = { x: 0, line: LABEL_LINE, anchor: 'left' as const };
  const name = placeBlock({ ...block, text: label, top, width, style: nameOf(row) }, sheet);
  const fits = labelWidth(row, sheet) <= width;
  const place = fits
    ? { x: sheet.measure(label, nameOf(row)) + GAP, top, width }
    : { top: top + name.length * LABEL_LINE, width: under };
  const about = placeBlock({ ...block, ...place, text: sublabel, style: ABOUT }, sheet);
  return { name, about, height: (name.length + (fits ? 0 : about.length)) * LABEL_LINE };
}

export const ENTRY: TextStyle = { size: SIZE.small, weight: 400, fill: 'muted' };
export const EVIDENCE = 'evidence';

/** Px: from the left edge to the middle of the mark, and to the entry after it. */
const MARK = { middle: 4.5, room: 14 };

/** Width of the last column of a figure of rows, px: a mark and an entry, under a head unless there is none. */
export function evidenceWidth(all: readonly Evidence[], sheet: Sheet, headed: boolean): number {
  const entries = MARK.room + widest(all.map(writeEntries), ENTRY, sheet);
  return Math.ceil(Math.max(entries, headed ? sheet.measure(EVIDENCE, ENTRY) : 0));
}

/** Puts the mark at the left edge of the column and the entry at its right edge, on one line. */
export function putEvidence(
  evidence: Evidence,
  { left, right, y }: { left: number; right: number; y: number },
  { grades, texts }: { grades: PlacedGrade[]; texts: PlacedText[] },
): void {
  const [entry] = evidence.entries;
  grades.push({ grade: evidence.grade, x: left + MARK.middle, y: y - 3.8 });
  texts.push({ text: writeEntries(evidence), x: right, y, anchor: 'right', style: ENTRY, entry });
}

/**
 * Label and second part of a row for a finding of one arm: within one trial the arms are distinguished, across trials
 * the trials, and with the first row of a trial its disease where they differ, unless words over the row give it.
 */
export function labelsOfArm(
  finding: Finding,
  all: readonly Finding[],
  isUnderHeading = false,
): { label: string; sublabel: string } {
  const { trial, arm, group } = finding;
  const part = finding.subgroup?.is ?? (isSharedPart(finding, all) ? undefined : partOf(finding));
  const oneTrial = all.every((other) => other.trial === trial);
  if (oneTrial)
    return {
      label: arm?.label ?? group?.label ?? trial.name,
      sublabel: [arm?.role === 'not stated' ? undefined : arm?.role, part].filter(Boolean).join(', '),
    };
  const diseases = new Set(all.map((other) => other.trial.disease));
  const setting = trial.settingLabel ?? trial.setting;
  return {
    label: trial.name,
    sublabel: [
      arm?.label ?? group?.label,
      part,
      diseases.size > 1 && !isUnderHeading && isFirstOfTrial(finding, all) ? trial.disease : undefined,
      setting,
    ]
      .filter(Boolean)
      .join(', '),
  };
}

export function isFirstOfTrial(finding: Finding, all: readonly Finding[]): boolean {
  return all.find(({ trial }) => trial === finding.trial) === finding;
}

/** A row that all come from says nothing of any of them. */
function isSharedPart(finding: Finding, all: readonly Finding[]): boolean {
  return all.length > 1 && all.every((other) => partOf(other) === partOf(finding));
}

/** How the line of an arm is drawn. */
export interface ArmRole {
  role: Role;
  dashed: boolean;
}

const others: readonly ArmRole[] = [
  { role: 'mark', dashed: false },
  { role: 'ink', dashed: true },
  { role: 'mark', dashed: true },
];

/** The first experimental arm carries the accent; further arms differ in colour and dashes. */
export function armRoles(arms: readonly (Pick<Arm, 'role'> | undefined)[]): ArmRole[] {
  const focus = Math.max(
    0,
    arms.findIndex((arm) => arm?.role === 'experimental'),
  );
  return arms.map((_, i) =>
    i === focus
      ? { role: 'accent', dashed: false }
      : (others[(i > focus ? i - 1 : i) % others.length] as ArmRole),
  );
}
