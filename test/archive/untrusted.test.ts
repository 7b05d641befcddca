import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { toPredecessor } from '../../src/cli/content.ts';
import { readSealedMail } from '../../src/cli/recipients.ts';
import { verifyArchive } from '../../src/cli/verify.ts';
import { openArchiveReader } from '../../src/site/shelf.ts';
import { rebuildSite } from '../../src/site/site.ts';
import { type MadeArchive, type Making, makeArchive } from '../archive-site/made-archive.ts';
import { sealEdition } from '../mail/sealed-edition.ts';
import { runTool } from '../tool.ts';
import { newArchive, publicationOf, publish, removeArchive } from './publications.ts';
import type { Tried } from './untrusted/runner.ts';

const root = path.join(import.meta.dirname, '../..');

/** An archive one below a folder of its own, and a folder beside it that nobody may touch. */
let place: string;
let made: MadeArchive;
beforeEach(() => {
  place = newArchive();
  mkdirSync(path.join(place, 'outside'));
  writeFileSync(path.join(place, 'outside/kept.txt'), 'kept');
  made = makeArchive(path.join(place, 'archive'));
});
afterEach(() => removeArchive(place));

function at(file: string): string {
  return path.join(made.folder, file);
}

async function flaws(): Promise<string[]> {
  const found = await verifyArchive(made.folder, { keys: [], head: undefined, progress: () => {} });
  return found.flaws.map(({ kind, where, message }) => `${kind} ${where}: ${message}`);
}

function expectOutsideUntouched(): void {
  expect(readdirSync(path.join(place, 'outside'))).toEqual(['kept.txt']);
  expect(readdirSync(place).sort()).toEqual(['archive', 'outside']);
  expect(readFileSync(path.join(place, 'outside/kept.txt'), 'utf8')).toBe('kept');
}

const edition = { slug: 'one', date: '2026-01-05' } as const;

interface Lie extends Partial<Making> {
  /** Further files that it lists. */
  more?: object[];
  /** What it says in place of the truth, of any kind. */
  as?: object;
}

describe('a manifest that leads elsewhere, with every hash in order', () => {
  const [up, hash] = ['../../../../outside/x', 'a'.repeat(64)];
  const file = { mediaType: 'text/plain', bytes: 1, sha256: hash };
  const lies: [string, Lie, string][] = [
    ['the id of a trial', { trials: [{ id: up, name: 'X' }] }, 'trials[0].id: expected lower-case letters'],
    ['an id that is a path', { trials: [{ id: '/etc', name: 'X' }] }, 'trials[0].id: expected lower-case'],
    ['a file', { more: [{ ...file, path: up }] }, 'files[3].path: expected a path inside the folder'],
    ['an absolute file', { more: [{ ...file, path: '/etc/passwd' }] }, 'files[3].path: expected a path'],
    ['a file of Windows', { more: [{ ...file, path: '..\\x' }] }, 'files[3].path: expected a path inside'],
    ['a file with NUL', { more: [{ ...file, path: 'a\0b' }] }, 'files[3].path: expected a path inside'],
    ['a name without end', { more: [{ ...file, path: 'a'.repeat(5000) }] }, 'files[3].path: expected'],
    ['a file twice', { more: [{ ...file, path: 'index.html' }] }, 'files: one path is listed twice'],
    ['an input', { inputs: [{ path: up, sha256: hash }] }, 'inputs[0].path: expected a path inside'],
    ['its date', { as: { date: '../../..' } }, 'date: expected a date such as 2026-04-21'],
    ['a day that is none', { as: { date: '2026-02-31' } }, 'date: no such day'],
    ['its slug', { as: { slug: '..' } }, 'slug: expected lower-case letters'],
    ['its id', { as: { id: '2026-01-05-other' } }, 'id: expected its date and slug'],
    ['its revision', { as: { revision: '../1' } }, 'revision: expected a number'],
    ['a revision that is none', { as: { revision: 1.5 } }, 'revision: expected a whole number'],
    ['its place', { as: { sequence: 1e308 } }, 'sequence: expected'],
    ['its files', { as: { files: null } }, 'files: expected a list'],
    ['its title', { as: { title: ['x'] } }, 'title: expected text'],
    ['its reason', { as: { correction: { kind: '__proto__', reason: 'x' } } }, 'correction.kind: expected'],
    ['nothing', { as: { authors: undefined } }, 'authors: it is missing'],
  ];

  test.each(lies)('by %s is refused by every reader, and nothing is written', async (_, making, problem) => {
    const { more = [], as = {}, ...rest } = making;
    const manifest = made.seal({ ...edition, ...rest });
    const lie = { ...manifest, files: [...manifest.files, ...more], ...as };
    writeFileSync(at('one/2026-01-05/r1/manifest.json'), JSON.stringify(lie));
    expect(await flaws()).toEqual([
      expect.stringContaining(`unreadable one/2026-01-05/r1/manifest.json: cannot be read: ${problem}`),
    ]);
    const told = `one/2026-01-05/r1/manifest.json cannot be read: ${problem}`;
    expect(() => readArchive(made.folder)).toThrow(told);
    await expect(rebuildSite(openArchiveReader(made.folder), root)).rejects.toThrow(told);
    expectOutsideUntouched();
    expect(readdirSync(made.folder)).toEqual(['one']);
  });

  test('by the folder that it lies in is refused', async () => {
    made.seal(edition);
    mkdirSync(at('two/2026-01-05'), { recursive: true });
    renameSync(at('one/2026-01-05/r1'), at('two/2026-01-05/r1'));
    await expect(rebuildSite(openArchiveReader(made.folder), root)).rejects.toThrow(
      'two/2026-01-05/r1/manifest.json says that it was sealed as one/2026-01-05/r1',
    );
  });

  test('names that every object has are names like others', async () => {
    const files = { 'figures/constructor': 'x', toString: 'x', hasOwnProperty: 'x' };
    made.seal({
      ...edition,
      trials: [{ id: 'constructor', name: '__proto__' }],
      keywords: ['toString'],
      files,
    });
    await rebuildSite(openArchiveReader(made.folder), root);
    const page = readFileSync(at('one/2026-01-05/index.html'), 'utf8');
    expect(page).toContain('__proto__');
    expect(page).not.toContain('native code');
    expect(await flaws()).toEqual([]);
  });
});

describe('a link in place of what is the archive’s', () => {
  const links = ['assets', 'trials', 'years', 'search', 'one/2026-01-05/latest', 'feed.atom', 'index.html'];

  test.each(links)('%s is not written through', async (name) => {
    made.seal(edition);
    mkdirSync(path.dirname(at(name)), { recursive: true });
    symlinkSync(path.join(place, 'outside'), at(name));
    await expect(rebuildSite(openArchiveReader(made.folder), root)).rejects.toThrow(
      `${name} is a link, not a`,
    );
    expect(await flaws()).toEqual([`extra ${name}: is not a plain file, and was not sealed`]);
    expectOutsideUntouched();
  });

  test.each(['.search.sqlite', '.search.sqlite-journal', '.search.sqlite-wal'])(
    '%s is done without',
    async (name) => {
      made.seal(edition);
      symlinkSync(path.join(place, 'outside/new'), at(name));
      await rebuildSite(openArchiveReader(made.folder), root);
      expectOutsideUntouched();
    },
  );

  test('a slug is not sealed through, nor the key or the lock', () => {
    made.seal(edition);
    for (const name of ['alpha', '.lock']) {
      const archive = newArchive();
      symlinkSync(path.join(place, 'outside'), path.join(archive, name));
      expect(() => publish(archive, publicationOf('2026-01-01-alpha'))).toThrow(
        /a file alpha where a folder is needed|\.lock is a link/,
      );
      rmSync(archive, { recursive: true });
    }
    expectOutsideUntouched();
  });

  test('a sealed folder, and one in it, is not read through', async () => {
    made.seal({ ...edition, facts: [] });
    renameSync(at('one/2026-01-05/r1/inputs'), path.join(place, 'outside/inputs'));
    symlinkSync(path.join(place, 'outside/inputs'), at('one/2026-01-05/r1/inputs'));
    expect(await flaws()).toEqual([
      'extra one/2026-01-05/r1/inputs: was not sealed',
      'missing one/2026-01-05/r1/inputs/house.yaml: was sealed and is gone',
    ]);
    await expect(rebuildSite(openArchiveReader(made.folder), root)).rejects.toThrow(
      'one/2026-01-05/r1/inputs is a link, not a folder',
    );
  });
});

describe('a pipe, a device or a flood in place of a file', () => {
  const put: [string, (file: string) => void][] = [
    ['a named pipe', (file) => void spawnSync('mkfifo', [file])],
    ['a link to /dev/zero', (file) => symlinkSync('/dev/zero', file)],
    ['a folder', (file) => mkdirSync(file)],
    ['a file of 40 MB', (file) => writeFileSync(file, Buffer.alloc(40_000_000, 'x'))],
  ];

  test.each(put)('%s is neither waited for nor read whole', async (_, make) => {
    made.seal({ ...edition, facts: [] });
    for (const name of ['head.json', 'one/2026-01-05/r1/manifest.json', 'one/2026-01-05/r1/data.json']) {
      const aside = existsSync(at(name)) ? readFileSync(at(name)) : undefined;
      rmSync(at(name), { force: true });
      make(at(name));
      expect((await flaws()).join('\n')).toContain(name);
      if (!name.endsWith('head.json')) {
        const revisions = () => readArchive(made.folder).map((one) => toPredecessor(one, made.folder));
        expect(revisions).toThrow(new RegExp(`^${name.replaceAll('.', '\\.')}.* (?:is|has)`));
      }
      rmSync(at(name), { recursive: true });
      if (aside) writeFileSync(at(name), aside);
    }
    expect(await flaws()).toEqual([]);
  });
});

describe('what the tool itself reads of a revision', () => {
  test.each([
    ['[]', 'expected an object'],
    ['{"schema":1,"edition":"x","trials":[],"facts":[{}]}', 'facts[0].id: it is missing'],
    ['nonsense', 'it is not JSON'],
  ])('data.json that says ‘%s’ is told by verify and by who compares', async (text, problem) => {
    made.seal({ ...edition, files: { 'data.json': text } });
    const told = `one/2026-01-05/r1/data.json cannot be read: ${problem}`;
    expect(await flaws()).toEqual([`unreadable ${told.replace(' cannot', ': cannot')}`]);
    const [revision] = readArchive(made.folder);
    expect(() => revision && toPredecessor(revision, made.folder)).toThrow(told);
  });

  test.each([
    [{ from: undefined }, 'from: it is missing'],
    [{ images: [{ cid: 'a', path: 7, mediaType: 'image/png' }] }, 'images[0].path: expected text'],
    [{ subject: 'a\r\nBcc: b@example.com' }, 'subject: expected one line'],
    [{ merge: [{ token: 'e', field: 'name', fallback: 'x' }] }, 'merge[0].token: expected at least 8'],
    [{ pdf: { path: '../x', name: 'x', attached: true } }, 'pdf.path: expected "briefing.pdf"'],
    [{ edition: '2026-01-01-other' }, 'it belongs to 2026-01-01-other'],
  ])('a mail that says %j is not sent', (message, problem) => {
    sealEdition(made.folder, { message: message as object });
    const [revision] = readArchive(made.folder);
    expect(() => revision && readSealedMail(made.folder, revision)).toThrow(
      `car-t/2026-04-21/r1/mail/message.json cannot be read: ${problem}`,
    );
  });

  test('a page without end in depth is told', async () => {
    made.seal({ ...edition, text: '<div>'.repeat(20_000) });
    await expect(rebuildSite(openArchiveReader(made.folder), root)).rejects.toThrow(
      'one/2026-01-05/r1/index.html cannot be read: its elements are nested more than 1000 deep',
    );
  });

  test('a search index that somebody made up is made anew', async () => {
    made.seal({ ...edition, text: 'MRD was 32.1%.' });
    await rebuildSite(openArchiveReader(made.folder), root);
    const database = new DatabaseSync(at('.search.sqlite'));
    database.exec('CREATE TRIGGER t AFTER INSERT ON editions BEGIN DELETE FROM notes; END');
    database.exec(`UPDATE notes SET value = '{'`);
    database.close();
    await rebuildSite(openArchiveReader(made.folder), root);
    const again = new DatabaseSync(at('.search.sqlite'), { readOnly: true });
    expect(again.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()).toEqual([]);
    again.close();
  });
});

describe('an archive that was published, tampered with at random and hashed again', () => {
  let home: string;
  beforeAll(() => {
    home = newArchive();
    cpSync(path.join(root, 'content'), path.join(home, 'content'), { recursive: true });
    const run = (...args: string[]) => {
      const { status, stderr } = runTool(args, { cwd: home });
      if (status !== 0) throw new Error(stderr);
    };
    run('publish', 'aquila-delays-myeloma', '--on', '2026-04-15');
    run('publish', 'car-t-moves-upstream', '--on', '2026-04-22');
    appendFileSync(path.join(home, 'content/trials/aquila.yaml'), '\n# Read once more.\n');
    run('correct', 'aquila-delays-myeloma', '--on', '2026-04-25', '--reason', 'A slip.');
  }, 240_000);
  afterAll(() => removeArchive(home));

  // More and others: node test/archive/untrusted/runner.ts <archive> <seed> <count>.
  test('is told of by every command, which stays inside it', { timeout: 300_000 }, () => {
    const runner = path.join(import.meta.dirname, 'untrusted/runner.ts');
    const count = 40;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--max-old-space-size=600', runner, path.join(home, 'out/archive'), '20261130', `${count}`],
      { encoding: 'utf8', maxBuffer: 256 << 20, timeout: 280_000 },
    );
    const tried = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Tried);
    expect(status, `after ${tried.at(-1)?.what}: ${stderr}`).toBe(0);
    expect(tried).toHaveLength(count);
    expect(tried.filter(({ touched }) => touched.length > 0)).toEqual([]);
    const runs = tried.flatMap(({ what, ran }) => ran.map((one) => ({ what, ...one })));
    expect(runs.filter(({ code }) => ![0, 1, 2, 6].includes(code ?? -1))).toEqual([]);
    const raw =
      /Cannot read prop|is not a function|is not iterable|\[object Object\]|\n {4}at |\bundefined\b/;
    expect(runs.filter(({ said }) => raw.test(said))).toEqual([]);
    // What is refused is refused by the name of a file of the archive.
    const site = runs.filter(({ command, code }) => command === 'site' && code === 1);
    expect(site.length).toBeGreaterThan(0);
    expect(site.filter(({ said }) => !/^\S*[\w.-]+ (?:is|has|cannot|says|was|leads)/.test(said))).toEqual([]);
    expect(new Set(tried.map(({ kind }) => kind)).size).toBeGreaterThan(4);
  });
});
