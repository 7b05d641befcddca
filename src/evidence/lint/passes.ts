import type { LintRule } from './lint.ts';
import { anyCase, exactCase, findAll } from './matcher.ts';
import { nameRules } from './names.ts';
import {
  cardinal,
  counting,
  countingMany,
  happened,
  numberWord,
  ofPersons,
  ofTheText,
  outcomes,
  persons,
  timeUnits,
} from './vocabulary.ts';

const number = '\\d[\\d,]*(?:\\.\\d+)?';
const power = '10(?:\\^?\\d{1,2}|[\\u2070\\u00b9\\u00b2\\u00b3\\u2074-\\u2079]+)';

const perBody = '(?:\\/(?:kg|m²|m2|m\\^2|day|d|dose|week|h|hr|min))*';
const mass = `(?:mg|µg|μg|mcg|ug|g|milligrams?|micrograms?|grams?)${perBody}|ng\\/kg${perBody}|(?:k|M)?IU${perBody}|U\\/kg|c?Gy|[MG]Bq|mCi|m[Ll](?:\\/kg)?|units`;
const cells = `(?:(?:[×x·] ?)?${power}|million)[ -](?:[\\p{L}+-]+ ){0,4}(?:(?:T )?cells?|vg|gc|genome copies|vector genomes|viral genomes|viral particles|PFU)(?:\\/kg| per kg)?`;

/** Not a concentration in blood. */
const notMeasured = '(?![\\p{L}\\d²]|\\/(?!\\d)|\\^)';

const list = `${number}(?:(?:, ${number})+,? (?:and|or) ${number}|(?: ?[–/-] ?| to | or | and )${number})?`;

/** `fell by 20 mg` reports a result. */
const notChange =
  '(?<!\\b(?:sold|shipped|fell|dropped|declined|decreased|increased|rose|lower|lowered|reduced|cut|reduction|loss|gain|gained|lost|differed|difference|changed|change|improved|improvement|slowed|worsened|grew|climbed|decrease|increase|decline|rise|fall|drop)(?: [\\p{L}]+){0,4} (?:by|of|to) )';

const doseRules: LintRule[] = [
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

const sizes = 'gene|valent|colou?r|plex|mer|item|lead|channel|point scale|minute[- ]walk|lumen|strand';

const makeUp =
  'sided|tailed|way|armed|arm|stage|step|part|blind(?:ed)?|dummy|drug|agent|compartment|component|parameter|period|line|word|edged|factor|hit|class|by-two|dimensional|tier|pronged|speed';

/** After `the two`: something is counted, or a number goes on. */
const goesOn = `(?:[ -]${timeUnits}\\b| times\\b|[ -](?:thirds|quarters|fifths|tenths|fold|digit|per ?cent)\\b|-?fold\\b| (?:who|in|of|out)\\b| ?%)`;

const people = anyCase(`(?<![\\p{L}])(?:${persons}|${outcomes}|${happened}|of|in|and|than) `);

/** `two large trials`, but not `two patients in trials`. */
function countsNobody(found: string): boolean {
  return findAll(found, people).length === 0;
}

const ordinalNumber = 'first|second|third|fourth|latter|former|other|last|next|this|that|each|every';

const idiomRules: LintRule[] = [
  { why: 'a name', matcher: anyCase(`(?<![\\p{L}\\d.,])\\d{1,4}-(?:${sizes})(?![\\p{L}])`) },
  {
    why: 'a manner',
    matcher: anyCase(`(?<![\\p{L}\\d])(?:one|two|three|four|five|[1-5])-(?:${makeUp})s?(?![\\p{L}])`),
  },
  {
    why: 'a manner',
    matcher: anyCase(
      '(?<![\\p{L}])(?:double|triple|quadruple|penta)-(?:blind[\\p{L}]*|dummy|refractory|class|hit|expressor[\\p{L}]*|exposed|negative|positive|edged|strand[\\p{L}]*|drug|agent|therapy|combination|check[\\p{L}]*)(?![\\p{L}])',
    ),
  },
  {
    why: 'a manner',
    matcher: anyCase(
      '(?<![\\p{L}])(?:(?:double|triple|quadruple) (?:blind|dummy|check|standard|therapy|combination|regimen|class|negative|refractory|bind)|doubl[\\p{L}]+ (?:down|back)|doubling times?|thinks? twice|thinking twice|once or twice|thought twice)(?![\\p{L}])',
    ),
  },
  {
    why: 'a count of things in the text',
    matcher: anyCase(
      `(?<![\\p{L}\\d-])${numberWord} (?:[\\p{L}-]+ |phase (?:[1-4][ab]?|I{1,3}|IV) ){0,3}(?:${ofTheText})(?![\\p{L}])`,
    ),
    holds: countsNobody,
  },
  {
    why: 'a count of things in the text',
    matcher: anyCase(
      '(?<![\\p{L}\\d.,–-])\\d{1,3} (?:blocking|major|minor)(?:(?:, | and )\\d{1,3} (?:blocking|major|minor))*(?: (?:comparability )?differences?)(?![\\p{L}])',
    ),
  },
  {
    why: 'a reference back',
    matcher: anyCase(
      `(?<![\\p{L}])(?:the|these|those|its|their|other|first|last|next|between|all|any|which) (?:other |first |last |next )?(?:two|three|four|five|six)(?![\\p{L}-])(?!${goesOn})`,
    ),
    notBefore: [counting, countingMany],
  },
  {
    why: 'a time',
    matcher: anyCase(
      `(?<![\\p{L}])(?:half[- ](?:li(?:fe|ves)|way|years?|yearly|hearted[\\p{L}]*|time|truths?|measures?)|(?:${ordinalNumber})[- ]half)(?![\\p{L}])`,
    ),
  },
  {
    why: 'an idiom',
    matcher: anyCase(
      '(?<![\\p{L}])(?:zero-sum|zero tolerance|(?:day|time|hour|ground|week) zero|number one|square one|one day|one another|all in all|at one(?! (?:year|month|week))|on the one hand|one by one)(?![\\p{L}])',
    ),
  },
];

const roman = '(?:I{1,3}|IV|V)[abAB]?(?![\\p{L}])';
const phase = `(?:[0-4][ab]?(?![\\d\\p{L}])|${roman}|one|two|three|four)`;
const level = `(?:[0-5][ab]?(?!\\d)|${roman}|one|two|three|four|five)`;
const personAfter = `(?! (?:of|${persons})\\b| ?%|[.,]\\d)`;
const levels = `${level}\\+?(?:(?:, ${level})*,? (?:or|and|to) ${level}${personAfter}| ?[–/-] ?${level})?\\+?`;

const graded =
  'grades?|(?:clinical )?stages?|class(?:es)?|R-?ISS|ISS|NYHA(?: class)?|ECOG(?: PS| performance[- ]status| score)*(?: of)?|performance status(?: of)?|CTCAE(?: grade)?|IHC|HER2|Deauville(?: score)?|PI-?RADS|BI-?RADS|Binet|Rai|Child-Pugh';

const part = '(?:[A-Z]{0,3}\\d+(?:[.-]\\d+)*[a-z]?|\\d{4}\\/\\d+)';
const partReferences = `${part}(?:(?:, ${part})*,? (?:and|or|to) ${part}${personAfter}| ?[–-] ?${part})?`;

/** `refs 1–3, 10–12` */
const manyReferences = '(?:refs|references) \\d+(?:(?:, | and |[–-])\\d+)*';

const references =
  'ref(?:s|erences?)?\\.?|fig(?:s|ures?)?\\.?|tables?|sections?|appendix|appendices|box|exhibits?|pages?|pp\\.|slides?|chapters?|articles?|rules?|regulations?|items?|supplements?|vol(?:ume)?\\.?|abstracts?|posters?|footnotes?|equations?|annex|versions?|v\\.|releases?|revisions?|editions?|amendments?|protocols?|RECIST|CTCAE|Lugano|MedDRA|iwCLL|ICH|docket|clause|paragraph|para\\.|no\\.';

/** Cohorts, arms and the like are names when a small number follows and counts nothing. */
const numbered =
  'cohorts?|arms?|groups?|parts?|part|step|panel|dose levels?|levels?|model|tiers?|option|scenario|question|hypothesis|lines?|series|category|module|stratum|strata|stud(?:y|ies)|trials?|patient|case|subject|participant|site|centre|center|region|zone|generation';
/** `in the control arm 2 died` names no arm, `per patient 12` no patient. */
const notOneOfMany =
  '(?<!\\b(?:control|placebo|experimental|comparator|treatment|monitoring|observation|treated|each|every|per|a|one|same|whole|the) )';
const few = `(?:[1-9]|1\\d)[A-Da-d]?\\+?(?![\\d.,%]\\d| ?%|\\d)`;

const labelRules: LintRule[] = [
  {
    why: 'the name of an interval',
    matcher: anyCase(
      '(?<![\\d.,–-])\\d{2}(?:\\.\\d+)?(?: ?%| per ?cent)[- ](?:(?:two-sided|one-sided|exact|Wilson|Wald|bootstrap|credible|confidence|prediction|repeated)[- ])*(?:CIs?|CrIs?|HPD|intervals?|limits?|confidence|bands?)(?![\\p{L}])',
    ),
  },
  {
    why: 'a phase',
    matcher: anyCase(
      `(?<![\\p{L}\\d])ph(?:ases?)?\\.?[ -]${phase}(?:(?: ?[–/-] ?| to | or | and )${phase}${personAfter})*`,
    ),
  },
  {
    why: 'a grade or stage',
    matcher: anyCase(
      `(?<![\\p{L}\\d])(?:${graded})(?: score)?(?: of)?[ -](?:[≥≤<>=]+ ?)?${levels}(?! ?%|[.,]?\\d)`,
    ),
  },
  {
    why: 'a reference',
    matcher: anyCase(
      `(?<![\\p{L}\\d])(?:${manyReferences}|(?:${references}) (?:no\\. ?|number )?${partReferences})`,
    ),
    notBefore: [counting],
  },
  { why: 'a reference', matcher: anyCase('(?<![\\p{L}\\d])p\\. ?[1-9]\\d*(?:[–-]\\d+)?(?!\\.?\\d)') },
  {
    why: 'a reference',
    matcher: anyCase('\\[\\d{1,3}(?:, ?\\d{1,3})*\\]|(?<![%\\d] ?)\\[\\d{1,3}(?:(?:, ?|[–-])\\d{1,3})*\\]'),
  },
  {
    why: 'a reference',
    matcher: anyCase('(?<=[\\p{L}.,;)”’])[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,–⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*(?![⁰-⁹])'),
  },
  {
    why: 'a reference',
    matcher: anyCase(
      '(?:(?:19|20)\\d{2} ?; ?)?\\d{1,4}(?:\\(\\d+\\))?: ?[a-z]?\\d{1,5}[–-]\\d+|(?:19|20)\\d{2} ?; ?\\d+(?:\\(\\d+\\))?: ?[a-z]?\\d+',
    ),
  },
  {
    why: 'a law',
    matcher: anyCase(
      '\\d{2} (?:CFR|U\\.?S\\.?C\\.?)(?: (?:part )?§? ?[\\d.]+)?|Regulation \\(?E[UC]\\)? (?:No\\.? )?\\d+\\/\\d+',
    ),
  },
  {
    why: 'a numbered part',
    matcher: anyCase(
      `(?<![\\p{L}\\d])${notOneOfMany}(?:${numbered}) (?:${few}(?: (?:and|or|to) ${few}${personAfter}| ?[–/-] ?${few})?|${cardinal}(?= (?:of|in) |[.,;:)]|$))`,
    ),
    notBefore: [ofPersons],
  },
  {
    why: 'a numbered part',
    matcher: exactCase(
      `(?<![\\p{L}\\d])(?:Study|Trial|Protocol|Cohort|Site|Patient|Lot) \\d{1,5}(?![\\d.,%]\\d| ?%|\\d)`,
    ),
    notBefore: [ofPersons],
  },
  { why: 'a list marker', matcher: anyCase('(?<=^|\\n) ?\\d{1,2}[.)] ') },
  {
    why: 'a list marker',
    matcher: anyCase(
      '(?<=^|[:;,.–—] |\\b(?:and|or|either|both|are|is|as|on|of|by|in|for|to|with) )\\(\\d\\) (?=[\\p{L}])',
    ),
  },
  {
    why: 'an allocation',
    matcher: anyCase(
      '(?<=(?:randomi[sz][\\p{L}]*|allocat[\\p{L}]*|assigned|open-label)[^.;\\n]{0,80})\\d:\\d(?::\\d)?(?![\\d:])|(?<!\\d)\\d:\\d(?::\\d)?(?=[ -](?:randomi|allocation|ratio|fashion|manner))',
    ),
  },
  {
    why: 'the line of no difference',
    matcher: anyCase(
      '(?<=\\b(?:cross(?:es|ed|ing)?|includes?|excludes?|line at|contains?|spann?s?) )1(?:\\.0+)?(?=[.,;)]|$)',
    ),
  },
  { why: 'an ordinal', matcher: anyCase('(?<![\\d.,])\\d+(?:st|nd|rd|th)(?! percentile)(?![\\p{L}\\d])') },
];

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
/** What may come between a street and its postcode: rooms and names. */
const between = `(?:,? (?:${parts.join('|')}|${capitalised}(?: \\d{1,2}(?=,))?))`;

const postalRules: LintRule[] = [
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

const bodies =
  'ISO(?:\\/(?:IEC|TS|TR|DIS))?|IEC|EN|DIN|BS|ANSI|ASTM|IEEE|RFC|WCAG|ECMA|NIST|CLSI|ETSI|ITU|Unicode|CDISC|SDTM|ICH|GCP|GMP|USP|ATEX';
const partOf = '(?:[A-Z]{1,3}[- ]?|301 (?=549))?\\d{1,6}(?:[-–.]\\d{1,5}){0,3}(?::\\d{4})?';

/** Codes of diseases, drugs and registers, after the name of what they are codes of. */
const codeSystems =
  'ICD(?:-?(?:9|10|11|O))?(?:-(?:CM|PCS|GM))?|ATC|OMIM|ORPHA|MeSH|SNOMED(?: CT)?|MedDRA|LOINC|CAS|UNII|CPT|HCPCS|NDC|DSM(?:-(?:\\d|[IV]+))?|CTCAE|EMA\\/H\\/C|EMEA\\/H\\/C';
const code = '[A-Z]?\\d[A-Z\\d]*(?:[.\\-/]\\d[A-Z\\d]*)*';

const registers =
  'ISSN|e-?ISSN|ISBN(?:-1[03])?|ORCID(?: iD)?|ROR|DUNS|LEI|CIK|IBAN|BIC|CUSIP|ISIN|EIN|VAT(?: (?:no\\.?|number|id))?|USt-?Id(?:Nr\\.?)?|UID|SIREN|SIRET|RCS(?: \\p{Lu}\\p{L}+)?|HRB|HRA|ABN|ACN|KvK|(?:[Cc]ompany|[Rr]egistration|[Rr]egistered|[Cc]harity|[Ll]icen[cs]e|[Aa]ccount|[Cc]ase|[Ff]ile|[Dd]ocument|[Cc]ontract|[Gg]rant|[Pp]atent|[Ss]erial|[Rr]eference|[Rr]egister)(?: (?:no\\.?|number|id|ID|code))';
const identifier = '(?:[A-Z]{2} ?)?\\d[\\dX]*(?:[ .\\-–/]\\d[\\dX]*){0,6}(?: [A-Z](?![\\p{L}]))?';

/** Scores whose name says which share of improvement they mean. */
const responders =
  'PASI|EASI|SCORAD|ACR|ASAS|BASDAI|HiSCR|SRI|SALT|NAPSI|PSSI|WI-?NRS|JIA ACR|ACR Pedi|PsARC|UAS|HAM-?D|MADRS|PANSS|CDAI|CR|IGA|sPGA|PGA|IGA-?AD|vIGA-AD';

const measures = new Set(
  'PASI EASI SCORAD BASDAI BASFI CDAI SDAI DAS HAQ EDSS MELD NIHSS MADRS PANSS HAMD HDRS YMRS MMSE MOCA ADAS UPDRS ALSFRS LDLC HDLC NTPROBNP LVEF EGFR UACR HBA1C BMI NRS VAS DLQI SGRQ ACQ AQLQ SALT UPCR SLEDAI ESSDAI ECOG KCCQ MLHFQ GFR ANC SUVR FACT TPS CPS HADS GAD PHQ WOMAC KOOS IPSS IIEF CGI AIMS YBOCS MADRAS ORR PFS EFS DFS TTP DOR VGPR AUC IQR ITT CRP ESR ALT AST LDH PSA CEA INR FVC FEV DLCO MCID NNT NNH TEAE SOFA APACHE MAYO TOTAL TABLE ONLY ABOUT OVER UNDER WITH FROM THAN LEAST MOST PHASE GRADE STAGE CLASS LEVEL'.split(
    ' ',
  ),
);

/** `SUSTAIN 6`, `STEP 1`, `VOYAGE 2`, `OPERA I`, `CheckMate 9LA`: trials in a series. */
function isTrialOfSeries(found: string): boolean {
  const [name = ''] = found.split(' ');
  return !measures.has(name.toUpperCase().replace(/[^A-Z\d]/g, ''));
}

const standardRules: LintRule[] = [
  { why: 'a standard', matcher: exactCase(`(?<![\\p{L}\\d-])(?:${bodies})[ -]${partOf}(?![\\d%])`) },
  {
    why: 'a code',
    matcher: exactCase(
      `(?<![\\p{L}\\d-])(?:${codeSystems})(?:[ -][Cc]odes?| [Vv]ersion)?[ :#]{1,2}${code}(?![\\d%])`,
    ),
    notBefore: [counting],
  },
  {
    why: 'a code',
    matcher: exactCase(
      '(?<![\\p{L}\\d.,-])[A-TV-Z]\\d{2}\\.\\d{1,2}(?![\\d%]|[.,]\\d| ?%)(?:(?<=(?:ICD|[Cc]ode)[^.;\\n]{0,40}.{5,6})|(?=[^.;\\n]{0,40}(?:ICD|code)))',
    ),
  },
  {
    why: 'a registry number',
    matcher: exactCase(`(?<![\\p{L}\\d-])(?:${registers})[ .:#]{1,2}${identifier}(?![\\d%])`),
    notBefore: [counting],
  },
  {
    why: 'the name of a measure',
    matcher: exactCase(
      `(?<![\\p{L}\\d-])(?:${responders})[ -]?(?:20|25|40|50|70|75|90|100)(?:(?:\\/|, | and | or )(?:40|50|70|75|90|100))?(?![\\d%]|[.,]\\d| ?%)`,
    ),
  },
  {
    why: 'the name of a measure',
    matcher: exactCase(
      '(?<![\\p{L}\\d-])(?:s?PGA|v?IGA(?:-AD)?|mRS|(?:[Mm]odified )?Rankin(?: [Ss]cale)?(?: score)?s?)(?: scores?)?(?: of)? [0-6](?:(?: ?[/–-] ?| or | to )[0-6])(?![\\d%.])',
    ),
  },
  {
    why: 'a grade or stage',
    matcher: exactCase(
      '(?<![\\p{L}\\d-])(?:GOLD|GINA|KDIGO|TNM|BCLC|FIGO|CCS|ASA|Fontaine|Killip|Hurley|Tanner|Gleason)(?: (?:step|stage|class|grade|group|track|score))?s? ?(?:[0-5][a-d]?|I{1,3}|IV)(?:(?: ?[–/-] ?| or | to | and )(?:[0-5][a-d]?|I{1,3}|IV))?(?![\\p{L}\\d%]|[.,]\\d)',
    ),
    notBefore: [counting],
  },
  {
    why: 'the name of a trial',
    matcher: exactCase(
      '(?<![\\p{L}\\d-])(?:[A-Z][A-Z-]{2,}[A-Z]|[A-Z][a-z]+[A-Z][A-Za-z]+) (?:0?[1-9]|1[0-2]|(?<=[A-Za-z-]{7} )\\d{3})[A-Z]{0,2}(?![\\p{L}\\d%/–-]|[.,]\\d| ?%|:\\d| (?:of|out|in|to|or|points?|times?|mg|years?|months?|weeks?|days?)(?![\\p{L}]))',
    ),
    holds: isTrialOfSeries,
    notBefore: [counting],
  },
  {
    why: 'the name of a build',
    matcher: anyCase(
      '(?<![\\p{L}\\d])(?:build|commit|schema|DTD|API level|FDA|EMA|Form) \\d{1,6}(?![\\d%]|[.,]\\d)',
    ),
    notBefore: [counting],
  },
  {
    why: 'the name of a build',
    matcher: exactCase(
      '(?<![\\p{L}\\d])(?:Office|Python|Node(?:\\.js)?|SAS|Stata|SPSS(?: Statistics)?|Excel|Java|PHP|Windows|macOS|iOS|Android|Chrome|Firefox|Prism|MATLAB|RevMan|EndNote|WinNonlin|NONMEM|HTML|CSS|PDF|PDF/A|HTTP/|TLS|IPv|SHA-|USB) ?[Vv]?\\d{1,4}(?:\\.\\d{1,3}){0,3}(?![\\p{L}\\d%])',
    ),
    notBefore: [counting],
  },
  {
    why: 'a law',
    matcher: exactCase(
      '§{1,2} ?\\d{1,4}[a-z]?(?:\\(\\d+\\)|[–-]\\d{1,4})*|(?<![\\p{L}])Art\\. ?\\d{1,3}(?:\\(\\d+\\))*',
    ),
  },
];

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const year = '(?:19[5-9]\\d|20[0-4]\\d)';
const day = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';

const dates = [
  `${day}(?: ?(?:–|-|to|and) ?${day})? (?:of )?${month}(?:,? ${year})?`,
  `${day} ${month} ?(?:–|-|to|and) ?${day} ${month}(?:,? ${year})?`,
  `${year}-\\d{2}-\\d{2}`,
  `${year}-(?:0[1-9]|1[0-2])(?:\\/${year}-(?:0[1-9]|1[0-2]))?(?![\\d-])`,
  `\\d{1,2}[./]\\d{1,2}[./]${year}`,
];

const periods = [
  `(?:[1-4]Q|Q[1-4]|[12]H|H[12]|FY|CY|9M|6M)[-/ ’']{0,2}(?:20)?\\d{2}[eE]?(?!\\d)`,
  `${year}-?[QH][1-4]`,
  '(?:Q[1-4](?: ?[–-] ?Q[1-4])?|[1-4]Q(?: ?[–-] ?[1-4]Q)?|H[12]|[12]H|9M)(?![\\p{L}\\d])',
];

const years = `${year}(?:s|[eE])?(?: ?[–/-] ?(?:${year}|\\d{2})|(?: to | and | or )${year})?(?![\\p{L}\\d]|\\/\\d|:\\d)`;

/** A number that is itself counting is not the end of `day 100 or 12 patients`. */
const next = `(?! ?%|[.,]\\d|\\d| (?:of|${persons}|${outcomes})\\b)`;
const point = `(?:[+−-]?\\d{1,4}[a-d]?|${cardinal})`;
const several = `${point}(?:(?:, ${point})+,? (?:and|or) ${point}| ?[–/-] ?${point}| (?:to|or|and) ${point}${next})?`;

const pointsInTime = `(?<!(?:\\d|${numberWord}|one)[ -])(?<!\\b(?:per|each|every|a) )(?:days?|weeks?|months?|years?|cycles?|visits?|hours?)[ -]${several}(?!\\d)(?! ?(?:mg|times))`;

const repeated = [
  `every (?:other|second|third|\\d+(?: ?[–-] ?\\d+)?|${cardinal})(?:(?: to | or )(?:\\d+|${cardinal}))?[ -](?:days?|weeks?|months?|hours?|years?|cycles?)`,
  'q\\.?\\d{1,2}[hdwm](?![\\p{L}\\d])',
  `(?:twice|thrice|${cardinal} times|\\d times)(?:[- ](?:daily|weekly|monthly|yearly|nightly)| (?:a|per|each|every) (?:day|week|month|year|night))`,
  `(?:\\d+|${cardinal})-(?:day|week|month) (?:treatment |dosing |induction |consolidation )?(?:cycles?|schedules?|intervals?)`,
];

const timeRules: LintRule[] = [
  {
    why: 'a date',
    matcher: exactCase(`(?<![\\p{L}\\d])${month} ${day}(?: ?[–-] ?${day})?(?:,? ${year})?(?!\\d)`),
    notBefore: [counting, countingMany],
  },
  { why: 'a date', matcher: exactCase(`(?<![\\d.,/-]|[\\p{L}])(?:${dates.join('|')})`) },
  {
    why: 'a period',
    matcher: exactCase(`(?<![\\p{L}\\d])(?:${periods.join('|')})`),
    notBefore: [counting],
  },
  {
    why: 'a year',
    matcher: exactCase(
      `(?<![\\p{L}\\d.,/:]|\\b(?:total of|enrolled|[Rr]andomi[sz]ed|included|treated|screened|all|n|N) )(?<![\\d%]-)${years}`,
    ),
    notBefore: [counting, countingMany],
  },
  {
    why: 'a time of day',
    matcher: anyCase('(?<!\\d)\\d{1,2}[:.]\\d{2} ?(?:a\\.?m\\b|p\\.?m\\b|GMT|UTC|CES?T|E[SD]?T)|24\\/7'),
  },
  { why: 'a point in time', matcher: anyCase(`(?<![\\p{L}\\d])${pointsInTime}`), notBefore: [counting] },
  { why: 'a schedule', matcher: anyCase(`(?<![\\p{L}\\d])(?:${repeated.join('|')})`) },
];

/** Everything that is known to be no evidence. A new kind is one entry in one of these tables. */
export const passRules: LintRule[] = [
  ...nameRules,
  ...timeRules,
  ...doseRules,
  ...labelRules,
  ...idiomRules,
  ...standardRules,
  ...postalRules,
];
