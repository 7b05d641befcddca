import type { WrittenShape } from '../shapes/shapes.ts';

/** What a table says once for all of its cells. */
export interface CellDefaults {
  unit?: string | undefined;
  statistic?: 'mean' | 'median' | 'geometric mean' | 'adjusted mean' | undefined;
  change?: string | undefined;
}

/** Offset and length in the text of a cell. */
export type Span = readonly [offset: number, length: number];

/** A cell as the schema of its shape reads it, and where each field is written. */
export interface CellText {
  shape: WrittenShape;
  raw: Record<string, unknown>;
  spans: Record<string, Span>;
}

export interface CellProblem {
  problem: string;
  span: Span;
  hints?: string[];
}

const number = /[-\u2212]?\d[\d.,]*/y;
const averages = {
  mean: 'mean',
  median: 'median',
  'geometric mean': 'geometricMean',
  'adjusted mean': 'adjustedMean',
  'least-squares mean': 'adjustedMean',
} as const;
const average = /(?:geometric mean|adjusted mean|least-squares mean|mean|median)(?=\s)/y;
const time = /(?:days|weeks|months|years)(?![\w-])/y;
const limitWords = /not reached|not estimable|not reported|unbounded/y;
const reasons =
  /(?:unavailable:\s*)?(not reached|not estimable|not reported|not calculated|below the limit of quantification|nobody analysed)/y;
/** Words without a number among them, up to the word or bracket that begins another part. */
const unit =
  /(?!(?:sd|se|gcv|iqr|range|of|at|in)(?:[\s[]|$))[^\s[(\d][^\s[(]*(?:\s+(?!(?:sd|se|gcv|iqr|range|of|at|in)(?:[\s[]|$))[^\s[(\d][^\s[(]*)*/y;
const counted = /(?:events|cases|episodes|infections|hospitalisations|exacerbations|doses|deaths)(?![\w-])/y;

/** Reads a cell in one of the forms that docs/data-model.md lists. */
export function readCell(text: string, defaults: CellDefaults = {}): CellText | CellProblem {
  try {
    return new CellReader(text, defaults).read();
  } catch (error) {
    if (error instanceof Refusal) return error.told;
    throw error;
  }
}

class Refusal extends Error {
  readonly told: CellProblem;
  constructor(told: CellProblem) {
    super(told.problem);
    this.told = told;
  }
}

class CellReader {
  private at = 0;
  private readonly text: string;
  private readonly defaults: CellDefaults;
  private readonly raw: Record<string, unknown> = {};
  private readonly spans: Record<string, Span> = {};

  constructor(text: string, defaults: CellDefaults) {
    this.text = text;
    this.defaults = defaults;
  }

  read(): CellText {
    const start = this.peek(reasons);
    if (start) return this.unavailable(start);
    if (this.peek(/\d+\s*\//y)) return this.counts();
    const named = this.take(average);
    if (named) return this.measure(averages[named[0] as keyof typeof averages]);
    return this.estimate();
  }

  /** `not reached [54.8, not reached] months`, `not calculated (fewer than 3 patients)`. */
  private unavailable(match: RegExpExecArray): CellText {
    const [, reason = ''] = match;
    const isTime = this.defaults.statistic === undefined && /^not (?:reached|estimable)$/.test(reason);
    if (isTime && !match[0].startsWith('unavailable')) {
      this.take(reasons);
      this.put('value', reason, [match.index, match[0].length]);
      this.tail(['ci', 'of']);
      const after = this.take(time);
      if (after) this.put('unit', after[0], [after.index, after[0].length]);
      return this.end('median');
    }
    this.take(reasons);
    this.put('reason', reason, [match.index + match[0].length - reason.length, reason.length]);
    const because = this.take(/\(([^()]+)\)|:\s*(.+)/y);
    if (because)
      this.put('because', (because[1] ?? because[2]) as string, [because.index, because[0].length]);
    return this.end('unavailable');
  }

  /** `44/59`, `44/59 (74.6%)`, `44/59 [61.6, 85.0]`. */
  private counts(): CellText {
    this.put('events', ...this.numeral('a whole number'));
    this.take(/\//y);
    this.put('of', ...this.numeral('a whole number'));
    if (this.take(/\(/y)) {
      this.put('percent', ...this.numeral('a percentage'));
      this.expect(/%\s*\)/y, '%)');
    }
    this.tail(['ci']);
    return this.end('proportion');
  }

  private estimate(): CellText {
    const about = this.take(/~/y);
    const [digits, span] = this.numeral();
    const { statistic } = this.defaults;
    if (this.take(/%(?!\s*ci\b)/y)) {
      if (this.hasSpread() || statistic !== undefined) return this.measureOf(digits, span, '%');
      const landmark = this.peek(/at\s/y);
      this.put('percent', digits, span);
      if (landmark) {
        this.take(/at\s/y);
        const amount = this.expect(/\d[\d.]* (?:days|weeks|months|years)/y, 'a time such as 5 years');
        this.put('at', amount[0], [amount.index, amount[0].length]);
        this.tail(['ci', 'of']);
        return this.end('rate');
      }
      const value = Number(digits);
      if (value < 0 || value > 100 || this.defaults.change !== undefined)
        return this.plainNumber(digits, span, '%');
      if (about) this.raw.approximate = 'true';
      this.tail(['ci', 'of']);
      return this.end('proportion');
    }
    if (about) this.fail('only a percentage may be approximate', [about.index, 1]);
    if (statistic !== undefined || this.hasSpread()) return this.measureOf(digits, span);
    const quantity = this.take(time);
    if (quantity) {
      this.put('value', `${digits} ${quantity[0]}`, [span[0], quantity.index + quantity[0].length - span[0]]);
      this.tail(['ci', 'of']);
      return this.end('median');
    }
    if (this.peek(/per\s/y)) return this.eventRate(digits, span);
    const events = /^\d+$/.test(digits) && this.take(counted);
    if (events) {
      this.put('value', digits, span);
      this.put('unit', events[0], [events.index, events[0].length]);
      this.tail(['of']);
      return this.end('count');
    }
    return this.plainNumber(digits, span);
  }

  /** `5.2 per 100 patient-years (106 in 2034.5) [4.3, 6.3]`. */
  private eventRate(digits: string, span: Span): CellText {
    this.take(/per\s/y);
    this.put('rate', digits, span);
    const per = this.expect(
      /(?:[1-9]\d* )?[\w-]*(?:years?|months?|weeks?|days?)/y,
      'a time such as 100 patient-years',
    );
    this.put('per', /^\d/.test(per[0]) ? per[0] : `1 ${per[0]}`, [per.index, per[0].length]);
    if (this.take(/\(/y)) {
      this.put('events', ...this.numeral('the number of events'));
      this.expect(/in\s/y, 'in');
      this.put('exposure', ...this.numeral('the time at risk'));
      this.expect(/\)/y, ')');
    }
    this.tail(['ci', 'of']);
    return this.end('eventRate');
  }

  private plainNumber(digits: string, span: Span, given?: string): CellText {
    delete this.raw.percent;
    this.put('value', digits, span);
    this.unit(given);
    this.tail(['ci', 'of']);
    return this.end('number');
  }

  private measure(field: string): CellText {
    const [digits, span] = this.numeral();
    this.put(field, digits, span);
    this.unit(this.take(/%(?!\s*ci\b)/y) ? '%' : undefined);
    return this.spread();
  }

  private measureOf(digits: string, span: Span, given?: string): CellText {
    this.put(averages[this.defaults.statistic ?? 'mean'], digits, span);
    this.unit(given);
    return this.spread();
  }

  private spread(): CellText {
    if (this.defaults.change !== undefined) this.raw.change = this.defaults.change;
    this.tail(['sd', 'se', 'gcv', 'iqr', 'range', 'ci', 'of']);
    return this.end('measure');
  }

  private unit(given: string | undefined): void {
    const found = given === undefined ? this.take(unit) : undefined;
    const own = given ?? found?.[0] ?? this.defaults.unit;
    if (own === undefined)
      this.fail(
        'the number has no unit',
        [0, this.text.length],
        ['write it after the number, or give the table a unit:'],
      );
    if (found && this.defaults.unit !== undefined && found[0] !== this.defaults.unit) {
      this.fail(
        `‘${found[0]}’ is neither the unit of the table, ${this.defaults.unit}nor the start of another part`,
        [found.index, found[0].length],
        ['omit the unit here, or omit unit: from the table and write it in every cell'],
      );
    }
    this.put('unit', own, found ? [found.index, found[0].length] : [0, this.text.length]);
  }

  /** Spread, interval and number of patients, in any order and each once. */
  private tail(known: readonly string[]): void {
    while (!this.isAtEnd() && !this.peek(time)) {
      const word = this.take(/(?:sd|se|gcv|iqr|range|of)(?=[\s[])/y);
      const level = word ? undefined : this.take(/(\d+(?:\.\d+)?)% ci(?=\s*\[)/y);
      const name = word ? word[0] : this.peek(/\[/y) ? 'ci' : undefined;
      const start = word?.index ?? level?.index ?? this.skip();
      if (name === undefined || !known.includes(name)) {
        const found = this.text.slice(start).split(/\s/, 1)[0] as string;
        this.fail(
          `‘${found}’ does not belong here`,
          [start, found.length],
          [`after the number may follow ${known.map((one) => samples[one]).join(', ')}`],
        );
      }
      if (this.raw[name] !== undefined) this.fail(`${name} is given twice`, [start, this.at - start]);
      if (level) this.put('level', level[1] as string, [level.index, level[0].length]);
      if (name === 'ci' || name === 'iqr' || name === 'range') this.pair(name);
      else this.put(name, ...this.numeral(name === 'of' ? 'the number of patients' : 'a number'));
      if (name === 'gcv') this.take(/%/y);
    }
  }

  private pair(name: string): void {
    const open = this.expect(/\[/y, `[low, high] after ${name}`);
    const limits = [0, 1].map((index) => {
      const word = this.take(limitWords);
      const [said, span]: [string, Span] = word ? [word[0], [word.index, word[0].length]] : this.limit();
      this.spans[`${name}.${index}`] = span;
      if (index === 0) this.expect(/,/y, 'a comma between the limits');
      return said;
    });
    this.expect(/\]/y, ']');
    this.put(name, limits, [open.index, this.at - open.index]);
  }

  private limit(): [string, Span] {
    const found = this.take(/[-\u2212]?\d+(?:\.\d+)?/y);
    if (found) return [plain(found[0]), [found.index, found[0].length]];
    const at = this.skip();
    const rest = /^[^,\]\s]*/.exec(this.text.slice(at))?.[0] ?? '';
    const hints = /^N[RE]$/i.test(rest) ? ['write not reached, not estimable or not reported'] : [];
    this.fail('expected a limit', [at, Math.max(1, rest.length)], hints);
  }

  private numeral(expected = 'a number'): [string, Span] {
    const found = this.take(number);
    if (!found) {
      const at = this.skip();
      this.fail(
        `expected ${expected}`,
        [at, Math.max(1, this.text.length - at)],
        [
          'valid cells: 44/59; 74.6% [61.6, 85.0] of 59; -2.9 se 0.72 of 143; 61.9 months [54.8, not reached]; 12 events; not reached',
        ],
      );
    }
    const span: Span = [found.index, found[0].length];
    if (found[0].includes(',')) this.fail('write numbers without commas', span);
    return [plain(found[0]), span];
  }

  private hasSpread(): boolean {
    return /(?:^|\s)(?:sd|se|gcv|iqr|range)[\s[]/.test(this.text.slice(this.at));
  }

  private expect(pattern: RegExp, expected: string): RegExpExecArray {
    const found = this.take(pattern);
    if (found) return found;
    const at = this.skip();
    this.fail(`expected ${expected}`, [at, 1]);
  }

  private put(field: string, value: unknown, span: Span): void {
    this.raw[field] = value;
    this.spans[field] = span;
  }

  private peek(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.skip();
    return pattern.exec(this.text) ?? undefined;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const found = this.peek(pattern);
    if (found) this.at = found.index + found[0].length;
    return found;
  }

  private skip(): number {
    while (/\s/.test(this.text.charAt(this.at))) this.at += 1;
    return this.at;
  }

  private isAtEnd(): boolean {
    return this.skip() >= this.text.length;
  }

  private end(shape: WrittenShape): CellText {
    if (!this.isAtEnd()) {
      this.fail(`‘${this.text.slice(this.at)}’ does not belong here`, [this.at, this.text.length - this.at]);
    }
    return { shape, raw: this.raw, spans: this.spans };
  }

  private fail(problem: string, span: Span, hints?: string[]): never {
    throw new Refusal({ problem, span, ...(hints && hints.length > 0 && { hints }) });
  }
}

const samples: Record<string, string> = {
  sd: 'sd 1.2',
  se: 'se 0.72',
  gcv: 'gcv 34%',
  iqr: 'iqr [3, 8]',
  range: 'range [1, 12]',
  ci: '[54.8, 67.1] or 90% ci [54.8, 67.1]',
  of: 'of 59',
};

function plain(digits: string): string {
  return digits.replace('\u2212', '-');
}
