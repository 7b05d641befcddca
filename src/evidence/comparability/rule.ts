import type { House } from '../../model/house.ts';
import type { Datum, Library } from '../../model/library.ts';
import type { Sale } from '../../model/product.ts';
import type { Finding } from '../../model/trial.ts';
import { type Written, written } from '../../notation/written.ts';
import { parseTiming } from './inputs.ts';
import type { GuidanceKey } from './verdict.ts';

/**
 * `block`: not to be drawn or said together unless the author answers for it; `major`: the caveat is printed
 * next to it; `minor`: a footnote; `info`: the appendix.
 */
export type RuleSeverity = 'block' | 'major' | 'minor' | 'info';

/** From the worst to the least. */
export const severities: readonly RuleSeverity[] = ['block', 'major', 'minor', 'info'];

/** What rules look up beside the values in hand. A library is one. */
export type Context = Pick<Library, 'trials' | 'data'>;

interface About {
  /** What authors write under `acknowledge:`; permanent. */
  id: string;
  /** Number in the catalogue of rules, C01 to C54 and F01 to F06. */
  code: string;
  title: string;
  /** What it objects to, for a list within a sentence: `different diseases`. */
  brief: string;
  severity: RuleSeverity;
  guidance: readonly GuidanceKey[];
}

/** What a rule has to know of both results, for the one line on what is not stated. */
export interface Statement {
  /** As that line names it: `masking`. */
  subject: string;
  /** Whether the rule would compare the two by it, and one of them, or both, do not state it. */
  isMissing(a: Finding, b: Finding, context: Context): boolean;
  isStated(finding: Finding): boolean;
  /** What the other result states, where silence commonly means that there was none. */
  told?(finding: Finding): Piece[] | undefined;
}

/**
 * Judges two results of different trials. `fires` is symmetric; unless the rule says otherwise, an input that is
 * not stated does not apply it but is named in the one line of rule C35. `caveat` is one sentence over all
 * results concerned, which may be more than two when pairs are merged.
 */
export interface PairRule extends About {
  level: 'pair';
  fires(a: Finding, b: Finding, context: Context): boolean;
  caveat(findings: readonly Finding[], context: Context): Piece[];
  statements?: readonly Statement[];
}

/** Judges a difference that a sentence takes between two trials, wherever it is taken. */
export interface GapRule extends About {
  level: 'gap';
  caveat(findings: readonly Finding[]): Piece[];
}

/** Judges one result, whatever it is shown with. */
export interface ValueRule extends About {
  level: 'value';
  fires(finding: Finding, context: Context): boolean;
  caveat(findings: readonly Finding[], context: Context): Piece[];
}

/** Judges results by the company they keep, within one figure or table or within the whole briefing. */
export interface DocumentRule extends About {
  level: 'document';
  scope: 'together' | 'briefing';
  /** The results that the rule is about; none when it does not apply. */
  concerned(findings: readonly Finding[]): Finding[];
  caveat(findings: readonly Finding[], context: Context): Piece[];
}

/** A sale as a text or figure shows it. */
export interface SalesClaim {
  sale: Sale;
  /** Whether the growth that the source states is printed. */
  statesGrowth: boolean;
  /** The company whose sales or revenue the text calls it. */
  company?: string;
}

/** Judges sales; `besides` are the other sales of the same figure or sentence. */
export interface FinanceRule extends About {
  level: 'finance';
  fires(claim: SalesClaim, besides: readonly SalesClaim[]): boolean;
  caveat(claims: readonly SalesClaim[]): Piece[];
}

/** What a briefing says of companies, and what it discloses. */
interface View {
  /** It rates, sets a target, or gives an opinion on a named company. */
  expressed: boolean;
  disclosures: Partial<House['disclosures']>;
}

export interface DisclosureRule extends About {
  level: 'disclosure';
  fires(view: View): boolean;
  caveat(view: View): Piece[];
}

export type Rule = PairRule | GapRule | ValueRule | DocumentRule | FinanceRule | DisclosureRule;

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

/** Families that are measured at a time that the protocol sets. */
const fixedFamilies = new Set([
  'responder',
  'continuous',
  'patient-reported',
  'immunogenicity',
  'pharmacokinetic',
]);

/** `28-day mortality`: the time is part of the name. */
const timeInName = /\b\d+[- ](?:day|week|month)s?\b|\b(?:at|by|within) (?:day|week|month) \d/i;

/**
 * Whether a result belongs to one time that the protocol sets, so that it is no matter how long patients were
 * followed: HbA1c at week 40, PASI 75, 28-day mortality; not survival, and not a hazard ratio.
 */
export function isAtFixedTime({ endpoint, value, timing }: Finding): boolean {
  const { family } = endpoint;
  if (fixedFamilies.has(family)) return true;
  if (family === 'mrd' || family === 'event-rate' || family === 'conduct') return false;
  if (value.shape === 'hazardRatio' || value.shape === 'rate' || value.shape === 'median') return false;
  if (value.shape === 'measure' || value.shape === 'difference') return family !== 'time-to-event';
  if (timeInName.test(endpoint.label)) return true;
  return timing !== undefined && parseTiming(timing).kind === 'landmark';
}

/** Decided by a laboratory, though they are called a response. */
const byLaboratory = new Set(['psa-response', 'major-molecular-response', 'ctdna-clearance']);

const judgedTimes = new Set([
  'pfs',
  'pfs2',
  'efs',
  'dfs',
  'rfs',
  'invasive-dfs',
  'metastasis-free-survival',
  'radiographic-pfs',
  'dor',
  'ttp',
  'time-to-response',
  'local-recurrence',
  'progression-or-death',
  'progression-free-5y',
]);

/** Whether somebody has to judge by criteria if it occurred: response and progression, not death, MACE or a laboratory value. */
export function isJudged({ endpoint: { id, family } }: Finding): boolean {
  if (family === 'response') return !byLaboratory.has(id);
  return family === 'time-to-event' && (judgedTimes.has(id) || /progression-free|tumou?r/.test(id));
}

const survivals = new Set(['os', 'cancer-specific-survival', 'pfs2']);

/** Whether patients who change treatment may still have the event. */
export function isOverallSurvival({ endpoint: { id, label } }: Finding): boolean {
  return survivals.has(id) || /\boverall survival\b/i.test(label);
}

const cancer =
  /cancer|carcinoma|myeloma|lymphoma|leuka?emia|melanoma|sarcoma|glio|blastoma|mesothelioma|thymoma|neoplas|tumou?r|myelodysplas|\b(?:n?sclc|ndmm|rrmm|smm|cll|dlbcl|aml|cml|mds|gist|crc|hcc|rcc)\b/i;

/** Whether lines of therapy mean something for this result: in cancer, as its disease or endpoint shows. */
export function isOncology({ trial, endpoint: { id, family } }: Finding): boolean {
  const ofCancer = family === 'mrd' || id === 'orr' || id === 'os' || judgedTimes.has(id);
  return ofCancer || cancer.test(trial.disease);
}

/** Whether the rules of myeloma are for this result: by its disease, or because it is one of residual disease. */
export function isMyeloma({ trial, endpoint }: Finding): boolean {
  return endpoint.family === 'mrd' || /myeloma|\b(?:hr-)?(?:nd|rr|s)mm\b/i.test(trial.disease);
}
