import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Library } from '../model/library.ts';
import type { Reference } from '../model/source.ts';
import { suggest } from '../suggest.ts';

interface RawReference {
  id: string;
  locator?: string | undefined;
}

/** Resolves what files say of each other, and complains where a name leads nowhere. */
export class References {
  private readonly library: Library;
  private readonly sourcesReadable: boolean;
  private readonly diagnostics: Diagnostic[];

  constructor(library: Library, sourceFiles: Parsed[], diagnostics: Diagnostic[]) {
    this.library = library;
    this.sourcesReadable = library.sources.size > 0 || sourceFiles.length === 0;
    this.diagnostics = diagnostics;
  }

  sources(raw: RawReference[], parsed: Parsed, keys: Key[]): Reference[] {
    return raw.flatMap(({ id, locator }) => {
      const source = this.library.sources.get(id);
      if (source) return [{ source, ...(locator !== undefined && { locator }) }];
      if (this.sourcesReadable) this.unknown('source', id, [...this.library.sources.keys()], parsed, keys);
      return [];
    });
  }

  /** The entry under `id`, or a complaint that tells what there is. */
  find<T>(
    what: string,
    id: string,
    among: ReadonlyMap<string, T>,
    parsed: Parsed,
    keys: Key[],
  ): T | undefined {
    const found = among.get(id);
    if (found === undefined) this.unknown(what, id, [...among.keys()], parsed, keys);
    return found;
  }

  private unknown(what: string, id: string, known: string[], parsed: Parsed, keys: Key[]): void {
    this.diagnostics.push(
      problem(`unknown-${what}`, `there is no ${what} ‘${id}’`, parsed.placeOf(keys), {
        hints: suggest(id, known),
      }),
    );
  }
}
