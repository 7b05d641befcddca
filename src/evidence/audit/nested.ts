import type { Finding, Trial } from '../../model/trial.ts';
import { countsOf, isRatio } from '../../shapes/shapes.ts';
import { type Estimate, gravest, orderFlaw, shareOf, sharesOf } from './estimate.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { leastSure, samePatients, severityOf, withinTime } from './patients.ts';

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
