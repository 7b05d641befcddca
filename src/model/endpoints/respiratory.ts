import {
  type Catalogue,
  freeOfHarm,
  harmfulEvent,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  reportedHigherIsBetter,
  reportedLowerIsBetter,
  reportedResponder,
  responder,
} from './directions.ts';

export const respiratory: Catalogue = {
  'fev1-trough': {
    ...higherIsBetter,
    label: 'Trough FEV₁',
    definition:
      'Change from baseline of the forced expiratory volume in the first second before the next dose, in mL or L.',
  },
  'fev1-peak': {
    ...higherIsBetter,
    label: 'Peak FEV₁',
    definition:
      'Change from baseline of the highest forced expiratory volume in the first second after a dose, in mL or L.',
  },
  'fev1-percent-predicted': {
    ...higherIsBetter,
    label: 'Per cent predicted FEV₁',
    abbreviation: 'ppFEV₁',
    unit: 'percentage points',
    definition:
      'Absolute change from baseline of the forced expiratory volume in the first second, in per cent of that predicted.',
  },
  'fvc-change': {
    ...higherIsBetter,
    label: 'Forced vital capacity',
    abbreviation: 'FVC',
    definition: 'Change from baseline of forced vital capacity, in mL or in per cent of that predicted.',
  },
  'fvc-decline': {
    ...higherIsBetter,
    label: 'Yearly decline of forced vital capacity',
    unit: 'mL per year',
    definition:
      'Yearly rate of change of forced vital capacity; losses are negative, and so a higher value is better.',
  },
  'lung-clearance-index': {
    ...lowerIsBetter,
    label: 'Lung clearance index',
    abbreviation: 'LCI',
    definition: 'Change from baseline of the turnovers of air needed to wash out a tracer gas.',
  },
  dlco: {
    ...higherIsBetter,
    label: 'Diffusing capacity',
    abbreviation: 'DLCO',
    definition: 'Change from baseline of the capacity for carbon monoxide.',
  },
  feno: {
    ...lowerIsBetter,
    label: 'Fractional exhaled nitric oxide',
    abbreviation: 'FeNO',
    unit: 'ppb',
    definition: 'Change from baseline of nitric oxide in exhaled air.',
  },
  'sweat-chloride': {
    ...lowerIsBetter,
    label: 'Sweat chloride',
    unit: 'mmol/L',
    definition: 'Change from baseline of chloride in sweat, in cystic fibrosis.',
  },
  'exacerbation-rate': {
    ...harmfulRate,
    label: 'Annualised rate of exacerbations',
    abbreviation: 'AER',
    unit: 'per patient-year',
    definition: 'Moderate or severe exacerbations, as the trial defines them, per patient and year.',
  },
  'severe-exacerbation-rate': {
    ...harmfulRate,
    label: 'Annualised rate of severe exacerbations',
    unit: 'per patient-year',
    definition:
      'Exacerbations that led to hospital or an emergency visit, as the trial defines them, per patient and year.',
  },
  'time-to-exacerbation': {
    ...freeOfHarm,
    label: 'Time to first exacerbation',
    definition: 'Time to the first exacerbation of the severity that the trial states.',
  },
  'pulmonary-exacerbation-rate': {
    ...harmfulRate,
    label: 'Rate of pulmonary exacerbations',
    unit: 'per patient-year',
    definition: 'In cystic fibrosis or bronchiectasis, pulmonary exacerbations per patient and year.',
  },
  'acute-exacerbation-ipf': {
    ...harmfulEvent,
    label: 'Acute exacerbation of fibrosis',
    definition: 'First acute exacerbation of a fibrosing lung disease.',
  },
  'steroid-reduction': {
    ...responder,
    label: 'Oral steroid halved or more',
    definition:
      'Patients whose daily oral glucocorticoid was at least 50% lower without loss of control of asthma.',
  },
  sgrq: {
    ...reportedLowerIsBetter,
    label: 'St George’s Respiratory Questionnaire',
    abbreviation: 'SGRQ',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 100; lower is better.',
  },
  'sgrq-4': {
    ...reportedResponder,
    label: 'SGRQ better by 4 points or more',
    definition: 'Patients whose SGRQ score fell by at least 4 points.',
  },
  acq: {
    ...reportedLowerIsBetter,
    label: 'Asthma Control Questionnaire',
    abbreviation: 'ACQ',
    unit: 'points',
    definition:
      'Change from baseline of the mean score, from 0 to 6; lower is better. The number of items is stated by the trial.',
  },
  aqlq: {
    ...reportedHigherIsBetter,
    label: 'Asthma Quality of Life Questionnaire',
    abbreviation: 'AQLQ',
    unit: 'points',
    definition: 'Change from baseline of the mean score, from 1 to 7; higher is better.',
  },
  cat: {
    ...reportedLowerIsBetter,
    label: 'COPD Assessment Test',
    abbreviation: 'CAT',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 40; lower is better.',
  },
  tdi: {
    ...reportedHigherIsBetter,
    label: 'Transition Dyspnoea Index',
    abbreviation: 'TDI',
    unit: 'points',
    definition: 'Change in breathlessness since baseline, from −9 to 9; higher is better.',
  },
  'cfq-r': {
    ...reportedHigherIsBetter,
    label: 'CFQ-R respiratory domain',
    abbreviation: 'CFQ-R',
    unit: 'points',
    definition:
      'Change from baseline of the respiratory domain of the Cystic Fibrosis Questionnaire, from 0 to 100; higher is better.',
  },
  'cough-frequency': {
    ...lowerIsBetter,
    label: 'Objective cough frequency',
    unit: 'coughs per hour',
    definition: 'Change or ratio to baseline of coughs counted by a recorder.',
  },
};
