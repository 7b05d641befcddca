import {
  beneficialEvent,
  type Catalogue,
  freeOfHarm,
  harmfulEvent,
  lowerIsBetter,
  mrd,
  response,
} from './directions.ts';

export const oncology: Catalogue = {
  // Response
  orr: {
    ...response,
    label: 'Overall response',
    abbreviation: 'ORR',
    definition:
      'Patients whose best response was a partial response or better by the criteria of the disease.',
  },
  scr: {
    ...response,
    label: 'Stringent complete response',
    abbreviation: 'sCR',
    definition:
      'Complete response in myeloma that also has a normal ratio of free light chains in serum and no clonal plasma cells in marrow.',
  },
  cr: {
    ...response,
    label: 'Complete response or better',
    abbreviation: '≥CR',
    definition: 'Complete and, where the criteria know it, stringent complete response taken together.',
  },
  vgpr: {
    ...response,
    label: 'Very good partial response or better',
    abbreviation: '≥VGPR',
    definition:
      'Very good partial, complete or stringent complete response; in myeloma, monoclonal protein seen by immunofixation only, or down by at least 90%.',
  },
  pr: {
    ...response,
    label: 'Partial response as best response',
    abbreviation: 'PR',
    definition:
      'Patients whose best response was a partial response and no deeper; a part of the overall response.',
  },
  'clinical-benefit': {
    ...response,
    label: 'Clinical benefit',
    abbreviation: 'CBR',
    definition:
      'Patients with a response or, as the protocol defines it, a minimal response or disease that stayed stable for a stated time.',
  },
  'disease-control': {
    ...response,
    label: 'Disease control',
    abbreviation: 'DCR',
    definition: 'Patients with a response or with stable disease at the time of assessment.',
  },
  'pathological-cr': {
    ...response,
    label: 'Pathological complete response',
    abbreviation: 'pCR',
    definition: 'No viable invasive tumour in the tissue removed after treatment given before surgery.',
  },
  'major-pathological-response': {
    ...response,
    label: 'Major pathological response',
    abbreviation: 'MPR',
    definition:
      'At most 10% viable tumour, or the share that the trial states, in the tissue removed after treatment given before surgery.',
  },
  'intracranial-response': {
    ...response,
    label: 'Intracranial response',
    abbreviation: 'icORR',
    definition: 'Patients whose metastases in the brain responded, among those with measurable ones.',
  },
  'complete-metabolic-response': {
    ...response,
    label: 'Complete metabolic response',
    abbreviation: 'CMR',
    definition: 'No uptake on PET above the level that the criteria of the disease allow.',
  },
  'psa-response': {
    ...response,
    label: 'PSA response of half or more',
    abbreviation: 'PSA50',
    definition:
      'Prostate-specific antigen at least 50% below baseline, confirmed where the protocol asks for it.',
  },
  'major-molecular-response': {
    ...response,
    label: 'Major molecular response',
    abbreviation: 'MMR',
    definition:
      'BCR-ABL1 transcripts of 0.1% or less on the international scale, in chronic myeloid leukaemia.',
  },

  // Measurable residual disease
  'mrd-negativity': {
    ...mrd,
    label: 'MRD negativity',
    abbreviation: 'MRD−',
    definition:
      'No disease found in marrow by a test of stated sensitivity. It has a meaning only with that sensitivity, the assay, the time, and the patients counted.',
  },
  'mrd-negativity-among-cr': {
    ...mrd,
    label: 'MRD negativity among complete responders',
    definition:
      'MRD negativity counted among patients with a complete response or better only, and so higher than the same result over all patients.',
  },
  'sustained-mrd-12': {
    ...mrd,
    label: 'Sustained MRD negativity, 12 months or more',
    definition:
      'MRD negativity confirmed by tests at least 12 months apart, with no positive test between them.',
  },
  'sustained-mrd-24': {
    ...mrd,
    label: 'Sustained MRD negativity, 24 months or more',
    definition:
      'MRD negativity confirmed by tests at least 24 months apart, with no positive test between them.',
  },
  'ctdna-clearance': {
    ...response,
    label: 'Clearance of circulating tumour DNA',
    abbreviation: 'ctDNA−',
    definition:
      'Patients with circulating tumour DNA before and none found after treatment by the assay that the trial states.',
  },

  // Time to event
  pfs: {
    ...freeOfHarm,
    label: 'Progression-free survival',
    abbreviation: 'PFS',
    definition:
      'Time from randomisation, or from the start that the trial states, to progression of disease or death from any cause.',
  },
  pfs2: {
    ...freeOfHarm,
    label: 'Progression-free survival on the next line',
    abbreviation: 'PFS2',
    definition:
      'Time from randomisation to progression on the treatment given next, or to death from any cause.',
  },
  os: {
    ...freeOfHarm,
    label: 'Overall survival',
    abbreviation: 'OS',
    definition: 'Time from randomisation, or from the start that the trial states, to death from any cause.',
  },
  efs: {
    ...freeOfHarm,
    label: 'Event-free survival',
    abbreviation: 'EFS',
    definition:
      'Time to the first of the events that the protocol lists, such as failure to respond, relapse, a new treatment, or death.',
  },
  dfs: {
    ...freeOfHarm,
    label: 'Disease-free survival',
    abbreviation: 'DFS',
    definition:
      'Time to recurrence or death in patients who were made free of disease, most often by surgery.',
  },
  rfs: {
    ...freeOfHarm,
    label: 'Relapse-free survival',
    abbreviation: 'RFS',
    definition: 'Time from remission or surgery to relapse or death from any cause.',
  },
  'invasive-dfs': {
    ...freeOfHarm,
    label: 'Invasive disease-free survival',
    abbreviation: 'iDFS',
    definition:
      'Time to recurrence of invasive breast cancer, a second invasive cancer, or death from any cause.',
  },
  'metastasis-free-survival': {
    ...freeOfHarm,
    label: 'Metastasis-free survival',
    abbreviation: 'MFS',
    definition: 'Time to the first distant metastasis or death from any cause.',
  },
  'radiographic-pfs': {
    ...freeOfHarm,
    label: 'Radiographic progression-free survival',
    abbreviation: 'rPFS',
    definition: 'Time to progression seen on imaging or death from any cause.',
  },
  'cancer-specific-survival': {
    ...freeOfHarm,
    label: 'Cancer-specific survival',
    abbreviation: 'CSS',
    definition: 'Time to death from the cancer under study; other deaths are competing events or censored.',
  },
  dor: {
    ...freeOfHarm,
    label: 'Duration of response',
    abbreviation: 'DOR',
    definition: 'Time from the first response to progression or death, counted among responders only.',
  },
  ttp: {
    ...freeOfHarm,
    label: 'Time to progression',
    abbreviation: 'TTP',
    definition: 'Time to progression of disease; deaths without progression are censored.',
  },
  ttnt: {
    ...freeOfHarm,
    label: 'Time to next treatment',
    abbreviation: 'TTNT',
    definition:
      'Time to the start of the next treatment of the disease, or to death where the protocol counts it.',
  },
  'time-to-treatment-failure': {
    ...freeOfHarm,
    label: 'Time to treatment failure',
    abbreviation: 'TTF',
    definition:
      'Time from the start of treatment to its end for any reason, such as progression, toxicity or death.',
  },
  'local-recurrence': {
    ...harmfulEvent,
    label: 'Local or regional recurrence',
    definition: 'Recurrence in the treated organ or its lymph nodes.',
  },
  'skeletal-related-event': {
    ...harmfulEvent,
    label: 'Skeletal-related event',
    abbreviation: 'SRE',
    definition:
      'First pathological fracture, compression of the spinal cord, or radiation or surgery to bone.',
  },
  'time-to-deterioration': {
    ...freeOfHarm,
    label: 'Time to deterioration of symptoms or quality of life',
    abbreviation: 'TTD',
    definition:
      'Time to a worsening of a patient-reported score by the number of points that the protocol states.',
  },
  'time-to-response': {
    ...beneficialEvent,
    label: 'Time to first response',
    abbreviation: 'TTR',
    definition: 'Time from the start of treatment to the first response, counted among responders only.',
  },
  'progression-or-death': {
    ...harmfulEvent,
    label: 'Progression or death',
    definition: 'Number of patients who progressed or died by the data cut-off, whatever the time.',
  },
  'progression-free-5y': {
    family: 'time-to-event',
    higherIsBetter: true,
    event: 'beneficial',
    label: 'Alive and progression-free for five years or more',
    unit: '%',
    definition:
      'Patients observed alive and without progression at least five years after treatment; not an estimate.',
  },

  // Measured
  'tumour-change': {
    ...lowerIsBetter,
    label: 'Best change in tumour size',
    unit: '%',
    definition: 'Greatest change from baseline in the sum of the diameters of the target lesions.',
  },
};
