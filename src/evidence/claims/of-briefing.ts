import type { Briefing, Library } from '../../model/library.ts';
import type { FigureRequest, TableRequest } from '../../model/requests.ts';
import { findingsOf } from '../../model/requests.ts';
import type { Finding, Trial } from '../../model/trial.ts';
import type { Computed } from '../../notation/calls.ts';
import { writeDatum } from '../../notation/values.ts';
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

/** The trial of the first key figure that is a result. */
export function subjectsOf({ keyFigures }: Briefing): Trial[] {
  const first = keyFigures.flatMap(({ datum }) => (datum.kind === 'finding' ? [datum.finding.trial] : []))[0];
  return first ? [first] : [];
}

function exhibitsOf({ figures, tables }: Briefing): Exhibit[] {
  const all: [string, FigureRequest | TableRequest][] = [
    ...figures.map((figure): [string, FigureRequest] => [`figure ${figure.id}`, figure]),
    ...tables.map((table): [string, TableRequest] => [`table ${table.id}`, table]),
  ];
  return all.map(([where, request]) => ({ where, place: request.title.place, ...shownBy(request) }));
}

function shownBy(request: FigureRequest | TableRequest): Pick<Exhibit, 'trials' | 'endpoints'> {
  const findings = findingsOf(request);
  if (request.kind === 'cross-trial')
    return { trials: unique(request.rows.map(({ trial }) => trial)), endpoints: request.endpoints };
  return { trials: unique(findings.map(({ trial }) => trial)), endpoints: unique(findings.map(endpointOf)) };
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
  return [
    ...passage('title', briefing.title),
    ...passage('dek', briefing.dek),
    ...briefing.bottomLine.flatMap((line) => passage('bottom line', line)),
    ...briefing.keyFigures.map((figure) => keyFigurePassage(figure, computed)),
    ...passage('text', briefing.body),
    ...briefing.acknowledgements.flatMap(({ reason }) => passage('comparability', reason)),
    ...exhibitPassages('figure', briefing.figures),
    ...exhibitPassages('table', briefing.tables),
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
