import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { EvidenceRow } from '../evidence/ledger.ts';
import { decimalsOf } from '../notation/rounding.ts';
import { namePart } from '../notation/written.ts';
import type { HtmlNumber } from '../page/bound-numbers.ts';
import { hasNumber, toPlainText } from '../pdf/text.ts';

/** What a mail prints otherwise than its page, or its text otherwise than its html. */
export interface MailDifference {
  /** Bound in the mail and not on the page; in the html and not in the text; in the text and not in the html. */
  kind: 'not-on-page' | 'not-in-text' | 'only-in-text';
  text: string;
  /** The datum or computation; unknown for a number in the text. */
  id?: string;
  where?: string;
}

export interface MailNumbers {
  /** Those of the page, and of its ledger the rows. */
  page: readonly HtmlNumber[];
  ledger: readonly Pick<EvidenceRow, 'id' | 'value' | 'interval' | 'threshold'>[];
  /** Those of the mail's html, all that its html says, and its text. */
  mail: readonly HtmlNumber[];
  said: string;
  text: string;
}

/**
 * Compares the numbers of a mail with those of its page, by datum and numerals (a caption may say “83 to 100%”
 * where a table prints 83–100), and those of its text with those of its html.
 */
export function compareMail({ page, ledger, mail, said, text }: MailNumbers): MailDifference[] {
  const printed = numeralsById(page, ledger);
  const seen = new Set<string>();
  const once = mail.filter(
    ({ id, text: number }) => !seen.has(`${id} ${number}`) && seen.add(`${id} ${number}`),
  );
  const plain = toPlainText(text.replace(/^\| /gm, ''));
  const strays = once
    .filter(({ id, text: number }) => numeralsIn(number).some((one) => !isAmong(one, printed.get(id))))
    .map((one): MailDifference => ({ kind: 'not-on-page', ...partOf(one) }));
  const lost = once
    .filter(({ text: number }) => !hasNumber(plain, number))
    .map((one): MailDifference => ({ kind: 'not-in-text', ...partOf(one) }));
  const known = new Set(numeralsIn(said));
  const extra = numeralsIn(withoutFurniture(text)).filter((one) => !known.has(one));
  return [
    ...strays,
    ...lost,
    ...[...new Set(extra)].map((one): MailDifference => ({ kind: 'only-in-text', text: one })),
  ];
}

/**
 * Unchanged, or rounded: spoken texts give an interval in whole per cents, from the exact value. What is
 * printed as 18.5 may be 18.46 and is then read as 18, so half a unit of either precision is allowed.
 */
function isAmong(numeral: string, printed: ReadonlySet<string> = new Set()): boolean {
  if (printed.has(numeral)) return true;
  const decimals = decimalsOf(numeral);
  return [...printed].some((one) => {
    const finer = decimalsOf(one);
    const allowed = (10 ** -decimals + 10 ** -finer) / 2;
    return finer > decimals && Math.abs(toNumber(one) - toNumber(numeral)) < allowed + 1e-9;
  });
}

function toNumber(numeral: string): number {
  return Number(numeral.replaceAll(',', ''));
}

function partOf({ id, text, where }: HtmlNumber): Omit<MailDifference, 'kind'> {
  return { id, text, where };
}

function numeralsById(page: readonly HtmlNumber[], ledger: MailNumbers['ledger']): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (id: string, text: string) => {
    const own = found.get(id) ?? new Set();
    for (const numeral of numeralsIn(text)) own.add(numeral);
    found.set(id, own);
  };
  for (const { id, text } of page) for (const one of [id, ...id.split(' ')]) add(one, text);
  for (const { id, value, interval, threshold } of ledger)
    add(id, [value, interval?.text, threshold].filter(Boolean).join(' '));
  return found;
}

/** Figures with their points: `118`, `368`, `32.1`. */
function numeralsIn(text: string): string[] {
  return toPlainText(text).match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** Addresses, references and the numbers of list items are the text's own. */
function withoutFurniture(text: string): string {
  return text
    .replace(/^\| /gm, '')
    .replace(/https?:\S+|@@\S+@@/g, '')
    .replace(/\[e?\d+(?:,\d+)*\]/g, '')
    .replace(/^ *\d+\. /gm, '');
}

/** Reported at the briefing, because the tool or a template lost them. */
export function mailParityProblems(differences: readonly MailDifference[], place: Place): Diagnostic[] {
  return differences.map((one) =>
    problem('mail-parity', sentences[one.kind](one), place, { hints: [hints[one.kind]] }),
  );
}

const sentences: Readonly<Record<MailDifference['kind'], (one: MailDifference) => string>> = {
  'not-on-page': (one) => `${named(one)} of the mail is nowhere on the page`,
  'not-in-text': (one) => `${named(one)} of the mail’s html is not in its text`,
  'only-in-text': ({ text }) => `‘${text}’ in the mail’s text is nowhere in its html`,
};

function named({ text, id, where = 'text' }: MailDifference): string {
  return `‘${text}’ (${id}) in ${namePart(where)}`;
}

const hints: Readonly<Record<MailDifference['kind'], string>> = {
  'not-on-page': 'a template of the page may leave it out',
  'not-in-text': 'a template of the mail may print what its text leaves out',
  'only-in-text': 'a template of the mail may leave out what its text prints',
};
