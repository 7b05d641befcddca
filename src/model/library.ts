import type { Parsed } from '../content/parse.ts';
import type { Place } from '../diagnostics.ts';
import type { FigureRequest } from '../figures/requests.ts';
import type { Setting } from '../shapes/shape.ts';
import { countsWithoutInterval, type Form, formsOf } from '../shapes/shapes.ts';
import type { TableRequest } from '../tables/requests.ts';
import type { BriefingFile, Prose, questionParts } from './briefing.ts';
import type { Endpoint } from './endpoint.ts';
import type { House } from './house.ts';
import type { Product, Sale } from './product.ts';
import type { Source } from './source.ts';
import type { Finding, Trial } from './trial.ts';

/** The checked content: every reference resolved, every rule of form kept. */
export interface Library {
  house: House;
  sources: Map<string, Source>;
  endpoints: Map<string, Endpoint>;
  trials: Map<string, Trial>;
  products: Map<string, Product>;
  /** Findings by `<trial>.<key>`, sales by `<product>.<period>`. */
  data: Map<string, Datum>;
  briefings: Briefing[];
}

export interface KeyFigure {
  datum: Datum;
  show: Show;
  label?: Prose | undefined;
  detail?: Prose | undefined;
}

/** An author answers for a comparison that a rule objects to. */
export interface Acknowledgement {
  /** Id of the rule. */
  rule: string;
  /** Addresses of results, or ids of trials; each with its place. */
  between: { name: string; place: Place }[];
  /** The figure, table, opening or sentence that it is given for, in the words of the author; everywhere without. */
  where?: { text: string; place: Place };
  reason: Prose;
  place: Place;
}

type Question = Partial<Record<(typeof questionParts)[number], Prose>>;

/** How an author wants the mail of a briefing. */
export interface MailRequest {
  subject?: Prose;
  preheader?: Prose;
  /** Headings as written. */
  sections?: string[];
  figures?: string[];
}

/** One briefing, checked: its expressions can no longer fail. */
export interface Briefing
  extends Pick<BriefingFile, 'date' | 'dataAsOf' | 'series' | 'layout' | 'authors' | 'keywords'> {
  /** `<date>-<slug>`, the name of its folder under out/. */
  id: string;
  slug: string;
  parsed: Parsed;
  title: Prose;
  dek: Prose;
  question?: Question;
  /** What the sources are. */
  status?: Prose;
  /** With labels where the author distinguished what was shown, what was not, and what to watch. */
  bottomLine: { label?: string; text: Prose }[];
  keyFigures: KeyFigure[];
  body: Prose;
  figures: FigureRequest[];
  tables: TableRequest[];
  acknowledgements: Acknowledgement[];
  mail: MailRequest;
}

/** What an address in a briefing may name. */
export type Datum = Finding | Sale;

const saleShows = ['usual', 'thousand', 'million', 'billion', 'original', 'stated-growth'] as const;

export type Show = Form | (typeof saleShows)[number];

/** The forms that this value can be shown in: those that it has the parts for. */
export function showsOf(datum: Datum): readonly Show[] {
  if (datum.kind === 'sale') {
    return saleShows.filter((show) => {
      if (show === 'stated-growth') return datum.reportedGrowth !== undefined;
      if (show === 'original') return datum.original !== undefined;
      return show !== 'thousand' || datum.product.sales.unit === 'thousand';
    });
  }
  const computed = countsWithoutInterval(datum.value) && { low: 0, high: 0 };
  return formsOf(datum.value, settingOf(datum, computed));
}

/** What writing a finding's value takes beside it. */
export function settingOf({ endpoint, threshold }: Finding, computed?: Setting['computed']): Setting {
  return { endpoint: endpoint.abbreviation ?? endpoint.label, threshold, computed };
}

/** The ledger entry of a value as the previous edition had it. */
export function formerAddressOf(address: string): string {
  return `was(${address})`;
}
