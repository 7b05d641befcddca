import type { Datum } from '../../model/library.ts';
import type { TimeUnit } from '../../model/scalars.ts';
import { type Arm, type Finding, isRandomised, type Trial } from '../../model/trial.ts';
import { toMonths } from '../../notation/terms.ts';
import { contrastOf } from '../../shapes/shapes.ts';
import type { Test } from '../../shapes/significance.ts';
import type { Context } from './rule.ts';

/** Whether two statements differ. What is not stated is never equal to anything. */
export function differs(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || normalised(a) !== normalised(b);
}

/** Letter case and spacing make no difference. */
export function normalised(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** The arm a result is of; of a ratio or difference the experimental one; of a one-armed trial its arm. */
export function armOf({ arm, group, compare, trial }: Finding): Arm | undefined {
  return arm ?? compare?.[0] ?? (trial.arms.length === 1 && !group ? trial.arms[0] : undefined);
}

/** Patients treated and followed are facts about a trial, not results to compare. */
export function isResult({ endpoint }: Finding): boolean {
  return endpoint.family !== 'conduct';
}

export function isMrd({ endpoint }: Finding): boolean {
  return endpoint.family === 'mrd';
}

/** The statistical test of a ratio or difference. */
export function testOf({ value }: Finding): Test | undefined {
  return contrastOf(value) ? (value as Test) : undefined;
}

export function isTimeToEvent({ endpoint }: Finding): boolean {
  return endpoint.family === 'time-to-event';
}

/** Median follow-up in months at the cut of the result. */
export function followUpMonths({ cut }: Finding): number | undefined {
  return cut?.followUp && toMonths(cut.followUp);
}

/** The address of the follow-up that a result was seen at, or the result itself. */
export function followUpDatum(finding: Finding, { data }: Context): Datum {
  const { trial, cut } = finding;
  return (cut && data.get(`${trial.id}.follow-up.${cut.id}`)) ?? data.get(`${trial.id}.follow-up`) ?? finding;
}

/** Abbreviations, to the name that they are compared by. */
const abbreviations: Record<string, string> = {
  af: 'atrial fibrillation',
  als: 'amyotrophic lateral sclerosis',
  aml: 'acute myeloid leukemia',
  cf: 'cystic fibrosis',
  ckd: 'chronic kidney disease',
  cll: 'chronic lymphocytic leukemia',
  cml: 'chronic myeloid leukemia',
  copd: 'chronic obstructive pulmonary disease',
  dlbcl: 'diffuse large b cell lymphoma',
  dmd: 'duchenne muscular dystrophy',
  hcc: 'hepatocellular carcinoma',
  hfpef: 'heart failure with preserved ejection fraction',
  hfref: 'heart failure with reduced ejection fraction',
  ipf: 'idiopathic pulmonary fibrosis',
  mcrpc: 'metastatic castration resistant prostate cancer',
  mdd: 'major depressive disorder',
  ms: 'multiple sclerosis',
  ndmm: 'newly diagnosed multiple myeloma',
  nsclc: 'non small cell lung cancer',
  pah: 'pulmonary arterial hypertension',
  ra: 'rheumatoid arthritis',
  rcc: 'renal cell carcinoma',
  rms: 'relapsing multiple sclerosis',
  rrmm: 'relapsed refractory multiple myeloma',
  rrms: 'relapsing remitting multiple sclerosis',
  sclc: 'small cell lung cancer',
  sle: 'systemic lupus erythematosus',
  sma: 'spinal muscular atrophy',
  t1d: 'type 1 diabetes',
  t1dm: 'type 1 diabetes',
  t2d: 'type 2 diabetes',
  t2dm: 'type 2 diabetes',
  uc: 'ulcerative colitis',
};

/** Words that do not make another disease. */
const idle =
  /\b(?:active|adults? with|chronic (?=hepatitis)|essential|moderate(?:ly)?(?: to severe(?:ly)?)?|mellitus|non ?valvular|patients with|people with|plaque|primary|the|infection)\b/g;

/** Whether two trials name different diseases. Spelling, abbreviation and words such as `active` make none. */
export function areOtherDiseases(a: string, b: string): boolean {
  return nameOf(a) !== nameOf(b);
}

function nameOf(disease: string): string {
  return normalised(disease)
    .replaceAll(/['’]/g, '')
    .replaceAll(/[-–‐/,()]/g, ' ')
    .replaceAll('tumour', 'tumor')
    .replaceAll(/(?<=[a-z])(?:ae|oe)(?=[a-z])|\boe(?=[ds])/g, 'e')
    .replaceAll(/[a-z0-9]+/g, (word) => abbreviations[word] ?? word)
    .replaceAll(idle, ' ')
    .replaceAll(/\bhiv 1\b/g, 'hiv')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * The median time to an event that a result's disease leads one to expect: a median that was reached, of
 * survival for survival and of progression-free survival for everything else. The nearest is taken: the
 * control arm of the same trial, then of a trial in the same setting, then of the same disease, then any
 * arm of the same disease; among equals the one seen after the longest follow-up.
 */
export function expectedEventTime(finding: Finding, { trials }: Context): Finding | undefined {
  const endpoint = finding.endpoint.id === 'os' ? 'os' : 'pfs';
  return [...trials.values()]
    .filter((trial) => !differs(trial.disease, finding.trial.disease))
    .flatMap((trial) => trial.findings)
    .filter((other) => other.endpoint.id === endpoint && other.id !== finding.id && isReachedMedian(other))
    .toSorted((a, b) => distance(a, finding.trial) - distance(b, finding.trial) || maturity(b) - maturity(a))
    .at(0);
}

export function isReachedMedian({ value }: Finding): boolean {
  return value.shape === 'median' && typeof value.value !== 'string';
}

function distance({ arm, trial }: Finding, from: Trial): number {
  if (arm?.role !== 'control') return 3;
  if (trial.id === from.id) return 0;
  return differs(trial.setting, from.setting) ? 2 : 1;
}

function maturity(finding: Finding): number {
  return followUpMonths(finding) ?? 0;
}

/** When a response or MRD test counts: at any time, by a number of months since something, or at an event. */
type Timing =
  | { kind: 'cumulative' }
  | { kind: 'landmark'; months: number; since: string }
  | { kind: 'event'; event: string };

const cumulative = /\b(?:any ?time|overall|cumulative|best)\b/;
const numberFirst = /(\d+(?:\.\d+)?)[ -]*(day|week|month|year)s?\b/;
/** `week 40`; of `weeks 1 to 12` the end. */
const unitFirst = /\b(day|week|month|year)s? (?:\d+ ?(?:to|through|[-–]) ?)?(\d+(?:\.\d+)?)/;
const origin = /\b(?:after|since|from|of) (?:the )?(.+)$/;

/** `any time`, `by 12 months`, `day 100 after transplant`, `end of consolidation`. */
export function parseTiming(text: string): Timing {
  const words = normalised(text);
  if (cumulative.test(words)) return { kind: 'cumulative' };
  const [number, unit] = lengthIn(words);
  if (number === undefined || unit === undefined) return { kind: 'event', event: words };
  const value = { text: number, value: Number(number) };
  return {
    kind: 'landmark',
    months: toMonths({ value, unit: `${unit}s` as TimeUnit }),
    since: origin.exec(words)?.[1] ?? '',
  };
}

function lengthIn(words: string): [string?, string?] {
  const first = numberFirst.exec(words);
  if (first) return [first[1], first[2]] as [string, string];
  const second = unitFirst.exec(words);
  return second ? ([second[2], second[1]] as [string, string]) : [];
}

/** Landmarks this many months apart still count as the same time. */
const toleranceMonths = 3;

/** Whether two times of assessment are not the same; landmarks since different events are not. */
export function isOtherTime(a: Timing, b: Timing): boolean {
  if (a.kind === 'landmark' && b.kind === 'landmark') {
    return a.since !== b.since || Math.abs(a.months - b.months) > toleranceMonths;
  }
  if (a.kind === 'event' && b.kind === 'event') return a.event !== b.event;
  return a.kind !== b.kind;
}

export function isSustained({ endpoint }: Finding): boolean {
  return endpoint.family === 'mrd' && /\bsustained\b/i.test(`${endpoint.id} ${endpoint.label}`);
}

/**
 * The time of assessment in words. Where a finding states none, its endpoint may: overall response is by
 * definition the best response at any time, and sustained MRD negativity names its duration.
 */
export function timingOf(finding: Finding): string | undefined {
  if (finding.timing !== undefined) return finding.timing;
  if (finding.endpoint.id === 'orr') return 'any time';
  return isSustained(finding) ? numberFirst.exec(normalised(finding.endpoint.label))?.[0] : undefined;
}

type Treatment = Pick<Arm, 'label' | 'regimen' | 'product' | 'comparator'>;

/** Words that change nothing about what is given. */
const idleInRegimen =
  /\b(?:matching|matched|oral|once|a|the|tablets?|capsules?|injections?|infusions?|subcutaneous(?:ly)?|intravenous(?:ly)?|sc|iv|s\.c\.|i\.v\.)(?=\s|$)/g;

/** What gives no treatment a name. */
const vague =
  /\b(?:usual|standard|routine|best|supportive|current) (?:care|treatment|therapy|available)|\b(?:choice|observation|monitoring|waiting|control|not stated)\b|^(?:chemotherapy|none|comparator|background)$/;

/** `placebo`, and what it is given with: its own dose and schedule say nothing. */
function partsOf(text: string): string[] {
  return normalised(text)
    .replaceAll(/[()]/g, ' ')
    .split(/\s*(?:\+|,|;|&|\bplus\b|\bwith\b|\band\b)\s*/)
    .map((part) => (/\bplacebo\b/.test(part) ? 'placebo' : part.replaceAll(idleInRegimen, ' ')))
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .toSorted();
}

function fold(text: string): string {
  return [...new Set(partsOf(text))].join(' + ');
}

const amount = String.raw`\d+(?:[.,]\d+)?\s?(?:mg|g|µg|μg|mcg|micrograms?|units?|iu|ml|mmol)(?:\/(?:kg|m2|m²|ml))?`;
const dose = new RegExp(`(?<![\\w.])${amount}(?![\\w/])`, 'gi');

/** `200 mg`, `10 mg/kg`, as they are compared. */
function dosesIn(text: string): string[] {
  return [...normalised(text).matchAll(dose)].map(([found]) =>
    found.replaceAll(/\s/g, '').replace(/μg|mcg|micrograms?/, 'µg'),
  );
}

/**
 * Whether two arms are given the same treatment: by a declared `comparator`, the same regimen, or the same
 * label with its dose, or the same label of one drug and product. Like labels alone prove nothing, and neither does `standard of care`.
 */
export function areSameTreatment(a: Treatment, b: Treatment): boolean {
  if (a.comparator !== undefined && a.comparator === b.comparator) return true;
  if (differIn(({ label }) => dosesIn(label), a, b)) return false;
  const regimens = [a, b].map(({ regimen }) => fold(regimen)) as [string, string];
  if (regimens[0] === regimens[1]) return !vague.test(regimens[0]);
  const labels = [a, b].map(({ label }) => fold(label)) as [string, string];
  if (labels[0] !== labels[1] || vague.test(labels[0])) return false;
  if (dosesIn(a.label).length > 0 || labels[0] === 'placebo') return true;
  const isOneDrug = /^[a-z]{5,}$/.test(labels[0]) && a.product !== undefined && a.product === b.product;
  return isOneDrug && !differIn(dosesOf, a, b) && !differIn(schedulesOf, a, b);
}

/** Arms that two randomised trials have in common, whatever their role. */
export function sharedArms(a: Trial, b: Trial): [Arm, Arm][] {
  if (!isRandomised(a) || !isRandomised(b)) return [];
  return a.arms.flatMap((one) =>
    b.arms.filter((other) => areSameTreatment(one, other)).map((other): [Arm, Arm] => [one, other]),
  );
}

/** What kind of treatment a control arm is given. */
export function kindOfControl({
  label,
  regimen,
}: Treatment): 'placebo' | 'no treatment' | 'active treatment' {
  const parts = [...partsOf(regimen), ...partsOf(label)];
  if (/\bsham\b/i.test(`${label} ${regimen}`)) return 'placebo';
  if (partsOf(regimen).every((part) => part === 'placebo')) return 'placebo';
  const untreated = /\bno (?:treatment|prophylaxis|therapy)|observation|monitoring|usual care|^untreated/;
  return parts.some((part) => untreated.test(part)) ? 'no treatment' : 'active treatment';
}

const schedule =
  /\b(?:once |twice |three times )?(?:daily|weekly|monthly)\b|\bevery (?:\d+|other|second|two|three|four|six|eight) (?:days?|weeks?|months?)\b/g;

/** Whether one drug is given in another dose or at other intervals, as far as both say. */
export function areOtherDoses(a: Treatment, b: Treatment): boolean {
  if (!isSameDrug(a, b) || areSameTreatment(a, b)) return false;
  return differIn(dosesOf, a, b) || differIn(schedulesOf, a, b);
}

function differIn(read: (arm: Treatment) => string[], a: Treatment, b: Treatment): boolean {
  const [one, other] = [new Set(read(a)), new Set(read(b))];
  return one.size > 0 && other.size > 0 && one.isDisjointFrom(other);
}

function dosesOf({ label, regimen }: Treatment): string[] {
  const own = dosesIn(label);
  return own.length > 0 ? own : dosesIn(regimen);
}

function schedulesOf({ label, regimen }: Treatment): string[] {
  return [...normalised(`${label} ${regimen}`).matchAll(schedule)].map(([one]) => one.replace(/^once /, ''));
}

/** One product, or a name of at least five letters that leads one label and occurs in the other arm. */
function isSameDrug(a: Treatment, b: Treatment): boolean {
  if (a.product !== undefined && b.product !== undefined) return a.product === b.product;
  return isNamedIn(a, b) || isNamedIn(b, a);
}

/** What may precede the name of a drug. */
const describing =
  /^(?:(?:oral|inhaled|injected|intravenous|subcutaneous|weekly|daily|(?:high|low)[- ]dose) )+/;

function isNamedIn({ label }: Treatment, other: Treatment): boolean {
  const [name] = /^[a-z]{5,}(?=[\s,+-]|$)/.exec(normalised(label).replace(describing, '')) ?? [];
  if (
    name === undefined ||
    /^(?:placebo|usual|standard|active|control|other|reference|biosimilar)$/.test(name)
  )
    return false;
  return normalised(`${other.label} ${other.regimen}`)
    .split(/[^a-z]+/)
    .includes(name);
}
