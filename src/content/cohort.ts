import type { Endpoint } from '../model/endpoint.ts';
import type { Trial } from '../model/trial.ts';
import {
  type Cohort,
  type CohortFile,
  cohortSchema,
  type ObservedFinding,
  type Patient,
  type PatientFile,
} from '../model/trial.ts';
import type { FileCheck } from './file-check.ts';
import { type Entry, entriesAt } from './schema.ts';
import type { TrialNames } from './trial.ts';

/** The cohorts of a trial; a patient without drawable data is reported and left out. */
export function checkCohorts(trial: Trial, own: TrialNames, check: FileCheck): Cohort[] {
  return entriesAt(cohortSchema, check.parsed, ['cohorts']).flatMap((entry) => {
    const cohort = checkCohort(entry, trial, own, check);
    if (!cohort) check.names.fault('address', `${trial.id}.patient.${entry.id}`);
    return cohort ?? [];
  });
}

function checkCohort(
  { id, keys, whole, fields }: Entry<CohortFile>,
  trial: Trial,
  own: TrialNames,
  check: FileCheck,
): Cohort | undefined {
  const { parsed, diagnostics } = check;
  const cut =
    fields.cut === undefined
      ? undefined
      : own.find('cut', fields.cut, parsed.placeOf([...keys, 'cut']), diagnostics);
  const references = check.sources(fields.source, [...keys, 'source']);
  if (!whole) return undefined;
  const entries = Object.entries(whole.patients).filter(([name, patient]) => {
    const isSound = checkPatient(name, patient, whole, keys, check);
    if (!isSound) check.names.fault('address', `${trial.id}.patient.${id}.${name}`);
    return isSound;
  });
  const { label, duration, origin, unit, measured, grade = 'primary' } = whole;
  const cohort: Cohort = {
    id,
    label,
    ...(cut && { cut }),
    ...(duration !== undefined && { duration }),
    ...(origin && { origin }),
    ...(unit && { unit }),
    ...(measured !== undefined && { measured }),
    patients: [],
    references,
    grade,
  };
  const { endpoints } = check.library;
  const known = {
    time: endpoints.get('patient-time') as Endpoint,
    change: endpoints.get('patient-change') as Endpoint,
  };
  cohort.patients.push(...entries.map(([name, file]) => patientOf(name, file, { trial, cohort, known })));
  return cohort;
}

/** Whether what is said of a patient can be, and has what it is measured in. */
function checkPatient(
  name: string,
  { duration, responses = [], status, change }: PatientFile,
  cohort: CohortFile,
  keys: Entry<CohortFile>['keys'],
  { parsed, complain }: FileCheck,
): boolean {
  const at = [...keys, 'patients', name];
  const late = responses.flatMap((one, i) =>
    duration && one.at.value > duration.value
      ? [
          {
            message: `a response at ${one.at.text} is after the end at ${duration.text}`,
            field: ['responses', i, 'at'],
          },
        ]
      : [],
  );
  const early = responses.flatMap((one, i) =>
    one.at.value < 0
      ? [{ message: `the time ${one.at.text} is before the start`, field: ['responses', i, 'at'] }]
      : [],
  );
  const faults = [
    ...(duration || change ? [] : [{ message: `‘${name}’ has neither a duration nor a change`, field: [] }]),
    ...(duration && duration.value < 0
      ? [{ message: `the duration ${duration.text} is negative`, field: ['duration'] }]
      : []),
    ...(duration && !(cohort.unit && cohort.duration && cohort.origin)
      ? [{ message: 'durations need the cohort’s duration:, origin: and unit:', field: ['duration'] }]
      : []),
    ...(!duration && (status || responses.length > 0)
      ? [{ message: 'a status and responses need a duration', field: [] }]
      : []),
    ...(change && cohort.measured === undefined
      ? [{ message: 'changes need the cohort’s measured:', field: ['change'] }]
      : []),
    ...(change && change.value < -100
      ? [{ message: `a change of ${change.text}% is more than a 100% decrease`, field: ['change'] }]
      : []),
    ...early,
    ...late,
  ];
  for (const { message, field } of faults) {
    const place = field.length === 0 ? parsed.placeOfKey(at) : parsed.placeOf([...at, ...field]);
    complain('patient-data', message, place);
  }
  return faults.length === 0;
}

interface Subject {
  trial: Trial;
  cohort: Cohort;
  known: { time: Endpoint; change: Endpoint };
}

function patientOf(id: string, file: PatientFile, subject: Subject): Patient {
  const { cohort } = subject;
  const patient: Patient = {
    id,
    label: file.label ?? id.toUpperCase(),
    unconfirmed: file.unconfirmed === true || cohort.grade === 'unconfirmed',
    ...(file.best && { best: file.best }),
    ...(file.status && { status: file.status }),
    responses: (file.responses ?? [])
      .map(({ at, is, unconfirmed = false }) => ({ at: at.value, text: at.text, is, unconfirmed }))
      .toSorted((a, b) => a.at - b.at),
  };
  if (file.duration && cohort.unit) {
    const told = [...patient.responses.map(({ is, text }) => `${is} at ${text}`), file.status ?? ''];
    patient.time = observed(patient, 'time', subject, {
      shape: 'observation',
      value: file.duration,
      unit: cohort.unit,
      told: told.filter(Boolean).join(', '),
    });
  }
  if (file.change)
    patient.change = observed(patient, 'change', subject, {
      shape: 'observation',
      value: file.change,
      unit: '%',
      told: file.best ?? '',
    });
  return patient;
}

function observed(
  patient: Patient,
  what: 'time' | 'change',
  { trial, cohort, known }: Subject,
  value: ObservedFinding['value'],
): ObservedFinding {
  return {
    kind: 'finding',
    id: `${trial.id}.patient.${cohort.id}.${patient.id}.${what}`,
    trial,
    endpoint: known[what],
    ...(cohort.cut && { cut: cohort.cut }),
    timing: `${cohort.label}, ${patient.label}`,
    value,
    references: cohort.references,
    grade: patient.unconfirmed ? 'unconfirmed' : cohort.grade,
  };
}
