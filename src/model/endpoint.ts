import { z } from 'zod';
import { cardiovascular } from './endpoints/cardiovascular.ts';
import { conduct } from './endpoints/conduct.ts';
import { dermatology } from './endpoints/dermatology.ts';
import type { Catalogue } from './endpoints/directions.ts';
import { gastroenterology } from './endpoints/gastroenterology.ts';
import { haematology } from './endpoints/haematology.ts';
import { infection } from './endpoints/infection.ts';
import { kidney } from './endpoints/kidney.ts';
import { metabolism } from './endpoints/metabolism.ts';
import { neurology } from './endpoints/neurology.ts';
import { oncology } from './endpoints/oncology.ts';
import { ophthalmology } from './endpoints/ophthalmology.ts';
import { patientReported } from './endpoints/patient-reported.ts';
import { pharmacokinetics } from './endpoints/pharmacokinetics.ts';
import { psychiatry } from './endpoints/psychiatry.ts';
import { rareDisease } from './endpoints/rare-disease.ts';
import { respiratory } from './endpoints/respiratory.ts';
import { rheumatology } from './endpoints/rheumatology.ts';
import { safety } from './endpoints/safety.ts';
import { urologyReproduction } from './endpoints/urology-reproduction.ts';
import { flag, slug, text } from './scalars.ts';

/** Comparability rules and checks of shape go by it. */
const families = [
  /** Response of a disease, judged by its criteria: ORR, CR. */
  'response',
  'mrd',
  /** Time to the first event, and how many have had it by a time: PFS, MACE, time to recovery. */
  'time-to-event',
  /** Patients who reach a stated value or change of a measurement at a stated time: PASI 75, HbA1c below 7%. */
  'responder',
  /** Events that one patient may have more than once, per time under observation: annualised relapse rate. */
  'event-rate',
  /** Measured by instrument, test or trained rater: LDL-C, FEV1, ADAS-Cog. */
  'continuous',
  /** Stated by patients themselves: KCCQ, DLQI, pain. */
  'patient-reported',
  /** Antibodies and cells of the immune system, by a stated assay: titre, seroconversion. */
  'immunogenicity',
  /** Concentration of the drug in the body, which by itself is neither good nor bad: AUC, Cmax. */
  'pharmacokinetic',
  'safety',
  /** Facts about the trial that are no result: follow-up, patients treated. */
  'conduct',
  'other',
] as const;

/** What an outcome of a trial may say of its own endpoint too. */
export const directionFields = {
  abbreviation: text.optional(),
  family: z.enum(families).optional(),
  /** Of the value as it is reported: a time, a mean, a share. Absent: not stated, and results favour neither arm. */
  higherIsBetter: flag.optional(),
  /** What ratios of the endpoint count: progression and death for PFS, recovery for time to recovery. */
  event: z.enum(['harmful', 'beneficial']).optional(),
};

const endpointSchema = z.strictObject({
  label: text,
  ...directionFields,
  family: z.enum(families).default('other'),
  definition: text,
  unit: text.optional(),
});

export const endpointsSchema = z.record(slug, endpointSchema);

export type Endpoint = z.infer<typeof endpointSchema> & { id: string };

/** The parts of an endpoint that say which way is better. */
type Direction = Pick<Endpoint, 'family' | 'higherIsBetter' | 'event' | 'unit'> & { label?: string };

/** Ratios of events: of hazards, odds, risks (shares of patients) or rates per time. */
export type EventRatio = 'hazardRatio' | 'oddsRatio' | 'riskRatio' | 'rateRatio';

/**
 * Whether what a ratio of the endpoint counts is bad or good for patients. A ratio below 1 favours the
 * first arm when it is harmful, one above 1 when it is beneficial; when undefined, nothing says whom it
 * favours. The endpoint's own `event` comes first; without it only what is certain is concluded:
 * adverse events and rates of what is better rarer are harmful, as is an event that a time-to-event endpoint
 * is named for when lower is better (MACE); responses that are better more often are beneficial; and a hazard
 * is that of the event when longer without it is better.
 *
 * An odds or risk ratio of an endpoint named for being free of its event (PFS, OS) may count the patients
 * with the event or those without: undefined, whatever `event` says. Without `ratio` it is taken for a
 * ratio of hazards where the endpoint is a time, and of odds or risks elsewhere.
 */
export function eventOf(endpoint: Direction, ratio?: EventRatio): Endpoint['event'] {
  const { family, higherIsBetter } = endpoint;
  const event = endpoint.event ?? certainEvent(endpoint, ratio);
  const ofShares = ratio === 'oddsRatio' || ratio === 'riskRatio';
  const freeOfEvent = family === 'time-to-event' && higherIsBetter === true && event === 'harmful';
  return ofShares && freeOfEvent ? undefined : event;
}

/** Only of endpoints that do not state their event. */
function certainEvent(
  { family, higherIsBetter, unit, label }: Direction,
  ratio?: EventRatio,
): Endpoint['event'] {
  switch (family) {
    case 'safety':
      return higherIsBetter === true ? undefined : 'harmful';
    case 'event-rate':
      return higherIsBetter === undefined ? undefined : higherIsBetter ? 'beneficial' : 'harmful';
    case 'time-to-event':
      if (higherIsBetter === true) return isOfTime(unit) ? 'harmful' : undefined;
      return higherIsBetter === false && isNamedForEvent({ label, unit }) ? 'harmful' : undefined;
    case 'response':
    case 'mrd':
    case 'responder':
      return higherIsBetter === true && isShare(unit) && ratio !== 'hazardRatio' ? 'beneficial' : undefined;
    default:
      return undefined;
  }
}

/** `MACE`, better when fewer have it; a time that is better when shorter is one to an event that is good. */
function isNamedForEvent({
  label = 'time',
  unit = '%',
}: {
  label?: string | undefined;
  unit?: string | undefined;
}): boolean {
  return !/\btime\b|\bduration\b/i.test(label) && (unit === '%' || !isOfTime(unit));
}

/** A share or number of patients may be of those with an event that is good, such as recovery. */
function isOfTime(unit: string | undefined): boolean {
  return unit === undefined || /^(?:hours?|days?|weeks?|months?|years?)$/.test(unit);
}

/** Duration of response is no share, though it may be entered as a response. */
function isShare(unit: string | undefined): boolean {
  return unit === undefined || unit === '%';
}

/** Which way is better for a mean, a median, a share or a difference of two of them, if that is stated. */
export function betterDirection({ higherIsBetter }: Direction): 'higher' | 'lower' | undefined {
  if (higherIsBetter === undefined) return undefined;
  return higherIsBetter ? 'higher' : 'lower';
}

/**
 * A time-to-event endpoint as a survival curve shows it: the share of patients who have not had the event.
 * Unchanged where the endpoint is named for that (PFS); `Freedom from stroke` where it is named for the event.
 */
export function withoutEvent(endpoint: Endpoint): Endpoint {
  const event = eventOf(endpoint, 'hazardRatio');
  if (endpoint.higherIsBetter === true && event !== 'beneficial') return endpoint;
  const { higherIsBetter: _, label, abbreviation, ...rest } = endpoint;
  const before = event === 'harmful' ? 'Freedom from ' : 'Without event: ';
  const inside = /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  return {
    ...rest,
    label: `${before}${inside}`,
    ...(abbreviation && { abbreviation: `${before}${abbreviation}` }),
    ...(event && { higherIsBetter: event === 'harmful' }),
  };
}

/** Endpoints that every library knows, by field; content/endpoints.yaml adds to them. In the order of docs/endpoints.md. */
export const endpointFields: { title: string; endpoints: Catalogue }[] = [
  { title: 'Oncology', endpoints: oncology },
  { title: 'Safety', endpoints: safety },
  { title: 'Heart and vessels', endpoints: cardiovascular },
  { title: 'Kidney and transplantation', endpoints: kidney },
  { title: 'Diabetes, obesity and hormones', endpoints: metabolism },
  { title: 'Lung', endpoints: respiratory },
  { title: 'Brain, nerve and muscle', endpoints: neurology },
  { title: 'Mind', endpoints: psychiatry },
  { title: 'Skin', endpoints: dermatology },
  { title: 'Joints and bone', endpoints: rheumatology },
  { title: 'Gut and liver', endpoints: gastroenterology },
  { title: 'Infections and vaccines', endpoints: infection },
  { title: 'Blood', endpoints: haematology },
  { title: 'Eye', endpoints: ophthalmology },
  { title: 'Urology, pregnancy and reproduction', endpoints: urologyReproduction },
  { title: 'Pain and quality of life', endpoints: patientReported },
  { title: 'Rare diseases', endpoints: rareDisease },
  { title: 'Pharmacokinetics', endpoints: pharmacokinetics },
  { title: 'Conduct of the trial', endpoints: conduct },
];

export const builtInEndpoints: Catalogue = Object.assign(
  {},
  ...endpointFields.map(({ endpoints }) => endpoints),
);
