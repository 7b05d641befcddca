import {
  type Catalogue,
  harmfulEvent,
  lowerIsBetter,
  reportedLowerIsBetter,
  responder,
} from './directions.ts';

export const psychiatry: Catalogue = {
  madrs: {
    ...lowerIsBetter,
    label: 'Montgomery–Åsberg Depression Rating Scale',
    abbreviation: 'MADRS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 60; higher is worse.',
  },
  'ham-d-17': {
    ...lowerIsBetter,
    label: 'Hamilton Depression Rating Scale',
    abbreviation: 'HAM-D',
    unit: 'points',
    definition: 'Change from baseline of the 17 items, from 0 to 52; higher is worse.',
  },
  'phq-9': {
    ...reportedLowerIsBetter,
    label: 'Patient Health Questionnaire',
    abbreviation: 'PHQ-9',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 27; lower is better.',
  },
  'depression-response': {
    ...responder,
    label: 'Response in depression',
    definition: 'Patients whose score on the trial’s depression scale fell by at least 50%.',
  },
  'depression-remission': {
    ...responder,
    label: 'Remission of depression',
    definition:
      'Patients whose score was at or below the limit that the trial states, such as a MADRS of 10.',
  },
  'depression-relapse': {
    ...harmfulEvent,
    label: 'Relapse of depression',
    definition: 'Time to relapse after a response, by the criteria that the trial states.',
  },
  panss: {
    ...lowerIsBetter,
    label: 'Positive and Negative Syndrome Scale',
    abbreviation: 'PANSS',
    unit: 'points',
    definition: 'Change from baseline of the total score, from 30 to 210; higher is worse.',
  },
  'panss-response': {
    ...responder,
    label: 'Response in schizophrenia',
    definition: 'Patients whose PANSS total score fell by the share that the trial states, such as 30%.',
  },
  'psychosis-relapse': {
    ...harmfulEvent,
    label: 'Relapse of psychosis',
    definition: 'Time to relapse in patients who were stable, by the criteria that the trial states.',
  },
  'cgi-s': {
    ...lowerIsBetter,
    label: 'Clinical Global Impression, severity',
    abbreviation: 'CGI-S',
    unit: 'points',
    definition: 'Change from baseline, from 1 to 7; higher is worse.',
  },
  'cgi-i-responder': {
    ...responder,
    label: 'Much or very much improved',
    abbreviation: 'CGI-I',
    definition: 'Patients whom the clinician rated much or very much improved.',
  },
  ymrs: {
    ...lowerIsBetter,
    label: 'Young Mania Rating Scale',
    abbreviation: 'YMRS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 60; higher is worse.',
  },
  'ham-a': {
    ...lowerIsBetter,
    label: 'Hamilton Anxiety Rating Scale',
    abbreviation: 'HAM-A',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 56; higher is worse.',
  },
  'adhd-rs': {
    ...lowerIsBetter,
    label: 'ADHD Rating Scale',
    abbreviation: 'ADHD-RS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 54; higher is worse.',
  },
  'caps-5': {
    ...lowerIsBetter,
    label: 'Clinician-Administered PTSD Scale',
    abbreviation: 'CAPS-5',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 80; higher is worse.',
  },
  'smoking-abstinence': {
    ...responder,
    label: 'Continuous abstinence from smoking',
    definition:
      'Patients who did not smoke over the weeks that the trial states, confirmed by carbon monoxide or cotinine.',
  },
  'heavy-drinking-days': {
    ...lowerIsBetter,
    label: 'Heavy drinking days',
    unit: 'days',
    definition: 'Change from baseline of heavy drinking days in a month or in four weeks.',
  },
  'opioid-abstinence': {
    ...responder,
    label: 'Weeks or tests without opioids',
    definition: 'Share of urine tests without opioids, or of patients with the share that the trial states.',
  },
};
