import type { AppraisedPart } from '../../../src/evidence/appraisal/appraise.ts';
import { obstaclesOf } from '../../../src/evidence/appraisal/gate.ts';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { trialWith, withBriefing } from '../../base-library.ts';

export const mrd = (threshold: string) =>
  `mrd: { endpoint: mrd-negativity, arm: a, proportion: { events: 50, of: 100 }, threshold: ${threshold}, source: beta-2025 }`;
/** Trials that differ in the sensitivity of their test. */
export const FILES = {
  'trials/gamma.yaml': trialWith(mrd('10^-5')),
  'trials/delta.yaml': trialWith(mrd('10^-6')).replace('GAMMA', 'DELTA'),
  'trials/epsilon.yaml': trialWith(mrd('10^-6')).replace('GAMMA', 'EPSILON'),
};
export const FIGURE = `figures:
  depth: { kind: proportions, title: Depth, findings: [gamma.mrd, delta.mrd] }
  wide: { kind: proportions, title: Wide, findings: [gamma.mrd, delta.mrd, epsilon.mrd] }
`;
export const BODY = '{{figure "depth"}}\n\n{{figure "wide"}}\n\n';

/** The appraisal of a briefing over the base library and `files`, with what stops its publication. */
export function appraisal(body: string, frontMatter = '', files: Record<string, string> = FILES) {
  const { library, briefing } = withBriefing(body, frontMatter, files);
  const { appraisal: found } = assessBriefing(library, briefing);
  const place = { file: 'house.yaml', line: 3, column: 1 };
  const told = obstaclesOf(briefing, found, library, place);
  const obstacles = told.map((one) => `${one.severity} ${one.code} ${one.place.file}:${one.place.line}`);
  return { ...found, obstacles, told };
}

export function partAt(parts: AppraisedPart[], where: string): AppraisedPart {
  const part = parts.find((one) => one.where === where);
  if (!part) throw new Error(`nothing is said of ${where}`);
  return part;
}

/** Ids of the rules of a severity that a part has caveats of. */
export function rulesOf({ verdict }: AppraisedPart, severity: string): string[] {
  return verdict.caveats.filter(({ rule }) => rule.severity === severity).map(({ rule }) => rule.id);
}
