import { problem, warning } from '../diagnostics.ts';
import {
  appendedTable,
  type BriefingFile,
  bottomLineParts,
  briefingSchema,
  placedIn,
  questionParts,
} from '../model/briefing.ts';
import {
  type Acknowledgement,
  type Briefing,
  type KeyFigure,
  type MailRequest,
  type Show,
  showsOf,
} from '../model/library.ts';
import { findUnseenCharacter } from '../model/scalars.ts';
import { isSlug } from '../model/slug.ts';
import type { Source } from '../model/source.ts';
import { daysBetween, writeDate } from '../notation/dates.ts';
import { suggest } from '../suggest.ts';
import type { DisplayKeys } from './arguments.ts';
import { checkFigure } from './figure.ts';
import type { FileCheck } from './file-check.ts';
import { checkLine, checkText } from './markdown.ts';
import { checkLayout } from './names.ts';
import type { Parsed } from './parse.ts';
import { compileProse } from './prose.ts';
import { type Draft, linesOf } from './request.ts';
import { type Entry, entriesAt, fieldsThatFit, fitSchema, isContainer, valueAt } from './schema.ts';
import { checkTable } from './table.ts';

const { keyFigures, figures, tables, acknowledge } = briefingSchema.shape;
const keyFigureSchema = keyFigures.unwrap().element;
const figureSchema = figures.unwrap().valueType;
const tableSchema = tables.unwrap().valueType;
const acknowledgementSchema = acknowledge.unwrap().element;

/** Checks a briefing: front matter, expressions, figures and tables. Undefined when it is invalid. */
export function checkBriefing(check: FileCheck): Briefing | undefined {
  const { parsed, diagnostics } = check;
  const file = fitSchema(briefingSchema, parsed, diagnostics);
  const fields = file ?? fieldsThatFit(briefingSchema, parsed.data);
  const slug = checkName(fields.date, check);
  checkDates(fields, check);
  checkCharacters(check);
  const placeable = placeableOf(parsed);
  const body = compileProse(parsed.body ?? parsed.proseAt([]), placeable, check);
  checkText(body.marked, check);
  const draft: Draft = {
    check,
    line: (keys) => {
      const { prose, marked } = compileProse(parsed.proseAt(keys), placeable, check);
      checkLine(marked, check);
      return prose;
    },
  };
  for (const [index, author] of (fields.authors ?? []).entries())
    check.find('author', author, ['authors', index]);
  const parts = {
    title: draft.line(['title']),
    dek: draft.line(['dek']),
    ...(fields.question && { question: linesOf(questionParts, fields.question, ['question'], draft) }),
    ...linesOf(['status'], fields, [], draft),
    bottomLine: bottomLineOf(parsed, draft),
    keyFigures: entriesAt(keyFigureSchema, parsed, ['keyFigures']).flatMap(
      (entry) => checkKeyFigure(entry, draft) ?? [],
    ),
    figures: entriesAt(figureSchema, parsed, ['figures']).flatMap((entry) => checkFigure(entry, draft) ?? []),
    tables: entriesAt(tableSchema, parsed, ['tables']).flatMap((entry) => checkTable(entry, draft) ?? []),
    acknowledgements: entriesAt(acknowledgementSchema, parsed, ['acknowledge']).map((entry) =>
      checkAcknowledgement(entry, draft),
    ),
    mail: checkMail(fields.mail ?? {}, draft),
  };
  if (!file) return undefined;
  const { date, dataAsOf, authors, series, layout, keywords } = file;
  const briefing: Briefing = {
    ...parts,
    id: parsed.file.id,
    slug,
    parsed,
    date,
    dataAsOf,
    authors,
    ...(series !== undefined && { series }),
    ...(layout !== undefined && { layout }),
    ...(keywords && { keywords }),
    body: body.prose,
  };
  checkPlacement(briefing, check);
  checkLayout(briefing, check);
  return briefing;
}

const bottomLineLabels = { shown: 'Shown', notShown: 'Not shown', watch: 'Watch' };

function bottomLineOf(parsed: Parsed, draft: Draft): Briefing['bottomLine'] {
  const written = valueAt(parsed.data, ['bottomLine']);
  if (Array.isArray(written))
    return written.flatMap((one, index) =>
      typeof one === 'string' ? [{ text: draft.line(['bottomLine', index]) }] : [],
    );
  const parts = isContainer(written) ? (written as Record<string, unknown>) : {};
  return bottomLineParts.flatMap((part) =>
    typeof parts[part] === 'string'
      ? [{ label: bottomLineLabels[part], text: draft.line(['bottomLine', part]) }]
      : [],
  );
}

const namePattern = /^(\d{4}-\d{2}-\d{2})-([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)$/;

/** The slug in the name of the file. */
function checkName(date: string | undefined, { parsed, complain }: FileCheck): string {
  const [, dateInName, slug] = namePattern.exec(parsed.file.id) ?? [];
  if (dateInName === undefined || slug === undefined) {
    if (parsed.file.refused) return parsed.file.id;
    const start = { file: parsed.file.path, line: 1, column: 1 };
    complain('bad-file-name', 'a briefing is named <date>-<slug>.md', start, {
      hints: ['for example 2026-04-21-car-t-moves-upstream.md'],
    });
    return parsed.file.id;
  }
  if (!isSlug(slug)) {
    const start = { file: parsed.file.path, line: 1, column: 1 };
    complain('bad-file-name', `‘${slug}’ is a device name reserved by Windows`, start, {
      hints: ['rename the briefing: its slug is what follows the date in the name of its file'],
    });
  }
  if (date !== undefined && date !== dateInName) {
    const message = `the file name says ${dateInName}, the briefing says ${date}`;
    complain('date-mismatch', message, parsed.placeOf(['date']));
  }
  return slug;
}

/** An edition may trail its data by so many days; old sources may be right, and those of a decade ago hardly. */
const mostDays = { behindData: 366, behindSources: 731, ofSources: 3652 };

/** The day up to which sources were read comes before the edition, and not years before it. */
function checkDates(
  { date, dataAsOf }: { date?: string | undefined; dataAsOf?: string | undefined },
  { parsed, library, diagnostics, complain }: FileCheck,
): void {
  if (date === undefined) return;
  const dated = { message: `the edition is dated ${writeDate(date)}`, place: parsed.placeOf(['date']) };
  const read = dataAsOf === undefined ? 0 : daysBetween(dataAsOf, date);
  if (dataAsOf !== undefined && read < 0) {
    const message = `sources were read up to ${writeDate(dataAsOf)}, after the date of the edition`;
    const hints = ['give the day on which the last source was read, or date the edition later'];
    complain('data-after-edition', message, parsed.placeOf(['dataAsOf']), { hints, related: [dated] });
  }
  if (dataAsOf !== undefined && read > mostDays.behindData) {
    const message = `the edition is dated ${read} days after its sources were read`;
    const related = [
      { message: `sources were read up to ${writeDate(dataAsOf)}`, place: parsed.placeOf(['dataAsOf']) },
    ];
    const hints = ['check both years, or re-read the sources and update dataAsOf'];
    complain('edition-after-data', message, parsed.placeOf(['date']), { hints, related });
    return;
  }
  const newest = newestDayOf(library.sources.values());
  const behind = newest === undefined ? 0 : daysBetween(newest, date);
  if (newest === undefined || behind <= mostDays.behindSources) return;
  const message = `the edition is dated ${behind} days after the newest source, dated ${writeDate(newest)}`;
  const makeOne = behind > mostDays.ofSources ? problem : warning;
  const hints = ['check the year, or add the newer sources'];
  diagnostics.push(makeOne('edition-after-data', message, parsed.placeOf(['date']), { hints }));
}

/** Of a source of which only the year is known, the last of that year. */
function newestDayOf(sources: Iterable<Source>): string | undefined {
  return [...sources]
    .flatMap(({ date, year }) => date ?? (year === undefined ? [] : `${String(year).padStart(4, '0')}-12-31`))
    .sort()
    .at(-1);
}

function checkCharacters({ parsed: { body }, complain }: FileCheck): void {
  for (const [index, line] of (body?.text ?? '').split('\n').entries()) {
    const found = findUnseenCharacter(line);
    if (found === undefined || !body) continue;
    const message = 'the line contains a control, private-use or text-direction character';
    complain('unseen-character', message, body.at(index + 1, found + 1), { hints: ['delete it'] });
  }
}

function placeableOf({ data }: Parsed): DisplayKeys {
  const keys = (field: string) => {
    const found = valueAt(data, [field]);
    return isContainer(found) ? Object.keys(found) : [];
  };
  return { figures: keys('figures'), tables: keys('tables') };
}

function checkKeyFigure(
  { keys, fields }: Entry<NonNullable<BriefingFile['keyFigures']>[number]>,
  { check, line }: Draft,
): KeyFigure | undefined {
  const { value, show, label, detail } = fields;
  const texts = {
    ...(label !== undefined && { label: line([...keys, 'label']) }),
    ...(detail !== undefined && { detail: line([...keys, 'detail']) }),
  };
  const datum = value === undefined ? undefined : check.find('address', value, [...keys, 'value']);
  if (!datum) return undefined;
  const shows: readonly string[] = showsOf(datum);
  if (show !== undefined && !shows.includes(show)) {
    const message = `show: ${show} is not possible here; it can be ${shows.join(', ')}`;
    const hints = suggest(show, shows).filter((hint) => !hint.startsWith('known'));
    check.complain('unknown-choice', message, check.parsed.placeOf([...keys, 'show']), { hints });
  }
  return { datum, show: (show ?? shows[0]) as Show, ...texts };
}

function checkAcknowledgement(
  { keys, fields }: Entry<NonNullable<BriefingFile['acknowledge']>[number]>,
  { check, line }: Draft,
): Acknowledgement {
  const { placeOf } = check.parsed;
  const between = (fields.between ?? []).map((name, index) => {
    const at = [...keys, 'between', index];
    check.find(name.includes('.') ? 'address' : 'trial', name, at);
    return { name, place: placeOf(at) };
  });
  const reason = line([...keys, 'reason']);
  return {
    rule: fields.rule ?? '',
    between,
    ...(fields.where !== undefined && { where: { text: fields.where, place: placeOf([...keys, 'where']) } }),
    reason,
    place: placeOf([...keys, 'rule']),
  };
}

/**
 * Every figure and table of the front matter appears in the text exactly once. One cross-trial table
 * may be left out: it begins what differs between the trials, at the end.
 */
function checkPlacement({ body, figures, tables }: Briefing, check: FileCheck): void {
  const timesOf = (name: 'figure' | 'table', id: string) =>
    placedIn(body, name).filter((one) => one === id).length;
  for (const { id } of figures) checkTimes('figure', id, timesOf('figure', id), check);
  const appended = appendedTable({ body, tables });
  for (const { id } of tables) if (id !== appended?.id) checkTimes('table', id, timesOf('table', id), check);
}

function checkTimes(
  name: string,
  id: string,
  times: number,
  { parsed, diagnostics, complain }: FileCheck,
): void {
  const place = parsed.placeOfKey([`${name}s`, id]);
  if (times === 0) {
    const hints = [`place it with {{${name} "${id}"}}`];
    diagnostics.push(
      warning('unplaced', `the ${name} ‘${id}’ does not appear in the text`, place, { hints }),
    );
  }
  if (times > 1) complain('placed-twice', `the ${name} ‘${id}’ is placed ${times} times`, place);
}

/** `mail:` of a briefing: its lines are compiled, and what it names has to be there. */
function checkMail(
  { subject, preheader, sections, figures }: NonNullable<BriefingFile['mail']>,
  { check, line }: Draft,
): MailRequest {
  checkNamed('sections', sections ?? [], headingsOf(check), check);
  checkNamed('figures', figures ?? [], figuresOf(check), check);
  return {
    ...(subject !== undefined && { subject: line(['mail', 'subject']) }),
    ...(preheader !== undefined && { preheader: line(['mail', 'preheader']) }),
    ...(sections && { sections }),
    ...(figures && { figures }),
  };
}

const words = {
  sections: { code: 'unknown-section', what: 'section' },
  figures: { code: 'unknown-figure', what: 'figure' },
};

function checkNamed(
  field: keyof typeof words,
  named: string[],
  known: string[],
  { complain, parsed }: FileCheck,
): void {
  const { code, what } = words[field];
  for (const [index, name] of named.entries()) {
    if (known.includes(name)) continue;
    complain(code, `the briefing has no ${what} ‘${name}’`, parsed.placeOf(['mail', field, index]), {
      hints: suggest(name, known),
    });
  }
}

function headingsOf({ parsed: { body } }: FileCheck): string[] {
  return [...(body?.text ?? '').matchAll(/^##[ \t]+(.+?)[ \t]*#*[ \t]*$/gm)].map(
    ([, heading]) => heading ?? '',
  );
}

function figuresOf({ parsed: { data } }: FileCheck): string[] {
  const found = valueAt(data, ['figures']);
  return isContainer(found) ? Object.keys(found) : [];
}
