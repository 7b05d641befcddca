import { type Finding, isOfAll, type Trial } from '../model/trial.ts';
import { toMonths } from '../notation/times.ts';

/**
 * The findings that could stand in a table's cell: what is chosen, else what is newest of all patients. More than
 * one means that the author has to choose.
 */
export function candidatesFor(
  trial: Trial,
  endpoint: string,
  isWanted: (finding: Finding) => boolean,
  chosen: ReadonlySet<string>,
): Finding[] {
  const all = trial.findings.filter((finding) => finding.endpoint.id === endpoint && isWanted(finding));
  const picked = all.filter((finding) => chosen.has(finding.id));
  if (picked.length > 0) return picked;
  const whole = all.filter(isOfAll);
  const latest = Math.max(...whole.map(followUpOf));
  return preferred(whole.filter((finding) => followUpOf(finding) === latest));
}

/** Median follow-up in months of the cut a finding belongs to; unknown comes before everything. */
function followUpOf({ cut }: Finding): number {
  return cut?.followUp ? toMonths(cut.followUp) : -1;
}

/** A time-to-event cell shows the median when it was reached, else the landmark rate. */
function preferred(findings: Finding[]): Finding[] {
  const reached = findings.filter(({ value }) => value.shape === 'median' && typeof value.value !== 'string');
  if (reached.length > 0) return reached;
  const rates = findings.filter(({ value }) => value.shape === 'rate');
  return rates.length > 0 ? rates : findings;
}
