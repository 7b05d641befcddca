import type { Endpoint } from '../model/endpoint.ts';
import type { Sale } from '../model/product.ts';
import type { Reference } from '../model/source.ts';
import { type Cut, type Finding, partOf } from '../model/trial.ts';
import { writePeriod } from '../notation/dates.ts';
import { writePopulation } from '../notation/populations.ts';
import { writePower } from '../notation/written.ts';
import { writeQuantity } from '../shapes/median.ts';
import type { Value } from '../shapes/shapes.ts';
import { aboutOf } from '../shapes/shapes.ts';
import { printedFinding, printedSale } from './printed-value.ts';
import type { DataCut, DataFact, FactSource, FactState } from './snapshot.ts';

type Fact = Omit<DataFact, 'used'>;

export function factOfFinding(finding: Finding): Fact {
  const { id, trial, endpoint, arm, group, compare, cut, value, grade } = finding;
  const one = arm ?? group;
  const arms = compare ?? (one ? [one] : []);
  const whom = arms.map(({ label }) => label);
  return {
    id,
    subject: `${trial.name}${whom.length > 0 ? `, ${whom.join(' against ')}` : ''}: ${endpoint.label}`,
    owner: trial.id,
    about: { endpoint: endpoint.id, shape: value.shape, arms: arms.map((each) => each.id) },
    endpoint: value.shape === 'occasion' ? value.told : nameOf(endpoint),
    ...(whom.length > 0 && { arms: whom }),
    ...qualifiersOf(finding),
    ...(cut && { cut: cutOf(cut) }),
    ...printedFinding(finding),
    state: stateOf(value),
    grade,
    sources: sourcesOf(finding.references),
  };
}

export function factOfSale(sale: Sale): Fact {
  const { id, product, period, grade } = sale;
  const endpoint = `Sales, ${writePeriod(period)}`;
  return {
    id,
    subject: `${product.name}: ${endpoint}`,
    owner: product.id,
    about: { endpoint: `sales ${period.key}`, shape: 'sale', arms: [] },
    endpoint,
    ...printedSale(sale),
    state: 'value',
    grade,
    sources: sourcesOf(sale.references),
  };
}

/** An abbreviation that can be said, such as PFS; else the label. */
function nameOf({ abbreviation, label }: Endpoint): string {
  return abbreviation !== undefined && /^[a-z]+\d?$/i.test(abbreviation) ? abbreviation : label;
}

function qualifiersOf(finding: Finding) {
  const { value, subgroup, population, threshold, assay, assessor, timing } = finding;
  const item = subgroup ? undefined : partOf(finding);
  return {
    ...(aboutOf(value) !== undefined && { landmark: aboutOf(value) as string }),
    ...(subgroup && { subgroup: `${subgroup.by}: ${subgroup.is}` }),
    ...(item !== undefined && { item }),
    ...(population && { population: writePopulation(population) }),
    ...(threshold && { threshold: writePower(threshold.exponent).text }),
    ...(assay !== undefined && { assay }),
    ...(assessor && { assessor }),
    ...(timing !== undefined && { timing }),
  };
}

function cutOf({ id, label, followUp, date }: Cut): DataCut {
  return {
    id,
    label,
    ...(followUp && { followUp: writeQuantity(followUp) }),
    ...(date !== undefined && { date }),
  };
}

function stateOf(value: Value): FactState {
  if (value.shape === 'occasion') return value.estimated ? 'expected' : 'value';
  return value.shape === 'median' && typeof value.value === 'string' ? value.value : 'value';
}

function sourcesOf(references: Reference[]): FactSource[] {
  return references.map(({ source: { id, title }, locator }) => ({
    id,
    title,
    ...(locator !== undefined && { locator }),
  }));
}
