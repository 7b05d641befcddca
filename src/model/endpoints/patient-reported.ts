import {
  adverseEvent,
  beneficialEvent,
  type Catalogue,
  harmfulEvent,
  lowerIsBetter,
  reportedHigherIsBetter,
  reportedLowerIsBetter,
  reportedResponder,
} from './directions.ts';

export const patientReported: Catalogue = {
  'pain-nrs': {
    ...reportedLowerIsBetter,
    label: 'Pain on a numerical scale',
    abbreviation: 'Pain NRS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 10; lower is better.',
  },
  'pain-vas': {
    ...reportedLowerIsBetter,
    label: 'Pain on a visual analogue scale',
    abbreviation: 'Pain VAS',
    unit: 'mm',
    definition: 'Change from baseline, from 0 to 100; lower is better.',
  },
  'pain-30': {
    ...reportedResponder,
    label: 'Pain better by 30% or more',
    definition: 'Patients whose pain score fell by at least 30%.',
  },
  'pain-50': {
    ...reportedResponder,
    label: 'Pain better by half or more',
    definition: 'Patients whose pain score fell by at least 50%.',
  },
  'opioid-consumption': {
    ...lowerIsBetter,
    label: 'Opioid consumption',
    unit: 'mg of morphine equivalents',
    definition: 'Opioids taken after an operation in the span that the trial states.',
  },
  'time-to-ambulation': {
    ...beneficialEvent,
    label: 'Time to ambulation',
    definition: 'Time until the patient walked as the trial states, after an operation or injury.',
  },
  'length-of-stay': {
    ...lowerIsBetter,
    label: 'Length of stay in hospital',
    unit: 'days',
    definition: 'Days in hospital; whether deaths count is stated by the trial.',
  },
  'postoperative-nausea': {
    ...adverseEvent,
    label: 'Postoperative nausea or vomiting',
    abbreviation: 'PONV',
    definition: 'Patients with nausea, retching or vomiting after an operation.',
  },
  'any-hospitalisation': {
    ...harmfulEvent,
    label: 'Hospitalisation for any cause',
    definition: 'First stay in hospital for any cause.',
  },
  'global-health': {
    ...reportedHigherIsBetter,
    label: 'Global health status',
    unit: 'points',
    definition: 'Change from baseline on the global scale of the EORTC QLQ-C30 questionnaire, from 0 to 100.',
  },
  'eq-5d': {
    ...reportedHigherIsBetter,
    label: 'EQ-5D index',
    abbreviation: 'EQ-5D',
    definition:
      'Change from baseline of the index; 1 is full health, and values below 0 are worse than death. The version and value set are stated by the trial.',
  },
  'eq-vas': {
    ...reportedHigherIsBetter,
    label: 'EQ visual analogue scale',
    abbreviation: 'EQ VAS',
    unit: 'points',
    definition: 'Change from baseline of health as patients rate it, from 0 to 100; higher is better.',
  },
  'sf-36-pcs': {
    ...reportedHigherIsBetter,
    label: 'SF-36 physical component',
    abbreviation: 'SF-36 PCS',
    unit: 'points',
    definition:
      'Change from baseline of the physical summary score; 50 is the mean of the general population, and higher is better.',
  },
  'sf-36-mcs': {
    ...reportedHigherIsBetter,
    label: 'SF-36 mental component',
    abbreviation: 'SF-36 MCS',
    unit: 'points',
    definition:
      'Change from baseline of the mental summary score; 50 is the mean of the general population, and higher is better.',
  },
  'facit-fatigue': {
    ...reportedHigherIsBetter,
    label: 'FACIT-Fatigue',
    abbreviation: 'FACIT-F',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 52; higher is better.',
  },
  'promis-physical': {
    ...reportedHigherIsBetter,
    label: 'PROMIS physical function',
    abbreviation: 'PROMIS PF',
    unit: 'points',
    definition: 'Change from baseline of the T-score; higher is better.',
  },
  'pgi-c-responder': {
    ...reportedResponder,
    label: 'Much or very much improved as patients see it',
    abbreviation: 'PGI-C',
    definition: 'Patients who rated themselves much or very much improved.',
  },
};
