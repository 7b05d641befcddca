import type { Finding } from '../../../model/trial.ts';
import { percentOf, roundHalfUp, toRational, withThousands } from '../../../notation/rounding.ts';
import { writeFinding } from '../../../notation/values.ts';
import { decimalsOfComputed } from '../../../shapes/interval.ts';
import { decimalsFor, percentText } from '../../../shapes/proportion.ts';
import { clopperPearson, computeInterval } from '../../intervals.ts';
import { armOf } from '../inputs.ts';
import type { ValueRule } from '../rule.ts';
import { byTrial, nameEndpoint, type Piece, sentence, stated } from '../rule.ts';

/** Fewer patients than this are a small sample, and fewer than that a very small one. */
const small = 50;
const verySmall = 30;

/** A percentage without its N is the business of rule C24. */
export const smallSample: ValueRule = {
  id: 'small-sample',
  code: 'C23',
  title: 'Small sample',
  brief: 'few patients',
  level: 'value',
  severity: 'major',
  guidance: ['GRADE14', 'ANNALS'],
  fires: (finding) => (patientsOf(finding) ?? small) < small,
  caveat: (findings) => {
    const few = findings.some((finding) => (patientsOf(finding) ?? small) < verySmall);
    return sentence(
      few ? 'Estimates rest on very few patients: ' : 'Estimates rest on few patients: ',
      samplesOf(findings),
      '.',
    );
  },
};

/** Patients behind a value; for times to an event and ratios those of the arm. */
function patientsOf(finding: Finding): number | undefined {
  const { value } = finding;
  if ('of' in value) return value.of;
  const arm = armOf(finding);
  return arm?.randomised ?? arm?.treated ?? arm?.enrolled;
}

/** `20 patients in CAR-PRISM (exact 95% CI: MRD− 83–100%, ≥CR 68–99%)`. */
function samplesOf(findings: readonly Finding[]): Piece[] {
  const samples = Map.groupBy(findings, (finding) => `${finding.trial.id} ${patientsOf(finding)}`);
  return [...samples.values()].flatMap((own, index) => {
    const [first] = own as [Finding];
    const count = stated(first, String(patientsOf(first))) ?? [];
    return sentence(index > 0 ? '; ' : '', count, ` patients in ${first.trial.name}`, intervalsOf(own));
  });
}

function intervalsOf(findings: readonly Finding[]): Piece[] {
  const computed = new Map(
    findings.flatMap((finding) => {
      const interval = computeInterval(finding);
      return interval ? [[finding.id, interval] as const] : [];
    }),
  );
  const known = findings.filter((finding) => computed.has(finding.id));
  if (known.length === 0) return [];
  const intervals = known.flatMap((finding, index) =>
    sentence(
      `${index > 0 ? ', ' : ''}${nameEndpoint(finding)} `,
      stated(finding, writeFinding(finding, 'ci', computed)) ?? [],
    ),
  );
  return sentence(' (exact 95% CI: ', intervals, ')');
}

/** A count worked back from per cent and N, and an interval computed here, are not missing. */
export const bareProportion: ValueRule = {
  id: 'bare-proportion',
  code: 'C24',
  title: 'Proportion without numerator, denominator or interval',
  brief: 'percentages without n or interval',
  level: 'value',
  severity: 'minor',
  guidance: ['SAMPL', 'CONSORT'],
  fires: (finding) => missingParts(finding).length > 0,
  caveat: (findings) =>
    sentence(
      `Percentages are reported without ${missingFrom(findings)}: `,
      findings.flatMap((finding, index) => sentence(index > 0 ? ', ' : '', bareOf(finding))),
      '.',
    ),
};

const partNames = ['numerator', 'denominator', 'interval'] as const;

function missingParts({ value }: Finding): (typeof partNames)[number][] {
  if (value.shape !== 'proportion') return [];
  const missing = {
    numerator: value.events === undefined,
    denominator: value.of === undefined,
    interval: !value.ci && (value.events === undefined || value.of === undefined),
  };
  return partNames.filter((name) => missing[name]);
}

function missingFrom(findings: readonly Finding[]): string {
  const missing = findings.flatMap(missingParts);
  return partNames.filter((name) => missing.includes(name)).join(' or ');
}

function bareOf(finding: Finding): Piece[] {
  const { value, trial } = finding;
  const percent = value.shape === 'proportion' ? stated(finding, `${percentText(value)}%`) : undefined;
  return sentence(`${nameEndpoint(finding)} `, percent ?? [], ` in ${trial.name}`);
}

export const boundaryProportion: ValueRule = {
  id: 'boundary-proportion',
  code: 'C25',
  title: 'Boundary proportion',
  brief: 'all or none of the patients',
  level: 'value',
  severity: 'minor',
  guidance: ['GRADE14'],
  fires: (finding) => boundaryOf(finding) !== undefined,
  caveat: (findings) =>
    sentence(
      'All or none of the patients had the outcome: ',
      byTrial(findings, (finding) => writeBoundary(finding)),
      '.',
    ),
};

interface Boundary {
  events: number;
  of: number;
}

function boundaryOf({ value }: Finding): Boundary | undefined {
  if (value.shape !== 'proportion' && value.shape !== 'count') return undefined;
  const events = value.shape === 'count' ? value.value : value.events;
  if (events === undefined || !value.of) return undefined;
  return events === 0 || events === value.of ? { events, of: value.of } : undefined;
}

/** The true rate that is still possible: the inner limit of the exact two-sided 95% interval. */
function writeBoundary(finding: Finding): Piece[] | undefined {
  const boundary = boundaryOf(finding);
  if (!boundary) return undefined;
  const { events, of } = boundary;
  const limits = clopperPearson(events, of);
  const decimals = decimalsOfComputed(percentOf(events, of, decimalsFor(of)), limits);
  const limit = roundHalfUp(toRational(events === 0 ? limits.high : limits.low), decimals);
  return sentence(
    stated(finding, `${withThousands(events)} of ${withThousands(of)}`) ?? [],
    `, compatible with a true rate ${events === 0 ? 'up' : 'down'} to `,
    stated(finding, `${limit}%`) ?? [],
  );
}
