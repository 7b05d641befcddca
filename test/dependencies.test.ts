import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { licenceFiles, licenceProblems, licencesOf } from '../scripts/licences.mjs';
import { lockProblems, manifestProblems, unexplainedScripts } from '../scripts/lock-rules.mjs';

const root = path.join(import.meta.dirname, '..');
const lock = readJson('package-lock.json');

function readJson(file: string) {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}

describe('the lock file', () => {
  test('every package has a hash, an exact version, the npm registry and no unexplained install script', () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(400);
    expect(lockProblems(lock)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['no hash', { version: '1.0.0' }, 'has no sha512 integrity'],
    [
      'a weak hash',
      { version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
      'has no sha512 integrity',
    ],
    [
      'a choice of hashes',
      { version: '1.0.0', integrity: `${hash()} sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=` },
      'has no sha512 integrity',
    ],
    [
      'another registry',
      { version: '1.0.0', integrity: hash(), resolved: 'https://registry.npmjs.org.example/x.tgz' },
      'which is not the npm registry',
    ],
    [
      'no encryption',
      { version: '1.0.0', integrity: hash(), resolved: 'http://registry.npmjs.org/x/-/x-1.0.0.tgz' },
      'which is not the npm registry',
    ],
    [
      'a git repository',
      { version: '1.0.0', integrity: hash(), resolved: 'git+ssh://git@github.com/x/x.git#abc' },
      'which is not the npm registry',
    ],
    [
      'a file',
      { version: '1.0.0', integrity: hash(), resolved: 'file:x.tgz' },
      'which is not the npm registry',
    ],
    ['a link out of the project', { link: true, resolved: '../x' }, 'is a link to ../x'],
    ['a bundled package', { version: '1.0.0', inBundle: true }, 'has no sha512 integrity'],
    ['a range', { version: '^1.0.0', integrity: hash() }, 'has the version ^1.0.0'],
    [
      'an install script',
      { version: '1.0.0', integrity: hash(), hasInstallScript: true },
      'has an install script',
    ],
  ])('%s is refused', (_, entry, problem) => {
    expect(lockProblems({ packages: { 'node_modules/a/node_modules/x': entry } }).join('\n')).toContain(
      problem,
    );
  });

  test('the one local link may not lead elsewhere', () => {
    const problems = lockProblems({
      packages: { 'node_modules/canvas': { link: true, resolved: 'vendor/other' } },
    });
    expect(problems).toContain('node_modules/canvas is a link to vendor/other');
  });

  test('a complete entry is accepted', () => {
    const entry = {
      version: '1.0.0-rc.1',
      integrity: hash(),
      resolved: 'https://registry.npmjs.org/x/-/x-1.0.0.tgz',
    };
    expect(lockProblems({ packages: { '': {}, 'node_modules/x': entry } })).toEqual([]);
  });
});

describe('package.json', () => {
  test('asks for exact versions', () => {
    expect(manifestProblems(readJson('package.json'))).toEqual([]);
    expect(manifestProblems(readJson('vendor/canvas/package.json'))).toEqual([]);
  });

  test.each([
    '^1.0.0',
    '~1.0.0',
    '1',
    '1.x',
    '*',
    'latest',
    '',
    '>=1.0.0',
    'github:x/x',
    'npm:y@1.0.0',
    'file:../x',
  ])('‘%s’ is refused', (version) => {
    for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
      expect(manifestProblems({ [field]: { x: version } })).toHaveLength(1);
    }
  });
});

describe('install scripts', () => {
  test('npm runs none', () => {
    expect(readFileSync(path.join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  test('no installed package has one that nobody has explained, whatever the lock file says', () => {
    const manifests = installed(path.join(root, 'node_modules'));
    expect(manifests.length).toBeGreaterThan(200);
    expect(unexplainedScripts(manifests)).toEqual([]);
  });

  test.each([
    { scripts: { postinstall: 'x' } },
    { scripts: { preinstall: 'x' } },
    { scripts: { install: 'x' } },
    { gypfile: true },
  ])('%o is one', (manifest) => {
    expect(unexplainedScripts([{ name: 'x', version: '1.0.0', ...manifest }])).toEqual(['x@1.0.0']);
  });
});

describe('licences', () => {
  test('what runs with the tool is under a permissive licence', () => {
    expect(licenceProblems(licencesOf(lock))).toEqual([]);
  });

  test.each([
    'GPL-3.0-only',
    'AGPL-3.0',
    'LGPL-2.1-or-later',
    'MPL-2.0',
    'MIT AND GPL-2.0-only',
    'SEE LICENSE IN x',
    'UNLICENSED',
    '',
    undefined,
  ])('%s is refused at run time, and not for development', (license) => {
    const entry = { version: '1.0.0', license };
    expect(licenceProblems(licencesOf({ packages: { 'node_modules/x': entry } }))).toHaveLength(1);
    expect(licenceProblems(licencesOf({ packages: { 'node_modules/x': { ...entry, dev: true } } }))).toEqual(
      [],
    );
  });

  test('citeproc is the one exception, under its present licence', () => {
    const excepted = { version: '1.0.0', license: 'CPAL-1.0 OR AGPL-1.0' };
    const problems = (name: string, license: string) =>
      licenceProblems(licencesOf({ packages: { [`node_modules/${name}`]: { ...excepted, license } } }));
    expect(problems('citeproc', excepted.license)).toEqual([]);
    expect(problems('citeproc', 'AGPL-3.0-only')).toHaveLength(1);
    expect(problems('other', excepted.license)).toHaveLength(1);
  });

  test('citeproc stays outside the bundle, with a notice', () => {
    expect(readFileSync(path.join(root, 'scripts/bundle.mjs'), 'utf8')).toContain('/^citeproc$/');
    expect(readFileSync(path.join(root, 'README.md'), 'utf8')).toMatch(/citeproc-js\b.*CPAL 1\.0/);
  });

  test('a choice that offers a permissive licence is accepted', () => {
    const entry = { version: '1.0.0', license: '(MIT OR GPL-3.0-or-later)' };
    expect(licenceProblems(licencesOf({ packages: { 'node_modules/x': entry } }))).toEqual([]);
  });

  test.each(licenceFiles())('%s permits use and copies', (file) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toMatch(/permi(?:t|ssion is hereby granted)/i);
  });
});

/** A well-formed sha512 integrity. */
function hash(): string {
  return `sha512-${'A'.repeat(86)}==`;
}

/** The package.json of each package in a node_modules folder, and in those within it. */
function installed(folder: string): { name: string; version: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    const inside = path.join(folder, entry.name);
    if (entry.name.startsWith('@')) return installed(inside);
    const files = readdirSync(inside);
    const manifest = files.includes('package.json')
      ? [JSON.parse(readFileSync(path.join(inside, 'package.json'), 'utf8'))]
      : [];
    const built = manifest.map((one) => ({
      ...one,
      ...(files.includes('binding.gyp') && { gypfile: true }),
    }));
    return [
      ...built,
      ...(files.includes('node_modules') ? installed(path.join(inside, 'node_modules')) : []),
    ];
  });
}
