import { withoutUnseenCharacters } from '../../model/scalars.ts';
import { findWhiteSpace } from '../../notation/written.ts';

/** Text of the registry in paragraphs: its Markdown escapes undone, unseen characters left out; undefined when empty. */
export function paragraphs(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = withoutUnseenCharacters(text)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!<>=^~|&"'])/g, '$1')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return plain === '' ? undefined : ordinarySpaces(plain);
}

/** The same on one line. */
export function oneLine(text: string | undefined): string | undefined {
  return paragraphs(text)?.replaceAll(/\s+/g, ' ');
}

function ordinarySpaces(text: string): string {
  const found = findWhiteSpace(text);
  return found ? text.replaceAll(text.charAt(found.at), ' ').trim() : text;
}

/** Words for comparing names: lower case, without punctuation. */
export function plainWords(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}.%/]+/gu, ' ')
    .trim();
}

/**
 * A decimal as this tool writes them: `0.5` of `.5`, `134` of `134.`, `1234` of `1,234`; undefined for anything
 * else, such as `0,3139`, `<5` or `NA`.
 */
export function numeral(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const given = text.trim().replace('\u2212', '-');
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(given) ? given.replaceAll(',', '') : given;
  const match = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(plain);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (!match || (whole === '' && fraction === '') || whole.length > 15) return undefined;
  const units = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${units}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A whole number of 0 or more and at most nine digits; undefined for anything else. */
export function wholeNumeral(text: string | undefined): string | undefined {
  const plain = numeral(text)?.replace(/\.0+$/, '');
  return plain !== undefined && /^\d{1,9}$/.test(plain) ? plain : undefined;
}

/** 100 times a decimal, exactly: `97.40` of `0.9740`. */
export function timesHundred(decimal: string): string {
  const sign = decimal.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const padded = fraction.padEnd(2, '0');
  const units = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = padded.slice(2);
  return `${sign}${units}${rest === '' ? '' : `.${rest}`}`;
}

const unitPattern = '(hour|day|week|month|year)s?';
const numberAfter = new RegExp(
  `\\b${unitPattern}\\s*(\\d+(?:\\.\\d+)?)(?![\\d.]*\\s*(?:to|and|through|,|-|–)\\s*\\d)`,
  'gi',
);
const numberBefore = new RegExp(`(\\d+(?:\\.\\d+)?)[\\s-]*${unitPattern}\\b`, 'gi');

/** The last time in a text, as `48 months` of `Month 48` or `60-month`; undefined without one, or in hours. */
export function timeIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const after = [...text.matchAll(numberAfter)].map(({ 1: unit, 2: amount, index }) => ({
    unit,
    amount,
    index,
  }));
  const before = [...text.matchAll(numberBefore)].map(({ 1: amount, 2: unit, index }) => ({
    unit,
    amount,
    index,
  }));
  const last = [...after, ...before].sort((a, b) => a.index - b.index).at(-1);
  if (!last?.unit || !last.amount || /^hour/i.test(last.unit)) return undefined;
  const amount = numeral(last.amount);
  return amount === undefined || Number(amount) === 0 ? undefined : `${amount} ${last.unit.toLowerCase()}s`;
}

/** `days`, `weeks`, `months` or `years`, where a unit is one of them. */
export function timeUnitOf(unit: string | undefined): string | undefined {
  const match = /^\(?(day|week|month|year)s?\)?\.?$/i.exec(unit?.trim() ?? '');
  return match?.[1] && `${match[1].toLowerCase()}s`;
}
