import path from 'node:path';
import { loadContent } from '../../../src/content/files.ts';
import { checkLibrary } from '../../../src/content/library.ts';
import { parseSource } from '../../../src/content/parse.ts';
import type { Library } from '../../../src/model/library.ts';
import type { Sale } from '../../../src/model/product.ts';

/** The content that ships with the project. */
export function realLibrary(): Library {
  const { files } = loadContent(path.join(import.meta.dirname, '../../../content'), 'content');
  const outcome = checkLibrary(files.map(parseSource), 'content');
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
}

export function saleAt({ data }: Library, address: string): Sale {
  const datum = data.get(address);
  if (datum?.kind === 'sale') return datum;
  throw new Error(`no sale has the address ${address}`);
}
