import { anyCase } from '../matcher.ts';
import type { LintRule } from '../rule.ts';

const number = '\\d[\\d,]*(?:\\.\\d+)?';
const power = '10(?:\\^?\\d{1,2}|[\\u2070\\u00b9\\u00b2\\u00b3\\u2074-\\u2079]+)';

const perBody = '(?:\\/(?:kg|m²|m2|m\\^2|day|d|dose|week|h|hr|min))*';
const mass = `(?:mg|µg|μg|mcg|ug|g|milligrams?|micrograms?|grams?)${perBody}|ng\\/kg${perBody}|(?:k|M)?IU${perBody}|U\\/kg|c?Gy|[MG]Bq|mCi|m[Ll](?:\\/kg)?|units`;
const cells = `(?:(?:[×x·] ?)?${power}|million)[ -](?:[\\p{L}+-]+ ){0,4}(?:(?:T )?cells?|vg|gc|genome copies|vector genomes|viral genomes|viral particles|PFU)(?:\\/kg| per kg)?`;

/** Not a concentration in blood. */
const notMeasured = '(?![\\p{L}\\d²]|\\/(?!\\d)|\\^)';

const list = `${number}(?:(?:, ${number})+,? (?:and|or) ${number}|(?: ?[–/-] ?| to | or | and )${number})?`;

/** `fell by 20 mg` tells of a result. */
const notChange =
  '(?<!\\b(?:sold|shipped|fell|dropped|declined|decreased|increased|rose|lower|lowered|reduced|cut|reduction|loss|gain|gained|lost|differed|difference|changed|change|improved|improvement|slowed|worsened|grew|climbed|decrease|increase|decline|rise|fall|drop)(?: [\\p{L}]+){0,4} (?:by|of|to) )';

export const doseRules: LintRule[] = [
  {
    why: 'a unit',
    matcher: anyCase(
      '(?<=per )1(?:0{2,3}|,?0{3,5}) (?:patient|person|participant|subject|child|woman)[- ](?:years?|months?|days?)',
    ),
  },
  { why: 'a unit', matcher: anyCase('(?<=(?:\\/|per |min(?:ute)? )) ?1\\.73 ?m(?:²|2|\\^2)') },
  {
    why: 'a dose',
    matcher: anyCase(`(?<![\\p{L}\\d.,%])${notChange}${list}[ -]?(?:${mass})${notMeasured}`),
  },
  { why: 'a dose', matcher: anyCase(`(?<![\\p{L}\\d.,])${list} ?(?:${cells})(?![\\p{L}\\d]|\\/[Lµm])`) },
  { why: 'a dose', matcher: anyCase('(?<![\\p{L}\\d])AUC ?(?:of )?[2-7](?!\\.?\\d| ?%)') },
  {
    why: 'a dose',
    matcher: anyCase(
      `(?<![\\p{L}\\d])${power} (?:vg|gc|PFU|(?:CAR[- ]?[\\p{L}]* )?(?:T )?cells(?!\\/[Lµm]))(?:\\/kg)?`,
    ),
  },
];
