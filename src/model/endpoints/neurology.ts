import {
  adverseEvent,
  beneficialEvent,
  type Catalogue,
  freeOfHarm,
  harmfulEvent,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  reportedLowerIsBetter,
  reportedResponder,
  responder,
} from './directions.ts';

export const neurology: Catalogue = {
  // Multiple sclerosis
  'annualised-relapse-rate': {
    ...harmfulRate,
    label: 'Annualised relapse rate',
    abbreviation: 'ARR',
    unit: 'per patient-year',
    definition: 'Confirmed relapses per patient and year.',
  },
  'disability-progression-12w': {
    ...harmfulEvent,
    label: 'Disability progression confirmed after 12 weeks',
    abbreviation: 'CDP12',
    definition:
      'Rise of the Expanded Disability Status Scale by the steps that the trial states, still there after at least 12 weeks; some report three months.',
  },
  'disability-progression-24w': {
    ...harmfulEvent,
    label: 'Disability progression confirmed after 24 weeks',
    abbreviation: 'CDP24',
    definition:
      'Rise of the Expanded Disability Status Scale by the steps that the trial states, still there after at least 24 weeks; some report six months.',
  },
  'disability-improvement': {
    ...beneficialEvent,
    label: 'Confirmed disability improvement',
    abbreviation: 'CDI',
    definition:
      'Fall of the Expanded Disability Status Scale by the steps that the trial states, confirmed after the time that it states.',
  },
  'edss-change': {
    ...lowerIsBetter,
    label: 'Expanded Disability Status Scale',
    abbreviation: 'EDSS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 10; lower is better.',
  },
  'new-t2-lesions': {
    ...harmfulRate,
    label: 'New or enlarging T2 lesions',
    definition: 'Lesions new or larger on T2-weighted imaging, per scan or per year.',
  },
  'gd-lesions': {
    ...harmfulRate,
    label: 'Gadolinium-enhancing lesions',
    definition: 'Lesions that take up contrast on T1-weighted imaging, per scan.',
  },
  'neda-3': {
    ...responder,
    label: 'No evidence of disease activity',
    abbreviation: 'NEDA-3',
    definition: 'Patients without relapse, disability progression and activity on imaging.',
  },
  'brain-volume': {
    ...higherIsBetter,
    label: 'Change in brain volume',
    unit: '%',
    definition: 'Per cent change of brain volume; losses are negative.',
  },
  neurofilament: {
    ...lowerIsBetter,
    label: 'Neurofilament light chain',
    abbreviation: 'NfL',
    definition: 'Change or ratio to baseline of neurofilament light chain in blood or fluid of the spine.',
  },

  // Migraine and epilepsy
  'monthly-migraine-days': {
    ...lowerIsBetter,
    label: 'Monthly migraine days',
    abbreviation: 'MMD',
    unit: 'days',
    definition: 'Change from baseline of days with migraine in four weeks or a month.',
  },
  'migraine-50': {
    ...responder,
    label: 'Monthly migraine days halved or better',
    definition: 'Patients whose monthly migraine days fell by at least 50%.',
  },
  'migraine-75': {
    ...responder,
    label: 'Monthly migraine days down by 75% or more',
    definition: 'Patients whose monthly migraine days fell by at least 75%.',
  },
  'pain-freedom-2h': {
    ...reportedResponder,
    label: 'Free of headache two hours after the dose',
    definition: 'Patients without headache pain two hours after treating an attack.',
  },
  'bothersome-symptom-freedom-2h': {
    ...reportedResponder,
    label: 'Free of the most bothersome symptom two hours after the dose',
    abbreviation: 'MBS',
    definition: 'Patients without the symptom that bothered them most, two hours after treating an attack.',
  },
  'seizure-frequency': {
    ...lowerIsBetter,
    label: 'Change in seizure frequency',
    unit: '%',
    definition: 'Per cent change from baseline of seizures in 28 days.',
  },
  'seizure-50': {
    ...responder,
    label: 'Seizures halved or better',
    definition: 'Patients whose seizures fell by at least 50% from baseline.',
  },
  'seizure-freedom': {
    ...responder,
    label: 'Freedom from seizures',
    definition: 'Patients without a seizure over the time that the trial states.',
  },

  // Dementia
  'adas-cog': {
    ...lowerIsBetter,
    label: 'Alzheimer’s Disease Assessment Scale, cognitive part',
    abbreviation: 'ADAS-Cog',
    unit: 'points',
    definition: 'Change from baseline; higher is worse. The number of items is stated by the trial.',
  },
  'cdr-sb': {
    ...lowerIsBetter,
    label: 'Clinical Dementia Rating, sum of boxes',
    abbreviation: 'CDR-SB',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 18; higher is worse.',
  },
  'adcs-adl': {
    ...higherIsBetter,
    label: 'ADCS Activities of Daily Living',
    abbreviation: 'ADCS-ADL',
    unit: 'points',
    definition: 'Change from baseline of activities reported by a caregiver; higher is better.',
  },
  mmse: {
    ...higherIsBetter,
    label: 'Mini-Mental State Examination',
    abbreviation: 'MMSE',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 30; higher is better.',
  },
  'amyloid-pet': {
    ...lowerIsBetter,
    label: 'Amyloid on PET',
    unit: 'centiloids',
    definition: 'Change from baseline of amyloid in the brain.',
  },
  'aria-e': {
    ...adverseEvent,
    label: 'Amyloid-related imaging abnormalities with oedema',
    abbreviation: 'ARIA-E',
    definition: 'Patients with oedema or effusion on imaging, with or without symptoms.',
  },
  'aria-h': {
    ...adverseEvent,
    label: 'Amyloid-related imaging abnormalities with haemorrhage',
    abbreviation: 'ARIA-H',
    definition: 'Patients with microhaemorrhage or superficial siderosis on imaging.',
  },

  // Movement disorders
  'mds-updrs': {
    ...lowerIsBetter,
    label: 'MDS-UPDRS, total',
    abbreviation: 'MDS-UPDRS',
    unit: 'points',
    definition: 'Change from baseline of the parts summed by the trial; higher is worse.',
  },
  'mds-updrs-3': {
    ...lowerIsBetter,
    label: 'MDS-UPDRS, motor examination',
    abbreviation: 'MDS-UPDRS III',
    unit: 'points',
    definition: 'Change from baseline of part III, from 0 to 132; higher is worse.',
  },
  'off-time': {
    ...lowerIsBetter,
    label: 'Daily off time',
    unit: 'hours',
    definition:
      'Change from baseline of waking hours in a day in which symptoms of Parkinson’s disease return.',
  },
  'on-time': {
    ...higherIsBetter,
    label: 'Daily on time without troublesome dyskinesia',
    unit: 'hours',
    definition: 'Change from baseline of good waking hours in a day.',
  },
  'total-maximal-chorea': {
    ...lowerIsBetter,
    label: 'Total maximal chorea score',
    abbreviation: 'TMC',
    unit: 'points',
    definition: 'Change from baseline of chorea in Huntington’s disease; higher is worse.',
  },
  mfars: {
    ...lowerIsBetter,
    label: 'Modified Friedreich Ataxia Rating Scale',
    abbreviation: 'mFARS',
    unit: 'points',
    definition: 'Change from baseline; higher is worse.',
  },

  // Stroke
  'mrs-0-1': {
    ...responder,
    label: 'Modified Rankin score of 0 or 1',
    abbreviation: 'mRS 0–1',
    definition: 'Patients without disability, most often at 90 days.',
  },
  'mrs-0-2': {
    ...responder,
    label: 'Modified Rankin score of 0 to 2',
    abbreviation: 'mRS 0–2',
    definition: 'Patients who were independent, most often at 90 days.',
  },
  'mrs-shift': {
    family: 'continuous',
    label: 'Modified Rankin score over all its steps',
    abbreviation: 'mRS',
    definition:
      'Distribution over the steps from 0 (no symptoms) to 6 (death); whether a common odds ratio counts better or worse steps is stated by the trial.',
  },
  nihss: {
    ...lowerIsBetter,
    label: 'NIH Stroke Scale',
    abbreviation: 'NIHSS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 42; higher is worse.',
  },
  'symptomatic-ich': {
    ...adverseEvent,
    label: 'Symptomatic intracranial haemorrhage',
    abbreviation: 'sICH',
    definition: 'Patients with a bleed and the worsening that the trial’s definition asks for.',
  },

  // Motor neuron and muscle
  'alsfrs-r': {
    ...higherIsBetter,
    label: 'ALS Functional Rating Scale, revised',
    abbreviation: 'ALSFRS-R',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 48; higher is better.',
  },
  'survival-without-permanent-ventilation': {
    ...freeOfHarm,
    label: 'Survival without permanent ventilation',
    definition: 'Time to death or to ventilation of the length that the trial calls permanent.',
  },
  hfmse: {
    ...higherIsBetter,
    label: 'Hammersmith Functional Motor Scale, expanded',
    abbreviation: 'HFMSE',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 66; higher is better.',
  },
  'hfmse-3': {
    ...responder,
    label: 'HFMSE better by 3 points or more',
    definition: 'Patients whose HFMSE score rose by at least 3 points.',
  },
  rulm: {
    ...higherIsBetter,
    label: 'Revised Upper Limb Module',
    abbreviation: 'RULM',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 37; higher is better.',
  },
  'chop-intend': {
    ...higherIsBetter,
    label: 'CHOP-INTEND',
    abbreviation: 'CHOP-INTEND',
    unit: 'points',
    definition: 'Change from baseline of motor function in infants, from 0 to 64; higher is better.',
  },
  'chop-intend-40': {
    ...responder,
    label: 'CHOP-INTEND of 40 points or more',
    definition: 'Infants whose score reached 40.',
  },
  'sitting-30s': {
    ...responder,
    label: 'Sitting without support',
    definition:
      'Infants who sat without support for the time that the trial states, such as 30 seconds on the Bayley scale.',
  },
  'standing-alone': {
    ...responder,
    label: 'Standing alone',
    definition: 'Children who stood without support by the scale that the trial states.',
  },
  'walking-alone': {
    ...responder,
    label: 'Walking alone',
    definition: 'Children who walked without support by the scale that the trial states.',
  },
  'motor-milestone-response': {
    ...responder,
    label: 'Motor milestone response',
    abbreviation: 'HINE-2',
    definition:
      'Infants with more milestones won than lost by the Hammersmith Infant Neurological Examination.',
  },
  'mfm-32': {
    ...higherIsBetter,
    label: 'Motor Function Measure',
    abbreviation: 'MFM32',
    unit: '%',
    definition: 'Change from baseline of the score in per cent of its greatest value; higher is better.',
  },
  nsaa: {
    ...higherIsBetter,
    label: 'North Star Ambulatory Assessment',
    abbreviation: 'NSAA',
    unit: 'points',
    definition:
      'Change from baseline in boys with Duchenne dystrophy who walk, from 0 to 34; higher is better.',
  },
  'time-to-rise': {
    ...lowerIsBetter,
    label: 'Time to rise from the floor',
    unit: 'seconds',
    definition: 'Change from baseline of the time needed to rise from the floor.',
  },
  dystrophin: {
    ...higherIsBetter,
    label: 'Dystrophin',
    unit: '% of normal',
    definition:
      'Dystrophin in muscle, in per cent of that of healthy people, by the assay that the trial states; an intermediate measure.',
  },
  'mg-adl': {
    ...reportedLowerIsBetter,
    label: 'Myasthenia Gravis Activities of Daily Living',
    abbreviation: 'MG-ADL',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 24; lower is better.',
  },
  qmg: {
    ...lowerIsBetter,
    label: 'Quantitative Myasthenia Gravis score',
    abbreviation: 'QMG',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 39; higher is worse.',
  },
  'mnis-7': {
    ...lowerIsBetter,
    label: 'Modified Neuropathy Impairment Score',
    abbreviation: 'mNIS+7',
    unit: 'points',
    definition: 'Change from baseline in hereditary amyloidosis; higher is worse.',
  },
  'norfolk-qol-dn': {
    ...reportedLowerIsBetter,
    label: 'Norfolk Quality of Life, diabetic neuropathy',
    abbreviation: 'Norfolk QOL-DN',
    unit: 'points',
    definition: 'Change from baseline; lower is better.',
  },

  // Sleep
  epworth: {
    ...reportedLowerIsBetter,
    label: 'Epworth Sleepiness Scale',
    abbreviation: 'ESS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 24; lower is better.',
  },
  'wakefulness-test': {
    ...higherIsBetter,
    label: 'Maintenance of Wakefulness Test',
    abbreviation: 'MWT',
    unit: 'minutes',
    definition: 'Change from baseline of the time to fall asleep while trying to stay awake.',
  },
  'sleep-onset': {
    ...lowerIsBetter,
    label: 'Time to fall asleep',
    unit: 'minutes',
    definition:
      'Change from baseline of the time to persistent sleep, by recording or by diary as the trial states.',
  },
};
