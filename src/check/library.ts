import type { Parsed } from '../content/parse.ts';
import type { FileKind } from '../content/source-file.ts';
import { type Diagnostic, type Outcome, outcomeOf, problem } from '../diagnostics.ts';
import { type Endpoint, endpointsSchema } from '../model/endpoint.ts';
import { builtInEndpoints } from '../model/endpoint-catalogue.ts';
import { type House, houseSchema } from '../model/house.ts';
import type { Library } from '../model/library.ts';
import { type Source, sourcesSchema } from '../model/source.ts';
import { checkBriefing } from './briefing.ts';
import { checkProduct } from './product.ts';
import { References } from './references.ts';
import { fitSchema } from './schema.ts';
import { checkTrial } from './trial.ts';

/** Checks all files together and resolves every reference. All problems of all files are told at once. */
export function checkLibrary(files: Parsed[], folder: string): Outcome<Library> {
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const ofKind = (kind: FileKind) => files.filter((parsed) => parsed.file.kind === kind);
  const library: Library = {
    house: checkHouse(ofKind('house')[0], folder, diagnostics),
    sources: checkSources(ofKind('sources'), diagnostics),
    endpoints: checkEndpoints(ofKind('endpoints')[0], diagnostics),
    trials: new Map(),
    products: new Map(),
    data: new Map(),
    briefings: [],
  };
  const references = new References(library, ofKind('sources'), diagnostics);
  for (const parsed of ofKind('product')) checkProduct(parsed, library, references, diagnostics);
  for (const parsed of ofKind('trial')) checkTrial(parsed, library, references, diagnostics);
  const unreadable = unreadableOwners([...ofKind('trial'), ...ofKind('product')], library);
  for (const parsed of ofKind('briefing')) {
    const found: Diagnostic[] = [];
    const briefing = checkBriefing(parsed, library, found);
    diagnostics.push(...found.filter((one) => !blamesUnreadable(one, unreadable)));
    if (briefing) library.briefings.push(briefing);
  }
  return outcomeOf(library, diagnostics);
}

const noHouse = { disclosures: {}, abbreviations: {}, authors: {} } as unknown as House;

function checkHouse(parsed: Parsed | undefined, folder: string, diagnostics: Diagnostic[]): House {
  if (!parsed) {
    const place = { file: `${folder}/house.yaml`, line: 1, column: 1 };
    diagnostics.push(
      problem('missing-file', 'the content folder has no house.yaml', place, {
        hints: ['it names the publication, its authors and disclosures; copy the one under content/'],
      }),
    );
    return noHouse;
  }
  return fitSchema(houseSchema, parsed, diagnostics) ?? noHouse;
}

function checkSources(files: Parsed[], diagnostics: Diagnostic[]): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const parsed of files) {
    const found = fitSchema(sourcesSchema, parsed, diagnostics) ?? {};
    for (const [id, source] of Object.entries(found)) {
      if (sources.has(id)) {
        diagnostics.push(
          problem(
            'duplicate-key',
            `the source ‘${id}’ is given in another file too`,
            parsed.placeOfKey([id]),
          ),
        );
      }
      sources.set(id, { ...source, id });
    }
  }
  return sources;
}

function checkEndpoints(parsed: Parsed | undefined, diagnostics: Diagnostic[]): Map<string, Endpoint> {
  const own = (parsed && fitSchema(endpointsSchema, parsed, diagnostics)) ?? {};
  const all = Object.entries({ ...builtInEndpoints, ...own });
  return new Map(all.map(([id, endpoint]) => [id, { ...endpoint, id }]));
}

/** Trials and products whose own files failed: what refers to them is not a second mistake. */
function unreadableOwners(files: Parsed[], library: Library): string[] {
  return files
    .map(({ file }) => file.id)
    .filter((id) => !library.trials.has(id) && !library.products.has(id));
}

function blamesUnreadable({ code, message }: Diagnostic, owners: string[]): boolean {
  if (!code.startsWith('unknown-')) return false;
  return owners.some((id) => message.includes(`‘${id}’`) || message.includes(`‘${id}.`));
}
