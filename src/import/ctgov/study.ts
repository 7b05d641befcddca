import { z } from 'zod';

/** What a registry gives as text, though some exports turn it into numbers; null is nothing. */
const words = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .optional()
  .transform((value) => (value === undefined || value === null ? undefined : String(value)));

/** A list that some exports leave out when it is empty, or collapse to its only entry. */
function many<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );
}

function part<T extends z.ZodRawShape>(shape: T) {
  return z.preprocess((value) => value ?? {}, z.object(shape));
}

const day = part({ date: words, type: words });

const group = z.object({ id: words, title: words, description: words });

const denominators = many(
  z.object({ units: words, counts: many(z.object({ groupId: words, value: words })) }),
);

const measurement = z.object({
  groupId: words,
  value: words,
  spread: words,
  lowerLimit: words,
  upperLimit: words,
  comment: words,
});

const measureClass = z.object({
  title: words,
  denoms: denominators,
  categories: many(z.object({ title: words, measurements: many(measurement) })),
});

const measure = {
  title: words,
  description: words,
  populationDescription: words,
  paramType: words,
  dispersionType: words,
  unitOfMeasure: words,
  denoms: denominators,
  classes: many(measureClass),
};

const analysis = z.object({
  groupIds: many(words),
  groupDescription: words,
  paramType: words,
  paramValue: words,
  dispersionType: words,
  dispersionValue: words,
  ciPctValue: words,
  ciNumSides: words,
  ciLowerLimit: words,
  ciUpperLimit: words,
  pValue: words,
  pValueComment: words,
  statisticalMethod: words,
  statisticalComment: words,
  estimateComment: words,
  nonInferiorityType: words,
  nonInferiorityComment: words,
});

const outcomeMeasure = z.object({
  ...measure,
  type: words,
  timeFrame: words,
  reportingStatus: words,
  anticipatedPostingDate: words,
  typeUnitsAnalyzed: words,
  groups: many(group),
  analyses: many(analysis),
});

const eventStat = z.object({ groupId: words, numEvents: words, numAffected: words, numAtRisk: words });
const event = z.object({
  term: words,
  organSystem: words,
  sourceVocabulary: words,
  stats: many(eventStat),
});

const planned = many(z.object({ measure: words, description: words, timeFrame: words }));

const studySchema = z.object({
  protocolSection: z.object({
    identificationModule: z.object({
      nctId: z.string().regex(/^NCT\d{8}$/, { error: 'expected a number such as NCT02252172' }),
      nctIdAliases: many(words),
      acronym: words,
      briefTitle: words,
      officialTitle: words,
    }),
    statusModule: part({
      overallStatus: words,
      whyStopped: words,
      startDateStruct: day,
      primaryCompletionDateStruct: day,
      completionDateStruct: day,
      studyFirstPostDateStruct: day,
      resultsFirstPostDateStruct: day,
      lastUpdatePostDateStruct: day,
    }),
    sponsorCollaboratorsModule: part({ leadSponsor: part({ name: words }) }),
    conditionsModule: part({ conditions: many(words) }),
    designModule: part({
      studyType: words,
      phases: many(words),
      designInfo: part({
        allocation: words,
        interventionModel: words,
        maskingInfo: part({ masking: words }),
      }),
      enrollmentInfo: part({ count: words, type: words }),
    }),
    armsInterventionsModule: part({
      armGroups: many(
        z.object({ label: words, type: words, description: words, interventionNames: many(words) }),
      ),
      interventions: many(z.object({ type: words, name: words, otherNames: many(words) })),
    }),
    outcomesModule: part({ primaryOutcomes: planned, secondaryOutcomes: planned, otherOutcomes: planned }),
    contactsLocationsModule: part({ locations: many(z.object({ country: words })) }),
    referencesModule: part({
      references: many(z.object({ pmid: words, type: words, citation: words })),
    }),
  }),
  resultsSection: part({
    participantFlowModule: part({
      groups: many(group),
      typeUnitsAnalyzed: words,
      periods: many(
        z.object({
          title: words,
          milestones: many(
            z.object({
              type: words,
              achievements: many(z.object({ groupId: words, numSubjects: words, comment: words })),
            }),
          ),
          dropWithdraws: many(
            z.object({
              type: words,
              reasons: many(z.object({ groupId: words, numSubjects: words })),
            }),
          ),
        }),
      ),
    }),
    baselineCharacteristicsModule: part({
      populationDescription: words,
      typeUnitsAnalyzed: words,
      groups: many(group),
      denoms: denominators,
      measures: many(z.object(measure)),
    }),
    outcomeMeasuresModule: part({ outcomeMeasures: many(outcomeMeasure) }),
    adverseEventsModule: part({
      frequencyThreshold: words,
      timeFrame: words,
      description: words,
      eventGroups: many(
        group.extend({
          seriousNumAffected: words,
          seriousNumAtRisk: words,
          otherNumAffected: words,
          otherNumAtRisk: words,
          deathsNumAffected: words,
          deathsNumAtRisk: words,
        }),
      ),
      seriousEvents: many(event),
      otherEvents: many(event),
    }),
    moreInfoModule: part({ limitationsAndCaveats: part({ description: words }) }),
  }),
});

/** A study as API v2 of ClinicalTrials.gov gives it, as far as it is read; every value is text or absent. */
export type Study = z.infer<typeof studySchema>;
type Results = Study['resultsSection'];
export type OutcomeMeasure = Results['outcomeMeasuresModule']['outcomeMeasures'][number];
export type BaselineMeasure = Results['baselineCharacteristicsModule']['measures'][number];
export type Analysis = OutcomeMeasure['analyses'][number];
export type Measurement = OutcomeMeasure['classes'][number]['categories'][number]['measurements'][number];
export type MeasureClass = OutcomeMeasure['classes'][number];
export type ReportedGroup = OutcomeMeasure['groups'][number];
export type Denominators = OutcomeMeasure['denoms'];
export type EventsModule = Results['adverseEventsModule'];
export type ProtocolArm = Study['protocolSection']['armsInterventionsModule']['armGroups'][number];

/** A study and where it is in its file. */
export interface Found {
  study: Study;
  /** As it was read, for counting what it contains. */
  raw: unknown;
  /** JSON pointer of the study: empty, or `/studies/3`. */
  pointer: string;
}

/** A file that is no study of API v2, or not quite one. */
export interface NotAStudy {
  pointer: string;
  problem: string;
}

/** The studies in a file: one, `{ studies: [...] }`, or a list of them. */
export function studiesIn(text: string): (Found | NotAStudy)[] {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return [{ pointer: '', problem: `this is not JSON: ${(error as Error).message}` }];
  }
  const old = olderForm(data);
  if (old) return [{ pointer: '', problem: old }];
  const list = Array.isArray(data) ? data : (data as { studies?: unknown } | null)?.studies;
  if (!Array.isArray(list)) return [studyIn(data, '')];
  const prefix = Array.isArray(data) ? '' : '/studies';
  return list.map((one, index) => studyIn(one, `${prefix}/${index}`));
}

function olderForm(data: unknown): string | undefined {
  const names = typeof data === 'object' && data !== null ? Object.keys(data) : [];
  if (names.includes('FullStudiesResponse') || names.includes('StudyFieldsResponse'))
    return 'this is an answer of the registry’s API v1, which it no longer offers; fetch the study again from API v2';
  if (names.includes('id_info') || names.includes('clinical_study'))
    return 'this is a study in the registry’s former XML form, converted to JSON; fetch it again from API v2';
  return undefined;
}

function studyIn(raw: unknown, pointer: string): Found | NotAStudy {
  const result = studySchema.safeParse(raw);
  if (result.success) return { study: result.data, raw, pointer };
  const [issue] = result.error.issues;
  const where = (issue?.path ?? []).map((key) => `/${String(key)}`).join('');
  return {
    pointer: `${pointer}${where}`,
    problem: `this is not a study of ClinicalTrials.gov: ${issue?.message ?? 'unknown form'}`,
  };
}
