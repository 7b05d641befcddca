import {
  beneficialEvent,
  type Catalogue,
  lowerIsBetter,
  reportedLowerIsBetter,
  reportedResponder,
  responder,
} from './directions.ts';

export const dermatology: Catalogue = {
  'pasi-75': {
    ...responder,
    label: 'PASI better by 75% or more',
    abbreviation: 'PASI 75',
    definition: 'Patients whose Psoriasis Area and Severity Index fell by at least 75% from baseline.',
  },
  'pasi-90': {
    ...responder,
    label: 'PASI better by 90% or more',
    abbreviation: 'PASI 90',
    definition: 'Patients whose Psoriasis Area and Severity Index fell by at least 90% from baseline.',
  },
  'pasi-100': {
    ...responder,
    label: 'Clear of psoriasis',
    abbreviation: 'PASI 100',
    definition: 'Patients whose Psoriasis Area and Severity Index fell to 0.',
  },
  'pasi-change': {
    ...lowerIsBetter,
    label: 'Psoriasis Area and Severity Index',
    abbreviation: 'PASI',
    definition: 'Change or per cent change from baseline, from 0 to 72; higher is worse.',
  },
  'iga-0-1': {
    ...responder,
    label: 'Clear or almost clear by the investigator',
    abbreviation: 'IGA 0/1',
    definition:
      'Patients with an Investigator’s Global Assessment of 0 or 1, and at least as many steps better as the trial states.',
  },
  'spga-0-1': {
    ...responder,
    label: 'Clear or almost clear by the physician',
    abbreviation: 'sPGA 0/1',
    definition: 'Patients with a static Physician’s Global Assessment of 0 or 1.',
  },
  'easi-50': {
    ...responder,
    label: 'EASI better by half or more',
    abbreviation: 'EASI-50',
    definition: 'Patients whose Eczema Area and Severity Index fell by at least 50% from baseline.',
  },
  'easi-75': {
    ...responder,
    label: 'EASI better by 75% or more',
    abbreviation: 'EASI-75',
    definition: 'Patients whose Eczema Area and Severity Index fell by at least 75% from baseline.',
  },
  'easi-90': {
    ...responder,
    label: 'EASI better by 90% or more',
    abbreviation: 'EASI-90',
    definition: 'Patients whose Eczema Area and Severity Index fell by at least 90% from baseline.',
  },
  'easi-change': {
    ...lowerIsBetter,
    label: 'Eczema Area and Severity Index',
    abbreviation: 'EASI',
    definition: 'Change or per cent change from baseline, from 0 to 72; higher is worse.',
  },
  scorad: {
    ...lowerIsBetter,
    label: 'SCORing Atopic Dermatitis',
    abbreviation: 'SCORAD',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 103; higher is worse.',
  },
  dlqi: {
    ...reportedLowerIsBetter,
    label: 'Dermatology Life Quality Index',
    abbreviation: 'DLQI',
    unit: 'points',
    definition: 'Change from baseline, from 0 to 30; lower is better.',
  },
  'dlqi-0-1': {
    ...reportedResponder,
    label: 'DLQI of 0 or 1',
    abbreviation: 'DLQI 0/1',
    definition: 'Patients whose skin disease had no effect on their life.',
  },
  'itch-nrs': {
    ...reportedLowerIsBetter,
    label: 'Worst itch',
    abbreviation: 'Itch NRS',
    unit: 'points',
    definition: 'Change from baseline of the worst itch on a numerical scale, from 0 to 10; lower is better.',
  },
  'itch-nrs-4': {
    ...reportedResponder,
    label: 'Worst itch better by 4 points or more',
    definition: 'Patients whose worst itch fell by at least 4 points.',
  },
  uas7: {
    ...reportedLowerIsBetter,
    label: 'Weekly urticaria activity',
    abbreviation: 'UAS7',
    unit: 'points',
    definition: 'Change from baseline of wheals and itch over seven days, from 0 to 42; lower is better.',
  },
  'uas7-0': {
    ...reportedResponder,
    label: 'Free of urticaria',
    abbreviation: 'UAS7 = 0',
    definition: 'Patients without wheals or itch over seven days.',
  },
  hiscr: {
    ...responder,
    label: 'Hidradenitis clinical response',
    abbreviation: 'HiSCR',
    definition:
      'Patients with abscesses and nodules down by at least 50%, and no more abscesses or draining tunnels.',
  },
  'salt-20': {
    ...responder,
    label: 'SALT score of 20 or below',
    abbreviation: 'SALT ≤20',
    definition: 'In alopecia areata, patients with at least 80% of scalp hair.',
  },
  'vasi-75': {
    ...responder,
    label: 'Facial vitiligo better by 75% or more',
    abbreviation: 'F-VASI75',
    definition: 'Patients whose facial Vitiligo Area Scoring Index fell by at least 75%.',
  },
  'acne-lesions': {
    ...lowerIsBetter,
    label: 'Acne lesions',
    unit: 'lesions',
    definition:
      'Change or per cent change from baseline of lesions, inflammatory or all as the trial states.',
  },
  'wound-closure': {
    ...beneficialEvent,
    label: 'Complete closure of the wound',
    definition: 'Closure of skin without drainage or dressing, confirmed as the protocol asks.',
  },
};
