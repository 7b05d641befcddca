import Handlebars from 'handlebars';
import { z } from 'zod';

/** Markup made by our own code, set as it is; any other text is escaped. */
export type Html = InstanceType<typeof Handlebars.SafeString>;

export function html(markup: string): Html {
  return new Handlebars.SafeString(markup);
}

const markup = z.custom<Html>((value) => value instanceof Handlebars.SafeString).meta({ format: 'html' });

const cell = z.strictObject({
  content: markup,
  /** A second line, smaller. */
  sub: markup.optional(),
  align: z.enum(['start', 'end', 'number']),
  /** A row's heading cell. */
  heading: z.boolean(),
  /** The end of a number as long as what it lacks of its column's longest fraction, e.g. ".0"; never seen or read. */
  pad: z.string().optional(),
});

const column = z.strictObject({ label: markup, align: z.enum(['start', 'end', 'number']) });

const grid = z.strictObject({
  /** Headings over several columns each; an empty label stands over columns that have none. */
  groups: z.array(z.strictObject({ label: z.string(), span: z.number() })).optional(),
  columns: z.array(column),
  rows: z.array(z.strictObject({ cells: z.array(cell) })),
  /** Whether its rows may be put in another order. */
  sortable: z.boolean(),
});

const answered = z.strictObject({
  text: markup,
  /** Why the author shows it all the same. */
  reasons: z.array(markup),
});

/** What templates/partials/verdict.hbs sees: why numbers must not be set against each other. */
export const verdictModel = z.strictObject({
  /** Name of the part for screen readers, e.g. "Comparability of figure 1". */
  label: z.string(),
  /** Absent when all results are of one trial. */
  line: z.string().optional(),
  blocks: z.array(answered),
  majors: z.array(answered),
  /** Sentences that run on. */
  minors: markup,
  /** Differences that are stated in full under another figure or table. */
  elsewhere: z.array(z.strictObject({ link: markup, differences: z.string() })),
  /** E.g. "11 major and 6 minor differences". */
  more: z.string(),
  /** Whether they are folded away on screen; in print they never are. */
  folded: z.boolean(),
});

/** What templates/partials/figure.hbs sees. */
export const figureModel = z.strictObject({
  id: z.string(),
  number: z.number(),
  title: markup,
  subtitle: markup,
  /** Inline SVG. */
  drawing: markup,
  /** Inline SVG for a phone's column; without it the drawing scrolls there. */
  narrow: markup.optional(),
  source: markup,
  note: markup.optional(),
  verdict: verdictModel.optional(),
  data: grid,
});

/** What templates/partials/table.hbs sees. */
export const tableModel = z.strictObject({
  id: z.string(),
  number: z.number(),
  title: markup,
  /** Always said of tables that set trials side by side. */
  warning: z.string().optional(),
  grid,
  source: markup,
  note: markup.optional(),
  verdict: verdictModel.optional(),
});

/** For catalogues, search engines and those who share the page. */
const metadata = z.strictObject({
  /** Names, one each. */
  authors: z.array(z.string()),
  keywords: z.array(z.string()),
  /** E.g. "en". */
  language: z.string(),
  /** As catalogues of papers read it, e.g. "2026/04/21". */
  citationDate: z.string(),
  /** E.g. "en_GB"; absent for a language without a country. */
  openGraphLocale: z.string().optional(),
  /** Where the edition and its PDF stand for good; absent when house.yaml names no `site`. */
  address: z.string().optional(),
  pdf: z.string().optional(),
  /** A JSON-LD `Report`, fit for a script element. */
  structuredData: markup,
});

/** What templates/briefing.hbs sees: every path a template names must be one of these. */
export const pageModel = z.strictObject({
  language: z.string(),
  plainTitle: z.string(),
  description: z.string(),
  keywords: z.string(),
  authors: z.string(),
  metadata,
  date: z.string(),
  dateLabel: z.string(),
  dataAsOf: z.string(),
  dataAsOfLabel: z.string(),
  publication: z.string(),
  series: z.string(),
  edition: z.string(),
  title: markup,
  /** So that it stays on two lines in print: large to 62 characters, medium to 80, small beyond. */
  titleSize: z.enum(['large', 'medium', 'small']),
  dek: markup,
  /** The content of the one style element: fonts, colours, page size, running heads. */
  style: markup,
  /** The content of the one script element, and its hash for the content security policy. */
  script: markup,
  scriptHash: z.string(),
  bottomLine: z.array(markup),
  keyFigures: z.array(z.strictObject({ numeral: markup, unit: z.string(), label: markup, detail: markup })),
  /** Of what the opening sets side by side. */
  verdict: verdictModel.optional(),
  body: markup,
  marks: z.array(z.strictObject({ mark: z.string(), meaning: z.string() })),
  sources: z.array(
    z.strictObject({
      number: z.number(),
      title: z.string(),
      publisher: z.string(),
      year: z.string(),
      type: z.string(),
      access: z.string(),
      href: z.string().optional(),
      linkLabel: z.string().optional(),
      note: z.string().optional(),
    }),
  ),
  /** E.g. “214 numbers: 201 traced, 9 names and dates, 4 waived”. */
  coverage: markup,
  ledger: z.array(
    z.strictObject({
      number: z.number(),
      /** Address of the finding or sale, or the computation. */
      id: z.string(),
      value: z.string(),
      meaning: z.string(),
      details: z.array(z.string()),
      /** Empty for a value read in the primary publication. */
      grade: z.string(),
      sources: z.array(z.strictObject({ number: z.number(), locator: z.string().optional() })),
      places: z.array(z.strictObject({ anchor: z.string(), label: z.string() })),
    }),
  ),
  /** Numbers that are no evidence, with the reason. */
  waivers: z.array(z.strictObject({ text: z.string(), reason: z.string() })),
  /** What must be said of the briefing as a whole. */
  limits: z.array(markup),
  abbreviations: z.array(z.strictObject({ term: z.string(), meaning: z.string() })),
  disclosures: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  method: z.string(),
  colophon: z.string(),
});

/** What templates/index.hbs sees: the list of editions under out/. */
export const indexModel = z.strictObject({
  language: z.string(),
  publication: z.string(),
  style: markup,
  script: markup,
  scriptHash: z.string(),
  editions: z.array(
    z.strictObject({
      title: z.string(),
      dek: z.string(),
      date: z.string(),
      dateLabel: z.string(),
      page: z.string(),
      pdf: z.string(),
    }),
  ),
});

export type PageModel = z.infer<typeof pageModel>;
export type VerdictModel = z.infer<typeof verdictModel>;
export type FigureModel = z.infer<typeof figureModel>;
export type TableModel = z.infer<typeof tableModel>;
export type IndexModel = z.infer<typeof indexModel>;
export type Grid = z.infer<typeof grid>;
