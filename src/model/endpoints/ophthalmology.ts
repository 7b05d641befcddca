import { type Catalogue, failure, higherIsBetter, lowerIsBetter, responder } from './directions.ts';

export const ophthalmology: Catalogue = {
  'bcva-change': {
    ...higherIsBetter,
    label: 'Best-corrected visual acuity',
    abbreviation: 'BCVA',
    unit: 'ETDRS letters',
    definition: 'Change from baseline of letters read.',
  },
  'bcva-gain-15': {
    ...responder,
    label: 'Gain of 15 letters or more',
    definition: 'Eyes or patients that read at least 15 letters more than at baseline.',
  },
  'bcva-loss-15': {
    ...failure,
    label: 'Loss of 15 letters or more',
    definition: 'Eyes or patients that read at least 15 letters fewer than at baseline.',
  },
  'central-subfield-thickness': {
    ...lowerIsBetter,
    label: 'Central subfield thickness',
    abbreviation: 'CST',
    unit: 'µm',
    definition: 'Change from baseline of retinal thickness by optical coherence tomography.',
  },
  'retinal-fluid-free': {
    ...responder,
    label: 'No retinal fluid',
    definition: 'Eyes without fluid of the kinds that the trial states.',
  },
  'drss-2': {
    ...responder,
    label: 'Retinopathy better by two steps or more',
    abbreviation: 'DRSS',
    definition: 'Eyes better by at least two steps on the Diabetic Retinopathy Severity Scale.',
  },
  'geographic-atrophy-growth': {
    ...lowerIsBetter,
    label: 'Growth of geographic atrophy',
    unit: 'mm²',
    definition: 'Change from baseline of the area of atrophy; less growth is better.',
  },
  'intraocular-pressure': {
    ...lowerIsBetter,
    label: 'Intraocular pressure',
    abbreviation: 'IOP',
    unit: 'mmHg',
    definition: 'Change from baseline of pressure in glaucoma or ocular hypertension.',
  },
  'myopia-progression': {
    ...higherIsBetter,
    label: 'Change in spherical equivalent',
    abbreviation: 'SE',
    unit: 'dioptres',
    definition: 'Change from baseline in myopia; more negative means more myopia.',
  },
  'corneal-staining': {
    ...lowerIsBetter,
    label: 'Corneal staining',
    unit: 'points',
    definition: 'Change from baseline of staining in dry eye; higher is worse.',
  },
};
