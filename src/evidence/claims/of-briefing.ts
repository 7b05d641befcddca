import { type FigureRequest, findingsOfFigure } from '../../figures/requests.ts';
import { callsOf, prosesOf, questionOf } from '../../model/briefing.ts';
import type { Briefing, Library } from '../../model/library.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import { writeDatum } from '../../notation/values.ts';
import type { CrossTrialRequest } from '../../tables/request-cross-trial.ts';
import { findingsOfTable, reasonsOfTable, type TableRequest } from '../../tables/requests.ts';
import { isResult } from '../comparability/inputs.ts';
import type { Exhibit } from './claim.ts';
import type { ClaimInput } from './judge.ts';
import { type Passage, type PassageSegment, toSegments } from './passage.ts';

/** The texts and exhibits of a briefing. */
export function claimInputOf(briefing: Briefing, library: Library, computed: Computed): ClaimInput {
  return {
    library,
    subjects: subjectsOf(briefing),
    passages: passagesOf(briefing, computed),
    exhibits: exhibitsOf(briefing),
  };
}

/** The trial of the first result among the key figures, or else of the first in reading order. */
export function subjectsOf(briefing: Briefing): Trial[] {
  const written = callsOf(...prosesOf(briefing)).flatMap((call) =>
    call.name === 'value' ? [call.datum] : [],
  );
  const shown = [...briefing.keyFigures.map(({ datum }) => datum), ...written];
  const first = shown.find(({ kind }) => kind === 'finding');
  return first?.kind === 'finding' ? [first.trial] : [];
}

function exhibitsOf({ figures, tables }: Briefing): Exhibit[] {
  return [
    ...figures.map((figure) => ({
      where: `figure ${figure.id}`,
      place: figure.title.place,
      ...shownIn(findingsOfFigure(figure)),
    })),
    ...tables.map((table) => ({
      where: `table ${table.id}`,
      place: table.title.place,
      ...(table.kind === 'cross-trial' ? namedIn(table) : shownIn(findingsOfTable(table).filter(isResult))),
    })),
  ];
}

/** A cross-trial table is about all that it names, reported or not. */
function namedIn({ rows, endpoints }: CrossTrialRequest): Pick<Exhibit, 'trials' | 'endpoints'> {
  return { trials: unique(rows.map(({ trial }) => trial)), endpoints };
}

function shownIn(findings: Finding[]): Pick<Exhibit, 'trials' | 'endpoints' | 'findings'> {
  return {
    trials: unique(findings.map(({ trial }) => trial)),
    endpoints: unique(findings.map(endpointOf)),
    findings,
  };
}

function endpointOf({ endpoint }: Finding): Finding['endpoint'] {
  return endpoint;
}

function unique<T extends { id: string }>(all: T[]): T[] {
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

export function passagesOf(briefing: Briefing, computed: Computed): Passage[] {
  const passage = (where: string, prose: Parameters<typeof toSegments>[0] | undefined): Passage[] =>
    prose ? [{ where, segments: toSegments(prose, computed) }] : [];
  const exhibitPassages = (kind: 'figure' | 'table', requests: (FigureRequest | TableRequest)[]) =>
    requests.flatMap((request) => [
      ...passage(`${kind} ${request.id}, title`, request.title),
      ...passage(`${kind} ${request.id}, subtitle`, 'subtitle' in request ? request.subtitle : undefined),
      ...passage(`${kind} ${request.id}, alternative text`, 'alt' in request ? request.alt : undefined),
      ...passage(`${kind} ${request.id}, note`, request.note),
    ]);
  const reasons = briefing.tables.flatMap((table) =>
    reasonsOfTable(table).flatMap((reason) => passage(`table ${table.id}, certainty`, reason)),
  );
  return [
    ...passage('title', briefing.title),
    ...passage('dek', briefing.dek),
    ...questionOf(briefing).flatMap(({ text }) => passage('question', text)),
    ...passage('status', briefing.status),
    ...briefing.bottomLine.flatMap(({ text }) => passage('bottom line', text)),
    ...briefing.keyFigures.map((figure) => keyFigurePassage(figure, computed)),
    ...passage('text', briefing.body),
    ...briefing.acknowledgements.flatMap(({ reason }) => passage('comparability', reason)),
    ...exhibitPassages('figure', briefing.figures),
    ...exhibitPassages('table', briefing.tables),
    ...reasons,
    ...passage('mail subject', briefing.mail.subject),
    ...passage('mail preheader', briefing.mail.preheader),
  ];
}

/** A key figure reads as one sentence: label, number, detail. */
function keyFigurePassage(
  { datum, show, label, detail }: Briefing['keyFigures'][number],
  computed: Computed,
): Passage {
  const number: PassageSegment = {
    kind: 'bound',
    text: writeDatum(datum, show, computed.intervals).text,
    call: { name: 'value', datum, show },
  };
  const space: PassageSegment = { kind: 'text', text: ' ' };
  const part = (prose: typeof label) => (prose ? toSegments(prose, computed) : []);
  return { where: 'key figures', segments: [...part(label), space, number, space, ...part(detail)] };
}
