import {
  type Catalogue,
  harmfulEvent,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  responder,
} from './directions.ts';

export const rareDisease: Catalogue = {
  'lyso-gb3': {
    ...lowerIsBetter,
    label: 'Plasma lyso-Gb3',
    abbreviation: 'lyso-Gb₃',
    definition: 'Change or per cent change from baseline of globotriaosylsphingosine, in Fabry disease.',
  },
  'serum-ttr': {
    ...lowerIsBetter,
    label: 'Serum transthyretin',
    abbreviation: 'TTR',
    unit: '%',
    definition: 'Per cent change from baseline of transthyretin, in hereditary or wild-type amyloidosis.',
  },
  'pulmonary-vascular-resistance': {
    ...lowerIsBetter,
    label: 'Pulmonary vascular resistance',
    abbreviation: 'PVR',
    definition: 'Change or ratio to baseline, in pulmonary arterial hypertension.',
  },
  'pah-clinical-worsening': {
    ...harmfulEvent,
    label: 'Clinical worsening of pulmonary hypertension',
    definition: 'The first of death, transplant, hospitalisation or the further events that the trial lists.',
  },
  'who-functional-class': {
    ...responder,
    label: 'Better WHO functional class',
    definition: 'In pulmonary arterial hypertension, patients whose class was better by at least one.',
  },
  'hae-attack-rate': {
    ...harmfulRate,
    label: 'Rate of angioedema attacks',
    unit: 'per month',
    definition: 'Attacks of hereditary angioedema per patient and month.',
  },
  'hae-attack-free': {
    ...responder,
    label: 'Free of angioedema attacks',
    definition: 'Patients without an attack over the time that the trial states.',
  },
  'spleen-volume': {
    ...lowerIsBetter,
    label: 'Spleen volume',
    unit: 'multiples of normal',
    definition: 'Change or per cent change from baseline, in Gaucher or Niemann–Pick disease.',
  },
  'liver-volume': {
    ...lowerIsBetter,
    label: 'Liver volume',
    unit: 'multiples of normal',
    definition: 'Change or per cent change from baseline, in storage diseases.',
  },
  'urinary-gag': {
    ...lowerIsBetter,
    label: 'Urinary glycosaminoglycans',
    abbreviation: 'uGAG',
    definition: 'Change or per cent change from baseline, in mucopolysaccharidosis.',
  },
  'blood-phenylalanine': {
    ...lowerIsBetter,
    label: 'Blood phenylalanine',
    abbreviation: 'Phe',
    unit: 'µmol/L',
    definition: 'Change or per cent change from baseline, in phenylketonuria.',
  },
  'serum-phosphate': {
    ...higherIsBetter,
    label: 'Serum phosphate in hypophosphataemia',
    definition: 'Change from baseline of serum phosphate where it is too low.',
  },
  'rickets-severity': {
    ...lowerIsBetter,
    label: 'Rickets severity',
    abbreviation: 'RSS',
    unit: 'points',
    definition: 'Change from baseline of the Rickets Severity Score, from 0 to 10; higher is worse.',
  },
  'porphyria-attack-rate': {
    ...harmfulRate,
    label: 'Annualised rate of porphyria attacks',
    abbreviation: 'AAR',
    unit: 'per patient-year',
    definition: 'Attacks that led to hospital, an urgent visit or hemin, per patient and year.',
  },
  'urinary-oxalate': {
    ...lowerIsBetter,
    label: 'Urinary oxalate',
    unit: 'mmol/1.73 m² per day',
    definition: 'Per cent change from baseline, in primary hyperoxaluria.',
  },
  'plasma-ammonia': {
    ...lowerIsBetter,
    label: 'Plasma ammonia',
    unit: 'µmol/L',
    definition: 'Ammonia in blood, as area under the curve or peak, in urea cycle disorders.',
  },
};
