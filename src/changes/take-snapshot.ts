import type { Datum } from '../model/datum.ts';
import type { Library } from '../model/library.ts';
import { factOfFinding, factOfSale } from './facts.ts';
import type { DataSnapshot, Owner } from './snapshot.ts';

/** Which part of a library an edition rests on. */
export interface Subject {
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
