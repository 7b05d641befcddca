import type { WrittenValue } from '../cell-text.ts';
import type { Column } from './columns.ts';
import type { Reason } from './coverage.ts';
import type { TableCell } from './measure-table.ts';
import { plainWords } from './words.ts';

export interface Question {
  value: WrittenValue;
  /** In the order of the record, which says nothing. */
  groups: [Column, Column];
  /** Cells of the row that is compared. */
  cells: readonly TableCell[];
  /** All that the record says of the analysis. */
  text: string;
  parameter: string;
}

export type Decided =
  | { arms: [Column, Column]; direction?: 'stated' | 'agrees with the data' | 'by convention' }
  | { reason: Reason; text: string };

/**
 * Which arm of a comparison is the first: numerator of a ratio, minuend of a difference. By convention it is the
 * experimental one; the text of the record and the arithmetic of its own numbers are asked too, and whatever
 * contradicts the others is refused. A test without an estimate has no direction.
 */
export function decideDirection({ value, groups, cells, text, parameter }: Question): Decided {
  const byRole = conventional(groups);
  if (value.shape === 'test') return { arms: byRole ?? groups };
  const said = `${parameter}. ${text}`;
  const byText = ordered(groups, said, comparing);
  const byNumbers = computed(value, groups, cells);
  const byName = ordered(groups, said, naming);
  const custom = value.shape === 'difference' ? undefined : byRole;
  const views = byText ? [byText, byNumbers] : byNumbers ? [byNumbers, custom] : [byName, byRole];
  const labels = groups.map(({ label }) => label).join(' and ');
  const [first, second] = views;
  if (first && second && first[0] !== second[0]) return { reason: 'direction contradictory', text: labels };
  if (byText) return { arms: byText, direction: 'stated' };
  if (byNumbers) return { arms: byNumbers, direction: 'agrees with the data' };
  if (byName) return { arms: byName, direction: 'stated' };
  if (byRole) return { arms: byRole, direction: 'by convention' };
  return { reason: 'direction unknown', text: labels };
}

/** The experimental arm before its control; undefined where the roles do not say which is which. */
function conventional([a, b]: [Column, Column]): [Column, Column] | undefined {
  if (a.role === 'experimental' && b.role === 'control') return [a, b];
  if (b.role === 'experimental' && a.role === 'control') return [b, a];
  return undefined;
}

/** Words between two arms that say which is divided by or subtracted from which. */
const comparing = '(?:compared (?:with|to)|relative to|over|against|minus|divided by)';

/** Words that name a comparison, often with the control first: only good where nothing else is known. */
const naming = '(?:vs\\.?|versus|/)';

/** The arms in the order in which the record names them around `words`, or with the second as the reference. */
function ordered(groups: [Column, Column], text: string, words: string): [Column, Column] | undefined {
  const said = ` ${plainWords(text.replaceAll('/', ' / '))} `;
  const [a, b] = groups.map(({ label }) => escaped(plainWords(label))) as [string, string];
  if (a === '' || b === '') return undefined;
  const isLinked = (one: string, other: string) =>
    new RegExp(` ${one}(?: (?:arm|group|treatment|dose))? ${words} (?:the )?${other} `).test(said);
  const isReference = (one: string) =>
    words === comparing &&
    (new RegExp(` ${one} (?:arm |group )?(?:as|is|was|being)(?: the)? (?:reference|denominator)`).test(
      said,
    ) ||
      new RegExp(` reference(?: (?:group|arm|category|treatment))?(?: (?:is|was|being|of))? ${one} `).test(
        said,
      ));
  const isFirst = isLinked(a, b) || isReference(b);
  const isSecond = isLinked(b, a) || isReference(a);
  if (isFirst === isSecond) return undefined;
  return isFirst ? groups : [groups[1], groups[0]];
}

function escaped(words: string): string {
  return words.replaceAll(/[.%/+*?()[\]{}|\\^$]/g, '\\$&');
}

/** The first arm as the numbers of the two groups show it; undefined where they do not distinguish the two. */
function computed(
  value: WrittenValue,
  groups: [Column, Column],
  cells: readonly TableCell[],
): [Column, Column] | undefined {
  const [a, b] = groups.map((group) => cells.filter(({ column }) => column === group)) as [
    TableCell[],
    TableCell[],
  ];
  if (a.length !== 1 || b.length !== 1) return undefined;
  const [one, other] = [
    quantityFor(value.shape, a[0] as TableCell),
    quantityFor(value.shape, b[0] as TableCell),
  ];
  if (one === undefined || other === undefined) return undefined;
  const estimate = Number(value.raw.value);
  if (value.shape === 'difference')
    return fitted(estimate, one - other, groups, Math.max(Math.abs(one), Math.abs(other)) * 0.02);
  if (one <= 0 || other <= 0 || estimate <= 0) return undefined;
  return fitted(Math.log(estimate), Math.log(one / other), groups, 0.03);
}

/** An estimate must agree with the numbers better than its opposite, and both must differ from no effect. */
function fitted(
  estimate: number,
  expected: number,
  groups: [Column, Column],
  least: number,
): [Column, Column] | undefined {
  if (Math.abs(expected) <= least || Math.abs(estimate) <= least) return undefined;
  const [near, far] = [Math.abs(estimate - expected), Math.abs(estimate + expected)];
  if (near < far / 2) return groups;
  return far < near / 2 ? [groups[1], groups[0]] : undefined;
}

/** What a group contributes to a comparison: odds to an odds ratio, the reciprocal of its median to a hazard ratio. */
function quantityFor(shape: WrittenValue['shape'], { value }: TableCell): number | undefined {
  const { raw } = value;
  const share = shareIn(value);
  switch (shape) {
    case 'oddsRatio':
      return share === undefined ? undefined : share / (1 - share);
    case 'riskRatio':
      return share;
    case 'hazardRatio':
      if (value.shape !== 'median') return undefined;
      return 1 / Number.parseFloat(raw.value as string) || undefined;
    case 'rateRatio':
      return value.shape === 'eventRate' ? Number(raw.rate) : undefined;
    case 'difference':
      return share === undefined ? averageIn(value) : share * 100;
    default:
      return averageIn(value);
  }
}

function shareIn({ shape, raw }: WrittenValue): number | undefined {
  if (shape === 'rate') return Number(raw.percent) / 100;
  if (shape !== 'proportion') return undefined;
  return raw.percent === undefined ? Number(raw.events) / Number(raw.of) : Number(raw.percent) / 100;
}

function averageIn({ shape, raw }: WrittenValue): number | undefined {
  if (shape === 'number' || shape === 'count') return Number(raw.value);
  const average = raw.mean ?? raw.median ?? raw.geometricMean ?? raw.adjustedMean;
  if (shape !== 'measure') return shape === 'median' ? Number.parseFloat(raw.value as string) : undefined;
  return average === undefined ? undefined : Number(average);
}
