import type { OutcomeFile, registryStatusSchema } from '../../model/trial.ts';
import type { Tree } from '../tree.ts';
import type { Study } from './study.ts';
import { oneLine, paragraphs, wholeNumeral } from './words.ts';

const phases = new Map(
  Object.entries({
    EARLY_PHASE1: 'early 1',
    PHASE1: '1',
    'PHASE1 PHASE2': '1/2',
    PHASE2: '2',
    'PHASE2 PHASE3': '2/3',
    PHASE3: '3',
    PHASE4: '4',
  }),
);

const maskings = new Map(
  Object.entries({
    NONE: 'open-label',
    SINGLE: 'single-blind',
    DOUBLE: 'double-blind',
    TRIPLE: 'triple-blind',
    QUADRUPLE: 'quadruple-blind',
  }),
);

/** Name, phase, design and disease of a trial as the protocol section gives them. */
export function protocolOf({ protocolSection }: Study): { [field: string]: Tree } {
  const { identificationModule, designModule, conditionsModule } = protocolSection;
  const { phases: given, designInfo } = designModule;
  const conditions = conditionsModule.conditions.flatMap((one) => oneLine(one) ?? []);
  const masking = maskings.get(designInfo.maskingInfo.masking ?? '');
  const [disease = 'not stated', ...others] = conditions;
  const note = others.length > 0 ? `Other conditions of the record: ${others.join('; ')}.` : undefined;
  return {
    name: oneLine(identificationModule.acronym) ?? identificationModule.nctId,
    registry: identificationModule.nctId,
    phase: phases.get(given.join(' ')) ?? 'not applicable',
    design: designOf(protocolSection),
    ...(masking !== undefined && { masking }),
    disease,
    ...(note !== undefined && { note }),
  };
}

function designOf({ designModule, armsInterventionsModule }: Study['protocolSection']): string {
  const { studyType, designInfo } = designModule;
  if (studyType !== undefined && studyType !== 'INTERVENTIONAL') return 'observational';
  if (designInfo.allocation === 'RANDOMIZED')
    return designInfo.interventionModel === 'CROSSOVER' ? 'crossover' : 'randomised';
  if (designInfo.allocation === 'NON_RANDOMIZED') return 'non-randomised';
  return armsInterventionsModule.armGroups.length > 1 ? 'non-randomised' : 'single-arm';
}

const statuses = new Map(
  Object.entries({
    ACTIVE_NOT_RECRUITING: 'active, not recruiting',
    COMPLETED: 'completed',
    ENROLLING_BY_INVITATION: 'enrolling by invitation',
    NOT_YET_RECRUITING: 'not yet recruiting',
    RECRUITING: 'recruiting',
    SUSPENDED: 'suspended',
    TERMINATED: 'terminated',
    WITHDRAWN: 'withdrawn',
    UNKNOWN: 'unknown',
  }),
);

/** What the record says of the state of the trial, as written under `registryStatus:`. */
export function statusOf({ protocolSection }: Study, source: string): Tree {
  const {
    statusModule: status,
    designModule,
    sponsorCollaboratorsModule,
    contactsLocationsModule,
  } = protocolSection;
  const { locations } = contactsLocationsModule;
  const countries = [...new Set(locations.flatMap(({ country }) => oneLine(country) ?? []))].sort();
  const enrolled = wholeNumeral(designModule.enrollmentInfo.count);
  const fields: Record<keyof typeof registryStatusSchema.shape, Tree | undefined> = {
    status: statuses.get(status.overallStatus ?? '') ?? 'unknown',
    whyStopped: oneLine(status.whyStopped),
    start: dated(status.startDateStruct),
    primaryCompletion: dated(status.primaryCompletionDateStruct),
    completion: dated(status.completionDateStruct),
    enrolment: enrolled === undefined ? undefined : { n: enrolled, ...expected(designModule.enrollmentInfo) },
    firstPosted: dayOf(status.studyFirstPostDateStruct),
    resultsPosted: dayOf(status.resultsFirstPostDateStruct),
    lastUpdate: dayOf(status.lastUpdatePostDateStruct),
    sponsor: oneLine(sponsorCollaboratorsModule.leadSponsor.name),
    sites: locations.length > 0 ? String(locations.length) : undefined,
    countries: countries.length > 0 ? countries : undefined,
    source,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Tree] => entry[1] !== undefined),
  );
}

type Dated = Study['protocolSection']['statusModule']['startDateStruct'];

function dated(given: Dated): Tree | undefined {
  const date = dateIn(given.date);
  return date === undefined ? undefined : { date, ...expected(given) };
}

function expected({ type }: { type?: string | undefined }): { expected?: 'true' } {
  return type === 'ESTIMATED' ? { expected: 'true' } : {};
}

function dayOf(given: Dated): string | undefined {
  const date = dateIn(given.date);
  return date?.length === 10 ? date : undefined;
}

/** A day or a month as the record prints it; undefined where it is neither. */
export function dateIn(date: string | undefined): string | undefined {
  const given = date?.trim() ?? '';
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(given);
  if (!match) return undefined;
  const time = Date.parse(`${given.length === 7 ? `${given}-01` : given}T00:00:00Z`);
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(given);
  return isReal ? given : undefined;
}

/** Outcomes that the protocol names, for a study without results. */
export function plannedOutcomes({
  protocolSection,
}: Study): { title: string; timeFrame: string; description?: string; type: OutcomeFile['type'] }[] {
  const { primaryOutcomes, secondaryOutcomes, otherOutcomes } = protocolSection.outcomesModule;
  const of = (list: typeof primaryOutcomes, type: OutcomeFile['type']) =>
    list.map(({ measure, timeFrame, description }) => {
      const said = paragraphs(description);
      return {
        title: oneLine(measure) ?? 'Outcome without a title',
        timeFrame: oneLine(timeFrame) ?? 'not stated',
        ...(said !== undefined && { description: said }),
        type,
      };
    });
  return [
    ...of(primaryOutcomes, 'primary'),
    ...of(secondaryOutcomes, 'secondary'),
    ...of(otherOutcomes, 'other'),
  ];
}
