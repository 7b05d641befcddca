import { type Catalogue, pharmacokinetic } from './directions.ts';

export const pharmacokinetics: Catalogue = {
  'auc-inf': {
    ...pharmacokinetic,
    label: 'Area under the curve to infinity',
    abbreviation: 'AUC₀₋∞',
    definition: 'Exposure from one dose, extrapolated to infinity.',
  },
  'auc-last': {
    ...pharmacokinetic,
    label: 'Area under the curve to the last measured time',
    abbreviation: 'AUC₀₋ₜ',
    definition: 'Exposure from one dose up to the last concentration that could be measured.',
  },
  'auc-tau': {
    ...pharmacokinetic,
    label: 'Area under the curve over a dosing interval',
    abbreviation: 'AUCτ',
    definition: 'Exposure over one dosing interval at steady state.',
  },
  cmax: {
    ...pharmacokinetic,
    label: 'Peak concentration',
    abbreviation: 'Cmax',
    definition: 'Highest concentration measured.',
  },
  ctrough: {
    ...pharmacokinetic,
    label: 'Trough concentration',
    abbreviation: 'Ctrough',
    definition: 'Concentration just before the next dose.',
  },
  tmax: {
    ...pharmacokinetic,
    label: 'Time of the peak',
    abbreviation: 'Tmax',
    unit: 'hours',
    definition: 'Time from the dose to the highest concentration.',
  },
  'half-life': {
    ...pharmacokinetic,
    label: 'Terminal half-life',
    unit: 'hours',
    definition: 'Time in which the concentration falls by half in the terminal phase.',
  },
  clearance: {
    ...pharmacokinetic,
    label: 'Clearance',
    abbreviation: 'CL/F',
    definition: 'Volume cleared of drug per time; apparent where the dose is not given into a vein.',
  },
  'volume-of-distribution': {
    ...pharmacokinetic,
    label: 'Volume of distribution',
    abbreviation: 'V/F',
    definition: 'Volume that the drug seems to fill; apparent where the dose is not given into a vein.',
  },
  'bioequivalence-ratio': {
    ...pharmacokinetic,
    label: 'Ratio of exposure, test to reference',
    abbreviation: 'GMR',
    unit: '%',
    definition:
      'Ratio of geometric means of AUC or Cmax; bioequivalence is judged by whether its 90% interval lies within the limits that the trial states, most often 80 to 125%.',
  },
};
