import type { Endpoint } from '../model/endpoint.ts';
import type {
  CharacteristicFile,
  Cut,
  Finding,
  Group,
  Outcome,
  OutcomeFile,
  ResultTable,
  Row,
  Trial,
} from '../model/trial.ts';
import { characteristicSchema, isArm, outcomeSchema, rowSchema } from '../model/trial.ts';
import { cellValue } from './cells.ts';
import { comparisonsOf } from './comparison.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import { type Entry, entriesAt, isContainer, valueAt } from './schema.ts';
import type { TrialNames } from './trial.ts';

/** Words that begin the addresses of something else than an outcome. */
export const takenBeginnings: readonly string[] = [
  'follow-up',
  'enrolled',
  'randomised',
  'treated',
  'curve',
  'patient',
  'milestone',
  'ae',
  'baseline',
  'disposition',
];

/** The outcomes of a trial; their cells and comparisons are findings `<trial>.<outcome>.<row>.<group>`. */
export function checkOutcomes(trial: Trial, own: TrialNames, check: FileCheck): Outcome[] {
  return entriesAt(outcomeSchema, check.parsed, ['outcomes']).flatMap((entry) => {
    const { id, keys, whole, fields } = entry;
    const { parsed, complain } = check;
    if (takenBeginnings.includes(id)) {
      complain(
        'duplicate-key',
        `addresses that begin with ‘${trial.id}.${id}’ belong to something else`,
        parsed.placeOfKey(keys),
        {
          hints: ['give the outcome another key'],
        },
      );
    }
    const endpoint = endpointOf(entry, trial, check);
    const cut =
      fields.cut === undefined
        ? undefined
        : own.find('cut', fields.cut, parsed.placeOf([...keys, 'cut']), check.diagnostics);
    const table = tableOf(entry, { trial, own, check, endpoint, cut, prefix: id });
    if (!whole || !table) {
      check.names.fault('address', `${trial.id}.${id}`);
      return [];
    }
    checkStatus(whole, keys, check);
    const { type, timeFrame, status, expected, population } = whole;
    return [{ ...table, type, timeFrame, status, expected, population }];
  });
}

/** Tables of baseline characteristics or of disposition: `<trial>.<block>.<key>.<row>.<group>`. */
export function checkCharacteristics(
  block: 'baseline' | 'disposition',
  trial: Trial,
  own: TrialNames,
  check: FileCheck,
): ResultTable[] {
  return entriesAt(characteristicSchema, check.parsed, [block]).flatMap((entry) => {
    const prefix = `${block}.${entry.id}`;
    const endpoint = ownEndpoint(`${trial.id}.${prefix}`, { ...entry.fields, family: 'conduct' });
    const table = tableOf(entry, { trial, own, check, endpoint, cut: undefined, prefix });
    if (!table) check.names.fault('address', `${trial.id}.${prefix}`);
    return table ?? [];
  });
}

interface Setting {
  trial: Trial;
  own: TrialNames;
  check: FileCheck;
  endpoint: Endpoint | undefined;
  cut: Cut | undefined;
  /** Of the addresses, after the trial. */
  prefix: string;
}

type TableFields = CharacteristicFile & Partial<Omit<OutcomeFile, keyof CharacteristicFile>>;

function tableOf(entry: Entry<CharacteristicFile | OutcomeFile>, setting: Setting): ResultTable | undefined {
  const { id, keys } = entry;
  const { check, endpoint, trial } = setting;
  const fields = entry.fields as Partial<TableFields>;
  const references = check.sources(fields.source, [...keys, 'source']);
  const rows = entriesAt(rowSchema, check.parsed, [...keys, 'rows']).flatMap(({ id: key, whole }) =>
    whole ? [{ ...whole, id: key }] : [],
  );
  const cells = cellsIn(rows, keys, setting);
  const shared = sharedOf(fields, setting);
  const findings = cells.flatMap(({ row, column, at }): Finding[] => {
    const value = cellValue(at, fields, check);
    if (!value || !endpoint) return [];
    return [
      {
        ...shared,
        ...ofRow(row, fields),
        ...(isArm(column) ? { arm: column } : { group: column }),
        kind: 'finding',
        id: [trial.id, setting.prefix, row?.id, column.id].filter(Boolean).join('.'),
        keys: at,
        trial,
        endpoint,
        value,
        references,
      },
    ];
  });
  const compared = comparisonsOf(entry, { ...setting, rows }).map((finding) => ({
    ...shared,
    ...ofRow(finding.row, fields),
    ...finding,
    references,
  }));
  if (!entry.whole || !endpoint) return undefined;
  return { id, title: entry.whole.title, endpoint, rows, references, findings: [...findings, ...compared] };
}

/** What all cells of a table have in common. */
function sharedOf(fields: Partial<TableFields>, { cut }: Setting): Pick<Finding, 'grade'> & Partial<Finding> {
  const { population, assessor, threshold, assay, requiresCr, note, grade, type } = fields;
  return {
    grade: grade ?? 'primary',
    ...(population !== undefined && { population }),
    ...(assessor && { assessor }),
    ...(threshold && { threshold }),
    ...(assay !== undefined && { assay }),
    ...(requiresCr !== undefined && { requiresCr }),
    ...(note !== undefined && { note }),
    ...(cut && { cut }),
    ...(type === 'primary' && { primary: true }),
  };
}

function ofRow(row: Row | undefined, { timeFrame }: Partial<TableFields>): Partial<Finding> {
  const timing = row?.kind === 'time' ? row.label : timeFrame;
  return {
    ...(timing !== undefined && { timing }),
    ...(row && { row }),
    ...(row?.kind === 'subgroup' && { subgroup: { by: row.by ?? 'Subgroup', is: row.label } }),
  };
}

interface Cell {
  row?: Row;
  column: NonNullable<Finding['arm']> | Group;
  at: Key[];
}

/** The cells of `results`, as far as rows and groups are known. */
function cellsIn(rows: Row[], keys: Key[], { own, check }: Setting): Cell[] {
  const { parsed, complain, diagnostics } = check;
  const at = [...keys, 'results'];
  const results = valueAt(parsed.data, at);
  if (!isContainer(results)) return [];
  const columns = (path: Key[], row?: Row): Cell[] => {
    const found = valueAt(parsed.data, path);
    if (!isContainer(found)) {
      if (found !== undefined)
        complain(
          'cell-form',
          'in a table with rows, every row is a mapping of groups to cells',
          parsed.placeOf(path),
        );
      return [];
    }
    return Object.keys(found).flatMap((name) => {
      const column = own.find('group', name, parsed.placeOfKey([...path, name]), diagnostics);
      return column ? [{ ...(row && { row }), column, at: [...path, name] }] : [];
    });
  };
  const byId = new Map(rows.map((row) => [row.id, row]));
  const declared = valueAt(parsed.data, [...keys, 'rows']);
  if (declared === undefined) return columns(at);
  const known = isContainer(declared) ? Object.keys(declared) : [];
  return Object.keys(results).flatMap((name) => {
    const row = byId.get(name);
    if (row) return columns([...at, name], row);
    if (!known.includes(name))
      complain('unknown-row', `the row ‘${name}’ has no label`, parsed.placeOfKey([...at, name]), {
        hints: [`add it under rows:, as ${name}: { label: … }`],
      });
    return [];
  });
}

/** The endpoint that an outcome names, or is itself. */
function endpointOf(
  { id, keys, fields }: Entry<OutcomeFile>,
  trial: Trial,
  check: FileCheck,
): Endpoint | undefined {
  const { endpoint: name } = fields;
  if (name === undefined) {
    const endpoint = ownEndpoint(`${trial.id}.${id}`, fields);
    check.library.endpoints.set(endpoint.id, endpoint);
    return endpoint;
  }
  for (const field of ['family', 'higherIsBetter', 'event', 'abbreviation'] as const) {
    if (fields[field] === undefined) continue;
    check.complain(
      'outcome-endpoint',
      `${field}: is already defined by the endpoint ‘${name}’`,
      check.parsed.placeOfKey([...keys, field]),
      {
        hints: [`omit ${field}:, or omit endpoint: and describe the outcome here`],
      },
    );
  }
  return check.find('endpoint', name, [...keys, 'endpoint']);
}

function ownEndpoint(
  id: string,
  fields: Partial<
    Pick<
      OutcomeFile,
      'title' | 'label' | 'description' | 'unit' | 'abbreviation' | 'family' | 'higherIsBetter' | 'event'
    >
  >,
): Endpoint {
  const { title = id, label, description, unit, abbreviation, family, higherIsBetter, event } = fields;
  return {
    id,
    label: label ?? title,
    definition: description ?? title,
    family: family ?? 'other',
    ...(abbreviation !== undefined && { abbreviation }),
    ...(higherIsBetter !== undefined && { higherIsBetter }),
    ...(event && { event }),
    ...(unit !== undefined && { unit }),
  };
}

function checkStatus(
  { status, results, comparisons, expected }: OutcomeFile,
  keys: Key[],
  { parsed, complain }: FileCheck,
): void {
  const hasResults = results !== undefined || comparisons !== undefined;
  if (status !== 'posted' && hasResults) {
    complain(
      'outcome-status',
      `the outcome is ‘${status}’ but has results`,
      parsed.placeOf([...keys, 'status']),
    );
  } else if (status === 'posted' && !hasResults) {
    complain('outcome-status', 'the outcome has no results', parsed.placeOfKey(keys), {
      hints: ['add results:, or status: not posted'],
    });
  } else if (status === 'posted' && expected !== undefined) {
    complain(
      'outcome-status',
      'expected: belongs to an outcome whose results are not posted',
      parsed.placeOfKey([...keys, 'expected']),
    );
  }
}
