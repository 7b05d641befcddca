import {
  adverseEvent,
  type Catalogue,
  harmfulEvent,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  responder,
} from './directions.ts';

export const metabolism: Catalogue = {
  // Glucose
  'hba1c-change': {
    ...lowerIsBetter,
    label: 'Change in HbA1c',
    abbreviation: 'HbA1c',
    definition:
      'Change from baseline of glycated haemoglobin, in percentage points or mmol/mol as the trial states.',
  },
  'hba1c-below-7': {
    ...responder,
    label: 'HbA1c below 7%',
    definition: 'Patients whose glycated haemoglobin was below 7.0% (53 mmol/mol).',
  },
  'hba1c-6-5': {
    ...responder,
    label: 'HbA1c of 6.5% or below',
    definition: 'Patients whose glycated haemoglobin was at most 6.5% (48 mmol/mol).',
  },
  'hba1c-below-7-without-hypoglycaemia': {
    ...responder,
    label: 'HbA1c below 7% without hypoglycaemia',
    definition:
      'Patients who reached an HbA1c below 7.0% with no hypoglycaemia of the levels that the trial states, and no gain of weight where it counts that.',
  },
  'fasting-glucose': {
    ...lowerIsBetter,
    label: 'Fasting plasma glucose',
    abbreviation: 'FPG',
    definition: 'Change from baseline of plasma glucose after a night without food.',
  },
  'postprandial-glucose': {
    ...lowerIsBetter,
    label: 'Postprandial glucose',
    abbreviation: 'PPG',
    definition: 'Change from baseline of glucose at the stated time after a meal.',
  },
  'time-in-range': {
    ...higherIsBetter,
    label: 'Time in range',
    abbreviation: 'TIR',
    unit: '%',
    definition:
      'Share of time with glucose from 70 to 180 mg/dL (3.9 to 10.0 mmol/L) by continuous monitoring.',
  },
  'time-below-range': {
    ...lowerIsBetter,
    label: 'Time below range',
    abbreviation: 'TBR',
    unit: '%',
    definition:
      'Share of time with glucose below 70 mg/dL (3.9 mmol/L), or below the limit that the trial states, by continuous monitoring.',
  },
  'insulin-dose': {
    ...lowerIsBetter,
    label: 'Daily dose of insulin',
    definition: 'Change from baseline of insulin taken in a day, in units or units per kilogram.',
  },
  'c-peptide': {
    ...higherIsBetter,
    label: 'C-peptide',
    definition:
      'Change of C-peptide, as area under the curve after a meal or fasting: what insulin the patient still makes.',
  },
  'diabetes-onset': {
    ...harmfulEvent,
    label: 'Onset of diabetes',
    definition: 'New diabetes by the criteria that the trial states.',
  },

  // Hypoglycaemia
  'hypoglycaemia-level-1': {
    ...adverseEvent,
    label: 'Hypoglycaemia, level 1',
    definition: 'Patients with glucose from 54 to below 70 mg/dL (3.0 to below 3.9 mmol/L) at least once.',
  },
  'hypoglycaemia-level-2': {
    ...adverseEvent,
    label: 'Hypoglycaemia, level 2',
    definition: 'Patients with glucose below 54 mg/dL (3.0 mmol/L) at least once.',
  },
  'hypoglycaemia-level-3': {
    ...adverseEvent,
    label: 'Severe hypoglycaemia, level 3',
    definition:
      'Patients with hypoglycaemia so severe that they needed the help of another person at least once.',
  },
  'hypoglycaemia-rate': {
    ...harmfulRate,
    label: 'Rate of hypoglycaemia, level 2 or 3',
    definition: 'Episodes of hypoglycaemia of level 2 or 3 per time under observation.',
  },
  'severe-hypoglycaemia-rate': {
    ...harmfulRate,
    label: 'Rate of severe hypoglycaemia',
    definition:
      'Episodes of hypoglycaemia that needed the help of another person per time under observation.',
  },

  // Weight
  'weight-change-percent': {
    ...lowerIsBetter,
    label: 'Change in body weight, per cent',
    unit: '%',
    definition: 'Per cent change from baseline of body weight, in patients with overweight or obesity.',
  },
  'weight-change-kg': {
    ...lowerIsBetter,
    label: 'Change in body weight',
    unit: 'kg',
    definition: 'Change from baseline of body weight, in patients with overweight, obesity or diabetes.',
  },
  'bmi-change': {
    ...lowerIsBetter,
    label: 'Change in body mass index',
    abbreviation: 'BMI',
    unit: 'kg/m²',
    definition: 'Change from baseline of body mass index, in patients with overweight or obesity.',
  },
  waist: {
    ...lowerIsBetter,
    label: 'Waist circumference',
    unit: 'cm',
    definition: 'Change from baseline of waist circumference.',
  },
  'weight-loss-5': {
    ...responder,
    label: 'Weight loss of 5% or more',
    definition: 'Patients whose body weight fell by at least 5% from baseline.',
  },
  'weight-loss-10': {
    ...responder,
    label: 'Weight loss of 10% or more',
    definition: 'Patients whose body weight fell by at least 10% from baseline.',
  },
  'weight-loss-15': {
    ...responder,
    label: 'Weight loss of 15% or more',
    definition: 'Patients whose body weight fell by at least 15% from baseline.',
  },
  'weight-loss-20': {
    ...responder,
    label: 'Weight loss of 20% or more',
    definition: 'Patients whose body weight fell by at least 20% from baseline.',
  },

  // Hormones
  'igf-1-normal': {
    ...responder,
    label: 'Normal IGF-I',
    definition:
      'In acromegaly, patients whose insulin-like growth factor I was at or below the upper limit for age and sex.',
  },
  'urinary-cortisol-normal': {
    ...responder,
    label: 'Normal urinary free cortisol',
    definition:
      'In Cushing’s syndrome, patients whose urinary free cortisol was at or below the upper limit of normal.',
  },
  'height-velocity': {
    ...higherIsBetter,
    label: 'Height velocity',
    unit: 'cm/year',
    definition: 'Yearly growth in height of children.',
  },
  'testosterone-normal': {
    ...responder,
    label: 'Testosterone in the normal range',
    definition: 'Patients on replacement whose average testosterone lay in the range that the trial states.',
  },
};
