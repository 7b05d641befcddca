import type { Arm, Trial } from '../../model/trial.ts';
import { isRandomised } from '../../model/trial.ts';
import { normalised } from './inputs.ts';

type Treatment = Pick<Arm, 'label' | 'regimen' | 'product' | 'comparator'>;

/** Words that change nothing about what is given. */
const idle =
  /\b(?:matching|matched|oral|once|a|the|tablets?|capsules?|injections?|infusions?|subcutaneous(?:ly)?|intravenous(?:ly)?|sc|iv|s\.c\.|i\.v\.)(?=\s|$)/g;

/** What gives no treatment a name. */
const vague =
  /\b(?:usual|standard|routine|best|supportive|current) (?:care|treatment|therapy|available)|\b(?:choice|observation|monitoring|waiting|control|not stated)\b|^(?:chemotherapy|none|comparator|background)$/;

/** `placebo`, and what it is given with: its own dose and schedule say nothing. */
function partsOf(text: string): string[] {
  return normalised(text)
    .replaceAll(/[()]/g, ' ')
    .split(/\s*(?:\+|,|;|&|\bplus\b|\bwith\b|\band\b)\s*/)
    .map((part) => (/\bplacebo\b/.test(part) ? 'placebo' : part.replaceAll(idle, ' ')))
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
