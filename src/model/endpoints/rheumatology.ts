import {
  type Catalogue,
  harmfulEvent,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  reportedLowerIsBetter,
  responder,
} from './directions.ts';

export const rheumatology: Catalogue = {
  // Arthritis
  acr20: {
    ...responder,
    label: 'ACR20 response',
    abbreviation: 'ACR20',
    definition:
      'Patients with tender and swollen joints, and three of five further measures, better by at least 20%.',
  },
  acr50: {
    ...responder,
    label: 'ACR50 response',
    abbreviation: 'ACR50',
    definition:
      'Patients with tender and swollen joints, and three of five further measures, better by at least 50%.',
  },
  acr70: {
    ...responder,
    label: 'ACR70 response',
    abbreviation: 'ACR70',
    definition:
      'Patients with tender and swollen joints, and three of five further measures, better by at least 70%.',
  },
  'das28-change': {
    ...lowerIsBetter,
    label: 'Disease Activity Score of 28 joints',
    abbreviation: 'DAS28',
    unit: 'points',
    definition: 'Change from baseline, with CRP or ESR as the trial states; higher is worse.',
  },
  'das28-remission': {
    ...responder,
    label: 'Remission by DAS28',
    definition: 'Patients with a DAS28 below 2.6.',
  },
  'das28-low': {
    ...responder,
    label: 'Low disease activity by DAS28',
    definition: 'Patients with a DAS28 of at most 3.2.',
  },
  'cdai-remission-ra': {
    ...responder,
    label: 'Remission by the clinical index',
    abbreviation: 'CDAI ≤2.8',
    definition: 'In rheumatoid arthritis, patients with a Clinical Disease Activity Index of at most 2.8.',
  },
  'haq-di': {
    ...reportedLowerIsBetter,
    label: 'Health Assessment Questionnaire, disability',
    abbreviation: 'HAQ-DI',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 3; lower is better.',
  },
  mtss: {
    ...lowerIsBetter,
    label: 'Modified total Sharp score',
    abbreviation: 'mTSS',
    unit: 'points',
    definition: 'Change from baseline of erosion and narrowing of joints; higher is worse.',
  },
  'no-radiographic-progression': {
    ...responder,
    label: 'No radiographic progression',
    definition:
      'Patients whose modified total Sharp score did not rise by more than the limit that the trial states.',
  },
  asas20: {
    ...responder,
    label: 'ASAS20 response',
    abbreviation: 'ASAS20',
    definition:
      'In axial spondyloarthritis, patients better by at least 20% in three of four domains, and not worse in the fourth.',
  },
  asas40: {
    ...responder,
    label: 'ASAS40 response',
    abbreviation: 'ASAS40',
    definition:
      'In axial spondyloarthritis, patients better by at least 40% in three of four domains, and not worse in the fourth.',
  },
  'asdas-change': {
    ...lowerIsBetter,
    label: 'Axial Spondyloarthritis Disease Activity Score',
    abbreviation: 'ASDAS',
    unit: 'points',
    definition: 'Change from baseline; higher is worse.',
  },
  basdai: {
    ...reportedLowerIsBetter,
    label: 'Bath Ankylosing Spondylitis Disease Activity Index',
    abbreviation: 'BASDAI',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 10; lower is better.',
  },
  basfi: {
    ...reportedLowerIsBetter,
    label: 'Bath Ankylosing Spondylitis Functional Index',
    abbreviation: 'BASFI',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 10; lower is better.',
  },
  'minimal-disease-activity': {
    ...responder,
    label: 'Minimal disease activity',
    abbreviation: 'MDA',
    definition: 'In psoriatic arthritis, patients who met five of its seven criteria.',
  },
  'womac-pain': {
    ...reportedLowerIsBetter,
    label: 'WOMAC pain',
    abbreviation: 'WOMAC',
    unit: 'points',
    definition:
      'Change from baseline of pain in osteoarthritis; lower is better. The range is stated by the trial.',
  },

  // Lupus, gout and vasculitis
  'sri-4': {
    ...responder,
    label: 'SRI-4 response',
    abbreviation: 'SRI-4',
    definition: 'Patients whose SLEDAI fell by at least 4 points with no worsening by BILAG and physician.',
  },
  bicla: {
    ...responder,
    label: 'BICLA response',
    abbreviation: 'BICLA',
    definition: 'Patients better in all organs by BILAG, with no worsening by SLEDAI and physician.',
  },
  flare: {
    ...harmfulEvent,
    label: 'Disease flare',
    definition: 'First flare by the criteria that the trial states.',
  },
  'gout-flare-rate': {
    ...harmfulRate,
    label: 'Rate of gout flares',
    definition: 'Flares of gout per time under observation.',
  },
  'urate-below-6': {
    ...responder,
    label: 'Serum urate below 6 mg/dL',
    definition: 'Patients whose serum urate was below 6.0 mg/dL (357 µmol/L).',
  },
  'sustained-remission-vasculitis': {
    ...responder,
    label: 'Sustained remission of vasculitis',
    definition: 'Patients in remission over the time, and on no more glucocorticoid, than the trial states.',
  },

  // Bone
  'bmd-lumbar-spine': {
    ...higherIsBetter,
    label: 'Bone mineral density, lumbar spine',
    abbreviation: 'BMD',
    unit: '%',
    definition: 'Per cent change from baseline at the lumbar spine.',
  },
  'bmd-total-hip': {
    ...higherIsBetter,
    label: 'Bone mineral density, total hip',
    abbreviation: 'BMD',
    unit: '%',
    definition: 'Per cent change from baseline at the total hip.',
  },
  'bmd-femoral-neck': {
    ...higherIsBetter,
    label: 'Bone mineral density, femoral neck',
    abbreviation: 'BMD',
    unit: '%',
    definition: 'Per cent change from baseline at the femoral neck.',
  },
  'vertebral-fracture': {
    ...harmfulEvent,
    label: 'New vertebral fracture',
    definition: 'Vertebra newly fractured on imaging, with or without symptoms.',
  },
  'clinical-fracture': {
    ...harmfulEvent,
    label: 'Clinical fracture',
    definition: 'First fracture with symptoms.',
  },
  'non-vertebral-fracture': {
    ...harmfulEvent,
    label: 'Non-vertebral fracture',
    definition: 'First fracture outside the spine.',
  },
  'hip-fracture': {
    ...harmfulEvent,
    label: 'Hip fracture',
    definition: 'First fracture of the hip.',
  },
};
