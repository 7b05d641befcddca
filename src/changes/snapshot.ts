import type { Endpoint } from '../model/endpoint.ts';
import { type Datum, type Library, settingOf } from '../model/library.ts';
import type { Sale } from '../model/product.ts';
import type { Grade, Reference } from '../model/source.ts';
import { type Cut, type Finding, partOf } from '../model/trial.ts';
import { writePeriod } from '../notation/dates.ts';
import { inUnit, writeSale } from '../notation/money.ts';
import { regionInProse, writePopulation } from '../notation/terms.ts';
import { nbsp, writePower } from '../notation/written.ts';
import { writeQuantity } from '../shapes/median.ts';
import { aboutOf, factOf, type Value } from '../shapes/shapes.ts';

/** data.json: everything that the trials and products of an edition's inputs said when it was made. */
export interface DataSnapshot {
  schema: 1;
  /** Id of the edition. */
  edition: string;
  /** Trials and products, by id. */
  trials: Owner[];
  /** By id. */
  facts: DataFact[];
}

/** A trial or product. */
export interface Owner {
  id: string;
  name: string;
}

/**
 * One result of a trial, or sales of one quarter, as its source prints it. Intervals that were computed here
 * are no part of it: a change of method is no change of data.
 */
export interface DataFact {
  /** Address: `maia.mrd.d-rd`, `darzalex.2026-Q1`, `maia.follow-up.m64`. */
  id: string;
  /** `MAIA, D-Rd: MRD negativity`. */
  subject: string;
  /** Id of the trial or product. */
  owner: string;
  /** The subject of the fact, as ids; with the qualifiers below it identifies the fact across editions. */
  about: About;
  /** As printed, in short: `PFS`; of sales `Sales, Q1 2026`. */
  endpoint: string;
  /** As printed, the experimental first where two are compared. */
  arms?: string[];
  /** Of a rate: `60 months`. */
  landmark?: string;
  /** `Age: 75 years or older`. */
  subgroup?: string;
  /** What a row of a table counts: `Stroke`. */
  item?: string;
  population?: string;
  threshold?: string;
  assay?: string;
  assessor?: string;
  timing?: string;
  cut?: DataCut;
  /** In full as printed: `118/368 (32.1%)`, `61.9 months (95% CI 54.8–NR)`. */
  value: string;
  /** The same in its parts, the first without `details`. */
  estimate: string;
  /** By name: `interval`, `p`, `events`, `spread`, `parts`, `growth`. */
  details: Record<string, string>;
  state: FactState;
  grade: Grade;
  sources: FactSource[];
  /** Whether readers of the edition see it, be it only in a table or figure. */
  used: boolean;
}

interface About {
  /** Of the catalogue; of sales `sales`. */
  endpoint: string;
  /** Shape of the value: `median`, `hazardRatio`, `sale`. */
  shape: string;
  arms: string[];
}

/** `expected`: the date of something that has not happened yet. */
type FactState = 'value' | 'expected' | 'not reached' | 'not estimable' | 'not reported';

export interface DataCut {
  id: string;
  label: string;
  /** Median, as printed: `64.5 months`. */
  followUp?: string;
  /** YYYY-MM-DD or YYYY-MM. */
  date?: string;
}

interface FactSource {
  id: string;
  title: string;
  locator?: string;
}

/** Which part of a library an edition rests on. */
interface Subject {
  /** Id of the edition. */
  edition: string;
  /** Ids of the trials and products among its inputs. */
  owners: ReadonlySet<string>;
  /** Addresses of what its readers see. */
  used: ReadonlySet<string>;
}

/** The data of an edition's trials and products, in an order that the order of their files does not change. */
export function takeSnapshot(
  { trials, products, data }: Pick<Library, 'trials' | 'products' | 'data'>,
  { edition, owners, used }: Subject,
): DataSnapshot {
  const named = [...trials.values(), ...products.values()].map(({ id, name }): Owner => ({ id, name }));
  const own = data
    .values()
    .filter((datum) => owners.has(ownerOf(datum)))
    .map(toFact);
  return {
    schema: 1,
    edition,
    trials: named.filter(({ id }) => owners.has(id)).sort(byId),
    facts: own
      .map((fact) => ({ ...fact, used: used.has(fact.id) }))
      .toArray()
      .sort(byId),
  };
}

function ownerOf(datum: Datum): string {
  return datum.kind === 'sale' ? datum.product.id : datum.trial.id;
}

function toFact(datum: Datum) {
  return datum.kind === 'sale' ? factOfSale(datum) : factOfFinding(datum);
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

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

type Printed = Pick<DataFact, 'value' | 'estimate' | 'details'>;

/** A finding's value as its source prints it; only the estimate if computed from event data. */
function printedFinding(finding: Finding): Printed {
  const { estimate, details } = factOf(finding.value, settingOf(finding));
  return join(estimate, finding.computed === undefined ? details : {});
}

/** To the last digit of the source, where a page may round to billions. */
function printedSale(sale: Sale): Printed {
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
