import { normalised } from './inputs.ts';

/** Abbreviations, to the name that they are compared by. */
const abbreviations: Record<string, string> = {
  af: 'atrial fibrillation',
  als: 'amyotrophic lateral sclerosis',
  aml: 'acute myeloid leukemia',
  cf: 'cystic fibrosis',
  ckd: 'chronic kidney disease',
  cll: 'chronic lymphocytic leukemia',
  cml: 'chronic myeloid leukemia',
  copd: 'chronic obstructive pulmonary disease',
  dlbcl: 'diffuse large b cell lymphoma',
  dmd: 'duchenne muscular dystrophy',
  hcc: 'hepatocellular carcinoma',
  hfpef: 'heart failure with preserved ejection fraction',
  hfref: 'heart failure with reduced ejection fraction',
  ipf: 'idiopathic pulmonary fibrosis',
  mcrpc: 'metastatic castration resistant prostate cancer',
  mdd: 'major depressive disorder',
  ms: 'multiple sclerosis',
  ndmm: 'newly diagnosed multiple myeloma',
  nsclc: 'non small cell lung cancer',
  pah: 'pulmonary arterial hypertension',
  ra: 'rheumatoid arthritis',
  rcc: 'renal cell carcinoma',
  rms: 'relapsing multiple sclerosis',
  rrmm: 'relapsed refractory multiple myeloma',
  rrms: 'relapsing remitting multiple sclerosis',
  sclc: 'small cell lung cancer',
  sle: 'systemic lupus erythematosus',
  sma: 'spinal muscular atrophy',
  t1d: 'type 1 diabetes',
  t1dm: 'type 1 diabetes',
  t2d: 'type 2 diabetes',
  t2dm: 'type 2 diabetes',
  uc: 'ulcerative colitis',
};

/** Words that do not make another disease. */
const idle =
  /\b(?:active|adults? with|chronic (?=hepatitis)|essential|moderate(?:ly)?(?: to severe(?:ly)?)?|mellitus|non ?valvular|patients with|people with|plaque|primary|the|infection)\b/g;

/** Whether two trials name different diseases. Spelling, abbreviation and words such as `active` make none. */
export function areOtherDiseases(a: string, b: string): boolean {
  return nameOf(a) !== nameOf(b);
}

function nameOf(disease: string): string {
  return normalised(disease)
    .replaceAll(/['’]/g, '')
    .replaceAll(/[-–‐/,()]/g, ' ')
    .replaceAll('tumour', 'tumor')
    .replaceAll(/(?<=[a-z])(?:ae|oe)(?=[a-z])|\boe(?=[ds])/g, 'e')
    .replaceAll(/[a-z0-9]+/g, (word) => abbreviations[word] ?? word)
    .replaceAll(idle, ' ')
    .replaceAll(/\bhiv 1\b/g, 'hiv')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
