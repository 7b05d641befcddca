import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { readArchive } from '../../../src/archive/disk.ts';
import { wholeBelow } from '../../random.ts';

/** Somebody's change of a sealed archive, after which every hash in it is right again. */
export interface Tampering {
  /** `manifest.json of a/2026-01-01/r1: trials[0].id = "../x"`. */
  what: string;
  /** Kinds of change, for counting. */
  kind: string;
}

type Random = () => number;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What no honest publisher writes; `mark` is in every name, so that a file of that name is found. */
function hostileValues(mark: string): Json[] {
  return [
    `../../../../../../../../${mark}`,
    `../${mark}`,
    `a/../../../../../${mark}`,
    `/tmp/${mark}`,
    `..\\..\\${mark}`,
    `C:\\${mark}`,
    `${mark}\0`,
    `${mark}\u001b[2J\u009b2J`,
    `-${mark}`,
    '.',
    '..',
    '',
    ' ',
    '\n',
    `${mark}`.repeat(20_000),
    `<script>${mark}</script>"'&{{x}}`,
    ']]>--><!--',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '\ud800',
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [[[[]]]],
    { length: -1 },
    nested(400),
    JSON.parse('{"__proto__": {"path": "x"}, "constructor": {"prototype": 1}}') as Json,
    '2026-02-31',
    '9999-12-31',
    'https://example.com/',
    'javascript:alert(1)',
  ];
}

function nested(depth: number): Json {
  let value: Json = 'x';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

interface Spot {
  holder: Json[] | { [key: string]: Json };
  key: string | number;
  where: string;
}

/** Every place in a value, by its way from the top. */
function spotsOf(value: Json, where = ''): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => {
    const own = typeof key === 'number' ? `${where}[${key}]` : `${where}.${key}`;
    return [{ holder: value as Spot['holder'], key, where: own }, ...spotsOf(inner, own)];
  });
}

function oneOf<T>(all: readonly T[], random: Random): T {
  return all[wholeBelow(all.length, random)] as T;
}

/** Changes one place of a value; says which, and how. */
function changeOne(value: Json, mark: string, random: Random): string {
  const spots = spotsOf(value);
  // Few of a file's values are names and paths, and they matter most.
  const names = spots.filter(({ where }) => /(?:^|\.)(?:id|slug|path|folder|date|owner|cid)$/.test(where));
  const { holder, key, where } = oneOf(random() < 0.4 && names.length > 0 ? names : spots, random);
  const how = random();
  if (how < 0.15) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
    return `${where} is gone`;
  }
  if (how < 0.2 && Array.isArray(holder)) {
    const one = holder[Number(key)] as Json;
    holder.push(...Array.from({ length: 200 }, () => structuredClone(one)));
    return `${where} 200 times more`;
  }
  const given = oneOf(hostileValues(mark), random);
  Object.defineProperty(holder, key, { value: given, enumerable: true, configurable: true, writable: true });
  return `${where} = ${JSON.stringify(given).slice(0, 60)}`;
}

const jsonFiles = ['data.json', 'mail/message.json'];

const texts: Record<string, readonly string[]> = {
  'index.html': [
    '',
    '<main>'.repeat(50_000),
    `<main>${'<div>'.repeat(20_000)}deep`,
    `<main><p>${'a '.repeat(200_000)}`,
    '<main><p>\u001b[31m</p><script>alert(1)</script>',
    '<main'.repeat(30_000),
  ],
  'inputs/house.yaml': [
    '',
    'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n',
    `publication: ${'x'.repeat(100_000)}\n`,
    `publication: "<script>"\nsite: https://example.com/\u0000\n`,
    'publication: X\nsite: https://user:pw@example.com:99999/\n',
    'publication: X\nlogo: ../../../../etc/passwd\n',
    'publication: X\nlogo: __proto__\n',
    '- a\n- b\n',
    `${'['.repeat(5000)}`,
    '%YAML 1.2\n---\n!!js/function x\n',
  ],
  'mail/body.html': ['', '\0', 'x'.repeat(1_000_000)],
  'data.json': [
    '',
    'null',
    '[',
    '[]',
    '{}',
    '"x"',
    '1e999',
    `${'['.repeat(100_000)}`,
    '{"schema":1}',
    '{"schema":7}',
  ],
  'mail/message.json': ['', 'null', '{}', '[', '{"schema":1}', `${'{"a":'.repeat(50_000)}`],
};

/** Copies an archive and changes it as `seed` says, anew for each seed; all hashes and the chain are made to fit. */
export function tamper(sealed: string, archive: string, mark: string, random: Random): Tampering {
  cpSync(sealed, archive, { recursive: true });
  makeWritable(archive);
  const revisions = readArchive(archive);
  const { folder } = oneOf(revisions, random);
  const at = (file: string) => path.join(archive, folder, file);
  const way = random();
  if (way < 0.45) {
    const manifest = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as { [key: string]: Json };
    const count = 1 + wholeBelow(3, random);
    const what = Array.from({ length: count }, () => changeOne(manifest, mark, random)).join(', ');
    writeFileSync(at('manifest.json'), JSON.stringify(manifest));
    rechain(
      archive,
      revisions.map((one) => one.folder),
    );
    return { kind: 'manifest', what: `manifest.json of ${folder}: ${what}` };
  }
  if (way < 0.65) {
    const file = oneOf(jsonFiles, random);
    const json = JSON.parse(readFileSync(at(file), 'utf8')) as Json;
    const count = 1 + wholeBelow(3, random);
    const what = Array.from({ length: count }, () => changeOne(json, mark, random)).join(', ');
    writeFileSync(at(file), JSON.stringify(json));
    reseal(archive, folder, file);
    rechain(
      archive,
      revisions.map((one) => one.folder),
    );
    return { kind: file, what: `${folder}/${file}: ${what}` };
  }
  if (way < 0.78) {
    const file = oneOf(Object.keys(texts), random);
    const text = oneOf(texts[file] ?? [], random);
    writeFileSync(at(file), text);
    reseal(archive, folder, file);
    rechain(
      archive,
      revisions.map((one) => one.folder),
    );
    return { kind: 'text', what: `${folder}/${file}: ${JSON.stringify(text.slice(0, 40))}` };
  }
  if (way < 0.85) {
    const head = JSON.parse(readFileSync(path.join(archive, 'head.json'), 'utf8')) as Json;
    const what = changeOne(head, mark, random);
    writeFileSync(path.join(archive, 'head.json'), JSON.stringify(head));
    return { kind: 'head', what: `head.json: ${what}` };
  }
  return { kind: 'disk', what: replaceOnDisk(archive, folder, mark, random) };
}

/** Puts something else than a plain file or folder where the archive has one. */
function replaceOnDisk(archive: string, folder: string, mark: string, random: Random): string {
  const name = oneOf(
    [
      'head.json',
      'index.html',
      'feed.atom',
      'search.js',
      'assets',
      'assets/site.css',
      'trials',
      'years',
      'search',
      'keys',
      '.lock',
      '.search.sqlite',
      '.search.sqlite-journal',
      '.new-file',
      '.new-revision',
      `${folder}/manifest.json`,
      `${folder}/manifest.sig`,
      `${folder}/index.html`,
      `${folder}/data.json`,
      `${folder}/inputs`,
      `${folder}/mail/message.json`,
      folder,
      path.posix.dirname(folder),
      `${path.posix.dirname(folder)}/latest`,
      `${path.posix.dirname(folder)}/index.html`,
      `${path.posix.dirname(folder)}/citation.bib`,
    ],
    random,
  );
  const file = path.join(archive, name);
  const outside = path.join(archive, '../outside');
  mkdirSync(outside, { recursive: true });
  const there = lstatSync(file, { throwIfNoEntry: false });
  const ways: Record<string, () => void> = {
    'a link to a folder outside': () => {
      // What is there is there behind the link as well: all hashes fit.
      const target = path.join(outside, mark);
      if (there) renameSync(file, target);
      else mkdirSync(target);
      symlinkSync(target, file);
    },
    'a link to nothing': () => replace(() => symlinkSync(path.join(outside, mark), file)),
    'a link to itself': () => replace(() => symlinkSync(file, file)),
    'a link to /dev/zero': () => replace(() => symlinkSync('/dev/zero', file)),
    'a named pipe': () => replace(() => spawnSync('mkfifo', [file])),
    'a folder': () => replace(() => mkdirSync(file)),
    'an empty file': () => replace(() => writeFileSync(file, '')),
    'a file of nonsense': () => replace(() => writeFileSync(file, `${mark} {[`.repeat(1000))),
    nothing: () => replace(() => {}),
  };
  function replace(put: () => void) {
    rmSync(file, { recursive: true, force: true });
    put();
  }
  const how = oneOf(Object.keys(ways), random);
  ways[how]?.();
  return `${name} is ${how}`;
}

/** The hash and size of a file as it is now, in its manifest. */
function reseal(archive: string, folder: string, file: string): void {
  const at = path.join(archive, folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(at, 'utf8'));
  const bytes = readFileSync(path.join(archive, folder, file));
  for (const one of manifest.files) {
    if (one.path === file) Object.assign(one, { sha256: sha256(bytes), bytes: bytes.length });
  }
  if (file.startsWith('inputs/')) {
    for (const one of manifest.inputs) {
      if (`inputs/${one.path}` === file) one.sha256 = sha256(bytes);
    }
  }
  writeFileSync(at, JSON.stringify(manifest));
}

/** `previous` of every manifest and head.json, anew from the first on. `folders` are in order of sealing. */
function rechain(archive: string, folders: readonly string[]): void {
  let previous: string | null = null;
  let last: { sequence: unknown; folder: string } | undefined;
  for (const folder of folders) {
    const file = path.join(archive, folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    // One who wants another hash there has said so.
    if (typeof manifest.previous === 'string' && /^[0-9a-f]{64}$/.test(manifest.previous)) {
      manifest.previous = previous;
      writeFileSync(file, JSON.stringify(manifest));
    }
    previous = sha256(readFileSync(file));
    last = { sequence: manifest.sequence, folder };
  }
  writeFileSync(path.join(archive, 'head.json'), JSON.stringify({ schema: 1, ...last, manifest: previous }));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(file);
    else if (entry.isFile()) chmodSync(file, 0o644);
  }
}
