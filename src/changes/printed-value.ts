import { settingOf } from '../model/datum.ts';
import type { Sale } from '../model/product.ts';
import type { Finding } from '../model/trial.ts';
import { inUnit, writeSale } from '../notation/money.ts';
import { regionInProse } from '../notation/regions.ts';
import { nbsp } from '../notation/written.ts';
import { factOf } from '../shapes/shapes.ts';
import type { DataFact } from './snapshot.ts';

type Printed = Pick<DataFact, 'value' | 'estimate' | 'details'>;

/** A finding's value as its source prints it; of what was computed from event data the estimate alone. */
export function printedFinding(finding: Finding): Printed {
  const { estimate, details } = factOf(finding.value, settingOf(finding));
  return join(estimate, finding.computed === undefined ? details : {});
}

/** To the last digit of the source, where a page may round to billions. */
export function printedSale(sale: Sale): Printed {
  const { regions, original, reportedGrowth } = sale;
  const parts = regions.map(
    ({ name, amount }) => `${regionInProse(name)}${nbsp}${inUnit(sale, 'million', amount)}`,
  );
  return join(writeSale(sale, 'million').text, {
    ...(parts.length > 0 && { parts: parts.join(', ') }),
    ...(original && { original: `first reported ${writeSale(sale, 'original').text}` }),
    ...(reportedGrowth && { growth: `stated growth ${writeSale(sale, 'stated-growth').text}` }),
  });
}

function join(estimate: string, details: Record<string, string>): Printed {
  const { test: _, ...printed } = details;
  const said = Object.values(printed).join('; ');
  const value = estimate.endsWith(')') ? estimate.replace(/\)$/, `; ${said})`) : `${estimate} (${said})`;
  return { value: said === '' ? estimate : value, estimate, details };
}
