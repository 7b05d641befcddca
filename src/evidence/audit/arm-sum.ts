import type { Finding, Trial } from '../../model/trial.ts';
import { type Flaw, valueSpot } from './flaw.ts';
import { sameSubgroup } from './patients.ts';

type Field = 'events' | 'of';

/**
 * A proportion of a whole trial of several arms has the events and the patients of its arms together, where
 * every arm reports the same outcome of the same population at the same data cut.
 */
export function checkArmSums(trial: Trial): Flaw[] {
  if (trial.arms.length < 2) return [];
  return trial.findings.flatMap((whole) => {
    if (whole.arm || whole.group || whole.value.shape !== 'proportion') return [];
    const parts = trial.arms.map((arm) =>
      trial.findings.filter((one) => one.arm === arm && isLike(one, whole)),
    );
    const single = parts.flatMap((found) => (found.length === 1 ? found : []));
    return single.length === trial.arms.length ? sumFlaws(whole, single) : [];
  });
}

function isLike(one: Finding, other: Finding): boolean {
  return (
    one.value.shape === other.value.shape &&
    one.endpoint === other.endpoint &&
    one.cut === other.cut &&
    sameSubgroup(one, other) &&
    one.population === other.population &&
    one.timing === other.timing &&
    one.requiresCr === other.requiresCr &&
    one.assessor === other.assessor &&
    one.threshold?.exponent === other.threshold?.exponent
  );
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
