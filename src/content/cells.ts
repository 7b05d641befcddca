import { type Finding, isOfAll, type Trial } from '../model/trial.ts';
import { toMonths } from '../notation/terms.ts';
import { type Fault, isFault } from '../shapes/shape.ts';
import {
  completeValue,
  faultsOf,
  shapes,
  type Value,
  type WrittenShape,
  writtenShapes,
} from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import { type CellDefaults, type CellText, readCell, type Span } from './cell-grammar.ts';
import type { FileCheck } from './file-check.ts';
import type { Key } from './parse.ts';
import { explainIssue, valueAt } from './schema.ts';

const shapeNames = Object.keys(writtenShapes) as WrittenShape[];

/** The value of the cell under `keys`, a compact scalar or a map of one shape; undefined, having complained. */
export function cellValue(keys: Key[], defaults: CellDefaults, check: FileCheck): Value | undefined {
  const found = valueAt(check.parsed.data, keys);
  if (typeof found === 'string') return valueOfText(found, keys, defaults, check);
  if (found === undefined) return undefined;
  const names = Object.keys(found as object);
  const [shape] = names.filter(isShape);
  if (names.length !== 1 || !shape) {
    return check.complain(
      'cell-form',
      'a cell that is a mapping has one value shape',
      check.parsed.placeOf(keys),
      {
        hints: names.length === 1 ? suggest(names[0] as string, shapeNames) : [],
      },
    );
  }
  if (shapes[shape].subject === 'comparison')
    return check.complain(
      'wrong-subject',
      `${shapes[shape].noun.one} compares two arms; write it under comparisons:`,
      check.parsed.placeOfKey([...keys, shape]),
    );
  return shapeValue(shape, [...keys, shape], check);
}

export function isShape(name: string): name is WrittenShape {
  return Object.hasOwn(writtenShapes, name);
}

/** The value that is written as a mapping under `keys`. */
export function shapeValue(shape: WrittenShape, keys: Key[], check: FileCheck): Value | undefined {
  const { parsed, diagnostics } = check;
  const written = valueAt(parsed.data, keys);
  const raw = shape === 'unavailable' && typeof written === 'string' ? { reason: written } : written;
  const result = writtenShapes[shape].schema.safeParse(raw);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const placed = { ...issue, path: [...keys, ...issue.path] } as typeof issue;
      diagnostics.push(...explainIssue(placed, parsed, writtenShapes[shape].schema));
    }
    return undefined;
  }
  const made = completeValue(shape, result.data);
  const faults = isFault(made) ? [made] : faultsOf(made);
  for (const fault of faults) {
    check.complain(
      fault.code,
      fault.message,
      parsed.placeOf([...keys, ...fault.at]),
      fault.hints && { hints: fault.hints },
    );
  }
  return isFault(made) ? undefined : made;
}

const plainCounts = /^(0|[1-9]\d{0,8})\/([1-9]\d{0,8})$/;

/** The value of `text`, which is the scalar under `keys`. */
export function valueOfText(
  text: string,
  keys: Key[],
  defaults: CellDefaults,
  check: FileCheck,
): Value | undefined {
  const counts = plainCounts.exec(text);
  if (counts) {
    const [events, of] = [Number(counts[1]), Number(counts[2])];
    if (events <= of) return { shape: 'proportion', events, of, eventsDerived: false };
  }
  const read = readCell(text, defaults);
  const refuse = (code: string, message: string, [offset, length]: Span, hints?: string[]) =>
    check.complain(
      code,
      `‘${text}’: ${message}`,
      check.parsed.proseAt(keys).at(1, offset + 1, length),
      hints && { hints },
    );
  if ('problem' in read) return refuse('cell-form', read.problem, read.span, read.hints);
  const spanOf = (at: Fault['at']) => spanIn(read, at, text);
  const result = writtenShapes[read.shape].schema.safeParse(read.raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = (issue?.path ?? []) as Fault['at'];
    return refuse('cell-form', issue?.message ?? 'not a value', spanOf(path));
  }
  const made = completeValue(read.shape, result.data);
  for (const fault of isFault(made) ? [made] : faultsOf(made))
    refuse(fault.code, fault.message.replace(/^‘[^’]*’: /, ''), spanOf(fault.at), fault.hints);
  return isFault(made) ? undefined : made;
}

function spanIn({ spans }: CellText, at: Fault['at'], text: string): Span {
  return spans[at.join('.')] ?? spans[String(at[0])] ?? [0, text.length];
}

/**
 * The findings that could fill a table's cell: what is chosen, else what is newest of all patients. More than
 * one means that the author has to choose.
 */
export function candidatesFor(
  trial: Trial,
  endpoint: string,
  isWanted: (finding: Finding) => boolean,
  chosen: ReadonlySet<string>,
): Finding[] {
  const all = trial.findings.filter((finding) => finding.endpoint.id === endpoint && isWanted(finding));
  const picked = all.filter((finding) => chosen.has(finding.id));
  if (picked.length > 0) return picked;
  const whole = all.filter(isOfAll);
  const latest = Math.max(...whole.map(followUpOf));
  return preferred(whole.filter((finding) => followUpOf(finding) === latest));
}

/** Median follow-up in months of the cut a finding belongs to; unknown comes before everything. */
function followUpOf({ cut }: Finding): number {
  return cut?.followUp ? toMonths(cut.followUp) : -1;
}

/** A time-to-event cell shows the median when it was reached, else the landmark rate. */
function preferred(findings: Finding[]): Finding[] {
  const reached = findings.filter(({ value }) => value.shape === 'median' && typeof value.value !== 'string');
  if (reached.length > 0) return reached;
  const rates = findings.filter(({ value }) => value.shape === 'rate');
  return rates.length > 0 ? rates : findings;
}
