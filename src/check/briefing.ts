import type { Key, Located, Parsed } from '../content/parse.ts';
import { type Diagnostic, isError, problem, warning } from '../diagnostics.ts';
import { type BriefingFile, briefingSchema } from '../model/briefing.ts';
import { type Show, showsOf } from '../model/datum.ts';
import type { Briefing, KeyFigure, Library } from '../model/library.ts';
import { callsOf, type Prose } from '../model/prose.ts';
import { hasUnseenCharacter } from '../model/scalars.ts';
import { suggest } from '../suggest.ts';
import { type Names, suggestAddress } from './expressions.ts';
import { checkMarkdown } from './markdown.ts';
import { compileProse } from './prose.ts';
import { checkFigure, checkTable, type RequestContext } from './requests.ts';
import { fitSchema } from './schema.ts';

const namePattern = /^(\d{4}-\d{2}-\d{2})-([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)$/;

/** Checks a briefing: front matter, expressions, figures and tables. Undefined when it cannot stand. */
export function checkBriefing(
  parsed: Parsed,
  library: Library,
  diagnostics: Diagnostic[],
): Briefing | undefined {
  const file = fitSchema(briefingSchema, parsed, diagnostics);
  const slug = checkName(parsed, file?.date, diagnostics);
  checkBody(parsed, diagnostics);
  const names = namesOf(parsed);
  const compile = (located: Located) => compileProse(located, library, names, diagnostics);
  const body = compile(parsed.body ?? parsed.proseAt([]));
  if (parsed.body) diagnostics.push(...checkMarkdown(parsed.body, body));
  if (!file) return undefined;
  checkAuthors(file, parsed, library, diagnostics);
  const prose = (...keys: Key[]) => compile(parsed.proseAt(keys));
  const request = (field: 'figures' | 'tables', id: string): RequestContext => ({
    id,
    keys: [field, id],
    parsed,
    library,
    diagnostics,
    compile,
  });
  const briefing: Briefing = {
    id: parsed.file.id,
    slug,
    parsed,
    date: file.date,
    dataAsOf: file.dataAsOf,
    authors: file.authors,
    ...(file.series !== undefined && { series: file.series }),
    ...(file.keywords && { keywords: file.keywords }),
    title: prose('title'),
    dek: prose('dek'),
    bottomLine: file.bottomLine.map((_, index) => prose('bottomLine', index)),
    keyFigures: file.keyFigures.flatMap((entry, index) =>
      checkKeyFigure(entry, index, parsed, library, compile, diagnostics),
    ),
    body,
    figures: Object.entries(file.figures ?? {}).flatMap(
      ([id, entry]) => checkFigure(entry, request('figures', id)) ?? [],
    ),
    tables: Object.entries(file.tables ?? {}).flatMap(
      ([id, entry]) => checkTable(entry, request('tables', id)) ?? [],
    ),
  };
  checkPlacement(briefing, parsed, diagnostics);
  return diagnostics.some(isError) ? undefined : briefing;
}

function checkName(parsed: Parsed, date: string | undefined, diagnostics: Diagnostic[]): string {
  const start = { file: parsed.file.path, line: 1, column: 1 };
  const [, dateInName, slug] = namePattern.exec(parsed.file.id) ?? [];
  if (dateInName === undefined || slug === undefined) {
    diagnostics.push(
      problem('bad-file-name', 'a briefing is named <date>-<slug>.md', start, {
        hints: ['for example 2026-04-21-car-t-moves-upstream.md'],
      }),
    );
    return parsed.file.id;
  }
  if (date !== undefined && date !== dateInName) {
    diagnostics.push(
      problem(
        'date-mismatch',
        `the file name says ${dateInName}, the briefing says ${date}`,
        parsed.placeOf(['date']),
      ),
    );
  }
  return slug;
}

function checkBody(parsed: Parsed, diagnostics: Diagnostic[]): void {
  for (const [index, line] of (parsed.body?.text ?? '').split('\n').entries()) {
    const column = [...line].findIndex(hasUnseenCharacter);
    if (column < 0 || !parsed.body) continue;
    diagnostics.push(
      problem(
        'unseen-character',
        'the line holds a control, private-use or text-direction character',
        parsed.body.at(index + 1, column + 1),
        { hints: ['delete it'] },
      ),
    );
  }
}

function namesOf(parsed: Parsed): Names {
  const keys = (field: string) =>
    Object.keys((parsed.data as Record<string, object | undefined>)[field] ?? {});
  return { figures: keys('figures'), tables: keys('tables') };
}

function checkAuthors(file: BriefingFile, parsed: Parsed, library: Library, diagnostics: Diagnostic[]): void {
  for (const [index, author] of file.authors.entries()) {
    if (Object.hasOwn(library.house.authors, author) || Object.keys(library.house.authors).length === 0)
      continue;
    const hints = suggest(author, Object.keys(library.house.authors));
    diagnostics.push(
      problem('unknown-author', `house.yaml has no author ‘${author}’`, parsed.placeOf(['authors', index]), {
        hints,
      }),
    );
  }
}

function checkKeyFigure(
  entry: BriefingFile['keyFigures'][number],
  index: number,
  parsed: Parsed,
  library: Library,
  compile: (located: Located) => Prose,
  diagnostics: Diagnostic[],
): KeyFigure[] {
  const keys: Key[] =
    typeof (parsed.data as { keyFigures: unknown[] }).keyFigures[index] === 'string'
      ? ['keyFigures', index]
      : ['keyFigures', index, 'value'];
  const datum = library.data.get(entry.value);
  if (!datum) {
    diagnostics.push(
      problem('unknown-address', `nothing has the address ‘${entry.value}’`, parsed.placeOf(keys), {
        hints: suggestAddress(entry.value, library),
      }),
    );
    return [];
  }
  const { show, label, detail } = { show: undefined, label: undefined, detail: undefined, ...entry };
  const shows: readonly string[] = showsOf(datum);
  if (show !== undefined && !shows.includes(show)) {
    diagnostics.push(
      problem(
        'unknown-choice',
        `show: ${show} is not possible here; it can be ${shows.join(', ')}`,
        parsed.placeOf(['keyFigures', index, 'show']),
        { hints: suggest(show, shows) },
      ),
    );
  }
  const text = (field: 'label' | 'detail') => compile(parsed.proseAt(['keyFigures', index, field]));
  return [
    {
      datum,
      show: (show ?? shows[0]) as Show,
      ...(label !== undefined && { label: text('label') }),
      ...(detail !== undefined && { detail: text('detail') }),
    },
  ];
}

/** Every figure and table of the front matter stands in the text exactly once. */
function checkPlacement(briefing: Briefing, parsed: Parsed, diagnostics: Diagnostic[]): void {
  const placed = callsOf(briefing.body).flatMap((call) =>
    call.name === 'figure' || call.name === 'table' ? [`${call.name}s.${call.id}`] : [],
  );
  for (const [field, requests] of [
    ['figures', briefing.figures],
    ['tables', briefing.tables],
  ] as const) {
    for (const { id } of requests) {
      const times = placed.filter((key) => key === `${field}.${id}`).length;
      const name = field.slice(0, -1);
      if (times === 0)
        diagnostics.push(
          warning('unplaced', `the ${name} ‘${id}’ is nowhere in the text`, parsed.placeOfKey([field, id]), {
            hints: [`place it with {{${name} "${id}"}}`],
          }),
        );
      if (times > 1)
        diagnostics.push(
          problem(
            'placed-twice',
            `the ${name} ‘${id}’ is placed ${times} times`,
            parsed.placeOfKey([field, id]),
          ),
        );
    }
  }
}
