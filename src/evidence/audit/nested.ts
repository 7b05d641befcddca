import type { Finding, Trial } from '../../model/trial.ts';
import { countsOf, isRatio } from '../../shapes/shapes.ts';
import {
  analysesOf,
  disagree,
  leastSure,
  sameAnalysis,
  samePatients,
  severityOf,
  withinTime,
} from './arms.ts';
import { type Estimate, type Flaw, gravest, orderFlaw, shareOf, sharesOf, valueSpot } from './estimate.ts';
import { crAllows } from './response.ts';

/** Endpoints that are part of others, each with the narrowest that contain it. */
const wholesOf: Record<string, readonly string[]> = {
  'grade-3-plus-ae': ['teae'],
  'grade-3-4-teae': ['grade-3-plus-ae'],
  'severe-ae': ['teae'],
  sae: ['teae'],
  'related-ae': ['teae'],
  aesi: ['teae'],
  'immune-related-ae': ['teae'],
  discontinuation: ['teae'],
  'dose-reduction': ['teae'],
  'dose-interruption': ['teae'],
  'death-on-treatment': ['sae', 'severe-ae', 'grade-3-plus-ae', 'deaths'],
  anaphylaxis: ['hypersensitivity'],
  hypersensitivity: ['teae'],
  'infusion-reaction': ['teae'],
  'injection-site-reaction': ['teae'],
  crs: ['teae'],
  'crs-grade-3': ['crs'],
  icans: ['teae'],
  'febrile-neutropenia': ['teae'],
  infection: ['teae'],
  'infection-grade-3': ['infection', 'grade-3-plus-ae'],
  'serious-infection': ['infection', 'sae'],
  'opportunistic-infection': ['infection'],
  'herpes-zoster': ['infection'],
  'genital-infection': ['infection'],
  nausea: ['teae'],
  vomiting: ['teae'],
  diarrhoea: ['teae'],
  constipation: ['teae'],
  headache: ['teae'],
  fatigue: ['teae'],
  rash: ['teae'],
  'potential-hys-law': ['liver-enzymes-3'],
  'intracranial-haemorrhage': ['major-bleeding-isth', 'major-bleeding-timi'],
  'fatal-bleeding': ['major-bleeding-isth', 'bleeding-barc-3-5', 'deaths'],
  'bleeding-barc-3-5': ['bleeding-barc-2-5'],
  'hba1c-6-5': ['hba1c-below-7'],
  'mrs-0-1': ['mrs-0-2'],
  'mortality-28': ['mortality-90'],
};

/** Responders to a stricter threshold are responders to a looser one: ACR 50 within ACR 20. */
const graded = /^(acr|pasi-|easi-|asas|weight-loss-|migraine-|pain-)(\d+)$/;

/** The wholes of a part, with theirs. */
function allWholesOf(part: string): Set<string> {
  const found = new Set(wholesOf[part] ?? []);
  for (const whole of found) for (const wider of wholesOf[whole] ?? []) found.add(wider);
  return found;
}

/** Patients with a graver adverse event, or a stricter response, are among those with any. */
export function checkNested(trial: Trial): Flaw[] {
  const shares = sharesOf(trial);
  const endpoints = new Set(shares.map(({ finding }) => finding.endpoint.id));
  const wholes = new Map(
    [...endpoints].map((id) => [id, shares.filter(({ finding }) => isPart(id, finding.endpoint.id))]),
  );
  return [
    ...shares.flatMap((part) =>
      gravest((wholes.get(part.finding.endpoint.id) ?? []).flatMap((whole) => exceeding(part, whole))),
    ),
    ...checkSeriousTerms(trial),
  ];
}

/** Patients with one serious adverse event are among those with any. */
function checkSeriousTerms({ adverseEvents }: Trial): Flaw[] {
  if (!adverseEvents) return [];
  const any = adverseEvents.totals.get('serious');
  return adverseEvents.terms
    .filter(({ serious }) => serious)
    .flatMap(({ cells }) => [...cells])
    .flatMap(([column, finding]) => {
      const [part, whole] = [finding, any?.get(column)].map((one) => one && shareOf(one));
      return part && whole ? orderFlaw(part, whole, 'error', 'which contains it') : [];
    });
}

function exceeding(part: Estimate, whole: Estimate): Flaw[] {
  const sure = leastSure(samePatients(part.finding, whole.finding), withinTime(part.finding, whole.finding));
  return sure === 'different' ? [] : orderFlaw(part, whole, severityOf(sure), 'which contains it');
}

/** Whether all who count for one endpoint count for another, by their ids. */
function isPart(part: string, whole: string): boolean {
  if (allWholesOf(part).has(whole)) return true;
  const [, stem, strict] = graded.exec(part) ?? [];
  const [, other, loose] = graded.exec(whole) ?? [];
  return stem !== undefined && stem === other && Number(strict) > Number(loose);
}

/** Patients or events of one arm, with the field that says them. */
interface Counted {
  finding: Finding;
  events: number;
  of: number;
  field: (string | number)[];
}

/** Subgroups by one characteristic share no patients, so together they have no more than the whole. */
export function checkSubgroupSums(trial: Trial): Flaw[] {
  const all = trial.findings.flatMap(countedIn);
  return all
    .filter(({ finding }) => !finding.subgroup)
    .flatMap((whole) => {
      const parts = all.filter((part) => isSubgroupOf(part, whole));
      const divided = Map.groupBy(parts, ({ finding }) => finding.subgroup?.by);
      return [...divided.values()].flatMap((group) => sumFlaws(group, whole));
    });
}

function countedIn(finding: Finding): Counted[] {
  const { value } = finding;
  const counts = countsOf(value);
  if (counts?.kind === 'patients') return [{ finding, ...counts, field: ['of'] }];
  if (!isRatio(value)) return [];
  return (value.events ?? []).map((one, index) => ({ finding, ...one, field: ['events', index] }));
}

function isSubgroupOf(part: Counted, whole: Counted): boolean {
  const [a, b] = [part.finding, whole.finding];
  return (
    a.subgroup !== undefined &&
    a.endpoint === b.endpoint &&
    a.arm === b.arm &&
    a.compare?.[0] === b.compare?.[0] &&
    a.compare?.[1] === b.compare?.[1] &&
    a.cut === b.cut &&
    a.timing === b.timing &&
    a.population === b.population &&
    a.threshold?.exponent === b.threshold?.exponent &&
    a.value.shape === b.value.shape &&
    String(part.field) === String(whole.field)
  );
}

function sumFlaws(parts: Counted[], whole: Counted): Flaw[] {
  const names = new Set(parts.map(({ finding }) => finding.subgroup?.is));
  const [first] = parts;
  if (!first || names.size !== parts.length || parts.length < 2) return [];
  const sum = (key: 'events' | 'of') => parts.reduce((total, part) => total + part[key], 0);
  const [what, most, total] =
    sum('of') > whole.of
      ? ['patients', whole.of, sum('of')]
      : ['patients with the outcome', whole.events, sum('events')];
  if (total <= most) return [];
  return [
    {
      severity: 'error',
      message: `the subgroups by ${first.finding.subgroup?.by} have ${total} ${what} in total, but the whole has ${most}`,
      spot: valueSpot(first.finding, ...first.field),
      related: [
        { message: 'the whole', spot: valueSpot(whole.finding, ...whole.field) },
        ...parts.slice(1).map((part) => ({
          message: `also ${part.finding.subgroup?.is}`,
          spot: valueSpot(part.finding, ...part.field),
        })),
      ],
    },
  ];
}

/** Each population is within those after it; patients randomised again are not of this line. */
const widening: (Finding['population'] | undefined)[][] = [
  ['responders'],
  ['evaluable'],
  ['treated'],
  ['randomised', 'itt'],
  ['enrolled'],
];

/** A number of patients with its field: what can be more in a part than in the whole. */
interface Count {
  field: 'events' | 'of' | 'value';
  number: number;
}

/**
 * One outcome reported for a population and for one that contains it: the narrower one has neither more patients
 * nor more events. And no more patients are reported as responders than there are responses.
 */
export function checkSubsets(trial: Trial): Flaw[] {
  return analysesOf(trial.findings, (finding) => finding).flatMap((findings) => [
    ...Map.groupBy(findings, outcomeOf).values().flatMap(flawsAmong),
    ...findings
      .filter(({ population }) => population === 'responders')
      .flatMap((part) => respondersBeyond(part, findings)),
  ]);
}

/** Of findings of one outcome, each against the populations that contain its own, with one flaw for each. */
function flawsAmong(findings: Finding[]): Flaw[] {
  return findings.flatMap((part) => {
    const wholes = findings.filter((whole) => isWithin(part, whole));
    const populations = [...Map.groupBy(wholes, ({ population }) => population).values()];
    return [eventsOf, patientsOf].flatMap((countOf) =>
      populations.flatMap((alike) =>
        gravest(alike.flatMap((whole) => subsetAboveWhole(part, whole, countOf))),
      ),
    );
  });
}

function isWithin(part: Finding, whole: Finding): boolean {
  const [inner, outer] = [widthOf(part), widthOf(whole)];
  return inner >= 0 && inner < outer && sameAnalysis(part, whole) && sameOutcome(part, whole);
}

function widthOf({ population }: Finding): number {
  return widening.findIndex((names) => population !== undefined && names.includes(population));
}

function sameOutcome(part: Finding, whole: Finding): boolean {
  return (
    !disagree(part.assay, whole.assay) &&
    !disagree(part.assessor, whole.assessor) &&
    (part.endpoint !== whole.endpoint || crAllows(part, whole))
  );
}

/** MRD negativity among complete responders is MRD negativity in a narrower population. */
function outcomeOf({ endpoint, timing, threshold }: Finding): string {
  const id = endpoint.id === 'mrd-negativity-among-cr' ? 'mrd-negativity' : endpoint.id;
  return JSON.stringify([id, timing, threshold?.exponent]);
}

function subsetAboveWhole(part: Finding, whole: Finding, countOf: typeof eventsOf): Flaw[] {
  const [less, more] = [countOf(part), countOf(whole)];
  if (!less || !more || less.number <= more.number) return [];
  const what = countOf === eventsOf ? 'patients with the outcome' : 'patients';
  const [few, many] = [
    `${less.number} ${what} among ${formatPopulation(part)}`,
    `${more.number} among ${formatPopulation(whole)}`,
  ];
  return [flaw(`${few}, but ${many}, who include them`, part, less, whole, more)];
}

function formatPopulation({ population }: Finding): string {
  if (population === 'responders') return population;
  if (population === 'evaluable') return 'evaluable patients';
  return `patients ${population === 'itt' ? 'randomised' : population}`;
}

function eventsOf({ value }: Finding): Count | undefined {
  if (value.shape === 'count') return { field: 'value', number: value.value };
  if (value.shape !== 'proportion' || value.events === undefined) return undefined;
  return { field: 'events', number: value.events };
}

function patientsOf({ value }: Finding): Count | undefined {
  return 'of' in value && value.of !== undefined ? { field: 'of', number: value.of } : undefined;
}

/** Responders are those with a response; for MRD among complete responders, those with a complete one. */
function respondersBeyond(part: Finding, findings: Finding[]): Flaw[] {
  const patients = patientsOf(part);
  const most = mostResponses(part, findings);
  const responses = most && eventsOf(most);
  if (!patients || !responses) return [];
  if (patients.number <= responses.number) return [];
  const name = most.endpoint.abbreviation ?? most.endpoint.label;
  const message = `${patients.number} responders, but ${name} counts ${responses.number}`;
  return [flaw(message, part, patients, most, responses)];
}

/** The finding that counts the most responses; one without a count may count any number. */
function mostResponses(part: Finding, findings: Finding[]): Finding | undefined {
  const response = part.endpoint.id === 'mrd-negativity-among-cr' ? 'cr' : 'orr';
  const numberOf = (finding: Finding) => eventsOf(finding)?.number ?? Number.POSITIVE_INFINITY;
  return findings
    .filter(({ endpoint, population }) => endpoint.id === response && population !== 'responders')
    .filter((whole) => sameAnalysis(part, whole))
    .sort((a, b) => (numberOf(b) > numberOf(a) ? 1 : -1))[0];
}

function flaw(message: string, part: Finding, less: Count, whole: Finding, more: Count): Flaw {
  return {
    severity: 'error',
    message,
    spot: valueSpot(part, less.field),
    related: [{ message: `the ${more.number}`, spot: valueSpot(whole, more.field) }],
  };
}
