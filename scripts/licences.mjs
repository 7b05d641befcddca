// The licence of everything that is installed or part of the repository, and whether it may be: `npm run licences`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import satisfies from 'spdx-satisfies';
import { isRemote, nameOf } from './lock-rules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What may run with the tool: permissive licences only. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Of fonts alone: what is set in them is free of it.
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
];

/** Packages whose package.json does not name a licence in the `license` field, and the file that does. */
const licensedElsewhere = { jstat: { license: 'MIT', file: 'node_modules/jstat/LICENSE' } };

/**
 * Packages under another licence that run with the tool all the same, as published and outside the bundle, with a
 * notice in README.md. A change of licence ends the exception.
 */
const exceptions = { citeproc: 'CPAL-1.0 OR AGPL-1.0' };

/** What is part of the repository and not ours. */
const inRepository = [
  { name: 'Source Serif, Source Sans', license: 'OFL-1.1', file: 'templates/fonts/OFL.txt' },
  { name: 'caniemail (condensed)', license: 'MIT', file: 'vendor/caniemail/LICENSE' },
];

/** Each package of a parsed lock file: name, version, SPDX expression or undefined, and whether it is only for development. */
export function licencesOf(lock) {
  return Object.entries(lock.packages)
    .filter(([place, entry]) => isRemote(place, entry))
    .map(([place, entry]) => {
      const name = nameOf(place, entry);
      const license = entry.license ?? licensedElsewhere[name]?.license;
      return { name, version: entry.version, license, dev: entry.dev === true };
    });
}

/** Packages that run with the tool and whose licence is missing, unknown or not permissive, one sentence each. */
export function licenceProblems(licences) {
  return licences
    .filter(({ dev, name, license }) => !dev && !isPermissive(license) && !isExcepted(name, license))
    .map(
      ({ name, version, license }) =>
        `${name}@${version} runs with the tool under ${license ?? 'no licence'}`,
    );
}

function isExcepted(name, license) {
  return Object.hasOwn(exceptions, name) && exceptions[name] === license;
}

function isPermissive(license) {
  try {
    return satisfies(license, permissive);
  } catch {
    return false;
  }
}

/** Files that say the licence of what does not say it in its package.json. */
export function licenceFiles() {
  return [...inRepository, ...Object.values(licensedElsewhere)].map(({ file }) => file);
}

function main() {
  const licences = licencesOf(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  print('Runs with the tool', grouped(licences.filter(({ dev }) => !dev)));
  print('For development only', grouped(licences.filter(({ dev }) => dev)));
  print(
    'Part of the repository',
    inRepository.map(({ name, license, file }) => [license, `${name} (${file})`]),
  );
  const problems = licenceProblems(licences);
  process.stderr.write(problems.map((problem) => `${problem}\n`).join(''));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

/** Licence and packages, in alphabetical order. */
function grouped(licences) {
  const groups = Map.groupBy(licences, ({ license }) => license ?? 'none');
  return [...groups]
    .map(([license, members]) => [
      license,
      [...new Set(members.map(({ name, version }) => `${name}@${version}`))],
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([license, members]) => [`${license} (${members.length})`, members.sort().join(', ')]);
}

function print(title, rows) {
  process.stdout.write(`${title}\n${rows.map(([license, names]) => `  ${license}: ${names}\n`).join('')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
