import type { Datum } from '../../model/datum.ts';
import type { Finding } from '../../model/trial.ts';
import { type Written, written } from '../../notation/written.ts';

/** Something written; with a datum it prints what that finding or sale states. */
export interface Piece {
  written: Written;
  datum?: Datum;
  /** The trials, by their ids, of which it says what a sentence contrasts. */
  of?: readonly string[];
}

/** A sentence put together from words and pieces. */
export function sentence(...parts: (string | Piece | readonly Piece[])[]): Piece[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [{ written: written(part) }] : part));
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.written.text).join('');
}

/** What a finding says in words of its own or of its trial. */
export function stated(finding: Finding, text: string | Written | undefined): Piece[] | undefined {
  if (text === undefined) return undefined;
  return [{ written: typeof text === 'string' ? written(text) : text, datum: finding }];
}

export const notStated = 'not stated';

type Read = (finding: Finding) => Piece[] | undefined;

/** A value and the results that share it. */
interface Group {
  pieces: Piece[];
  findings: Finding[];
}

/** Values in the order given; what is not stated comes last. */
function groupsOf(findings: readonly Finding[], read: Read): Group[] {
  const groups = new Map<string, Group>();
  const silent: Finding[] = [];
  for (const finding of findings) {
    const pieces = read(finding);
    if (!pieces) silent.push(finding);
    else add(groups, pieces, finding);
  }
  const unknown = silent.length > 0 ? [{ pieces: sentence(notStated), findings: silent }] : [];
  return [...groups.values(), ...unknown];
}

function add(groups: Map<string, Group>, pieces: Piece[], finding: Finding): void {
  const group = groups.get(textOf(pieces));
  if (group) group.findings.push(finding);
  else groups.set(textOf(pieces), { pieces, findings: [finding] });
}

/** `treated (CAR-PRISM), all randomised (PERSEUS, CEPHEUS), not stated (MAIA)`: each value once. */
export function byTrial(findings: readonly Finding[], read: Read): Piece[] {
  return list(groupsOf(findings, read));
}

/** `PD-L1 of 50% or more in ALPHA, unselected in BETA`. */
export function nameEach(findings: readonly Finding[], read: Read): Piece[] {
  return groupsOf(findings, read).flatMap(({ pieces, findings: own }, index) =>
    sentence(index > 0 ? ', ' : '', findingPieces(pieces, own), ` in ${nameTrials(own)}`),
  );
}

function list(groups: Group[]): Piece[] {
  const separator = groups.some(({ pieces }) => /[,;]/.test(textOf(pieces))) ? '; ' : ', ';
  const several = namedSeveralTimes(groups);
  return groups.flatMap(({ pieces, findings }, index) =>
    sentence(
      index > 0 ? separator : '',
      findingPieces(pieces, findings),
      ` (${nameGroup(findings, several)})`,
    ),
  );
}

function findingPieces(pieces: readonly Piece[], findings: readonly Finding[]): Piece[] {
  const of = [...new Set(findings.map(({ trial }) => trial.id))];
  return pieces.map((piece) => ({ ...piece, of }));
}

/** Trials that have one value for one endpoint and another for another. */
function namedSeveralTimes(groups: Group[]): Set<string> {
  const all = groups.flatMap(({ findings }, group) => findings.map((finding) => ({ group, finding })));
  const several = [...Map.groupBy(all, ({ finding }) => finding.trial.id)].filter(
    ([, own]) =>
      new Set(own.map(({ group }) => group)).size > 1 &&
      new Set(own.map(({ finding }) => finding.endpoint.id)).size > 1,
  );
  return new Set(several.map(([id]) => id));
}

/** `MAIA, CEPHEUS MRD− and PFS`. */
function nameGroup(findings: Finding[], several: ReadonlySet<string>): string {
  return [...Map.groupBy(findings, ({ trial }) => trial.id)]
    .map(([id, own]) => {
      const name = own[0]?.trial.name ?? id;
      return several.has(id) ? `${name} ${[...new Set(own.map(nameEndpoint))].join(' and ')}` : name;
    })
    .join(', ');
}

/**
 * `Median follow-up differs: 15.3 months (CAR-PRISM), 64.5 (MAIA).`: what differs, each value once. Says
 * too where it is not stated, and `tail` why it matters.
 */
export function contrast(subject: string, findings: readonly Finding[], read: Read, tail = ''): Piece[] {
  const groups = groupsOf(findings, read);
  const texts = groups.map(({ pieces }) => textOf(pieces));
  const stating = texts.filter((text) => text !== notStated).length;
  if (stating === 0) return sentence(`${subject} is ${notStated} (${nameTrials(findings, 'and')})${tail}.`);
  const unknown = texts.some((text) => text.includes(notStated));
  const verb = stating > 1 ? `differs${unknown ? ` or is ${notStated}` : ''}` : `is ${notStated} throughout`;
  return sentence(`${subject} ${verb}: `, list(groups), `${tail}.`);
}

/** `MAIA`, `MAIA and ALCYONE`, `MAIA, ALCYONE and PERSEUS`. */
export function nameTrials(findings: readonly Finding[], last: 'and' | 'or' = 'and'): string {
  const names = [...new Set(findings.map(({ trial }) => trial.name))];
  const end = names.at(-1) ?? '';
  return names.length < 2 ? end : `${names.slice(0, -1).join(', ')} ${last} ${end}`;
}

export function isOneTrial(findings: readonly Finding[]): boolean {
  return new Set(findings.map(({ trial }) => trial.id)).size === 1;
}

/** `MRD−`, or the label where an endpoint has no short form, as inside a sentence. */
export function nameEndpoint({ endpoint: { abbreviation, label } }: Finding): string {
  return abbreviation ?? label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}
