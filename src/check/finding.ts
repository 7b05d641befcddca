import type { Key, Parsed } from '../content/parse.ts';
import { type Diagnostic, problem } from '../diagnostics.ts';
import type { Library } from '../model/library.ts';
import {
  type Arm,
  type Finding,
  type FindingFile,
  shapeNames,
  type Trial,
  type Value,
} from '../model/trial.ts';
import { checkNumbers } from './numbers.ts';
import { deriveEvents } from './proportion.ts';
import type { References } from './references.ts';

/** Resolves one finding; undefined when it cannot stand. */
export function checkFinding(
  key: string,
  raw: FindingFile,
  trial: Trial,
  parsed: Parsed,
  library: Library,
  references: References,
  diagnostics: Diagnostic[],
): Finding | undefined {
  const keys = ['findings', key];
  const arms = new Map(trial.arms.map((arm) => [arm.id, arm]));
  const cuts = new Map(trial.cuts.map((cut) => [cut.id, cut]));
  const endpoint = references.find('endpoint', raw.endpoint, library.endpoints, parsed, [
    ...keys,
    'endpoint',
  ]);
  const arm =
    raw.arm === undefined ? undefined : references.find('arm', raw.arm, arms, parsed, [...keys, 'arm']);
  const compare = raw.compare?.map((id, index) =>
    references.find('arm', id, arms, parsed, [...keys, 'compare', index]),
  );
  const cut =
    raw.cut === undefined ? undefined : references.find('cut', raw.cut, cuts, parsed, [...keys, 'cut']);
  const sources = references.sources(raw.source, parsed, [...keys, 'source']);
  const value = checkShape(raw, keys, parsed, diagnostics);
  checkSubject(raw, keys, parsed, diagnostics);
  if (!value || !endpoint) return undefined;
  diagnostics.push(...checkNumbers(value, keys, parsed));
  const { population, assessor, threshold, assay, timing, requiresCr, primary, note } = raw;
  return {
    ...defined({ population, assessor, threshold, assay, timing, requiresCr, primary, note, arm, cut }),
    ...(compare?.[0] && compare[1] && { compare: [compare[0], compare[1]] as [Arm, Arm] }),
    id: `${trial.id}.${key}`,
    trial,
    endpoint,
    value,
    references: sources,
    grade: raw.grade ?? 'primary',
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}

function checkShape(
  raw: FindingFile,
  keys: Key[],
  parsed: Parsed,
  diagnostics: Diagnostic[],
): Value | undefined {
  const given = shapeNames.filter((name) => raw[name] !== undefined);
  const [shape, second] = given;
  if (!shape || second) {
    const message = shape
      ? `a finding holds one kind of value; this one holds ${given.join(' and ')}`
      : 'the finding holds no value';
    diagnostics.push(
      problem('value-shape', message, parsed.placeOfKey(second ? [...keys, second] : keys), {
        hints: second ? ['make a finding of each'] : [`give one of ${shapeNames.join(', ')}`],
      }),
    );
    return undefined;
  }
  if (shape !== 'proportion') return { shape, ...raw[shape] } as Value;
  return deriveEvents(
    raw.proportion as NonNullable<FindingFile['proportion']>,
    [...keys, shape],
    parsed,
    diagnostics,
  );
}

/** A ratio or difference compares two arms; everything else belongs to one arm or to the whole trial. */
function checkSubject(raw: FindingFile, keys: Key[], parsed: Parsed, diagnostics: Diagnostic[]): void {
  const contrast = raw.hazardRatio ?? raw.oddsRatio ?? raw.difference;
  const refuse = (message: string, place = parsed.placeOfKey(keys)) =>
    diagnostics.push(problem('wrong-subject', message, place));
  if (contrast && !raw.compare) refuse('a ratio or difference needs compare: [experimental, control]');
  if (!contrast && raw.compare) {
    refuse(
      'compare: belongs to a ratio or difference; give arm: instead',
      parsed.placeOfKey([...keys, 'compare']),
    );
  }
  if (raw.arm !== undefined && raw.compare) {
    refuse('a finding has arm: or compare:, not both', parsed.placeOfKey([...keys, 'compare']));
  }
}
