import type { FileCheck } from '../../content/file-check.ts';
import type { Key } from '../../content/parse.ts';
import type { TimeUnit } from '../../model/scalars.ts';
import { averageOf } from '../../shapes/measure.ts';
import { checkUnits, findingsOfShape, type Resolve } from '../resolve.ts';
import { type ArmOverVisits, type MeasureFinding, timeIn, type Visit, visitOf } from './request.ts';

export const resolveChange: Resolve<'change'> = (fields, keys, check) => {
  const addresses = fields.findings ?? [];
  const at = [...keys, 'findings'];
  const findings = findingsOfShape(['measure'], 'averages', addresses, at, check) as MeasureFinding[];
  const [first] = findings;
  if (!first) return undefined;
  const place = { addresses, at, check };
  checkUnits(findings, addresses, at, check);
  const alike = findings.filter((finding) => isAlike(finding, first, place));
  const dated = alike.flatMap((finding) => datedIn(finding, place));
  const unit = unitOfVisits(dated.map(({ visit }) => visit));
  const timed = dated.flatMap(({ finding, visit }) => timedIn(finding, { visit, unit }, place));
  return {
    trial: first.trial,
    unit,
    converted: dated.some(({ visit }) => visit.unit !== undefined && visit.unit !== unit),
    arms: armsOf(timed, place),
  };
};

interface Place {
  addresses: readonly string[];
  at: Key[];
  check: FileCheck;
}

function placeOf({ id }: MeasureFinding, { addresses, at, check }: Place) {
  return check.parsed.placeOf([...at, addresses.indexOf(id)]);
}

/** One line joins values of one endpoint, averaged alike. */
function isAlike(finding: MeasureFinding, first: MeasureFinding, place: Place): boolean {
  const [own, wanted] = [subjectOf(finding), subjectOf(first)];
  if (own === wanted) return true;
  const message = `‘${finding.id}’ is the ${own}, the first the ${wanted}`;
  const related = [{ message: 'the first', place: placeOf(first, place) }];
  place.check.complain('wrong-kind', message, placeOf(finding, place), { related });
  return false;
}

/** `adjusted mean of hba1c-change, change from baseline, in ALPHA`. */
function subjectOf({ value, endpoint, trial }: MeasureFinding): string {
  const change = value.change && `, change ${value.change}`;
  return `${averageOf(value).words} of ${endpoint.id}${change ?? ''} in ${trial.name}`;
}

function datedIn(finding: MeasureFinding, place: Place): { finding: MeasureFinding; visit: Visit }[] {
  const visit = visitOf(finding.timing);
  if (visit) return [{ finding, visit }];
  const { timing } = finding;
  const what = timing === undefined ? 'has no timing:' : `has the timing ‘${timing}’, which names no visit`;
  place.check.complain('missing-field', `‘${finding.id}’ ${what}`, placeOf(finding, place), {
    hints: ['state the visit in the trial: timing: week 12'],
  });
  return [];
}

/** The unit of the first visit, or a finer one that occurs and divides it: days beside weeks, months beside years. */
function unitOfVisits(visits: readonly Visit[]): TimeUnit {
  const units = visits.flatMap(({ unit }) => unit ?? []);
  const first = units[0] ?? 'weeks';
  return (
    units.find((unit) => unit !== first && timeIn({ time: 1, unit: first }, unit) !== undefined) ?? first
  );
}

function timedIn(
  finding: MeasureFinding,
  { visit, unit }: { visit: Visit; unit: TimeUnit },
  place: Place,
): { finding: MeasureFinding; time: number }[] {
  const time = timeIn(visit, unit);
  if (time !== undefined) return [{ finding, time }];
  const message = `‘${finding.id}’ is at a visit in ${visit.unit}, others are in ${unit}`;
  place.check.complain('mixed-units', message, placeOf(finding, place));
  return [];
}

function armsOf(timed: readonly { finding: MeasureFinding; time: number }[], place: Place): ArmOverVisits[] {
  const arms = new Map<string, ArmOverVisits>();
  for (const { finding, time } of timed) {
    const key = finding.arm?.id ?? '';
    const own = arms.get(key) ?? { arm: finding.arm, visits: [] };
    const twin = own.visits.find((visit) => visit.time === time);
    if (twin) {
      const message = `‘${finding.id}’ and ‘${twin.finding.id}’ are from the same arm at the same visit`;
      place.check.complain('visit-twice', message, placeOf(finding, place), {
        related: [{ message: 'the other', place: placeOf(twin.finding, place) }],
      });
    } else own.visits.push({ finding, time });
    arms.set(key, own);
  }
  return [...arms.values()].map(({ arm, visits }) => ({
    arm,
    visits: visits.toSorted((a, b) => a.time - b.time),
  }));
}
