import { anyCase, exactCase } from '../matcher.ts';
import type { LintRule } from '../rule.ts';
import { counting } from '../vocabulary.ts';

const houseNumber = '\\d{1,5}(?:[a-dA-D](?![\\p{L}\\d])|[-–/]\\d{1,4}[a-dA-D]?)?';
const capitalised = "\\p{Lu}[\\p{L}.’']*";
const ofRoad =
  '(?:Street|St\\.?|Avenue|Ave\\.?|Road|Rd\\.?|Drive|Dr\\.?|Lane|Ln\\.?|Boulevard|Blvd\\.?|Square|Sq\\.?|Place|Pl\\.?|Court|Ct\\.?|Way|Parkway|Pkwy\\.?|Plaza|Terrace|Row|Crescent|Close|Highway|Hwy\\.?|Broadway|Quay|Mews|Hill|Gardens?|Park)(?![\\p{L}])';
const germanRoad =
  '(?:[\\p{L}-]+(?:straße|strasse|str\\.|weg|platz|gasse|allee|ring|damm|ufer|graben|markt|laan|straat|plein|gade|vej|gatan)|(?:Unter den|Am|An der|Im|Auf dem|Alte|Neue|Große|Kleine) [\\p{L}-]+)';
const romanRoad =
  '(?:[Rr]ue|[Aa]venue|[Bb]oulevard|bd|[Pp]lace|[Qq]uai|[Aa]llée|[Cc]hemin|[Ii]mpasse|[Vv]ia|[Vv]iale|[Cc]orso|[Pp]iazza|[Ll]argo|[Cc]alle|[Aa]venida|[Pp]aseo|[Pp]laza|[Rr]ua|[Pp]raça)(?: (?:de|du|des|la|le|les|del|della|dei|di|las|los|dos|da))*';

const streets = [
  `${houseNumber},? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?(?:(?:${capitalised}|\\d{1,3}(?:st|nd|rd|th)) ){1,4}${ofRoad}`,
  `${germanRoad} ${houseNumber}`,
  `${houseNumber},? (?:bis |ter )?${romanRoad} (?:[dl][’'])?${capitalised}`,
  `(?:Rue|Avenue|Boulevard|Via|Viale|Corso|Piazza|Calle|Avenida|Paseo|Plaza|Rua|Praça)(?: [\\p{L}’'.]+){1,4},? ${houseNumber}`,
];

const parts = [
  '(?:Suite|Ste\\.?|Floor|Room|Rm\\.?|Unit|Apt\\.?|Apartment|Building|Bldg\\.?|Block|Level|Gate|Entrance|Etage|Stock) \\d{1,5}[A-Za-z]?(?![.,]\\d)',
  '(?:P\\.? ?O\\.? ?Box|PO Box|Postfach|Box|BP|C\\.?P\\.?|Apartado|Private Bag) ?(?:\\d{2,3} ){0,2}\\d{1,6}',
];

const postcodes = [
  '(?:[A-Z]{1,2}-)?\\d{4,5} \\p{Lu}[\\p{L}.’-]*(?: \\p{Lu}[\\p{L}.’-]+){0,2}(?=[,;.]|$)',
  '(?:\\p{Lu}[\\p{L}.’-]*(?: \\p{Lu}[\\p{L}.’-]+){0,2},? )(?:[A-Z]{2} )?\\d{4,5}(?:-\\d{4})?(?=[,;.]|$)',
  '[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}',
  '[A-Z]\\d[A-Z] \\d[A-Z]\\d',
  '[A-Z]\\d{2} ?[A-Z\\d]{4}',
  '\\d{4} [A-Z]{2}(?= \\p{Lu}[\\p{L}])',
];

const digitsOf = '(?:\\(\\d{1,5}\\)|\\d{1,14})';
const telephone = `${digitsOf}(?:[ .\\-–/]{1,2}${digitsOf}){0,6}`;

const address = `(?:${[...streets, ...parts].join('|')})`;
/** What may stand between a street and its postcode: rooms and names. */
const between = `(?:,? (?:${parts.join('|')}|${capitalised}(?: \\d{1,2}(?=,))?))`;

export const postalRules: LintRule[] = [
  {
    why: 'a postal address',
    matcher: exactCase(
      `(?<![\\p{L}\\d.,%])${address}(?:${between}{0,6},? (?:${postcodes.join('|')}))?(?![\\p{L}\\d%])`,
    ),
    notBefore: [counting],
  },
  {
    why: 'a postal address',
    matcher: exactCase(
      `(?<![\\p{L}\\d.,])(?:[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}|[A-Z]{2} \\d{5}(?:-\\d{4})?)(?![\\p{L}\\d%])`,
    ),
    notBefore: [counting],
  },
  {
    why: 'a telephone number',
    matcher: anyCase(
      `(?<![\\p{L}\\d])(?:\\+\\d{1,3}[ .\\-–]?${telephone}|(?:(?:tele)?phone|tel|fax|mobile|cell|call|hotline|contact|ring|dial)(?:\\.|:| at| on| us at)* ?(?:\\+?${telephone})|1-\\d{3}-\\d{3}-\\d{4}|\\(\\d{3}\\) ?\\d{3}-\\d{4}|0\\d{2,4} \\d{3} \\d{4}|ext(?:ension)?\\.? ?\\d{1,5})(?![\\d%])`,
    ),
    notBefore: [counting],
  },
];
