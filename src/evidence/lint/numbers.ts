import type { LintRule } from './lint.ts';
import { anyCase } from './matcher.ts';
import { numberWord, timeUnits } from './vocabulary.ts';

const raised = '\\u2070\\u00b9\\u00b2\\u00b3\\u2074-\\u2079';
const vulgar = '[¼-¾⅐-⅞]';
const plain = `(?:(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:[.·]\\d+)?|(?<=^|[ =<>(])\\.\\d+)`;
const power = `(?: ?[×x] ?)?10(?:\\^?[⁻−-]?[${raised}]+|\\^[−-]?\\d+)`;
const core = `(?:${plain}e[−-]\\d+|${plain}${power}|10(?:[⁻]?[${raised}]+|\\^[−-]?\\d+)|${plain}${vulgar}?|${vulgar}|[${raised}]+\\/\\d+|(?<=^|[ (])[${raised}]+(?![${raised}])|[${raised}]+(?= ?%))`;

const share =
  '(?: ?[%‰‱]|[- ](?:per ?cent|pct\\.?|prozent|pour cent|por ciento|per cento|percentage[- ]points?|percentage|pp|bps|basis points)\\b)';
const large = '(?:[- ]?(?:million|billion|trillion|thousand)|[- ]?(?:bn|mn)|[mk](?=[^\\p{L}]|$))\\b';
const unit = `(?:${share}|${large}|[- ]?fold\\b| ?[x×](?=[^\\p{L}]|$)|[- ]${timeUnits}\\b| times\\b)`;
const currency = '(?:(?:US|C|A|HK)?[$€£¥] ?|(?:USD|EUR|GBP|CHF|JPY|RMB|CNY) ?)';
const sign = `(?:(?<=^|[\\s(\\[,;–])[+−±-](?=[\\d$€£]))`;
const one = `${sign}?${currency}?${core}${unit}?`;
const joined = `(?: ?(?:–|—|-|/) ?|:(?=\\d)| to | of (?:the |these )?| out of | in )`;

/** Numerals with what belongs to them: `94/128`, `20–30%`, `18 of 20`, `US$3.96 billion`, `15.3 months`. */
export const numerals: LintRule = {
  why: 'a number',
  matcher: anyCase(`${one}(?:${joined}(?:${one}|${numberWord}\\b))?`),
};
