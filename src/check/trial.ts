import type { z } from 'zod';
import { patientFindings } from '../model/cohort.ts';
import { month } from '../model/scalars.ts';
import {
  type Arm,
  armSchema,
  type Cut,
  cutSchema,
  findingSchema,
  type Trial,
  trialSchema,
} from '../model/trial.ts';
import { checkCohorts } from './cohort.ts';
import { checkCurves, curveFindings } from './curve.ts';
import type { FileCheck } from './file-check.ts';
import { checkFinding } from './finding.ts';
import { impliedFindings, patientCounts } from './implied-findings.ts';
import { checkMilestones } from './milestone.ts';
import { Names } from './names.ts';
import { type Entry, entriesAt, fieldsThatFit, fitSchema } from './schema.ts';
import { isContainer, valueAt } from './schema-shape.ts';

type ArmFile = z.infer<typeof armSchema>;
type CutFile = z.infer<typeof cutSchema>;

/** What findings may name of their own trial. */
export type TrialNames = Names<{ arm: Arm; cut: Cut }>;

/** Adds a trial and its findings to the library. Entries that fit are checked even when others do not. */
export function checkTrial(check: FileCheck): void {
  const { parsed, library, names, diagnostics } = check;
  const { id } = parsed.file;
  const file = fitSchema(trialSchema, parsed, diagnostics);
  const fields = file ?? fieldsThatFit(trialSchema, parsed.data);
  checkEnrolment(fields.enrolment, check);
  const arms = entriesAt(armSchema, parsed, ['arms']);
  const cuts = entriesAt(cutSchema, parsed, ['cuts']);
  const { source, ...rest } = fields;
  const trial = {
    ...rest,
    id,
    references: check.sources(source, ['source']),
    arms: arms.flatMap((entry) => checkArm(entry, check) ?? []),
    cuts: cuts.flatMap((entry) => check.resolve(entry) ?? []),
    milestones: [],
    findings: [],
    curves: [],
    cohorts: [],
  } as unknown as Trial;
  const own = ownNames(trial, arms, cuts, check);
  checkFindings(trial, own, check);
  trial.curves.push(...checkCurves(trial, own, check));
  trial.milestones.push(...checkMilestones(trial, check));
  trial.cohorts.push(...checkCohorts(trial, own, check));
  addFindings(trial, check);
  if (file) library.trials.set(id, trial);
  else names.fault('trial', id);
}

function checkEnrolment(enrolment: string | undefined, { parsed, complain }: FileCheck): void {
  if (enrolment === undefined) return;
  const [first = '', last = ''] = enrolment.split('/');
  const place = parsed.placeOf(['enrolment']);
  if (![first, last].every((one) => month.safeParse(one).success)) {
    const expected = 'expected first and last month, such as 2015-03/2017-01';
    complain('no-such-date', `enrolment: ‘${enrolment}’: ${expected}`, place);
  } else if (first > last) complain('no-such-date', 'the enrolment ends before it begins', place);
}

function checkArm(entry: Entry<ArmFile>, check: FileCheck): Arm | undefined {
  const { id, keys, fields } = entry;
  if (fields.product !== undefined) check.find('product', fields.product, [...keys, 'product']);
  const hasNumbers = patientCounts.some((kind) => fields[kind] !== undefined);
  if (hasNumbers && valueAt(check.parsed.data, [...keys, 'source']) === undefined) {
    check.complain(
      'missing-source',
      `the numbers of patients of arm ‘${id}’ have no source`,
      check.parsed.placeOfKey(keys),
      { hints: ['add source: with a key of sources.yaml'] },
    );
  }
  return check.resolve(entry);
}

/** Arms and cuts with faults of their own are known by name, and so are the addresses they would make. */
function ownNames(
  trial: Trial,
  arms: Entry<ArmFile>[],
  cuts: Entry<CutFile>[],
  check: FileCheck,
): TrialNames {
  const byId = <T extends { id: string }>(all: T[]) => new Map(all.map((one) => [one.id, one]));
  const own: TrialNames = new Names({ arm: byId(trial.arms), cut: byId(trial.cuts) });
  if (arms.length === 0) own.leaveOpen('arm');
  if (cuts.length === 0 && valueAt(check.parsed.data, ['cuts']) !== undefined) own.leaveOpen('cut');
  for (const { id } of arms.filter(({ whole }) => !whole)) {
    own.fault('arm', id);
    for (const kind of patientCounts) check.names.fault('address', `${trial.id}.${kind}.${id}`);
  }
  for (const { id } of cuts.filter(({ whole }) => !whole)) {
    own.fault('cut', id);
    check.names.fault('address', `${trial.id}.follow-up`);
  }
  return own;
}

function checkFindings(trial: Trial, own: TrialNames, check: FileCheck): void {
  const { parsed, names } = check;
  if (!isContainer(valueAt(parsed.data, ['findings']))) names.fault('address', trial.id);
  for (const entry of entriesAt(findingSchema, parsed, ['findings'])) {
    const finding = checkFinding(entry, trial, own, check);
    if (finding) trial.findings.push(finding);
    else names.fault('address', `${trial.id}.${entry.id}`);
  }
}

/** Makes the findings of a trial known by their addresses. */
function addFindings(trial: Trial, { parsed, library, complain }: FileCheck): void {
  if (library.products.has(trial.id)) {
    complain(
      'duplicate-key',
      `a product has the key ‘${trial.id}’ too, so addresses would be ambiguous`,
      parsed.placeOf([]),
    );
  }
  for (const finding of [
    ...impliedFindings(trial, library.endpoints),
    ...curveFindings(trial.curves),
    ...patientFindings(trial.cohorts),
    ...trial.milestones.map(({ finding }) => finding),
    ...trial.findings,
  ]) {
    if (library.data.has(finding.id)) {
      const key = finding.id.slice(trial.id.length + 1);
      complain(
        'duplicate-key',
        `‘${finding.id}’ is made from the arms, cuts, curves, cohorts or milestones already`,
        parsed.placeOfKey(['findings', key]),
      );
    }
    library.data.set(finding.id, finding);
  }
}
