import { plainly } from './inputs.ts';

/** Other names of one disease, to the name that they are compared by. */
const names: Record<string, string> = {
  af: 'atrial fibrillation',
  ckd: 'chronic kidney disease',
  copd: 'chronic obstructive pulmonary disease',
  hfpef: 'heart failure with preserved ejection fraction',
  hfref: 'heart failure with reduced ejection fraction',
  hiv: 'hiv 1 infection',
  'hiv 1': 'hiv 1 infection',
  'hiv 1 infection': 'hiv 1 infection',
  'hiv infection': 'hiv 1 infection',
  mcrpc: 'metastatic castration resistant prostate cancer',
  ms: 'multiple sclerosis',
  nsclc: 'non small cell lung cancer',
  psoriasis: 'plaque psoriasis',
  ra: 'rheumatoid arthritis',
  rms: 'relapsing multiple sclerosis',
  rrms: 'relapsing remitting multiple sclerosis',
  sclc: 'small cell lung cancer',
  sma: 'spinal muscular atrophy',
  t1d: 'type 1 diabetes',
  t1dm: 'type 1 diabetes',
  t2d: 'type 2 diabetes',
  t2dm: 'type 2 diabetes',
  uc: 'ulcerative colitis',
};

/** Words that do not make another disease. */
const idle =
  /\b(?:active|adults? with|essential|moderate(?:ly)?(?: to severe(?:ly)?)?|mellitus|non ?valvular|patients with|people with|primary|the)\b/g;

/** Whether two trials name different diseases. Spelling, abbreviation and words such as `active` make none. */
export function areOtherDiseases(a: string, b: string): boolean {
  return nameOf(a) !== nameOf(b);
}

function nameOf(disease: string): string {
  const words = plainly(disease)
    .replaceAll(/['’]/g, '')
    .replaceAll(/[-–‐/,()]/g, ' ')
    .replaceAll(idle, ' ')
    .replaceAll('tumour', 'tumor')
    .replaceAll(/(?<=[a-z])(?:ae|oe)(?=[a-z])/g, 'e')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [first = '', ...rest] = words.split(' ');
  return names[words] ?? [names[first] ?? first, ...rest].join(' ');
}
