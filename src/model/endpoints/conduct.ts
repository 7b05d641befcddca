import { type Catalogue, fact } from './directions.ts';

export const conduct: Catalogue = {
  'follow-up': {
    ...fact,
    label: 'Median follow-up',
    unit: 'months',
    definition: 'Median time under observation at the data cut-off.',
  },
  'at-risk': {
    ...fact,
    label: 'Patients at risk',
    unit: 'patients',
    definition:
      'Patients under observation without event just before a time, as printed below a survival curve.',
  },
  'patient-time': {
    ...fact,
    label: 'Time of one patient',
    unit: 'months',
    definition: 'How long one patient was treated or followed, as a swimmer plot shows it.',
  },
  'patient-change': {
    ...fact,
    label: 'Best change of one patient',
    unit: '%',
    definition:
      'Greatest decrease, or least increase, from baseline in one patient, as a waterfall plot shows it.',
  },
  milestone: {
    ...fact,
    label: 'Milestone',
    definition: 'A readout, publication, submission, meeting or decision of a regulator, with its date.',
  },
  enrolled: {
    ...fact,
    label: 'Patients enrolled',
    unit: 'patients',
    definition: 'Patients entered into the trial; for a cell therapy, those who entered collection of cells.',
  },
  randomised: {
    ...fact,
    label: 'Patients randomised',
    unit: 'patients',
    definition: 'Patients assigned to an arm by chance; the intention-to-treat population.',
  },
  treated: {
    ...fact,
    label: 'Patients treated',
    unit: 'patients',
    definition: 'Patients who received at least one dose, or the infusion, of the study treatment.',
  },
  completed: {
    ...fact,
    label: 'Patients who completed the trial',
    unit: '%',
    definition: 'Patients who were observed until the end that the protocol foresaw.',
  },
  'lost-to-follow-up': {
    ...fact,
    label: 'Patients lost to follow-up',
    unit: '%',
    definition: 'Patients whose outcome is not known because they could no longer be reached.',
  },
  'treatment-exposure': {
    ...fact,
    label: 'Duration of treatment',
    definition: 'Time from the first to the last dose.',
  },
  adherence: {
    ...fact,
    label: 'Adherence',
    unit: '%',
    definition: 'Doses taken of those planned, or patients who took the share of them that the trial states.',
  },
  'dara-stopped': {
    ...fact,
    label: 'Daratumumab stopped in sustained remission',
    unit: '%',
    definition:
      'Patients who began maintenance and could stop daratumumab because their response was deep and lasting, as the protocol foresaw.',
  },
};
