import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { unitsApart } from './decimals.ts';
import type { Filing, Line } from './filing.ts';
import { nameOfMember, type Wanted } from './match.ts';
import type { Terms } from './reading.ts';
import { fiscalStartOf } from './span.ts';

type TreeMap = { [field: string]: Tree };

const powers: Readonly<Record<string, number>> = { thousand: 3, million: 6, billion: 9 };

/** What a product's file says of itself, as far as imports need it. */
export function wantedOf(tree: Tree): Wanted {
  const xbrl = treeAt(tree, ['xbrl']);
  return { name: String(treeAt(tree, ['name'])), xbrl: Array.isArray(xbrl) ? xbrl.map(String) : [] };
}

/** How a product's sales are written in its file. */
export function termsOf(tree: Tree): Terms {
  const field = (name: string) => treeAt(tree, ['sales', name]);
  return {
    currency: String(field('currency')),
    power: powers[String(field('unit'))] ?? 6,
    fiscal: {
      start: Number(field('fiscalYearStart') ?? 1),
      named: field('fiscalYearNamed') === 'start' ? 'start' : 'end',
    },
  };
}

/** A product that is not in the content yet, without its sales. What a filing does not say is `not stated`. */
export function newProduct(line: Line, filing: Filing, { name, xbrl }: Wanted): TreeMap {
  const start = fiscalStartOf(filing.yearEnd);
  const amount = line.facts.find(({ unit }) => unit.startsWith('iso4217:'));
  const unit = Object.entries(powers).find(([, power]) => power === amount?.scale)?.[0] ?? 'million';
  return {
    name,
    generic: 'not stated',
    class: 'not stated',
    company: filing.company,
    xbrl: [...xbrl],
    sales: {
      currency: amount?.unit.slice('iso4217:'.length) ?? 'USD',
      unit,
      basis: 'worldwide, as reported',
      ...(start !== 1 && { fiscalYearStart: String(start) }),
    },
  };
}

/** The name of a line, with what distinguishes it where another line of the filing has the same product. */
export function wantedFrom(line: Line, { lines }: Filing): Wanted {
  const [product = ''] = line.products;
  const rivals = lines.filter((one) => one !== line && one.products.includes(product));
  if (rivals.length === 0) return { name: nameOfMember(product), xbrl: [product] };
  const own = line.others.filter((member) => rivals.every(({ others }) => !others.includes(member)));
  const distinct = own.length > 0 ? own : line.others;
  return {
    name: `${nameOfMember(product)} (${distinct.map(nameOfMember).join(', ')})`,
    xbrl: [[product, ...distinct].join(' + ')],
  };
}

/** What a source says of a product, fitted to its file, and what that is compared with. */
export interface Fitted {
  next: TreeMap;
  base: TreeMap | undefined;
}

/**
 * Fits quarters to a file: each under the heading where the file has it. Where its author took the same number from
 * elsewhere, only further numbers are left; where another number, everything about the old one is replaced.
 */
export function fitted(
  quarters: { [quarter: string]: TreeMap },
  current: Tree,
  before: { [quarter: string]: TreeMap },
): Fitted {
  const [next, base]: [{ [section: string]: TreeMap }, { [section: string]: TreeMap }] = [{}, {}];
  const put = (side: { [section: string]: TreeMap }, section: string, key: string, tree: Tree) => {
    side[section] = { ...side[section], [key]: tree };
  };
  for (const key of new Set([...Object.keys(quarters), ...Object.keys(before)])) {
    const section = sectionOf(key, current);
    const [now, then] = [treeAt(current, ['sales', section, key]), quarters[key]];
    if (before[key]) put(base, section, key, before[key]);
    if (then === undefined) continue;
    if (!isTreeMap(now) || before[key]) put(next, section, key, then);
    else if (isSameNumber(now.value, then.value)) put(next, section, key, furtherNumbers(then, now));
    else {
      put(next, section, key, then);
      put(base, section, key, now);
    }
  }
  return { next: { sales: next }, base: Object.keys(base).length > 0 ? { sales: base } : undefined };
}

/** The heading of a period: the one where a file has it, else that of its kind. */
export function sectionOf(period: string, current: Tree | undefined): string {
  const found = ['periods', 'quarters', 'years'].find(
    (section) => treeAt(current, ['sales', section, period]) !== undefined,
  );
  if (found) return found;
  return /-Q\d$/.test(period) ? 'quarters' : /^\d{4}$/.test(period) ? 'years' : 'periods';
}

/** What is missing beside a number that both have; its source then joins those that the file names. */
function furtherNumbers(then: TreeMap, now: TreeMap): TreeMap {
  const words = ['source', 'derived', 'note', 'grade'];
  const further = Object.entries(then).filter(
    ([field, value]) =>
      !words.includes(field) &&
      !(field === 'growthBasis' && field in now) &&
      !isSameNumber(value, now[field]),
  );
  if (further.length === 0) return {};
  const [known, added] = [listOf(now.source), listOf(then.source)];
  const unknown = added.filter((one) => !known.some((other) => idOf(other) === idOf(one)));
  return {
    ...Object.fromEntries(further),
    ...(unknown.length > 0 && { source: [...known, ...unknown] }),
  };
}

function listOf(source: Tree | undefined): Tree[] {
  return source === undefined ? [] : Array.isArray(source) ? source : [source];
}

function idOf(source: Tree): Tree | undefined {
  return isTreeMap(source) ? source.id : source;
}

function isSameNumber(one: Tree | undefined, other: Tree | undefined): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  const isNumber = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text);
  return isNumber(one) && isNumber(other) && unitsApart(one, other, 0) === 0;
}
