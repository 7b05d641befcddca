import { anyCase, exactCase } from '../matcher.ts';
import type { LintRule } from '../rule.ts';
import { counting } from '../vocabulary.ts';

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

export const standardRules: LintRule[] = [
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
