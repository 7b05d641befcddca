import type { Endpoint } from './endpoint.ts';

/** Endpoints that every library knows; content/endpoints.yaml adds to them. In the order of a report. */
export const builtInEndpoints: Record<string, Omit<Endpoint, 'id'>> = {
  // Response
  orr: {
    label: 'Overall response',
    abbreviation: 'ORR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'Patients whose best response was a partial response or better by the criteria of the disease.',
  },
  scr: {
    label: 'Stringent complete response',
    abbreviation: 'sCR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'Complete response in myeloma that also has a normal ratio of free light chains in serum and no clonal plasma cells in marrow.',
  },
  cr: {
    label: 'Complete response or better',
    abbreviation: '≥CR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition: 'Complete and, where the criteria know it, stringent complete response taken together.',
  },
  vgpr: {
    label: 'Very good partial response or better',
    abbreviation: '≥VGPR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'Very good partial, complete or stringent complete response; in myeloma, monoclonal protein seen by immunofixation only, or down by at least 90%.',
  },
  pr: {
    label: 'Partial response as best response',
    abbreviation: 'PR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'Patients whose best response was a partial response and no deeper; a part of the overall response.',
  },
  'clinical-benefit': {
    label: 'Clinical benefit',
    abbreviation: 'CBR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'Patients with a response or, as the protocol defines it, a minimal response or disease that stayed stable for a stated time.',
  },
  'disease-control': {
    label: 'Disease control',
    abbreviation: 'DCR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition: 'Patients with a response or with stable disease at the time of assessment.',
  },
  'pathological-cr': {
    label: 'Pathological complete response',
    abbreviation: 'pCR',
    family: 'response',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition: 'No viable invasive tumour in the tissue removed after treatment given before surgery.',
  },

  // Measurable residual disease
  'mrd-negativity': {
    label: 'MRD negativity',
    abbreviation: 'MRD−',
    family: 'mrd',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'No disease found in marrow by a test of stated sensitivity. It has a meaning only with that sensitivity, the assay, the time, and the patients counted.',
  },
  'mrd-negativity-among-cr': {
    label: 'MRD negativity among complete responders',
    family: 'mrd',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'MRD negativity counted among patients with a complete response or better only, and so higher than the same result over all patients.',
  },
  'sustained-mrd-12': {
    label: 'Sustained MRD negativity, 12 months or more',
    family: 'mrd',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'MRD negativity confirmed by tests at least 12 months apart, with no positive test between them.',
  },
  'sustained-mrd-24': {
    label: 'Sustained MRD negativity, 24 months or more',
    family: 'mrd',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'MRD negativity confirmed by tests at least 24 months apart, with no positive test between them.',
  },

  // Time to event
  pfs: {
    label: 'Progression-free survival',
    abbreviation: 'PFS',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition:
      'Time from randomisation, or from the start that the trial states, to progression of disease or death from any cause.',
  },
  pfs2: {
    label: 'Progression-free survival on the next line',
    abbreviation: 'PFS2',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition:
      'Time from randomisation to progression on the treatment given next, or to death from any cause.',
  },
  os: {
    label: 'Overall survival',
    abbreviation: 'OS',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition: 'Time from randomisation, or from the start that the trial states, to death from any cause.',
  },
  efs: {
    label: 'Event-free survival',
    abbreviation: 'EFS',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition:
      'Time to the first of the events that the protocol lists, such as failure to respond, relapse, a new treatment, or death.',
  },
  dfs: {
    label: 'Disease-free survival',
    abbreviation: 'DFS',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition:
      'Time to recurrence or death in patients who were made free of disease, most often by surgery.',
  },
  dor: {
    label: 'Duration of response',
    abbreviation: 'DOR',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition: 'Time from the first response to progression or death, counted among responders only.',
  },
  ttp: {
    label: 'Time to progression',
    abbreviation: 'TTP',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition: 'Time to progression of disease; deaths without progression are censored.',
  },
  ttnt: {
    label: 'Time to next treatment',
    abbreviation: 'TTNT',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'harmful',
    definition:
      'Time to the start of the next treatment of the disease, or to death where the protocol counts it.',
  },
  'time-to-response': {
    label: 'Time to first response',
    abbreviation: 'TTR',
    family: 'time-to-event',
    higherIsBetter: false,
    event: 'beneficial',
    definition: 'Time from the start of treatment to the first response, counted among responders only.',
  },
  'progression-or-death': {
    label: 'Progression or death',
    family: 'time-to-event',
    higherIsBetter: false,
    event: 'harmful',
    definition: 'Number of patients who progressed or died by the data cut-off, whatever the time.',
  },
  'progression-free-5y': {
    label: 'Alive and progression-free for five years or more',
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'beneficial',
    unit: '%',
    definition:
      'Patients observed alive and without progression at least five years after treatment; not an estimate.',
  },

  // Safety
  'grade-3-4-teae': {
    label: 'Grade 3 or 4 adverse events',
    abbreviation: 'Grade 3–4 TEAE',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition:
      'Patients with at least one treatment-emergent adverse event of grade 3 or 4; fatal events are not counted.',
  },
  'grade-3-plus-ae': {
    label: 'Adverse events of grade 3 or higher',
    abbreviation: 'Grade ≥3 AE',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients with at least one adverse event of grade 3, 4 or 5.',
  },
  sae: {
    label: 'Serious adverse events',
    abbreviation: 'SAE',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition:
      'Patients with an adverse event that was fatal or life-threatening, needed or prolonged a stay in hospital, or left lasting harm. Seriousness is not severity.',
  },
  discontinuation: {
    label: 'Treatment stopped for adverse events',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients who stopped at least one study drug for good because of an adverse event.',
  },
  'death-on-treatment': {
    label: 'Fatal adverse events',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition:
      'Patients who died of an adverse event during treatment or within the safety window of the protocol.',
  },
  'dose-limiting-toxicity': {
    label: 'Dose-limiting toxicity',
    abbreviation: 'DLT',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients with a toxicity that the protocol names as reason not to raise the dose further.',
  },
  crs: {
    label: 'Cytokine release syndrome',
    abbreviation: 'CRS',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients with cytokine release syndrome of any grade.',
  },
  'crs-grade-3': {
    label: 'Cytokine release syndrome of grade 3 or higher',
    abbreviation: 'Grade ≥3 CRS',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition:
      'Patients with cytokine release syndrome of grade 3, 4 or 5 by the grading that the trial states.',
  },
  icans: {
    label: 'Neurotoxicity (ICANS)',
    abbreviation: 'ICANS',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients with immune effector cell-associated neurotoxicity syndrome of any grade.',
  },
  'cranial-nerve-palsy': {
    label: 'Cranial nerve palsy',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients with a palsy of any cranial nerve after cell therapy, of any grade.',
  },
  'infection-grade-3': {
    label: 'Infections of grade 3 or higher',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients with at least one infection of grade 3, 4 or 5.',
  },
  'neutropenia-grade-3': {
    label: 'Neutropenia of grade 3 or higher',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition: 'Patients whose neutrophil count fell to grade 3 or 4 at least once.',
  },
  'second-primary-malignancy': {
    label: 'Second primary malignancies',
    abbreviation: 'SPM',
    family: 'safety',
    higherIsBetter: false,
    event: 'harmful',
    unit: '%',
    definition:
      'Patients with a new cancer, other than the one under treatment, first found after the start of treatment.',
  },

  // Measured on a scale
  'tumour-change': {
    label: 'Best change in tumour size',
    family: 'continuous',
    higherIsBetter: false,
    unit: '%',
    definition: 'Greatest change from baseline in the sum of the diameters of the target lesions.',
  },
  'global-health': {
    label: 'Global health status',
    family: 'continuous',
    higherIsBetter: true,
    unit: 'points',
    definition: 'Change from baseline on the global scale of the EORTC QLQ-C30 questionnaire, from 0 to 100.',
  },

  // Conduct of the trial
  'follow-up': {
    label: 'Median follow-up',
    family: 'conduct',
    unit: 'months',
    definition: 'Median time under observation at the data cut-off.',
  },
  'at-risk': {
    label: 'Patients at risk',
    family: 'conduct',
    unit: 'patients',
    definition:
      'Patients under observation without event just before a time: those of whom a survival curve tells there.',
  },
  'patient-time': {
    label: 'Time of one patient',
    family: 'conduct',
    unit: 'months',
    definition: 'How long one patient was treated or followed, as a swimmer plot shows it.',
  },
  'patient-change': {
    label: 'Best change of one patient',
    family: 'conduct',
    unit: '%',
    definition:
      'Greatest decrease, or least increase, from baseline in one patient, as a waterfall plot shows it.',
  },
  milestone: {
    label: 'Milestone',
    family: 'conduct',
    definition: 'A readout, publication, submission, meeting or decision of a regulator, with its date.',
  },
  enrolled: {
    label: 'Patients enrolled',
    family: 'conduct',
    unit: 'patients',
    definition: 'Patients entered into the trial; for a cell therapy, those who entered collection of cells.',
  },
  randomised: {
    label: 'Patients randomised',
    family: 'conduct',
    unit: 'patients',
    definition: 'Patients assigned to an arm by chance; the intention-to-treat population.',
  },
  treated: {
    label: 'Patients treated',
    family: 'conduct',
    unit: 'patients',
    definition: 'Patients who received at least one dose, or the infusion, of the study treatment.',
  },
  'dara-stopped': {
    label: 'Daratumumab stopped in sustained remission',
    family: 'conduct',
    unit: '%',
    definition:
      'Patients who began maintenance and could stop daratumumab because their response was deep and lasting, as the protocol foresaw.',
  },
};
