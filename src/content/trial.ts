import type { z } from 'zod';
import type { Endpoint } from '../model/endpoint.ts';
import type { Datum } from '../model/library.ts';
import { month } from '../model/scalars.ts';
import {
  type Arm,
  armSchema,
  type Cut,
  cutSchema,
  type Finding,
  findingSchema,
  type Group,
  groupSchema,
  type Milestone,
  milestoneSchema,
  patientFindings,
  type Trial,
  trialSchema,
} from '../model/trial.ts';
import { checkAdverseEvents, findingsOfEvents } from './adverse-events.ts';
import { checkCohorts } from './cohort.ts';
import { checkCurves, curveFindings } from './curve.ts';
import type { FileCheck } from './file-check.ts';
import { checkFinding, keysOf } from './finding.ts';
import { impliedFindings, patientCounts } from './implied-findings.ts';
import { Names } from './names.ts';
import { checkCharacteristics, checkOutcomes } from './result-table.ts';
import { type Entry, entriesAt, fieldsThatFit, fitSchema, isContainer, valueAt } from './schema.ts';

type ArmFile = z.infer<typeof armSchema>;
type CutFile = z.infer<typeof cutSchema>;

/** What findings may name of their own trial. */
export type TrialNames = Names<{ arm: Arm; cut: Cut; group: Arm | Group }>;

/** Adds a trial and its findings to the library. Entries that fit are checked even when others do not. */
export function checkTrial(check: FileCheck): void {
  const { parsed, library, names, diagnostics } = check;
  const { id } = parsed.file;
  const file = fitSchema(trialSchema, parsed, diagnostics);
  const fields = file ?? fieldsThatFit(trialSchema, parsed.data);
  checkEnrolment(fields.enrolment, check);
  const safety = safetyOf(fields.safety, check);
  const arms = entriesAt(armSchema, parsed, ['arms']);
  const cuts = entriesAt(cutSchema, parsed, ['cuts']);
  const { source, ...rest } = fields;
  const trial = {
    ...rest,
    id,
    safety,
    references: check.sources(source, ['source']),
    arms: arms.flatMap((entry) => checkArm(entry, check) ?? []),
    groups: [],
    cuts: cuts.flatMap((entry) => check.resolve(entry) ?? []),
    milestones: [],
    findings: [],
    outcomes: [],
    adverseEvents: undefined,
    baseline: [],
    disposition: [],
    curves: [],
    cohorts: [],
  } as unknown as Trial;
  const own = ownNames(trial, arms, cuts, check);
  checkFindings(trial, own, check);
  trial.outcomes.push(...checkOutcomes(trial, own, check));
  trial.baseline.push(...checkCharacteristics('baseline', trial, own, check));
  trial.disposition.push(...checkCharacteristics('disposition', trial, own, check));
  const events = checkAdverseEvents(trial, own, check);
  if (events) trial.adverseEvents = events;
  trial.curves.push(...checkCurves(trial, own, check));
  trial.milestones.push(...checkMilestones(trial, check));
  trial.cohorts.push(...checkCohorts(trial, own, check));
  addFindings(trial, check);
  if (file && safety) library.trials.set(id, trial);
  else names.fault('trial', id);
}

/** Whether results on safety were taken from the sources; a trial with adverse events need not say so. */
function safetyOf(stated: Trial['safety'] | undefined, { parsed, complain }: FileCheck) {
  const hasEvents = valueAt(parsed.data, ['adverseEvents']) !== undefined;
  const isMapping = parsed.readable && isContainer(parsed.data) && !Array.isArray(parsed.data);
  if (isMapping && valueAt(parsed.data, ['safety']) === undefined && !hasEvents)
    return complain('missing-field', 'the field ‘safety’ is missing', parsed.placeOf([]), {
      hints: ['give one of: extracted, not extracted', 'or give the adverse events, under adverseEvents:'],
    });
  if (stated === 'not extracted' && hasEvents)
    return complain(
      'safety-disagrees',
      'the trial has adverse events but says that none were extracted',
      parsed.placeOf(['safety']),
      {
        hints: ['omit safety: when adverseEvents: is given'],
        related: [{ message: 'the adverse events', place: parsed.placeOfKey(['adverseEvents']) }],
      },
    );
  return stated ?? 'extracted';
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
      `the patient numbers of arm ‘${id}’ have no source`,
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
  const group = byId<Arm | Group>(trial.arms);
  const own: TrialNames = new Names({ arm: byId(trial.arms), cut: byId(trial.cuts), group });
  if (arms.length === 0) {
    own.leaveOpen('arm');
    own.leaveOpen('group');
  }
  if (cuts.length === 0 && valueAt(check.parsed.data, ['cuts']) !== undefined) own.leaveOpen('cut');
  for (const { id } of arms.filter(({ whole }) => !whole)) {
    own.fault('arm', id);
    own.fault('group', id);
    for (const kind of patientCounts) check.names.fault('address', `${trial.id}.${kind}.${id}`);
  }
  for (const { id } of cuts.filter(({ whole }) => !whole)) {
    own.fault('cut', id);
    check.names.fault('address', `${trial.id}.follow-up`);
  }
  trial.groups.push(...checkGroups(own, group, check));
  return own;
}

/** Groups have keys that no arm has, and become known beside the arms. */
function checkGroups(own: TrialNames, known: Map<string, Arm | Group>, check: FileCheck): Group[] {
  const { parsed, complain, diagnostics } = check;
  return entriesAt(groupSchema, parsed, ['groups']).flatMap(({ id, keys, whole, fields }) => {
    const of = (fields.of ?? []).flatMap(
      (name, index) => own.find('arm', name, parsed.placeOf([...keys, 'of', index]), diagnostics) ?? [],
    );
    if (own.has('arm', id))
      complain('duplicate-key', `an arm also has the key ‘${id}’`, parsed.placeOfKey(keys));
    else if (fields.kind === 'pooled' && (fields.of ?? []).length < 2) {
      complain('missing-field', `‘${id}’ does not say which arms are pooled`, parsed.placeOfKey(keys), {
        hints: ['add of: with the keys of at least two arms'],
      });
    }
    if (!whole) own.fault('group', id);
    if (!whole || known.has(id)) return [];
    const group: Group = { ...whole, id, of };
    known.set(id, group);
    return [group];
  });
}

function checkFindings(trial: Trial, own: TrialNames, check: FileCheck): void {
  const { parsed, names } = check;
  const written = valueAt(parsed.data, ['findings']);
  if (!isContainer(written) && (written !== undefined || !parsed.readable)) names.fault('address', trial.id);
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
      `a product also has the key ‘${trial.id}’, so addresses would be ambiguous`,
      parsed.placeOf([]),
    );
  }
  const written = new Set<Datum>(trial.findings);
  const placeOf = (datum: Datum) =>
    parsed.placeOfKey(
      written.has(datum) ? ['findings', datum.id.slice(trial.id.length + 1)] : keysOf(datum).keys,
    );
  const all: Iterable<Finding>[] = [
    impliedFindings(trial, library.endpoints),
    curveFindings(trial.curves),
    patientFindings(trial.cohorts),
    trial.milestones.map(({ finding }) => finding),
    ...[...trial.outcomes, ...trial.baseline, ...trial.disposition].map(({ findings }) => findings),
    trial.adverseEvents ? findingsOfEvents(trial.adverseEvents) : [],
    trial.findings,
  ];
  for (const findings of all) {
    for (const finding of findings) {
      const before = library.data.get(finding.id);
      if (before) {
        complain('duplicate-key', `‘${finding.id}’ is the address of something else`, placeOf(finding), {
          related: [{ message: 'given before', place: placeOf(before) }],
        });
      }
      library.data.set(finding.id, finding);
    }
  }
  trial.findings.push(...trial.outcomes.flatMap(({ findings }) => findings));
  for (const cells of trial.adverseEvents?.totals.values() ?? []) trial.findings.push(...cells.values());
}

type Sound = Omit<Milestone, 'finding'>;

/** The milestones of a trial, each with the finding that it makes readable. */
function checkMilestones(trial: Trial, check: FileCheck): Milestone[] {
  return entriesAt(milestoneSchema, check.parsed, ['milestones']).flatMap((entry) => {
    const milestone = check.resolve(entry);
    if (!milestone) check.names.fault('address', `${trial.id}.milestone.${entry.id}`);
    return milestone ? { ...milestone, finding: findingOf(milestone, trial, check) } : [];
  });
}

function findingOf(milestone: Sound, trial: Trial, { library }: FileCheck): Milestone['finding'] {
  const { id, date, kind, label, estimated = false, references, grade = 'primary' } = milestone;
  return {
    kind: 'finding',
    id: `${trial.id}.milestone.${id}`,
    trial,
    endpoint: library.endpoints.get('milestone') as Endpoint,
    timing: kind,
    value: { shape: 'occasion', date, estimated, told: label },
    references,
    grade,
  };
}
