import type { Finding } from '../../model/trial.ts';
import { parseTiming } from './timing.ts';

/** Families that are measured at a time that the protocol sets. */
const fixedFamilies = new Set([
  'responder',
  'continuous',
  'patient-reported',
  'immunogenicity',
  'pharmacokinetic',
]);

/** `28-day mortality`: the time is part of the name. */
const timeInName = /\b\d+[- ](?:day|week|month)s?\b|\b(?:at|by|within) (?:day|week|month) \d/i;

/**
 * Whether a result belongs to one time that the protocol sets, so that it is no matter how long patients were
 * followed: HbA1c at week 40, PASI 75, 28-day mortality; not survival, and not a hazard ratio.
 */
export function isAtFixedTime({ endpoint, value, timing }: Finding): boolean {
  const { family } = endpoint;
  if (fixedFamilies.has(family)) return true;
  if (family === 'mrd' || family === 'event-rate' || family === 'conduct') return false;
  if (value.shape === 'hazardRatio' || value.shape === 'rate' || value.shape === 'median') return false;
  if (value.shape === 'measure' || value.shape === 'difference') return family !== 'time-to-event';
  if (timeInName.test(endpoint.label)) return true;
  return timing !== undefined && parseTiming(timing).kind === 'landmark';
}

/** Decided by a laboratory, though they are called a response. */
const byLaboratory = new Set(['psa-response', 'major-molecular-response', 'ctdna-clearance']);

const judgedTimes = new Set([
  'pfs',
  'pfs2',
  'efs',
  'dfs',
  'rfs',
  'invasive-dfs',
  'metastasis-free-survival',
  'radiographic-pfs',
  'dor',
  'ttp',
  'time-to-response',
  'local-recurrence',
  'progression-or-death',
  'progression-free-5y',
]);

/** Whether somebody has to judge by criteria if it occurred: response and progression, not death, MACE or a laboratory value. */
export function isJudged({ endpoint: { id, family } }: Finding): boolean {
  if (family === 'response') return !byLaboratory.has(id);
  return family === 'time-to-event' && (judgedTimes.has(id) || /progression-free|tumou?r/.test(id));
}

const survivals = new Set(['os', 'cancer-specific-survival', 'pfs2']);

/** Whether patients who change treatment may still have the event. */
export function isOverallSurvival({ endpoint: { id, label } }: Finding): boolean {
  return survivals.has(id) || /\boverall survival\b/i.test(label);
}

const cancer =
  /cancer|carcinoma|myeloma|lymphoma|leuka?emia|melanoma|sarcoma|glio|blastoma|mesothelioma|thymoma|neoplas|tumou?r|myelodysplas|\b(?:n?sclc|ndmm|rrmm|smm|cll|dlbcl|aml|cml|mds|gist|crc|hcc|rcc)\b/i;

/** Whether lines of therapy mean something for this result: in cancer, which its disease or endpoint tells. */
export function isOncology({ trial, endpoint: { id, family } }: Finding): boolean {
  const ofCancer = family === 'mrd' || id === 'orr' || id === 'os' || judgedTimes.has(id);
  return ofCancer || cancer.test(trial.disease);
}

/** Whether the rules of myeloma are for this result: by its disease, or because it is one of residual disease. */
export function isMyeloma({ trial, endpoint }: Finding): boolean {
  return endpoint.family === 'mrd' || /myeloma|\b(?:hr-)?(?:nd|rr|s)mm\b/i.test(trial.disease);
}
