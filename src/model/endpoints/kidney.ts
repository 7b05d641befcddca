import {
  type Catalogue,
  harmfulEvent,
  harmfulOutcome,
  higherIsBetter,
  lowerIsBetter,
  responder,
} from './directions.ts';

export const kidney: Catalogue = {
  'renal-composite': {
    ...harmfulEvent,
    label: 'Kidney failure, sustained loss of eGFR or renal death',
    definition:
      'The first of kidney failure, a sustained fall of eGFR by the share that the trial states, and death from kidney disease; some trials add cardiovascular death.',
  },
  'kidney-failure': {
    ...harmfulEvent,
    label: 'Kidney failure',
    abbreviation: 'ESKD',
    definition: 'Dialysis, a transplant, or an eGFR lastingly below the limit that the trial states.',
  },
  'egfr-decline-40': {
    ...harmfulEvent,
    label: 'Sustained fall of eGFR by 40% or more',
    definition:
      'Fall of the estimated glomerular filtration rate by at least 40% from baseline, confirmed by a later test.',
  },
  'creatinine-doubling': {
    ...harmfulEvent,
    label: 'Doubling of serum creatinine',
    definition: 'Serum creatinine at least twice that at baseline, confirmed where the protocol asks for it.',
  },
  'egfr-slope': {
    ...higherIsBetter,
    label: 'Slope of eGFR',
    unit: 'mL/min/1.73 m² per year',
    definition:
      'Yearly change of the estimated glomerular filtration rate, over all of the time or its chronic part as the trial states; losses are negative.',
  },
  'egfr-change': {
    ...higherIsBetter,
    label: 'Change in eGFR',
    abbreviation: 'eGFR',
    unit: 'mL/min/1.73 m²',
    definition: 'Change from baseline of the estimated glomerular filtration rate.',
  },
  uacr: {
    ...lowerIsBetter,
    label: 'Urinary albumin-to-creatinine ratio',
    abbreviation: 'UACR',
    definition: 'Change or ratio to baseline of albumin for creatinine in urine.',
  },
  upcr: {
    ...lowerIsBetter,
    label: 'Urinary protein-to-creatinine ratio',
    abbreviation: 'UPCR',
    definition: 'Change or ratio to baseline of protein for creatinine in urine.',
  },
  'proteinuria-remission': {
    ...responder,
    label: 'Complete remission of proteinuria',
    definition: 'Patients whose protein in urine fell below the limit that the trial states.',
  },
  'complete-renal-response': {
    ...responder,
    label: 'Complete renal response',
    abbreviation: 'CRR',
    definition:
      'In lupus nephritis, patients with little protein in urine and stable kidney function by the limits that the trial states.',
  },
  'serum-phosphate-lowering': {
    ...lowerIsBetter,
    label: 'Serum phosphate in kidney disease',
    definition: 'Change from baseline of serum phosphate where it is too high.',
  },
  'serum-potassium-normal': {
    ...responder,
    label: 'Normal serum potassium',
    definition: 'Patients whose serum potassium was within the range that the trial states.',
  },
  rejection: {
    ...harmfulEvent,
    label: 'Biopsy-proven acute rejection',
    abbreviation: 'BPAR',
    definition: 'First acute rejection of a transplant shown by biopsy.',
  },
  'graft-loss': {
    ...harmfulEvent,
    label: 'Graft loss',
    definition:
      'Removal, failure or replacement of a transplanted organ; whether death with a working graft counts differs from trial to trial.',
  },
  'delayed-graft-function': {
    ...harmfulOutcome,
    label: 'Delayed graft function',
    abbreviation: 'DGF',
    definition: 'Dialysis within the first week after a kidney transplant.',
  },
  'efficacy-failure-transplant': {
    ...harmfulEvent,
    label: 'Rejection, graft loss, death or loss to follow-up',
    definition: 'The first of biopsy-proven acute rejection, graft loss, death and loss to follow-up.',
  },
  'cmv-infection': {
    ...harmfulEvent,
    label: 'Clinically significant cytomegalovirus infection',
    abbreviation: 'CMV',
    definition: 'Disease from cytomegalovirus, or viraemia that led to treatment.',
  },
};
