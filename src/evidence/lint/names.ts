import type { LintRule } from './lint.ts';
import { anyCase, exactCase } from './matcher.ts';
import { counting } from './vocabulary.ts';

const registries = [
  'NCT ?\\d{8}',
  'ISRCTN ?\\d+',
  '(?:EudraCT|EU CT)(?: (?:number|no\\.))?:? ?\\d{4}-\\d{6}-\\d{2}(?:-\\d{2})?',
  '\\d{4}-\\d{6}-\\d{2}(?:-\\d{2})?',
  '(?:jRCT|JapicCTI|JMA-IIA|UMIN|ChiCTR|SLCTR|CTRI|DRKS|ACTRN|IRCT|KCT|PACTR|TCTR|LBCTR|RPCEC|NL-OMON|NTR)[-\\p{L}\\d/]*\\d',
  'RBR-[\\p{L}\\d]{6,8}',
  'PER-\\d{3}-\\d{2}(?!\\d)',
  '(?:s?BLA|s?NDA|IND|PMID|PMC)[ :#]{0,2}\\d+',
  'U\\d{4}-\\d{4}-\\d{4}',
];

const addresses = [
  '(?<![\\p{L}\\d-])[\\p{L}\\d-]{1,63}\\.(?:com|org|net|gov|edu|eu|io|info|co\\.uk)(?![\\p{L}\\d])',
  'https?:\\/\\/[^\\s)]+',
  'www\\.[^\\s)]+',
  'doi:? ?10\\.[^\\s)]+',
  '10\\.\\d{4,9}\\/[^\\s)]+',
];

/** `5-HT3`, `4-1BB`, `5-FU`, `14-3-3`, `20-2-20`, `10-K`, `177Lu`, `del(17p)`, `1q21`, `2L+`, `7+3`. */
const digitFirst = [
  '\\d{1,2}-(?:[A-Z]{2,4}\\d?[A-F]?|\\d[A-Z]{2})(?![\\p{L}\\d])',
  '(?:6|8|10|11|20|40)-[KQF](?:\\/A)?(?![\\p{L}\\d-])',
  '\\d{1,2}-\\d{1,2}-\\d{1,2}(?= (?:model|criteria|rule|score|definition|system|protein|risk)|(?<=20-2-20|14-3-3))',
  '20\\/2\\/20',
  '(?:18F|11C|13C|14C|68Ga|177Lu|225Ac|131I|124I|123I|90Y|99mTc|223Ra|89Zr|64Cu|111In|201Tl)(?![\\p{L}\\d])',
  '(?:t|del|inv|dup|add|gain|amp)\\([^)\\s]*\\)',
  '\\d{1,2}[pq](?:\\d+(?:\\.\\d+)?)?(?![\\p{L}\\d])',
  '[1-9]L\\+?(?![\\p{L}\\d])',
  '[2-4]-?D(?![\\p{L}\\d])',
  '(?:7|3) ?\\+ ?3(?!\\.?\\d)',
  '(?:Nav|Cav|Kv|Kir|Hv|TRP[A-Z])\\d{1,2}\\.\\d{1,2}(?![\\p{L}\\d])',
];

/** Lower-case names that carry a number. */
const stems =
  'interleukin|lutetium|actinium|iodine|yttrium|radium|technetium|gallium|caspase|galectin|claudin|nectin|glucagon-like peptide|peptide|omega|beta|alpha|gamma|cytokeratin|angiopoietin|syndecan|neuropilin|glypican|receptor|ligand|factor|covid|vitamin|exon|codon|serotype|SNP|chromosome|genotype|HPV|HIV|Ki|IL|CD|PD|Fortune|S&P|FTSE|Nasdaq|Russell|Stoxx(?: Europe)?|Nikkei|Windows';

/** Names and short forms of what is measured: a number after them is a result. */
const measures =
  /^(?:ORR|s?CR|p?CR|PR|VGPR|MRD|HR|OR|RR|AR|CI|CrI|N|P|DOR|DCR|CBR|CRS|ICANS|TEAE|SAE|AE|NNT|SD|SE|IQR|ECOG|TPS|CPS|AUC|EUR|USD|GBP|CHF|JPY|US|RMB|CNY|PFS|OS|EFS|DFS|DOR|BMI|SUV)[-/]?$|^(?:PFS|OS|EFS|DFS)-$/;

const notNames = /^(?:top|over|about|under|up|to|from|around|some|nearly|almost|only|just|and|or|by|age)-?$/i;

const mixedToken =
  '(?<![\\p{L}\\d.,])[\\p{L}][\\p{L}\\d]*(?:[-/*][\\p{L}\\d]+(?:\\.\\d+)?|(?<=\\d)\\.\\p{Lu}[\\p{L}\\d]*\\d)*';

/** `CD38`, `IL-6`, `V600E`, `KEYNOTE-189`, `R-CHOP-21`, `CDK4/6`, `mRNA-1273`, `α4β7`. */
function isName(token: string): boolean {
  const head = /^\D*/u.exec(token)?.[0] ?? '';
  if (head === token || (measures.test(head) && /^\D+[\d./-]+$/u.test(token)) || notNames.test(head))
    return false;
  return /[\p{Lu}\p{Script=Greek}]/u.test(head) && !/\d\.\d/.test(token.replace(/^[A-Z]+\./, ''));
}

export const nameRules: LintRule[] = [
  {
    why: 'the name of a build',
    matcher: exactCase(
      '(?<![\\p{L}\\d.])(?:\\d+\\.\\d+\\.\\d+(?!\\.?\\d)|(?=[a-f]*\\d)(?=\\d*[a-f])[\\da-f]{8,64}(?![\\p{L}\\d]))',
    ),
  },
  { why: 'a registry number', matcher: anyCase(`(?<![\\p{L}\\d])(?:${registries.join('|')})`) },
  {
    why: 'the name of a file',
    matcher: anyCase('(?<![\\p{L}\\d])\\d{4}-\\d{2}-\\d{2}(?:-[\\p{L}\\d]+)+\\.pdf(?![\\p{L}\\d])'),
  },
  { why: 'an address', matcher: anyCase(addresses.join('|')) },
  { why: 'a name', matcher: exactCase(`(?<![\\p{L}\\d.,-])(?:${digitFirst.join('|')})`) },
  {
    why: 'a name',
    matcher: anyCase(`(?<![\\p{L}\\d])(?:${stems})[- ]\\d+(?:[./]\\d+)?`),
    notBefore: [counting],
  },
  {
    why: 'a name',
    matcher: exactCase('(?<![\\p{L}\\d-])[A-Z]{2,4}\\.\\d(?:[./]\\d+)*'),
    holds: isVariant,
  },
  { why: 'a name', matcher: exactCase(mixedToken), holds: isName },
  {
    why: 'a name',
    matcher: exactCase(
      '(?<![\\p{L}\\d])(?:p[1-9]\\d|(?:bb|rs|miR-?)\\d{2,}|[rv]\\d{1,2}(?:\\.\\d+)*)(?![\\p{L}\\d])',
    ),
  },
  {
    why: 'a name',
    matcher: anyCase(`(?<![\\p{L}\\d])types? [1-9](?: (?:or|and) [1-9])?`),
    notBefore: [counting],
  },
];

/** `BA.2`, `JN.1`. */
function isVariant(token: string): boolean {
  return !measures.test(token.slice(0, token.indexOf('.')));
}
