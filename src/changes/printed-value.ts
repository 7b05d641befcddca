import type { Sale } from '../model/product.ts';
import type { Bound, EventsOf, PValue } from '../model/scalars.ts';
import type { Finding, ValueOf } from '../model/trial.ts';
import { inMillions, writeSale } from '../notation/money.ts';
import { percentText, writeFinding, writeInterval, writeOccasion } from '../notation/values.ts';
import { nbsp } from '../notation/written.ts';
import type { DataFact } from './snapshot.ts';

type Printed = Pick<DataFact, 'value' | 'estimate' | 'details'>;

const nothingComputed = new Map<string, never>();

/** A finding's value as its source prints it; of what was computed from event data the estimate alone. */
export function printedFinding(finding: Finding): Printed {
  const estimate = estimateOf(finding);
  return join(estimate, finding.computed === undefined ? detailsOf(finding) : {});
}

/** To the last digit of the source, where a page may round to billions. */
export function printedSale(sale: Sale): Printed {
  const { us, international, reportedGrowth } = sale;
  const parts = [
    us && `US${nbsp}${inMillions(sale, us)}`,
    international && `international${nbsp}${inMillions(sale, international)}`,
  ].filter((part) => part !== undefined);
  return join(writeSale(sale, 'million').text, {
    ...(parts.length > 0 && { parts: parts.join(', ') }),
    ...(reportedGrowth && { growth: `stated growth ${writeSale(sale, 'stated-growth').text}` }),
  });
}

function join(estimate: string, details: Record<string, string>): Printed {
  const said = Object.values(details).join('; ');
  const value = estimate.endsWith(')') ? estimate.replace(/\)$/, `; ${said})`) : `${estimate} (${said})`;
  return { value: said === '' ? estimate : value, estimate, details };
}

function estimateOf(finding: Finding): string {
  const { value } = finding;
  const write = (show: Parameters<typeof writeFinding>[1]) =>
    writeFinding(finding, show, nothingComputed).text;
  switch (value.shape) {
    case 'proportion':
      return proportion(value, write('n/N'));
    case 'count':
      return value.of === undefined ? `${write('n')}${nbsp}${value.unit}` : write('n/N');
    case 'hazardRatio':
      return `HR${nbsp}${write('ratio')}`;
    case 'oddsRatio':
      return `OR${nbsp}${write('ratio')}`;
    case 'measure':
      return `${value.mean ? 'mean' : 'median'}${nbsp}${write('average')}`;
    case 'occasion':
      return writeOccasion(value);
    // A rate by its percentage; the others are one number, whatever part of them is asked for.
    default:
      return write('percent');
  }
}

function proportion(value: ValueOf<'proportion'>, share: string): string {
  const percent = `${value.approximate ? 'about ' : ''}${percentText(value)}%`;
  if (value.events !== undefined && value.of !== undefined) return `${share} (${percent})`;
  return value.of === undefined ? percent : `${percent} of${nbsp}${value.of}`;
}

function detailsOf(finding: Finding): Record<string, string> {
  const { value } = finding;
  return {
    ...('ci' in value && value.ci && { interval: `95%${nbsp}CI${nbsp}${intervalOf(finding)}` }),
    ...('p' in value && value.p && { p: pValue(value.p) }),
    ...('events' in value && Array.isArray(value.events) && { events: events(value.events) }),
    ...(value.shape === 'measure' && spread(value)),
    ...(value.shape === 'observation' && value.told !== undefined && { told: value.told }),
  };
}

function intervalOf(finding: Finding): string {
  return writeInterval(finding, nothingComputed, false);
}

function pValue({ relation, value }: PValue): string {
  return `p${relation}${value.text}`;
}

function events(counts: EventsOf[]): string {
  return `events ${counts.map((one) => `${one.events}/${one.of}`).join(' and ')}`;
}

function spread({ sd, se, range, of }: ValueOf<'measure'>): Record<string, string> {
  const said = [
    sd && `SD${nbsp}${sd.text}`,
    se && `SE${nbsp}${se.text}`,
    range && `range ${range.map(bound).join(' to ')}`,
    of !== undefined && `N${nbsp}${of}`,
  ].filter(Boolean);
  return said.length > 0 ? { spread: said.join('; ') } : {};
}

function bound(one: Bound): string {
  return typeof one === 'string' ? one : one.text;
}
