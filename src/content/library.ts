import { type Diagnostic, type Outcome, outcomeOf, type Place, problem } from '../diagnostics.ts';
import { builtInEndpoints, type Endpoint, endpointsSchema } from '../model/endpoint.ts';
import { type House, houseSchema } from '../model/house.ts';
import type { Library } from '../model/library.ts';
import { type Source, sourcesSchema } from '../model/source.ts';
import { checkBriefing } from './briefing.ts';
import { FileCheck } from './file-check.ts';
import type { FileKind } from './files.ts';
import { type LibraryNames, Names } from './names.ts';
import type { Key, Parsed } from './parse.ts';
import { checkProduct } from './product.ts';
import { entriesAt, fitSchema } from './schema.ts';
import { checkTrial } from './trial.ts';

/** Checks all files together and resolves every reference. All problems in all files are reported together. */
export function checkLibrary(files: Parsed[], folder: string): Outcome<Library> {
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const ofKind = (kind: FileKind) => files.filter((parsed) => parsed.file.kind === kind);
  const house = checkHouse(ofKind('house')[0], folder, diagnostics);
  const library: Library = {
    house: house ?? noHouse,
    sources: new Map(),
    endpoints: new Map(Object.entries(builtInEndpoints).map(([id, endpoint]) => [id, { ...endpoint, id }])),
    trials: new Map(),
    products: new Map(),
    data: new Map(),
    briefings: [],
  };
  const names = namesOf(library);
  if (!house) names.leaveOpen('author');
  const checkOf = (parsed: Parsed) => new FileCheck(parsed, { library, names, diagnostics });
  checkSources(ofKind('sources').sort(sharedFileFirst).map(checkOf), library.sources);
  for (const parsed of ofKind('endpoints')) checkEndpoints(checkOf(parsed), library.endpoints);
  for (const parsed of ofKind('product')) checkProduct(checkOf(parsed));
  for (const parsed of ofKind('trial')) checkTrial(checkOf(parsed));
  for (const parsed of ofKind('briefing')) {
    const briefing = checkBriefing(checkOf(parsed));
    if (briefing) library.briefings.push(briefing);
  }
  return outcomeOf(library, diagnostics);
}

function namesOf({ sources, endpoints, products, trials, data, house }: Library): LibraryNames {
  return new Names({
    source: sources,
    endpoint: endpoints,
    product: products,
    trial: trials,
    address: data,
    author: new Map(Object.entries(house.authors)),
  });
}

const noHouse = { disclosures: {}, abbreviations: {}, authors: {} } as unknown as House;

function checkHouse(
  parsed: Parsed | undefined,
  folder: string,
  diagnostics: Diagnostic[],
): House | undefined {
  if (parsed) return fitSchema(houseSchema, parsed, diagnostics);
  const place = { file: `${folder}/house.yaml`, line: 1, column: 1 };
  diagnostics.push(
    problem('missing-file', 'the content folder has no house.yaml', place, {
      hints: ['it names the publication, its authors and disclosures; copy the one under content/'],
    }),
  );
  return undefined;
}

/** sources.yaml before sources/*.yaml: if a key appears in both, the second is reported. */
function sharedFileFirst(a: Parsed, b: Parsed): number {
  return a.file.key.split('/').length - b.file.key.split('/').length;
}

function checkSources(checks: FileCheck[], sources: Map<string, Source>): void {
  const given = new Map<string, Place>();
  for (const check of checks) {
    const { parsed, names, diagnostics } = check;
    fitSchema(sourcesSchema, parsed, diagnostics);
    if (!parsed.readable) names.leaveOpen('source');
    for (const { id, keys, whole } of entriesAt(sourcesSchema.valueType, parsed, [])) {
      if (!whole) names.fault('source', id);
      else sources.set(id, { ...whole, id });
      if (whole) checkNotices(whole, keys, check);
      const place = parsed.placeOfKey(keys);
      const before = given.get(id);
      given.set(id, before ?? place);
      if (!before) continue;
      check.complain('duplicate-key', `the source ‘${id}’ is also defined in another file`, place, {
        related: [{ message: 'given before', place: before }],
      });
    }
  }
}

/** A source that was retracted is cited only with a reason. */
function checkNotices(
  { notices = [], acknowledge }: Omit<Source, 'id'>,
  keys: Key[],
  check: FileCheck,
): void {
  const at = notices.findIndex(({ kind }) => kind === 'retraction');
  if (at < 0 || acknowledge !== undefined) return;
  check.complain(
    'retracted-source',
    'this source was retracted',
    check.parsed.placeOf([...keys, 'notices', at]),
    {
      hints: [
        'do not cite it; or give acknowledge: with the reason why it is cited all the same, which prints',
      ],
    },
  );
}

function checkEndpoints({ parsed, names, diagnostics }: FileCheck, endpoints: Map<string, Endpoint>): void {
  fitSchema(endpointsSchema, parsed, diagnostics);
  if (!parsed.readable) names.leaveOpen('endpoint');
  for (const { id, whole } of entriesAt(endpointsSchema.valueType, parsed, [])) {
    if (whole) endpoints.set(id, { ...whole, id });
    else names.fault('endpoint', id);
  }
}
