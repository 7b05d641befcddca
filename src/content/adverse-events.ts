import type { Endpoint } from '../model/endpoint.ts';
import { asSlug } from '../model/slug.ts';
import type { Arm, Finding, Trial } from '../model/trial.ts';
import {
  type AdverseEvents,
  type AdverseEventsFile,
  type AdverseEventTerm,
  adverseEventsSchema,
  type Group,
  isArm,
  type Total,
  totals,
} from '../model/trial.ts';
import type { Value } from '../shapes/shapes.ts';
import { valueOfText } from './cells.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import { fieldsThatFit, isContainer, valueAt } from './schema.ts';
import type { TrialNames } from './trial.ts';

type Column = Arm | Group;
type Make = (endpoint: Endpoint, column: Column, value: Value, at: { id: string; keys: Key[] }) => Finding;

const block = 'adverseEvents';

/** The adverse events of a trial: `<trial>.ae.<total or term>.<group>`. */
export function checkAdverseEvents(
  trial: Trial,
  own: TrialNames,
  check: FileCheck,
): AdverseEvents | undefined {
  const { parsed } = check;
  const data = valueAt(parsed.data, [block]);
  if (!isContainer(data)) return undefined;
  const fields = fieldsThatFit(adverseEventsSchema, data) as Partial<AdverseEventsFile>;
  const references = check.sources(fields.source, [block, 'source']);
  const columns = Object.keys(isContainer(data.groups) ? data.groups : {}).map((name) =>
    own.find('group', name, parsed.placeOfKey([block, 'groups', name]), check.diagnostics),
  );
  const make: Make = (endpoint, column, value, { id, keys }) => ({
    kind: 'finding',
    id: `${trial.id}.ae.${id}`,
    keys,
    trial,
    endpoint,
    ...(isArm(column) ? { arm: column } : { group: column }),
    value,
    ...(fields.timeFrame !== undefined && { timing: fields.timeFrame }),
    references,
    grade: fields.grade ?? 'primary',
  });
  const counted = new Map(
    totals.map((total) => {
      const endpoint = endpointOf(total, trial, check);
      return [total, totalsOf(total, fields, { endpoint, columns, make }, check)] as const;
    }),
  );
  const terms = termsOf(trial, fields, columns, make, check);
  if (!fields.groups || fields.timeFrame === undefined) {
    check.names.fault('address', `${trial.id}.ae`);
    return undefined;
  }
  return {
    threshold: fields.threshold,
    timeFrame: fields.timeFrame,
    references,
    columns: columns.filter((column) => column !== undefined),
    totals: counted,
    terms,
  };
}

function endpointOf(total: Total, trial: Trial, { library }: FileCheck): Endpoint {
  const built = { serious: 'sae', deaths: 'deaths', other: undefined }[total];
  const found = built && library.endpoints.get(built);
  return (
    found || {
      id: `${trial.id}.ae.${total}`,
      label: 'adverse events other than serious',
      family: 'safety',
      higherIsBetter: false,
      definition: 'Patients with at least one adverse event that was not serious.',
    }
  );
}

function totalsOf(
  total: Total,
  { groups = {} }: Partial<AdverseEventsFile>,
  { endpoint, columns, make }: { endpoint: Endpoint; columns: (Column | undefined)[]; make: Make },
  check: FileCheck,
): Map<string, Finding> {
  const found = columns.flatMap((column): [string, Finding][] => {
    const written = column && groups[column.id]?.[total];
    if (!column || written === undefined) return [];
    const keys = [block, 'groups', column.id, total];
    const value = patientsIn(written, keys, check);
    return value ? [[column.id, make(endpoint, column, value, { id: `${total}.${column.id}`, keys })]] : [];
  });
  return new Map(found);
}

function termsOf(
  trial: Trial,
  { terms = [] }: Partial<AdverseEventsFile>,
  columns: (Column | undefined)[],
  make: Make,
  check: FileCheck,
): AdverseEventTerm[] {
  const { parsed, complain } = check;
  const given = new Map<string, Key[]>();
  return terms.map((written, index): AdverseEventTerm => {
    const keys: Key[] = [block, 'terms', index];
    const { term, system, serious = false, vocabulary } = written;
    const id = written.key ?? `${asSlug(term)}${serious ? '-serious' : ''}`;
    const before = given.get(id) ?? (totals.includes(id as Total) ? [block, 'groups'] : undefined);
    if (before) {
      complain(
        'duplicate-key',
        `‘${trial.id}.ae.${id}’ is the address of something else`,
        parsed.placeOf([...keys, 'term']),
        {
          related: [{ message: 'given before', place: parsed.placeOf(before) }],
          hints: ['give one of them a key: of its own'],
        },
      );
    }
    if (id === '')
      complain(
        'duplicate-key',
        `‘${term}’ cannot be turned into an address`,
        parsed.placeOf([...keys, 'term']),
        {
          hints: ['give it a key: made of lower-case letters, digits and hyphens'],
        },
      );
    given.set(id, [...keys, 'term']);
    const endpoint: Endpoint = {
      id: `${trial.id}.ae.${id}`,
      label: serious ? `${term} (serious)` : term,
      family: 'safety',
      higherIsBetter: false,
      definition: [system, vocabulary].filter(Boolean).join('; ') || term,
    };
    if (before) return { id, endpoint, system, serious, cells: new Map(), events: [] };
    const cells = cellsOf(written.cells, [...keys, 'cells'], columns, check).flatMap(
      ({ column, at, text }): [string, Finding][] => {
        const value = patientsIn(text, at, check);
        return value
          ? [[column.id, make(endpoint, column, value, { id: `${id}.${column.id}`, keys: at })]]
          : [];
      },
    );
    const events = cellsOf(written.events ?? [], [...keys, 'events'], columns, check).map(
      ({ column, at, text }): Finding =>
        make(
          endpoint,
          column,
          { shape: 'count', value: text, unit: 'events' },
          { id: `${id}.${column.id}.events`, keys: at },
        ),
    );
    return { id, endpoint, system, serious, cells: new Map(cells), events };
  });
}

interface Written<T> {
  column: Column;
  at: Key[];
  text: T;
}

/** Cells by group, or in the order of the groups. */
function cellsOf<T>(
  written: T[] | Record<string, T>,
  keys: Key[],
  columns: (Column | undefined)[],
  { parsed, complain }: FileCheck,
): Written<T>[] {
  if (Array.isArray(written)) {
    if (written.length !== columns.length && written.length > 0) {
      complain('cell-count', `${written.length} cells for ${columns.length} groups`, parsed.placeOf(keys), {
        hints: [
          'give a cell for each group of adverseEvents, in their order; `not reported` where there is none',
        ],
      });
      return [];
    }
    return written.flatMap((text, index) => {
      const column = columns[index];
      return column ? [{ column, at: [...keys, index], text }] : [];
    });
  }
  return Object.entries(written).flatMap(([name, text]) => {
    const column = columns.find((one) => one?.id === name);
    if (column) return [{ column, at: [...keys, name], text }];
    const known = columns.flatMap((one) => one?.id ?? []);
    return (
      complain('unknown-group', `adverseEvents has no group ‘${name}’`, parsed.placeOfKey([...keys, name]), {
        hints: [`known: ${known.join(', ')}`],
      }) ?? []
    );
  });
}

/** Patients affected of those at risk; undefined where the source does not report them. */
function patientsIn(text: string, keys: Key[], check: FileCheck): Value | undefined {
  if (text === 'not reported') return undefined;
  const value = valueOfText(text, keys, {}, check);
  if (!value || value.shape === 'proportion') return value;
  return check.complain(
    'cell-form',
    `‘${text}’: expected patients affected of those at risk, such as 12/140`,
    check.parsed.placeOf(keys),
  );
}

/** Every adverse event as a finding, totals first. */
export function findingsOfEvents({ totals: counted, terms }: AdverseEvents): Finding[] {
  return [
    ...[...counted.values()].flatMap((cells) => [...cells.values()]),
    ...terms.flatMap(({ cells, events }) => [...cells.values(), ...events]),
  ];
}
