import { adverseEvent, type Catalogue } from './directions.ts';

export const safety: Catalogue = {
  // Any field
  teae: {
    ...adverseEvent,
    label: 'Any adverse event',
    abbreviation: 'TEAE',
    definition: 'Patients with at least one treatment-emergent adverse event of any grade.',
  },
  'related-ae': {
    ...adverseEvent,
    label: 'Adverse events related to treatment',
    abbreviation: 'TRAE',
    definition:
      'Patients with at least one adverse event that the investigator judged to be related to the study treatment.',
  },
  'grade-3-4-teae': {
    ...adverseEvent,
    label: 'Grade 3 or 4 adverse events',
    abbreviation: 'Grade 3–4 TEAE',
    definition:
      'Patients with at least one treatment-emergent adverse event of grade 3 or 4; fatal events are not counted.',
  },
  'grade-3-plus-ae': {
    ...adverseEvent,
    label: 'Adverse events of grade 3 or higher',
    abbreviation: 'Grade ≥3 AE',
    definition: 'Patients with at least one adverse event of grade 3, 4 or 5.',
  },
  'severe-ae': {
    ...adverseEvent,
    label: 'Severe adverse events',
    definition:
      'Patients with at least one adverse event whose intensity was rated severe; trials outside oncology often rate mild, moderate and severe.',
  },
  sae: {
    ...adverseEvent,
    label: 'Serious adverse events',
    abbreviation: 'SAE',
    definition:
      'Patients with an adverse event that was fatal or life-threatening, needed or prolonged a stay in hospital, or left lasting harm. Seriousness is not severity.',
  },
  aesi: {
    ...adverseEvent,
    label: 'Adverse events of special interest',
    abbreviation: 'AESI',
    definition: 'Patients with at least one of the adverse events that the protocol singles out.',
  },
  discontinuation: {
    ...adverseEvent,
    label: 'Treatment stopped for adverse events',
    definition: 'Patients who stopped at least one study drug for good because of an adverse event.',
  },
  'dose-reduction': {
    ...adverseEvent,
    label: 'Dose reduced for adverse events',
    definition: 'Patients whose dose was reduced at least once because of an adverse event.',
  },
  'dose-interruption': {
    ...adverseEvent,
    label: 'Treatment interrupted for adverse events',
    definition: 'Patients whose treatment was paused at least once because of an adverse event.',
  },
  'death-on-treatment': {
    ...adverseEvent,
    label: 'Fatal adverse events',
    definition:
      'Patients who died of an adverse event during treatment or within the safety window of the protocol.',
  },
  deaths: {
    ...adverseEvent,
    label: 'Deaths from any cause',
    definition: 'Patients who died of any cause during the time of observation for safety.',
  },
  'dose-limiting-toxicity': {
    ...adverseEvent,
    label: 'Dose-limiting toxicity',
    abbreviation: 'DLT',
    definition: 'Patients with a toxicity that the protocol names as reason not to raise the dose further.',
  },

  // Infusion, injection and allergy
  'infusion-reaction': {
    ...adverseEvent,
    label: 'Infusion-related reactions',
    abbreviation: 'IRR',
    definition: 'Patients with a reaction during or soon after an infusion.',
  },
  'injection-site-reaction': {
    ...adverseEvent,
    label: 'Injection-site reactions',
    abbreviation: 'ISR',
    definition: 'Patients with a reaction where the drug was injected.',
  },
  hypersensitivity: {
    ...adverseEvent,
    label: 'Hypersensitivity',
    definition: 'Patients with an allergic reaction of any grade, anaphylaxis included.',
  },
  anaphylaxis: {
    ...adverseEvent,
    label: 'Anaphylaxis',
    definition: 'Patients with a severe systemic allergic reaction by the criteria that the trial states.',
  },

  // Immune system, cell therapy and cancer treatment
  crs: {
    ...adverseEvent,
    label: 'Cytokine release syndrome',
    abbreviation: 'CRS',
    definition: 'Patients with cytokine release syndrome of any grade.',
  },
  'crs-grade-3': {
    ...adverseEvent,
    label: 'Cytokine release syndrome of grade 3 or higher',
    abbreviation: 'Grade ≥3 CRS',
    definition:
      'Patients with cytokine release syndrome of grade 3, 4 or 5 by the grading that the trial states.',
  },
  icans: {
    ...adverseEvent,
    label: 'Neurotoxicity (ICANS)',
    abbreviation: 'ICANS',
    definition: 'Patients with immune effector cell-associated neurotoxicity syndrome of any grade.',
  },
  'cranial-nerve-palsy': {
    ...adverseEvent,
    label: 'Cranial nerve palsy',
    definition: 'Patients with a palsy of any cranial nerve after cell therapy, of any grade.',
  },
  'immune-related-ae': {
    ...adverseEvent,
    label: 'Immune-related adverse events',
    abbreviation: 'irAE',
    definition: 'Patients with an adverse event attributed to an immune system activated by treatment.',
  },
  'infection-grade-3': {
    ...adverseEvent,
    label: 'Infections of grade 3 or higher',
    definition: 'Patients with at least one infection of grade 3, 4 or 5.',
  },
  'neutropenia-grade-3': {
    ...adverseEvent,
    label: 'Neutropenia of grade 3 or higher',
    definition: 'Patients whose neutrophil count fell to grade 3 or 4 at least once.',
  },
  'febrile-neutropenia': {
    ...adverseEvent,
    label: 'Febrile neutropenia',
    definition: 'Patients with fever while their neutrophil count was low.',
  },
  'anaemia-grade-3': {
    ...adverseEvent,
    label: 'Anaemia of grade 3 or higher',
    definition:
      'Patients whose haemoglobin fell to grade 3 or lower, or who needed a transfusion, at least once.',
  },
  'thrombocytopenia-grade-3': {
    ...adverseEvent,
    label: 'Thrombocytopenia of grade 3 or higher',
    definition: 'Patients whose platelet count fell to grade 3 or 4 at least once.',
  },
  'peripheral-neuropathy': {
    ...adverseEvent,
    label: 'Peripheral neuropathy',
    definition: 'Patients with damage of peripheral nerves, of any grade.',
  },
  'interstitial-lung-disease': {
    ...adverseEvent,
    label: 'Interstitial lung disease or pneumonitis',
    abbreviation: 'ILD',
    definition:
      'Patients with interstitial lung disease or pneumonitis, adjudicated where the protocol asks for it.',
  },
  'second-primary-malignancy': {
    ...adverseEvent,
    label: 'Second primary malignancies',
    abbreviation: 'SPM',
    definition:
      'Patients with a new cancer, other than the one under treatment, first found after the start of treatment.',
  },
  malignancy: {
    ...adverseEvent,
    label: 'Malignancies',
    definition:
      'Patients with a cancer first found after the start of treatment, in a trial outside oncology.',
  },

  // Infections
  infection: {
    ...adverseEvent,
    label: 'Infections',
    definition: 'Patients with at least one infection of any severity.',
  },
  'serious-infection': {
    ...adverseEvent,
    label: 'Serious infections',
    definition: 'Patients with an infection that was a serious adverse event.',
  },
  'opportunistic-infection': {
    ...adverseEvent,
    label: 'Opportunistic infections',
    definition: 'Patients with an infection that a healthy immune system keeps down.',
  },
  'herpes-zoster': {
    ...adverseEvent,
    label: 'Herpes zoster',
    definition: 'Patients with shingles.',
  },

  // Organs
  'liver-enzymes-3': {
    ...adverseEvent,
    label: 'ALT or AST above three times the upper limit',
    abbreviation: '>3×ULN',
    definition:
      'Patients whose alanine or aspartate aminotransferase rose above three times the upper limit of normal at least once.',
  },
  'potential-hys-law': {
    ...adverseEvent,
    label: 'Potential Hy’s law cases',
    definition:
      'Patients with aminotransferases above three times and bilirubin above twice the upper limit of normal, not yet otherwise explained.',
  },
  'acute-kidney-injury': {
    ...adverseEvent,
    label: 'Acute kidney injury',
    abbreviation: 'AKI',
    definition: 'Patients with a sudden loss of kidney function by the criteria that the trial states.',
  },
  hyperkalaemia: {
    ...adverseEvent,
    label: 'Hyperkalaemia',
    definition: 'Patients whose serum potassium rose above the limit that the trial states.',
  },
  hypotension: {
    ...adverseEvent,
    label: 'Hypotension',
    definition:
      'Patients with symptoms of low blood pressure or with a value below the limit that the trial states.',
  },
  'qtc-prolongation': {
    ...adverseEvent,
    label: 'QTc prolongation',
    definition:
      'Patients whose corrected QT interval reached the length, or rose by the time, that the trial states.',
  },
  pancreatitis: {
    ...adverseEvent,
    label: 'Pancreatitis',
    definition: 'Patients with acute pancreatitis, adjudicated where the protocol asks for it.',
  },
  'gallbladder-disorder': {
    ...adverseEvent,
    label: 'Gallbladder disorders',
    definition: 'Patients with gallstones, inflammation of the gallbladder, or its removal.',
  },
  ketoacidosis: {
    ...adverseEvent,
    label: 'Diabetic ketoacidosis',
    abbreviation: 'DKA',
    definition: 'Patients with ketoacidosis by the criteria that the trial states.',
  },
  'genital-infection': {
    ...adverseEvent,
    label: 'Genital mycotic infections',
    definition: 'Patients with a fungal infection of the genitals, known from SGLT2 inhibitors.',
  },
  'lower-limb-amputation': {
    ...adverseEvent,
    label: 'Lower-limb amputation',
    definition: 'Patients with an amputation at or above the toes.',
  },

  // Common complaints
  nausea: {
    ...adverseEvent,
    label: 'Nausea',
    definition: 'Patients with nausea of any grade.',
  },
  vomiting: {
    ...adverseEvent,
    label: 'Vomiting',
    definition: 'Patients with vomiting of any grade.',
  },
  diarrhoea: {
    ...adverseEvent,
    label: 'Diarrhoea',
    definition: 'Patients with diarrhoea of any grade.',
  },
  constipation: {
    ...adverseEvent,
    label: 'Constipation',
    definition: 'Patients with constipation of any grade.',
  },
  headache: {
    ...adverseEvent,
    label: 'Headache',
    definition: 'Patients with headache of any grade.',
  },
  fatigue: {
    ...adverseEvent,
    label: 'Fatigue',
    definition: 'Patients with fatigue of any grade.',
  },
  rash: {
    ...adverseEvent,
    label: 'Rash',
    definition: 'Patients with a rash of any grade.',
  },
  fall: {
    ...adverseEvent,
    label: 'Falls',
    definition: 'Patients who fell at least once.',
  },
  'suicidal-ideation': {
    ...adverseEvent,
    label: 'Suicidal ideation or behaviour',
    definition:
      'Patients with suicidal ideation or behaviour on the scale that the trial states, most often the C-SSRS.',
  },
};
