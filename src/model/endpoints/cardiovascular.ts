import {
  adverseEvent,
  type Catalogue,
  harmfulEvent,
  harmfulRate,
  higherIsBetter,
  lowerIsBetter,
  reportedHigherIsBetter,
  reportedResponder,
  responder,
} from './directions.ts';

export const cardiovascular: Catalogue = {
  // Composites and their parts
  mace: {
    ...harmfulEvent,
    label: 'Major adverse cardiovascular events',
    abbreviation: 'MACE',
    definition:
      'The first of the cardiovascular events that the trial lists; lists differ from trial to trial.',
  },
  'mace-3': {
    ...harmfulEvent,
    label: 'Cardiovascular death, myocardial infarction or stroke',
    abbreviation: 'Three-point MACE',
    definition:
      'The first of death from cardiovascular causes, non-fatal myocardial infarction and non-fatal stroke.',
  },
  'mace-4': {
    ...harmfulEvent,
    label: 'Cardiovascular death, myocardial infarction, stroke or hospitalisation for unstable angina',
    abbreviation: 'Four-point MACE',
    definition:
      'The first of the three events of three-point MACE and hospitalisation for unstable angina, or urgent revascularisation where the trial counts that as the fourth.',
  },
  'cv-death': {
    ...harmfulEvent,
    label: 'Death from cardiovascular causes',
    abbreviation: 'CV death',
    definition:
      'Death judged to be cardiovascular by adjudication or by the investigator; deaths of unknown cause are often counted too.',
  },
  'all-cause-death': {
    ...harmfulEvent,
    label: 'Death from any cause',
    definition: 'Death from any cause during follow-up.',
  },
  'myocardial-infarction': {
    ...harmfulEvent,
    label: 'Myocardial infarction',
    abbreviation: 'MI',
    definition: 'First myocardial infarction; whether fatal ones are counted differs from trial to trial.',
  },
  stroke: {
    ...harmfulEvent,
    label: 'Stroke',
    definition: 'First stroke of any type.',
  },
  'ischaemic-stroke': {
    ...harmfulEvent,
    label: 'Ischaemic stroke',
    definition: 'First stroke caused by a blocked vessel.',
  },
  'haemorrhagic-stroke': {
    ...harmfulEvent,
    label: 'Haemorrhagic stroke',
    definition: 'First stroke caused by bleeding.',
  },
  'stroke-or-embolism': {
    ...harmfulEvent,
    label: 'Stroke or systemic embolism',
    abbreviation: 'SSE',
    definition: 'First stroke of any type or arterial embolism outside the brain.',
  },
  'coronary-revascularisation': {
    ...harmfulEvent,
    label: 'Coronary revascularisation',
    definition: 'First coronary intervention or bypass operation after randomisation.',
  },
  'unstable-angina': {
    ...harmfulEvent,
    label: 'Hospitalisation for unstable angina',
    definition: 'First stay in hospital for unstable angina.',
  },
  'limb-event': {
    ...harmfulEvent,
    label: 'Major adverse limb events',
    abbreviation: 'MALE',
    definition:
      'The first of acute limb ischaemia, major amputation and the further events that the trial lists.',
  },
  'venous-thromboembolism': {
    ...harmfulEvent,
    label: 'Venous thromboembolism',
    abbreviation: 'VTE',
    definition:
      'First deep-vein thrombosis or pulmonary embolism, with or without symptoms as the trial states.',
  },
  'recurrent-vte': {
    ...harmfulEvent,
    label: 'Recurrent venous thromboembolism',
    definition: 'Deep-vein thrombosis or pulmonary embolism in patients treated for an earlier one.',
  },
  'pulmonary-embolism': {
    ...harmfulEvent,
    label: 'Pulmonary embolism',
    abbreviation: 'PE',
    definition: 'First pulmonary embolism, fatal or not.',
  },

  // Heart failure
  'cv-death-or-hf-hospitalisation': {
    ...harmfulEvent,
    label: 'Cardiovascular death or hospitalisation for heart failure',
    definition: 'The first of death from cardiovascular causes and a stay in hospital for heart failure.',
  },
  'worsening-heart-failure': {
    ...harmfulEvent,
    label: 'Cardiovascular death or worsening heart failure',
    definition:
      'The first of death from cardiovascular causes, a stay in hospital and an urgent visit for heart failure.',
  },
  'hf-hospitalisation': {
    ...harmfulEvent,
    label: 'Hospitalisation for heart failure',
    abbreviation: 'HHF',
    definition: 'First stay in hospital for heart failure.',
  },
  'total-hf-hospitalisations': {
    ...harmfulRate,
    label: 'Hospitalisations for heart failure, first and repeated',
    definition: 'Stays in hospital for heart failure per time under observation, repeated ones included.',
  },
  lvef: {
    ...higherIsBetter,
    label: 'Left ventricular ejection fraction',
    abbreviation: 'LVEF',
    unit: '%',
    definition: 'Change from baseline in the share of its blood that the left ventricle ejects.',
  },
  'lv-mass-index': {
    ...lowerIsBetter,
    label: 'Left ventricular mass index',
    abbreviation: 'LVMI',
    unit: 'g/m²',
    definition: 'Change from baseline in left ventricular mass for body surface.',
  },
  'nt-probnp': {
    ...lowerIsBetter,
    label: 'NT-proBNP',
    definition: 'Change or ratio to baseline of N-terminal pro-B-type natriuretic peptide in blood.',
  },
  'peak-vo2': {
    ...higherIsBetter,
    label: 'Peak oxygen uptake',
    abbreviation: 'pVO₂',
    unit: 'mL/kg/min',
    definition: 'Change from baseline in oxygen uptake at the peak of exercise.',
  },
  'six-minute-walk': {
    ...higherIsBetter,
    label: 'Six-minute walk distance',
    abbreviation: '6MWD',
    unit: 'm',
    definition: 'Change from baseline in the distance walked in six minutes.',
  },
  'nyha-improvement': {
    ...responder,
    label: 'Improvement by a NYHA class or more',
    definition: 'Patients whose NYHA class was better by at least one than at baseline.',
  },
  kccq: {
    ...reportedHigherIsBetter,
    label: 'Kansas City Cardiomyopathy Questionnaire',
    abbreviation: 'KCCQ',
    unit: 'points',
    definition:
      'Change from baseline of the summary score that the trial states, from 0 to 100; higher is better.',
  },
  'kccq-5': {
    ...reportedResponder,
    label: 'KCCQ better by 5 points or more',
    definition: 'Patients whose KCCQ score rose by at least 5 points.',
  },

  // Blood pressure and lipids
  'systolic-bp': {
    ...lowerIsBetter,
    label: 'Systolic blood pressure',
    abbreviation: 'SBP',
    unit: 'mmHg',
    definition: 'Change from baseline; office, home or ambulatory as the trial states.',
  },
  'diastolic-bp': {
    ...lowerIsBetter,
    label: 'Diastolic blood pressure',
    abbreviation: 'DBP',
    unit: 'mmHg',
    definition: 'Change from baseline; office, home or ambulatory as the trial states.',
  },
  'bp-control': {
    ...responder,
    label: 'Blood pressure under control',
    definition: 'Patients whose blood pressure was below the limit that the trial states.',
  },
  'ldl-c': {
    ...lowerIsBetter,
    label: 'LDL cholesterol',
    abbreviation: 'LDL-C',
    definition: 'Change or per cent change from baseline of low-density lipoprotein cholesterol.',
  },
  'ldl-c-goal': {
    ...responder,
    label: 'LDL cholesterol at goal',
    definition: 'Patients whose LDL cholesterol was below the limit that the trial states.',
  },
  'non-hdl-c': {
    ...lowerIsBetter,
    label: 'Non-HDL cholesterol',
    definition:
      'Change or per cent change from baseline of all cholesterol but that of high-density lipoproteins.',
  },
  triglycerides: {
    ...lowerIsBetter,
    label: 'Triglycerides',
    abbreviation: 'TG',
    definition: 'Change or per cent change from baseline of fasting triglycerides.',
  },
  'apolipoprotein-b': {
    ...lowerIsBetter,
    label: 'Apolipoprotein B',
    abbreviation: 'ApoB',
    definition: 'Change or per cent change from baseline of apolipoprotein B.',
  },
  'lipoprotein-a': {
    ...lowerIsBetter,
    label: 'Lipoprotein(a)',
    abbreviation: 'Lp(a)',
    definition: 'Change or per cent change from baseline of lipoprotein(a).',
  },
  'hs-crp': {
    ...lowerIsBetter,
    label: 'High-sensitivity C-reactive protein',
    abbreviation: 'hs-CRP',
    definition: 'Change or ratio to baseline of C-reactive protein by a sensitive assay.',
  },

  // Rhythm and interventions
  'af-recurrence': {
    ...harmfulEvent,
    label: 'Recurrence of atrial arrhythmia',
    definition:
      'First atrial fibrillation, flutter or tachycardia of the duration that the trial states, after ablation, cardioversion or the start of treatment.',
  },
  'stent-thrombosis': {
    ...harmfulEvent,
    label: 'Stent thrombosis',
    abbreviation: 'ST',
    definition: 'Definite or probable thrombosis of a stent by the criteria that the trial states.',
  },
  'target-lesion-failure': {
    ...harmfulEvent,
    label: 'Target-lesion failure',
    abbreviation: 'TLF',
    definition:
      'The first of cardiac death, myocardial infarction of the treated vessel and repeated revascularisation of the lesion.',
  },
  'target-vessel-revascularisation': {
    ...harmfulEvent,
    label: 'Target-vessel revascularisation',
    abbreviation: 'TVR',
    definition: 'Repeated revascularisation of the treated vessel.',
  },

  // Bleeding
  'major-bleeding-isth': {
    ...adverseEvent,
    label: 'Major bleeding (ISTH)',
    definition:
      'Patients with a fatal bleed, one in a critical organ, or a fall of haemoglobin or transfusion as the ISTH defines it.',
  },
  'crnm-bleeding': {
    ...adverseEvent,
    label: 'Clinically relevant non-major bleeding',
    abbreviation: 'CRNM',
    definition: 'Patients with a bleed that needed attention but was no major bleeding by the ISTH.',
  },
  'major-bleeding-timi': {
    ...adverseEvent,
    label: 'Major bleeding (TIMI)',
    definition:
      'Patients with an intracranial bleed, or one with the fall of haemoglobin that TIMI calls major.',
  },
  'bleeding-barc-3-5': {
    ...adverseEvent,
    label: 'Bleeding of BARC type 3 or 5',
    definition: 'Patients with a bleed of type 3 or 5 of the Bleeding Academic Research Consortium.',
  },
  'bleeding-barc-2-5': {
    ...adverseEvent,
    label: 'Bleeding of BARC type 2, 3 or 5',
    definition: 'Patients with a bleed of type 2, 3 or 5 of the Bleeding Academic Research Consortium.',
  },
  'intracranial-haemorrhage': {
    ...adverseEvent,
    label: 'Intracranial haemorrhage',
    abbreviation: 'ICH',
    definition: 'Patients with a bleed within the skull.',
  },
  'fatal-bleeding': {
    ...adverseEvent,
    label: 'Fatal bleeding',
    definition: 'Patients who died of a bleed.',
  },
};
