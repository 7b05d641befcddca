// Which faults of a source are listed as changing nothing, and which entries of that list are of no fault any more.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutantsOf } from './operators.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const equivalents = JSON.parse(readFileSync(new URL('equivalent.json', import.meta.url), 'utf8'));

/** The faults of a source, each with its line, the text of that, and the source that has it. */
export function readMutants(file) {
  const code = readFileSync(path.join(root, file), 'utf8');
  return mutantsOf(code).map((one) => {
    const line = code.slice(0, one.start).split('\n').length;
    const was = code.slice(one.start, one.end);
    return {
      ...one,
      file,
      line,
      text: code.split('\n')[line - 1].trim(),
      change: `${oneLine(was)} → ${oneLine(one.replacement)}`,
      code: code.slice(0, one.start) + one.replacement + code.slice(one.end),
    };
  });
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ');
}

/** The entry that lists a fault; undefined when there is none. */
export function entryOf(mutant) {
  return equivalents.find((entry) => isOf(entry, mutant));
}

/** Entries whose file, line or change is no longer in the source, in words. */
export function staleEntries(entries = equivalents) {
  const mutants = new Map();
  const mutantsIn = (file) => {
    if (!mutants.has(file)) mutants.set(file, existsSync(path.join(root, file)) ? readMutants(file) : []);
    return mutants.get(file);
  };
  return entries
    .filter((entry) => !mutantsIn(entry.file).some((mutant) => isOf(entry, mutant)))
    .map(({ file, line, change }) => `${file}: ${change} in ‘${line}’`);
}

function isOf({ file, line, change }, mutant) {
  return file === mutant.file && line === mutant.text && change === mutant.change;
}
