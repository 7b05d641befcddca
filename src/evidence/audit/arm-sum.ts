import { type Finding, partOf, type Trial } from '../../model/trial.ts';
import { type Flaw, valueSpot } from './flaw.ts';

type Field = 'events' | 'of';

/**
 * A proportion of a whole trial of several arms has the events and the patients of its arms together, where
 * every arm reports the same outcome of the same population at the same data cut.
 */
export function checkArmSums(trial: Trial): Flaw[] {
  if (trial.arms.length < 2) return [];
  const proportions = trial.findings.filter(({ value }) => value.shape === 'proportion');
  const alike = Map.groupBy(proportions, whatIsCounted);
  return proportions.flatMap((whole) => {
    if (whole.arm || whole.group) return [];
    const like = alike.get(whatIsCounted(whole)) ?? [];
    const parts = trial.arms.map((arm) => like.filter((one) => one.arm === arm));
    const single = parts.flatMap((found) => (found.length === 1 ? found : []));
    return single.length === trial.arms.length ? sumFlaws(whole, single) : [];
  });
}

/** The same for findings of the same outcome of the same population at the same data cut. */
function whatIsCounted(finding: Finding): string {
  const { endpoint, cut, population, timing, requiresCr, assessor, threshold } = finding;
  const where = [endpoint.id, cut?.id, partOf(finding), population];
  return JSON.stringify([...where, timing, requiresCr, assessor, threshold?.exponent]);
}

function sumFlaws(whole: Finding, parts: Finding[]): Flaw[] {
  return (['events', 'of'] as const).flatMap((field) => {
    const total = numberIn(whole, field);
    const numbers = parts.flatMap((part) => numberIn(part, field) ?? []);
    const sum = numbers.reduce((a, b) => a + b, 0);
    if (total === undefined || numbers.length < parts.length || sum === total) return [];
    const what = field === 'events' ? 'events' : 'patients';
    return [
      {
        severity: 'error',
        message: `the ${what} of the arms, ${numbers.join(' + ')}, are ${sum}, not ${total}`,
        spot: valueSpot(whole, field),
        related: parts.map((part) => ({ message: `${part.arm?.label}`, spot: valueSpot(part, field) })),
      },
    ];
  });
}

function numberIn({ value }: Finding, field: Field): number | undefined {
  return value.shape === 'proportion' ? value[field] : undefined;
}
