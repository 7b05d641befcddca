import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import { partsOfBody, placedIn } from '../model/briefing.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { House } from '../model/house.ts';
import type { Briefing, Datum } from '../model/library.ts';
import type { Product } from '../model/product.ts';
import type { Source } from '../model/source.ts';
import type { Trial } from '../model/trial.ts';
import { nounOf } from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import type { FileCheck } from './file-check.ts';

/** What all files of a library may name. */
export interface Shared {
  source: Source;
  endpoint: Endpoint;
  product: Product;
  trial: Trial;
  address: Datum;
  author: House['authors'][string];
}

type Entries<Kinds> = { [Kind in keyof Kinds]: ReadonlyMap<string, Kinds[Kind]> };

/**
 * Looks names up, and complains of those that lead nowhere. A name that leads to an entry with faults
 * of its own, or perhaps into a file that could not be read, is not a second mistake.
 */
export class Names<Kinds extends object> {
  private readonly entries: Entries<Kinds>;
  private readonly faulty = new Set<string>();
  private readonly unread = new Set<keyof Kinds>();

  constructor(entries: Entries<Kinds>) {
    this.entries = entries;
  }

  /** Registers an entry of this name that is invalid; for addresses, all that begin so. */
  fault(what: keyof Kinds & string, name: string): void {
    this.faulty.add(`${what} ${name}`);
  }

  /** Allows any name, because the file with the names could not be read. */
  leaveOpen(what: keyof Kinds & string): void {
    this.unread.add(what);
  }

  has(what: keyof Kinds & string, name: string): boolean {
    return this.entries[what].has(name);
  }

  find<Kind extends keyof Kinds & string>(
    what: Kind,
    name: string,
    place: Place,
    diagnostics: Diagnostic[],
  ): Kinds[Kind] | undefined {
    const entries = this.entries[what];
    const found = entries.get(name);
    if (found !== undefined || this.isExcused(what, name)) return found;
    const known = [...entries.keys()];
    const message =
      what === 'address' ? `nothing has the address ‘${name}’` : `there is no ${what} ‘${name}’`;
    const hints = what === 'address' ? suggestAddress(name, known) : suggest(name, known);
    diagnostics.push(problem(`unknown-${what}`, message, place, { hints }));
    return undefined;
  }

  private isExcused(what: keyof Kinds & string, name: string): boolean {
    if (this.unread.has(what)) return true;
    const parts = name.split('.');
    return parts.some((_, index) => this.faulty.has(`${what} ${parts.slice(0, index + 1).join('.')}`));
  }
}

export type LibraryNames = Names<Shared>;

/** Nearest address; among those of the same trial or product when that much is right. */
function suggestAddress(address: string, known: string[]): string[] {
  const ownerOf = (one: string) => one.split('.')[0] ?? '';
  const owner = ownerOf(address);
  const siblings = known.filter((one) => ownerOf(one) === owner);
  if (siblings.length > 0) return suggest(address, siblings);
  return suggest(owner, [...new Set(known.map(ownerOf))].sort());
}

/** `a hazard ratio`: what an address leads to, in words. */
export function kindOf(datum: Datum): string {
  if (datum.kind === 'sale') return 'a sale';
  return nounOf(datum.value.shape).one;
}

/** An evidence brief leads with what was found: a summary of findings comes before its first heading. */
export function checkLayout(briefing: Briefing, { parsed, complain }: FileCheck): void {
  if (briefing.layout !== 'evidence') return;
  const leading = placedIn(partsOfBody(briefing).lead, 'table');
  const summaries = briefing.tables.filter(({ kind }) => kind === 'summary').map(({ id }) => id);
  if (summaries.some((id) => leading.includes(id))) return;
  const [first] = summaries;
  complain(
    'no-summary',
    'an evidence brief needs a summary of findings before its first heading',
    parsed.placeOf(['layout']),
    {
      hints: [
        first === undefined
          ? 'add a table of kind: summary, and place it at the top of the text'
          : `move {{table "${first}"}} to the top of the text`,
      ],
    },
  );
}
