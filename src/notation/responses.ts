import type { ProportionFinding, ResponseBar } from '../figures/stacked-response/request.ts';
import { percentNumber, percentText } from '../shapes/proportion.ts';
import { add, decimalsOf, multiply, type Rational, ratio, roundHalfUp, toRational } from './rounding.ts';

/** A category of best response, whose patients are in no other. */
export interface ResponsePart {
  /** "sCR", "CR", "VGPR or PR". */
  name: string;
  /** Per cent of the patients, 0 to 100 in a valid bar. */
  percent: number;
  /** Without its sign, with the decimals of what it is made of. */
  printed: string;
  /** The results it is taken from: itself, or the wider response and the narrower. */
  from: ProportionFinding[];
}

interface Level {
  /** Best responses that the level counts and the one before it does not. */
  adds: string[];
  exact: Rational;
  percent: number;
  decimals: number;
  from: ProportionFinding[];
}

/**
 * A bar's responses as parts that exclude each other, the deepest first: CR is what ≥CR has beyond sCR.
 * Where a level is not known its patients join those of the next, “VGPR or PR”.
 */
export function partsOf(bar: ResponseBar): ResponsePart[] {
  const parts: ResponsePart[] = [];
  let before: Level | undefined;
  for (const level of levelsOf(bar)) {
    parts.push({
      name: nameOf(level, before === undefined),
      percent: level.percent - (before?.percent ?? 0),
      printed: before ? differenceOf(level, before) : roundHalfUp(level.exact, level.decimals),
      from: [...level.from, ...(before?.from ?? [])],
    });
    before = level;
  }
  return parts;
}

/** The levels that are known; without VGPR or better it is ORR less PR. */
function levelsOf(bar: ResponseBar): Level[] {
  const found = (['scr', 'cr', 'vgpr', 'orr'] as const).map((endpoint) => ({
    adds: adds[endpoint],
    finding: bar[endpoint],
  }));
  const levels: Level[] = [];
  let waiting: string[] = [];
  for (const { adds: own, finding } of found) {
    waiting = [...waiting, ...own];
    const level = finding ? levelOf(finding, waiting) : undefined;
    const made = level ?? (own[0] === 'VGPR' && bar.pr ? withoutPr(bar.orr, bar.pr, waiting) : undefined);
    if (!made) continue;
    levels.push(made);
    waiting = [];
  }
  return levels;
}

const adds = { scr: ['sCR'], cr: ['CR'], vgpr: ['VGPR'], orr: ['PR'] };

function levelOf(finding: ProportionFinding, added: string[]): Level {
  const { value } = finding;
  const known = value.events !== undefined && value.of;
  return {
    adds: added,
    exact: known ? ratio(100 * (value.events ?? 0), value.of ?? 1) : toRational(percentNumber(value)),
    percent: percentNumber(value),
    decimals: decimalsOf(percentText(value)),
    from: [finding],
  };
}

function withoutPr(orr: ProportionFinding, pr: ProportionFinding, added: string[]): Level {
  const [whole, part] = [levelOf(orr, added), levelOf(pr, added)];
  return {
    adds: added,
    exact: add(whole.exact, multiply(part.exact, -1n)),
    percent: whole.percent - part.percent,
    decimals: Math.min(whole.decimals, part.decimals),
    from: [orr, pr],
  };
}

/** The deepest level counts everyone at least so deep. */
function nameOf({ adds: added }: Level, first: boolean): string {
  if (first) return added.length > 1 ? `≥${added.at(-1)}` : (added[0] ?? '');
  return added.length > 1 ? `${added.slice(0, -1).join(', ')} or ${added.at(-1)}` : (added[0] ?? '');
}

function differenceOf(wide: Level, narrow: Level): string {
  const decimals = Math.min(wide.decimals, narrow.decimals);
  return roundHalfUp(add(wide.exact, multiply(narrow.exact, -1n)), decimals);
}
