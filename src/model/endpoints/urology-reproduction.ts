import {
  beneficialOutcome,
  type Catalogue,
  harmfulOutcome,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  reportedHigherIsBetter,
  reportedLowerIsBetter,
  reportedResponder,
  responder,
} from './directions.ts';

export const urologyReproduction: Catalogue = {
  'iief-ef': {
    ...reportedHigherIsBetter,
    label: 'International Index of Erectile Function, erectile domain',
    abbreviation: 'IIEF-EF',
    unit: 'points',
    definition: 'Change from baseline, from 1 to 30; higher is better.',
  },
  ipss: {
    ...reportedLowerIsBetter,
    label: 'International Prostate Symptom Score',
    abbreviation: 'IPSS',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 35; lower is better.',
  },
  'maximum-urinary-flow': {
    ...higherIsBetter,
    label: 'Maximum urinary flow',
    abbreviation: 'Qmax',
    unit: 'mL/s',
    definition: 'Change from baseline of the highest flow of urine.',
  },
  micturitions: {
    ...lowerIsBetter,
    label: 'Micturitions in 24 hours',
    unit: 'per day',
    definition: 'Change from baseline of times that urine was passed.',
  },
  'urgency-incontinence': {
    ...lowerIsBetter,
    label: 'Episodes of urgency incontinence',
    unit: 'per day',
    definition: 'Change from baseline of episodes.',
  },
  'pearl-index': {
    ...harmfulRate,
    label: 'Pearl Index',
    unit: 'per 100 woman-years',
    definition: 'Pregnancies on contraception per 100 woman-years.',
  },
  'live-birth': {
    ...beneficialOutcome,
    label: 'Live birth',
    definition: 'Women, or embryo transfers as the trial states, with a live birth.',
  },
  'ongoing-pregnancy': {
    ...beneficialOutcome,
    label: 'Ongoing pregnancy',
    definition: 'Women with a living pregnancy at the week that the trial states.',
  },
  'clinical-pregnancy': {
    ...beneficialOutcome,
    label: 'Clinical pregnancy',
    definition: 'Women with a pregnancy seen by ultrasound.',
  },
  miscarriage: {
    ...harmfulOutcome,
    label: 'Miscarriage',
    definition: 'Pregnancies lost before the week that the trial states.',
  },
  'preterm-birth': {
    ...harmfulOutcome,
    label: 'Preterm birth',
    definition: 'Birth before 37 weeks, or before the week that the trial states.',
  },
  'pre-eclampsia': {
    ...harmfulOutcome,
    label: 'Pre-eclampsia',
    definition:
      'High blood pressure in pregnancy with protein in urine or organ damage, by the criteria that the trial states.',
  },
  'postpartum-haemorrhage': {
    ...harmfulOutcome,
    label: 'Postpartum haemorrhage',
    abbreviation: 'PPH',
    definition: 'Loss of blood at or above the volume that the trial states.',
  },
  'hot-flush-frequency': {
    ...lowerIsBetter,
    label: 'Frequency of hot flushes',
    abbreviation: 'VMS',
    unit: 'per day',
    definition: 'Change from baseline of moderate to severe hot flushes.',
  },
  'menstrual-blood-response': {
    ...responder,
    label: 'Menstrual blood loss under control',
    definition: 'Women with less than 80 mL lost, and less than half of that at baseline.',
  },
  'endometriosis-pain-response': {
    ...reportedResponder,
    label: 'Response of endometriosis pain',
    definition:
      'Women whose menstrual or other pelvic pain fell by the points that the trial states, without more analgesics.',
  },
  'bronchopulmonary-dysplasia': {
    ...harmfulOutcome,
    label: 'Bronchopulmonary dysplasia or death',
    abbreviation: 'BPD',
    definition: 'In preterm infants, chronic lung disease at 36 weeks or death before.',
  },
  'necrotising-enterocolitis': {
    ...harmfulOutcome,
    label: 'Necrotising enterocolitis',
    abbreviation: 'NEC',
    definition: 'In preterm infants, disease of the stage that the trial states.',
  },
};
