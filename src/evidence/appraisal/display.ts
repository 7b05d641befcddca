import type { Place } from '../../diagnostics.ts';
import type { Briefing, Library } from '../../model/library.ts';
import type { Call, Prose } from '../../model/prose.ts';
import {
  type FigureRequest,
  findingsOf as findingsOfRequest,
  type TableRequest,
} from '../../model/requests.ts';
import type { Finding } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import { toSegments } from '../claims/passage.ts';
import { findingsOf, type Sentence, toSentences } from '../claims/sentences.ts';
import type { SalesClaim } from '../comparability/rule.ts';
import { salesClaimsIn, salesOfFigure } from './sales-claims.ts';

/** What a reader sees together: the opening, a figure, a table, a paragraph. */
export interface Display {
  /** `opening`, `figure depth`, `table context`, `text`. */
  where: string;
  place: Place;
  /** Results that are set against each other: of a figure, of each column of a table, of each sentence. */
  groups: Finding[][];
  sales: SalesClaim[];
  /** Of a paragraph: the last number in it. */
  end?: Call;
}

/** The displays of a briefing: opening, figures, tables, then the paragraphs of the text. */
export function displaysOf(briefing: Briefing, library: Library, computed: Computed): Display[] {
  const read = (...proses: (Prose | undefined)[]) =>
    proses.flatMap((prose) =>
      prose ? toSentences({ where: '', segments: toSegments(prose, computed) }) : [],
    );
  const { title, dek, bottomLine, keyFigures, figures, tables, body } = briefing;
  const keyNumbers = keyFigures.flatMap(({ datum }) => (datum.kind === 'finding' ? [datum.finding] : []));
  const opening = read(
    title,
    dek,
    ...bottomLine,
    ...keyFigures.flatMap(({ label, detail }) => [label, detail]),
  );
  return [
    {
      where: 'opening',
      place: title.place,
      groups: [keyNumbers, ...opening.map(findingsOf)].filter(isAcrossTrials),
      sales: salesClaimsIn(opening, library),
    },
    ...figures.map((figure) => {
      const captions = read(figure.title, figure.subtitle, figure.alt, figure.note);
      return requested(`figure ${figure.id}`, figure, captions, library);
    }),
    ...tables.map((table) => requested(`table ${table.id}`, table, read(table.title, table.note), library)),
    ...paragraphsOf(read(body), body.place, library),
  ];
}

function requested(
  where: string,
  request: FigureRequest | TableRequest,
  captions: Sentence[],
  library: Library,
): Display {
  return {
    where,
    place: request.title.place,
    groups: [...shownBy(request), ...groupsOf(captions)],
    sales: [...(request.kind === 'sales' ? salesOfFigure(request) : []), ...salesClaimsIn(captions, library)],
  };
}

/** A cross-trial table compares within its columns, everything else all that it shows. */
function shownBy(request: FigureRequest | TableRequest): Finding[][] {
  if (request.kind !== 'cross-trial') return [findingsOfRequest(request)];
  return request.endpoints.map((_, index) => request.rows.flatMap(({ cells }) => cells[index] ?? []));
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
        sales: salesClaimsIn(own, library),
        end: last.call,
      },
    ];
  });
}
