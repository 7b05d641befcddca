import type { Place } from '../../diagnostics.ts';
import { findingsOfFigure } from '../../figures/requests.ts';
import { type SalesRequest, salesDrawn } from '../../figures/sales/request.ts';
import { appendedTable, type Call, type Prose, placedIn, questionOf } from '../../model/briefing.ts';
import type { Briefing, Library } from '../../model/library.ts';
import type { Sale } from '../../model/product.ts';
import type { Finding } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import { type SalesTableRequest, salesInRows } from '../../tables/request-sales.ts';
import { comparedInTable, reasonsOfTable } from '../../tables/requests.ts';
import { toSegments } from '../claims/passage.ts';
import { findingsOf, type Sentence, toSentences } from '../claims/sentences.ts';
import type { Gap, Named } from '../comparability/acknowledge.ts';
import type { SalesClaim } from '../comparability/rule.ts';
import { operandsOf } from '../growth.ts';

/** What a reader sees together: the opening, a figure, a table, a paragraph. */
export interface Display {
  /** `opening`, `figure depth`, `table context`, `text`. */
  where: string;
  place: Place;
  /** Results that are set against each other: of a figure, of each column of a table, of each sentence. */
  groups: Finding[][];
  /** Differences that its sentences take between results of two trials. */
  gaps: Gap[];
  /** Its sentences, by which an acknowledgement can name it. */
  sentences: Named[];
  sales: SalesClaim[];
  /** Of a paragraph: the last number in it. */
  end?: Call;
}

/** The displays of a briefing: opening, the figures and tables that the text places, then its paragraphs. */
export function displaysOf(briefing: Briefing, library: Library, computed: Computed): Display[] {
  const read = (...proses: (Prose | undefined)[]) =>
    proses.flatMap((prose) =>
      prose ? toSentences({ where: '', segments: toSegments(prose, computed) }) : [],
    );
  const { title, dek, status, bottomLine, keyFigures, body, mail } = briefing;
  const figures = briefing.figures.filter(({ id }) => placedIn(body, 'figure').includes(id));
  const appended = appendedTable(briefing);
  const tables = [
    ...briefing.tables.filter(({ id }) => placedIn(body, 'table').includes(id)),
    ...(appended ? [appended] : []),
  ];
  const keyNumbers = keyFigures.flatMap(({ datum }) => (datum.kind === 'finding' ? [datum] : []));
  const opening = read(
    title,
    dek,
    status,
    ...questionOf(briefing).map(({ text }) => text),
    ...bottomLine.map(({ text }) => text),
    ...keyFigures.flatMap(({ label, detail }) => [label, detail]),
    mail.subject,
    mail.preheader,
  );
  return [
    {
      where: 'opening',
      place: title.place,
      groups: [keyNumbers, ...opening.map(findingsOf)].filter(isAcrossTrials),
      ...comparedSentences(opening),
      sales: salesClaimsIn(opening, library),
    },
    ...figures.map((figure): Display => {
      const captions = read(figure.title, figure.subtitle, figure.alt, figure.note);
      return {
        where: `figure ${figure.id}`,
        place: figure.title.place,
        groups: [findingsOfFigure(figure), ...groupsOf(captions)],
        ...comparedSentences(captions),
        sales: [
          ...(figure.kind === 'sales' ? salesOfFigure(figure) : []),
          ...salesClaimsIn(captions, library),
        ],
      };
    }),
    ...tables.map((table): Display => {
      const captions = read(table.title, table.note, ...reasonsOfTable(table));
      return {
        where: `table ${table.id}`,
        place: table.title.place,
        groups: [...comparedInTable(table), ...groupsOf(captions)],
        ...comparedSentences(captions),
        sales: [...(table.kind === 'sales' ? salesOfTable(table) : []), ...salesClaimsIn(captions, library)],
      };
    }),
    ...paragraphsOf(read(body), body.place, library),
  ];
}

function comparedSentences(sentences: Sentence[]): Pick<Display, 'gaps' | 'sentences'> {
  return {
    sentences: sentences.map(({ text, heading }) => ({ text, ...(heading !== undefined && { heading }) })),
    gaps: sentences.flatMap(({ text, heading, shown }) =>
      shown.flatMap(({ call, place }): Gap[] => {
        if (call.name !== 'gap' || call.from.trial.id === call.to.trial.id) return [];
        return [
          {
            between: [call.from, call.to],
            sentence: { text, ...(heading !== undefined && { heading }) },
            ...(place && { place }),
          },
        ];
      }),
    ),
  };
}

/** Sentences that set trials side by side. */
function groupsOf(sentences: Sentence[]): Finding[][] {
  return sentences.map(findingsOf).filter(isAcrossTrials);
}

function isAcrossTrials(findings: Finding[]): boolean {
  return new Set(findings.map(({ trial }) => trial.id)).size > 1;
}

function paragraphsOf(sentences: Sentence[], place: Place, library: Library): Display[] {
  return [...Map.groupBy(sentences, ({ paragraph }) => paragraph).values()].flatMap((own): Display[] => {
    const last = own.flatMap(({ shown }) => shown).at(-1);
    if (!last) return [];
    return [
      {
        where: 'text',
        place: last.place ?? place,
        groups: groupsOf(own),
        ...comparedSentences(own),
        sales: salesClaimsIn(own, library),
        end: last.call,
      },
    ];
  });
}

/** Sales that a figure draws; it prints growth computed here, never growth as stated. */
export function salesOfFigure(request: SalesRequest): SalesClaim[] {
  return salesDrawn(request).map((sale) => ({ sale, statesGrowth: false }));
}

/** Sales that a table shows, with their stated growth if any. */
function salesOfTable(request: SalesTableRequest): SalesClaim[] {
  return request.products.flatMap((product) =>
    salesInRows(product, request).map((sale) => ({
      sale,
      statesGrowth: sale.reportedGrowth !== undefined,
    })),
  );
}

/** What one sentence says of a sale. */
type SaleMention = Omit<SalesClaim, 'company'> & { company: string | undefined };

/** Sales that sentences state, with the company they are attributed to. */
export function salesClaimsIn(sentences: Sentence[], library: Pick<Library, 'products'>): SalesClaim[] {
  const claims = sentences.flatMap((sentence) => {
    const company = companyCredited(sentence, library);
    return sentence.shown.flatMap(({ call }): SaleMention[] => {
      const told = (sale: Sale, statesGrowth: boolean): SaleMention => ({ sale, statesGrowth, company });
      if (call.name === 'growth')
        return [call.sale, ...operandsOf(call.sale, call.over)].map((sale) => told(sale, false));
      if (call.name !== 'value' || call.datum.kind !== 'sale') return [];
      return [told(call.datum, call.show === 'stated-growth')];
    });
  });
  return merged(claims);
}

/** One claim a sale: what any of its sentences says of it. */
function merged(claims: SaleMention[]): SalesClaim[] {
  return [...Map.groupBy(claims, ({ sale }) => sale)].map(([sale, own]) => {
    const company = own.find((claim) => claim.company !== undefined)?.company;
    return {
      sale,
      statesGrowth: own.some(({ statesGrowth }) => statesGrowth),
      ...(company !== undefined && { company }),
    };
  });
}

/** The company of the library whose `sales` or `revenue` the sentence speaks of, as in `Legend’s revenue`. */
function companyCredited({ text }: Sentence, { products }: Pick<Library, 'products'>): string | undefined {
  const companies = [...products.values()].flatMap(({ company, partners = [] }) => [company, ...partners]);
  // A library has many companies and a sentence names few: a pattern is made only for those.
  const named = companies.filter((company) => text.includes(company));
  return named.find((company) => {
    const name = RegExp.escape(company);
    return new RegExp(
      `(?<![\\p{L}\\d])${name}(?:[’']s?)? (?:[\\p{L}-]+ ){0,2}(?:sales|revenues?)\\b`,
      'u',
    ).test(text);
  });
}
