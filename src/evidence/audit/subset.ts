import type { Finding, Trial } from '../../model/trial.ts';
import { gravest } from './estimate.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { crAllows } from './mrd.ts';
import { analysesOf, disagree, sameAnalysis } from './patients.ts';

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
      populations.flatMap((alike) => gravest(alike.flatMap((whole) => exceeding(part, whole, countOf)))),
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

function exceeding(part: Finding, whole: Finding, countOf: typeof eventsOf): Flaw[] {
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
