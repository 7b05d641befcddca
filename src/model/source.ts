import { z } from 'zod';
import { date, httpsUrl, month, slug, text, wholeNumber } from './scalars.ts';

/** How a value relates to the primary publication. Everything but `primary` prints with a mark and a note. */
export const grade = z.enum(['primary', 'secondary', 'unconfirmed']);
export type Grade = z.infer<typeof grade>;

/** From the best to the worst. */
export const grades: readonly Grade[] = grade.options;

/** The worst grade among some values; undefined where none has any. */
export function worstGrade(values: readonly { grade?: Grade | undefined }[]): Grade | undefined {
  return grades.findLast((one) => values.some((value) => value.grade === one));
}

const author = z.union([
  z.strictObject({ family: text, given: text.optional(), suffix: text.optional() }),
  /** A group, or a name that has no parts. */
  z.strictObject({ name: text }),
]);

export type Author = z.infer<typeof author>;

const doi = z.string().regex(/^10\.\d{4,9}\/\S+$/, { error: 'expected a DOI such as 10.1056/NEJMoa2409029' });

/** What was published about a source afterwards. */
const notice = z.strictObject({
  kind: z.enum(['correction', 'expression of concern', 'retraction', 'update']),
  doi: doi.optional(),
  pmid: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'expected a PubMed number' })
    .optional(),
  date: z.union([date, month]).optional(),
});

export type Notice = z.infer<typeof notice>;

const sourceSchema = z.strictObject({
  title: text,
  /** Of a paper its journal. */
  publisher: text,
  authors: z.array(author).min(1).optional(),
  /** Of the journal, as its publisher or PubMed abbreviates it. */
  abbreviation: text.optional(),
  volume: text.optional(),
  issue: text.optional(),
  /** First and last page, or the number of an article that has none. */
  pages: text.optional(),
  type: z.enum([
    'paper',
    'abstract',
    'press release',
    'filing',
    'label',
    'registry',
    'medical information',
    'news',
    'commentary',
    'dataset',
  ]),
  year: wholeNumber.optional(),
  date: date.optional(),
  url: httpsUrl.optional(),
  doi: doi.optional(),
  pmid: z
    .string()
    .regex(/^\d{1,9}$/, { error: 'expected a PubMed number' })
    .meta({ editor: 'integer', pattern: '^\\d{1,9}$' })
    .optional(),
  /** How far the source was read for this publication. */
  access: z.enum(['full text', 'abstract', 'summary', 'excerpt', 'citation only']),
  /** Day on which an import took it from where it is published. */
  retrieved: date.optional(),
  /** Of the bytes that were imported. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'expected a SHA-256 hash of 64 hexadecimal digits' })
    .optional(),
  /** Version of the record that was imported, such as the day of its last update. */
  version: text.optional(),
  quote: text.optional(),
  note: text.optional(),
  /** Trials that the source is about, by registry number. */
  trials: z.array(text).min(1).optional(),
  /** Number of a filing. */
  accession: text.optional(),
  /** Corrections, expressions of concern, retractions and updates. */
  notices: z.array(notice).min(1).optional(),
  /** Why a source that was retracted is cited all the same. */
  acknowledge: text.optional(),
});

export const sourcesSchema = z.record(slug, sourceSchema);

export type Source = z.infer<typeof sourceSchema> & { id: string };

/** `source: maia-jnj-2025`, `{ id, locator }`, or a list of either. */
const sourceReference = z.union([
  z.string().transform((id) => ({ id, locator: undefined as string | undefined })),
  z.strictObject({ id: z.string(), locator: text.optional() }),
]);

export const sourceReferences = z.union([
  sourceReference.transform((one) => [one]),
  z.array(sourceReference).min(1),
]);

/** A source and where in it the value is. */
export interface Reference {
  source: Source;
  locator?: string;
}

interface Registry {
  name: string;
  form: RegExp;
  example: string;
  /** Address of a record, with {} for its id; absent where no lasting one is known. */
  url?: string;
}

/** Finds the records of all registries of its network. */
const ictrp = 'https://trialsearch.who.int/Trial2.aspx?TrialID=';

/** ClinicalTrials.gov, the European registries and the primary ones of the WHO network, with the form of their ids. */
const registries: Registry[] = [
  {
    name: 'ClinicalTrials.gov',
    form: /^NCT\d{8}$/,
    example: 'NCT02252172',
    url: 'https://clinicaltrials.gov/study/{}',
  },
  { name: 'ISRCTN', form: /^ISRCTN\d{8}$/, example: 'ISRCTN78805636', url: 'https://www.isrctn.com/{}' },
  {
    name: 'EudraCT',
    form: /^(?:19|20)\d{2}-0\d{5}-\d{2}$/,
    example: '2004-002714-11',
    url: 'https://www.clinicaltrialsregister.eu/ctr-search/search?query={}',
  },
  {
    name: 'EU CT',
    form: /^20\d{2}-5\d{5}-\d{2}-\d{2}$/,
    example: '2022-501234-12-00',
    url: 'https://euclinicaltrials.eu/search-for-clinical-trials/?lang=en&EUCT={}',
  },
  {
    name: 'jRCT',
    form: /^jRCT(?:\d{10}|[a-z]\d{9})$/,
    example: 'jRCT2031200001',
    url: 'https://jrct.mhlw.go.jp/en-latest-detail/{}',
  },
  { name: 'JapicCTI', form: /^JapicCTI-\d{6}$/, example: 'JapicCTI-101351', url: `${ictrp}JPRN-{}` },
  { name: 'UMIN-CTR', form: /^UMIN\d{9}$/, example: 'UMIN000012045', url: `${ictrp}JPRN-{}` },
  { name: 'JMACCT', form: /^JMA-IIA\d{5}$/, example: 'JMA-IIA00123', url: `${ictrp}JPRN-{}` },
  {
    name: 'ChiCTR',
    form: /^ChiCTR(?:\d{8}|\d{10}|-[A-Za-z]{3,5}-\d{8})$/,
    example: 'ChiCTR2000029308',
    url: `${ictrp}{}`,
  },
  { name: 'ANZCTR', form: /^ACTRN126\d{11}$/, example: 'ACTRN12620000123456', url: `${ictrp}{}` },
  {
    name: 'CTRI',
    form: /^CTRI\/20\d{2}\/\d{2,3}\/\d{6}$/,
    example: 'CTRI/2020/04/024804',
    url: `${ictrp}{}`,
  },
  { name: 'DRKS', form: /^DRKS\d{8}$/, example: 'DRKS00005115', url: 'https://drks.de/search/en/trial/{}' },
  { name: 'IRCT', form: /^IRCT\d{8,14}N\d{1,3}$/, example: 'IRCT20161024030474N4', url: `${ictrp}{}` },
  { name: 'CRiS', form: /^KCT\d{7}$/, example: 'KCT0005105', url: `${ictrp}{}` },
  { name: 'the Dutch register', form: /^(?:NTR|NL)\d{3,5}$/, example: 'NTR4269' },
  { name: 'OMON', form: /^NL-OMON\d{4,6}$/, example: 'NL-OMON20001', url: `${ictrp}{}` },
  { name: 'PACTR', form: /^PACTR20\d{13,14}$/, example: 'PACTR202406532417953', url: `${ictrp}{}` },
  { name: 'ReBec', form: /^RBR-[0-9a-z]{6,8}$/, example: 'RBR-2b3ck7', url: `${ictrp}{}` },
  { name: 'SLCTR', form: /^SLCTR\/20\d{2}\/\d{3}$/, example: 'SLCTR/2020/012', url: `${ictrp}{}` },
  { name: 'TCTR', form: /^TCTR20\d{9}$/, example: 'TCTR20200404001', url: `${ictrp}{}` },
  { name: 'LBCTR', form: /^LBCTR20\d{8}$/, example: 'LBCTR2020043495', url: `${ictrp}{}` },
  { name: 'RPCEC', form: /^RPCEC\d{8}$/, example: 'RPCEC00000332', url: `${ictrp}{}` },
  { name: 'REPEC', form: /^PER-\d{3}-\d{2}$/, example: 'PER-106-20', url: `${ictrp}{}` },
  { name: 'the WHO (Universal Trial Number)', form: /^U\d{4}-\d{4}-\d{4}$/, example: 'U1111-1254-1234' },
];

function registryOf(id: string): Registry | undefined {
  return registries.find(({ form }) => form.test(id));
}

/** The letters that an id begins with; of the European numbers, which have none, their year. */
function beginningOf(id: string): string {
  if (/^(?:EudraCT|EU ?CT|CTIS)?[\s:]*\d{4}-/i.test(id)) return 'year';
  return /^[a-z]+/i.exec(id)?.[0].toLowerCase() ?? '';
}

function expectedFor(id: string): string {
  const begun = registries.filter(({ example }) => beginningOf(example) === beginningOf(id));
  if (begun.length === 0) {
    return 'expected a registry number such as NCT02252172, ISRCTN78805636 or 2004-002714-11';
  }
  const forms = begun.map(({ name, example }) => `${example} (${name})`);
  return `expected a registry number of the form ${forms.join(' or ')}`;
}

const registryId = z
  .string()
  .meta({ pattern: registries.map(({ form }) => form.source).join('|') })
  .superRefine((id, context) => {
    if (registryOf(id)) return;
    context.addIssue({ code: 'custom', message: expectedFor(id), params: { code: 'wrong-form' } });
  });

/** `registry: NCT02252172`, or a list of ids of the same trial, that of the registry to be named first. */
export const registryIds = z.union(
  [
    registryId.transform((one) => [one]),
    z
      .array(registryId)
      .min(1)
      .superRefine((all, context) => {
        const second = all.findIndex((id, index) => all.indexOf(id) < index);
        if (second < 0) return;
        context.addIssue({ code: 'custom', path: [second], message: 'is given twice' });
      }),
  ],
  { error: ({ input }) => expectedFor(typeof input === 'string' ? input : '') },
);

/** The public record of a trial; undefined when its registry has no lasting address for one. */
export function registryUrl(id: string): string | undefined {
  return registryOf(id)?.url?.replace('{}', encodeURI(id));
}

/** Address of a work. A DOI may contain signs that an address may not, such as `<`, `#` and `?`. */
export function doiUrl(doi: string): string {
  return `https://doi.org/${encodeURI(doi).replaceAll('#', '%23').replaceAll('?', '%3F')}`;
}
