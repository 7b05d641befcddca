import type { Key } from '../content/parse.ts';
import type { CurveArmFile, CurveFile } from '../model/curve.ts';
import type { Decimal } from '../model/scalars.ts';
import type { FileCheck } from './file-check.ts';

/** Whether an arm gives the data that its curve is said to be drawn from, in an order that a curve can have. */
export function checkCurveArm(
  arm: CurveArmFile,
  { data }: CurveFile,
  keys: Key[],
  check: FileCheck,
): boolean {
  const faults = [...faultsOfData(arm, data), ...faultsOfOrder(arm)];
  for (const { message, at } of faults) {
    const { parsed } = check;
    const place = at.length === 0 ? parsed.placeOfKey(keys) : parsed.placeOf([...keys, ...at]);
    check.complain('curve-data', message, place);
  }
  return faults.length === 0;
}

interface Fault {
  message: string;
  at: Key[];
}

function faultsOfData({ events, censored, points, atRisk }: CurveArmFile, data: CurveFile['data']): Fault[] {
  if (data === 'digitised') {
    return [
      ...(points ? [] : [{ message: 'a digitised curve needs points:', at: [] }]),
      ...(events ? [{ message: 'a digitised curve has points:, not events:', at: ['events'] }] : []),
    ];
  }
  const patients = (events?.length ?? 0) + (censored?.length ?? 0);
  return [
    ...(patients > 0 ? [] : [{ message: 'event data need events: or censored:', at: [] }]),
    ...(points ? [{ message: 'event data have events:, not points:', at: ['points'] }] : []),
    ...(atRisk ? [{ message: 'numbers at risk are counted from event data', at: ['atRisk'] }] : []),
  ];
}

function faultsOfOrder({ events = [], censored = [], points = [], atRisk = [] }: CurveArmFile): Fault[] {
  const [first] = points;
  const starts = !first || (first[0].value === 0 && first[1].value === 100);
  const start: Fault[] = starts ? [] : [{ message: 'a curve begins at [0, 100]', at: ['points', 0] }];
  return [
    ...negatives(events, 'events'),
    ...negatives(censored, 'censored'),
    ...start,
    ...rises(
      points.map(([time]) => -time.value),
      'the time is earlier than that of the previous point',
      (i) => ['points', i, 0],
    ),
    ...rises(
      points.map(([, percent]) => percent.value),
      'a survival curve cannot rise',
      (i) => ['points', i, 1],
    ),
    ...rises(atRisk, 'the number at risk cannot rise', (i) => ['atRisk', i]),
  ];
}

function negatives(times: readonly Decimal[], field: string): Fault[] {
  return times.flatMap(({ value, text }, i) =>
    value < 0 ? [{ message: `the time ${text} is before the start`, at: [field, i] }] : [],
  );
}

function rises(values: readonly number[], message: string, at: (index: number) => Key[]): Fault[] {
  return values.flatMap((value, i) =>
    i > 0 && value > (values[i - 1] as number) ? [{ message, at: at(i) }] : [],
  );
}
