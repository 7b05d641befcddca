import { isReservedSlug } from './archive/files.ts';
import type { Loaded, SourceFile } from './content/files.ts';
import { keysOf } from './content/finding.ts';
import { checkLibrary } from './content/library.ts';
import { type Parsed, parseSource } from './content/parse.ts';
import { asWarning, type Diagnostic, inReadingOrder, isError, type Place, problem } from './diagnostics.ts';
import { auditLibrary, type PlaceOf } from './evidence/audit/audit.ts';
import { checkMailSupport } from './mail/support.ts';
import { logoName, styleName } from './model/house.ts';
import type { Datum, Library } from './model/library.ts';
import { slugOf } from './model/slug.ts';
import { findCitationStyle, type NamedStyle } from './page/citation-style.ts';
import type { WriteReference } from './page/citations.ts';
import { findLogo, type NamedLogo } from './page/logo.ts';
import type { Html } from './page/renderer.ts';
import { checkStyles } from './page/style-check.ts';
import { checkMarkup, checkTemplates } from './page/template-check.ts';
import type { Templates } from './page/templates.ts';
import { overrideTemplates } from './page/templates.ts';

/** Content that may be built: it has no errors. */
export interface Checked {
  library: Library;
  /** The shipped ones, some overridden by the author's. */
  templates: Templates;
  warnings: Diagnostic[];
  /** Fit for the page; absent when house.yaml names none. */
  logo?: Html;
  /** In the style that house.yaml names. */
  cite: WriteReference;
  /** Numbers that disagree, by the key of their file: `trials/maia.yaml`. */
  audits: ReadonlyMap<string, Diagnostic[]>;
  /** Places of the disclosure pack, and of what house.yaml says of mail. */
  disclosures: Place;
  mailPlace: Place;
  /** Where a datum is written: key of its file, and line. */
  originOf(datum: Datum): { file: string; line: number } | undefined;
  /** The files that were checked. */
  files: Parsed[];
}

/** parse → check → audit: all problems of content and templates at once, or the library. */
export function checkContent(
  loaded: Loaded,
  shipped: Templates,
  folder: string,
): Checked | { problems: Diagnostic[] } {
  const parsed = loaded.files.map(parseSource);
  const outcome = checkLibrary(parsed, folder);
  const house = parsed.find(({ file }) => file.kind === 'house');
  const { logo, diagnostics: faults } = findLogo(house && namedLogo(house), loaded.designs);
  const { cite, diagnostics: misstyled } = findCitationStyle(house && namedStyle(house), loaded.designs);
  const { templates, diagnostics: strays } = overrideTemplates(shipped, loaded.designs);
  const diagnostics = inReadingOrder([
    ...loaded.diagnostics,
    ...outcome.diagnostics,
    ...loaded.files.flatMap(reservedName),
    ...strays,
    ...faults,
    ...misstyled,
    ...checkTemplates(templates),
    ...checkMarkup(templates),
    ...checkStyles(templates),
    ...checkMailSupport(shipped, templates),
  ]);
  if (!outcome.ok || diagnostics.some(isError)) return { problems: diagnostics };
  const byOwner = filesByOwner(parsed);
  const keys = new Map(parsed.map(({ file }) => [file.path, file.key]));
  const audited = auditLibrary(outcome.value, placesIn(byOwner));
  return {
    library: outcome.value,
    templates,
    ...(logo && { logo }),
    cite,
    warnings: inReadingOrder([...diagnostics, ...audited.map(asWarning)]),
    audits: Map.groupBy(audited, ({ place }) => keys.get(place.file) ?? ''),
    disclosures: house?.placeOfKey(['disclosures']) ?? { file: folder, line: 1, column: 1 },
    mailPlace: house?.placeOfKey(['mail']) ?? { file: folder, line: 1, column: 1 },
    originOf: (datum) => {
      const { owner, keys } = keysOf(datum);
      const found = byOwner.get(owner);
      return found && { file: found.file.key, line: found.placeOfKey(keys).line };
    },
    files: parsed,
  };
}

/** A briefing whose slug is a reserved name of the archive. */
function reservedName({ kind, id, path }: SourceFile): Diagnostic[] {
  const slug = kind === 'briefing' ? slugOf(id) : '';
  if (!isReservedSlug(slug)) return [];
  return [
    problem(
      'reserved-slug',
      `the name ‘${slug}’ is reserved by the archive`,
      { file: path, line: 1, column: 1 },
      {
        hints: ['rename the briefing: its slug is the part of its file name after the date'],
      },
    ),
  ];
}

/** Logo problems, reported even when the rest of house.yaml is invalid. */
function namedLogo({ data, placeOf }: Parsed): NamedLogo | undefined {
  const { logo, publication } = (data ?? {}) as Record<string, unknown>;
  if (typeof logo !== 'string' || !logoName.test(logo)) return undefined;
  return { name: logo, place: placeOf(['logo']), alt: String(publication) };
}

function namedStyle({ data, placeOf }: Parsed): NamedStyle | undefined {
  const { citations: name } = (data ?? {}) as Record<string, unknown>;
  return typeof name === 'string' && styleName.test(name)
    ? { name, place: placeOf(['citations']) }
    : undefined;
}

function filesByOwner(parsed: Parsed[]): Map<string, Parsed> {
  const files = parsed.filter(({ file }) => file.kind === 'trial' || file.kind === 'product');
  return new Map(files.map((one) => [one.file.id, one]));
}

/** Places in the files of trials and products, by their ids. */
function placesIn(byOwner: ReadonlyMap<string, Parsed>): PlaceOf {
  return (owner, keys) => byOwner.get(owner)?.placeOf(keys) ?? { file: owner, line: 1, column: 1 };
}
