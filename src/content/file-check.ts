import { type Diagnostic, type Place, problem } from '../diagnostics.ts';
import type { Library } from '../model/library.ts';
import type { Reference } from '../model/source.ts';
import type { LibraryNames, Shared } from './names.ts';
import type { Key, Parsed } from './parse.ts';
import type { Entry } from './schema.ts';
import { valueAt } from './schema.ts';

/** A reference as the schemas give it, whether one was written or a list. */
interface WrittenReference {
  id: string;
  locator?: string | undefined;
}

interface Sourced {
  source?: WrittenReference[] | undefined;
}

type Resolved<T> = Omit<T, 'source'> & { id: string; references: Reference[] };

export type Complain = (
  code: string,
  message: string,
  place: Place,
  extra?: Partial<Pick<Diagnostic, 'hints' | 'related'>>,
) => undefined;

/** A file under check: where its complaints go and what its names lead to. */
export class FileCheck {
  readonly parsed: Parsed;
  readonly library: Library;
  readonly names: LibraryNames;
  readonly diagnostics: Diagnostic[];

  constructor(parsed: Parsed, shared: Pick<FileCheck, 'library' | 'names' | 'diagnostics'>) {
    this.parsed = parsed;
    this.library = shared.library;
    this.names = shared.names;
    this.diagnostics = shared.diagnostics;
  }

  /** Bound, so that it can be handed on. */
  readonly complain: Complain = (code, message, place, extra) => {
    this.diagnostics.push(problem(code, message, place, extra));
    return undefined;
  };

  /** What the name under `keys` leads to; undefined, having complained where there is cause. */
  find<Kind extends keyof Shared>(what: Kind, name: string, keys: Key[]): Shared[Kind] | undefined {
    return this.names.find(what, name, this.parsed.placeOf(keys), this.diagnostics);
  }

  /** The references under `keys`; those that lead nowhere are left out. */
  sources(written: readonly WrittenReference[] | undefined, keys: Key[]): Reference[] {
    const isList = Array.isArray(valueAt(this.parsed.data, keys));
    return (written ?? []).flatMap(({ id, locator }, index) => {
      const source = this.find('source', id, [...keys, ...(isList ? [index] : []), 'id']);
      return source ? [{ source, ...(locator !== undefined && { locator }) }] : [];
    });
  }

  /** An entry with its references resolved, if it fits; what it refers to is looked up in any case. */
  resolve<T extends Sourced>({ id, keys, whole, fields }: Entry<T>): Resolved<T> | undefined {
    const references = this.sources((fields as Sourced).source, [...keys, 'source']);
    if (!whole) return undefined;
    const { source: _, ...rest } = whole;
    return { ...rest, id, references };
  }
}
