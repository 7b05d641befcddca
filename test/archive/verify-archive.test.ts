import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { verifyArchive, verifyFolder } from '../../src/cli/verify.ts';
import { sha256 } from '../../src/outputs/artifact.ts';
import { newArchive, publicationOf, publish, removeArchive } from './publications.ts';

let sealed: string;
let archive: string;
beforeAll(() => {
  sealed = newArchive();
  publish(sealed, publicationOf('2026-01-01-alpha'));
  publish(sealed, publicationOf('2026-02-02-beta'));
  publish(sealed, publicationOf('2026-01-01-alpha', { revision: 2 }));
  publish(sealed, publicationOf('2026-03-03-gamma'));
});
afterAll(() => removeArchive(sealed));

/** A copy elsewhere, in which anything can be changed. */
beforeEach(() => {
  archive = newArchive();
  cpSync(sealed, archive, { recursive: true });
  for (const { folder, manifest } of readArchive(archive)) {
    for (const one of ['', 'inputs', 'manifest.json', ...manifest.files.map((file) => file.path)])
      chmodSync(path.join(archive, folder, one), 0o755);
  }
});
afterEach(() => removeArchive(archive));

const alpha = 'alpha/2026-01-01/r1';
const alphaAgain = 'alpha/2026-01-01/r2';
const beta = 'beta/2026-02-02/r1';
const gamma = 'gamma/2026-03-03/r1';

function at(file: string): string {
  return path.join(archive, file);
}

async function flaws(head?: string): Promise<string[]> {
  const found = await verifyArchive(archive, { keys: [], head, progress: () => {} });
  return found.flaws.map(({ kind, where, message }) => `${kind} ${where}: ${message}`);
}

function rewriteManifest(folder: string, change: (text: string) => string): void {
  const file = at(`${folder}/manifest.json`);
  const text = readFileSync(file, 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(file, change(text));
}

test('a copy on another machine is what was sealed', async () => {
  const found = await verifyArchive(archive, { keys: [], head: undefined, progress: () => {} });
  expect(found.flaws).toEqual([]);
  expect(found.revisions.map(({ folder }) => folder)).toEqual([alpha, beta, alphaAgain, gamma]);
  expect(found.files).toBe(12);
});

describe('files', () => {
  test('each byte counts', async () => {
    for (const file of ['index.html', 'inputs/house.yaml']) {
      const bytes = readFileSync(at(`${beta}/${file}`));
      for (const [index, byte] of bytes.entries()) {
        const flipped = Buffer.from(bytes);
        flipped[index] = byte ^ 1;
        writeFileSync(at(`${beta}/${file}`), flipped);
        expect(await flaws()).toEqual([`altered ${beta}/${file}: its bytes are not those that were sealed`]);
      }
      writeFileSync(at(`${beta}/${file}`), bytes);
    }
    expect(await flaws()).toEqual([]);
  });

  test('one that is gone', async () => {
    rmSync(at(`${beta}/index.html`));
    expect(await flaws()).toEqual([`missing ${beta}/index.html: was sealed and is gone`]);
  });

  test('ones that were added, wherever', async () => {
    mkdirSync(at('beta/notes'));
    const added = [
      `${beta}/extra.txt`,
      `${beta}/inputs/.hidden`,
      `${beta}/manifest.sig`,
      'beta/2026-02-02/notes.txt',
      'beta/notes/a.txt',
      'keys/mine.pem',
      'archive.zip',
      'beta/index.html',
      '.hidden',
    ];
    mkdirSync(at('keys'));
    for (const file of added) writeFileSync(at(file), 'new');
    expect(await flaws()).toEqual(added.sort().map((file) => `extra ${file}: was not sealed`));
  });

  test('what a site and its builders leave is none of them', async () => {
    mkdirSync(at('trials/maia'), { recursive: true });
    mkdirSync(at('.new-revision/beta'), { recursive: true });
    for (const file of [
      'index.html',
      'feed.atom',
      'search.js',
      'beta/2026-02-02/.index.html.new-77',
      'beta/2026-02-02/index.html',
      'trials/maia/index.html',
      '.search.sqlite',
      '.search.sqlite-wal',
      '.new-revision/beta/half',
    ])
      writeFileSync(at(file), 'made again and again');
    expect(await flaws()).toEqual([]);
  });

  test('two that were exchanged', async () => {
    const [one, other] = [`${alpha}/index.html`, `${alphaAgain}/index.html`];
    const bytes = readFileSync(at(one));
    writeFileSync(at(one), readFileSync(at(other)));
    writeFileSync(at(other), bytes);
    expect(await flaws()).toEqual([
      `swapped ${one}: contains what was sealed as ${other}`,
      `swapped ${other}: contains what was sealed as ${one}`,
    ]);
  });

  test('one under another name', async () => {
    renameSync(at(`${beta}/index.html`), at(`${beta}/page.html`));
    expect(await flaws()).toEqual([
      `missing ${beta}/index.html: was sealed and is gone`,
      `extra ${beta}/page.html: was not sealed; ${beta}/index.html was, with its bytes`,
    ]);
  });

  test('a link to the very bytes', async () => {
    renameSync(at(`${beta}/index.html`), at('index.html'));
    symlinkSync(at('index.html'), at(`${beta}/index.html`));
    expect(await flaws()).toEqual([`altered ${beta}/index.html: is no plain file`]);
  });
});

describe('manifests', () => {
  test('one that was changed, with what it says of a file', async () => {
    writeFileSync(at(`${beta}/index.html`), 'another page');
    const page = /("path": "index.html"[^}]*"sha256": ")\w+/;
    rewriteManifest(beta, (text) => text.replace(page, `$1${sha256('another page')}`));
    expect(await flaws()).toEqual([
      `altered ${beta}/manifest.json: is not the manifest that was sealed: ${alphaAgain}/manifest.json remembers another`,
    ]);
  });

  test('the newest', async () => {
    rewriteManifest(gamma, (text) => text.replace('About', 'about'));
    expect(await flaws()).toEqual([
      `altered ${gamma}/manifest.json: is not the manifest that was sealed: head.json remembers another`,
    ]);
  });

  test('two in a row are both named', async () => {
    rewriteManifest(beta, (text) => text.replace('About', 'about'));
    rewriteManifest(alphaAgain, (text) => text.replace('About', 'about'));
    expect(await flaws()).toEqual([
      `altered ${alphaAgain}/manifest.json: is not the manifest that was sealed: ${gamma}/manifest.json remembers another`,
      `altered ${beta}/manifest.json: is not the manifest that was sealed: ${alphaAgain}/manifest.json, which was changed itself, remembers another`,
    ]);
  });

  test.each([
    ['', 'it is not JSON'],
    ['{"schema":2}', 'id: it is missing'],
    ['[]', 'expected an object'],
    ['{"schema":2,"sequence":1,"files":[null]}', 'id: it is missing'],
  ])('one that says ‘%s’', async (text, problem) => {
    writeFileSync(at(`${gamma}/manifest.json`), text);
    expect(await flaws()).toContain(`unreadable ${gamma}/manifest.json: cannot be read: ${problem}`);
  });

  test('one that is gone', async () => {
    rmSync(at(`${gamma}/manifest.json`));
    expect(await flaws()).toContain(
      `missing ${gamma}/manifest.json: is missing, and with it the record of what was sealed here`,
    );
  });
});

describe('revisions', () => {
  test('one out of the middle', async () => {
    rmSync(at('beta'), { recursive: true });
    expect(await flaws()).toEqual([
      `missing number 2: number 2 of the archive is gone: ${alphaAgain} refers to what was sealed before it`,
    ]);
  });

  test('the first of an edition', async () => {
    rmSync(at(alpha), { recursive: true });
    expect(await flaws()).toEqual([
      `missing ${alpha}: r2 of the edition is there, this one is gone`,
      `missing number 1: number 1 of the archive is gone: ${beta} refers to what was sealed before it`,
    ]);
  });

  test('the newest', async () => {
    rmSync(at('gamma'), { recursive: true });
    expect(await flaws()).toEqual([
      `missing ${gamma}: number 4 of the archive is gone: head.json refers to what was sealed before it`,
    ]);
  });

  test('the newest, with what tells of it, is missed only by who knew of it', async () => {
    const known = readArchive(archive).at(-1)?.hash ?? '';
    rmSync(at('gamma'), { recursive: true });
    rmSync(at('head.json'));
    expect(await flaws()).toEqual(['missing head.json: is missing: nothing shows which revision is newest']);
    writeFileSync(at('head.json'), readFileSync(path.join(sealed, 'head.json'), 'utf8').replace('4', '3'));
    expect((await flaws(known))[1]).toBe(
      `missing the revision that you know of: no manifest of the archive has the sha256 ${known}`,
    );
  });

  test('a manifest that is empty is told once, and what it left open', async () => {
    writeFileSync(at(`${alpha}/manifest.json`), '');
    expect(await flaws()).toEqual([
      `unreadable ${alpha}/manifest.json: cannot be read: it is not JSON`,
      `missing number 1: number 1 of the archive is gone: ${beta} refers to what was sealed before it`,
    ]);
  });

  test('two folders that were exchanged', async () => {
    renameSync(at(alpha), at('aside'));
    renameSync(at(alphaAgain), at(alpha));
    renameSync(at('aside'), at(alphaAgain));
    expect(await flaws()).toEqual([
      `misplaced ${alpha}: its manifest says that it was sealed as ${alphaAgain}`,
      `misplaced ${alphaAgain}: its manifest says that it was sealed as ${alpha}`,
    ]);
  });

  test('a copy under another name', async () => {
    cpSync(at('gamma'), at('delta'), { recursive: true });
    expect(await flaws()).toEqual([
      `misplaced delta/2026-03-03/r1: its manifest says that it was sealed as ${gamma}`,
      `chain delta/2026-03-03/r1: says that it was sealed as number 4, and so does ${gamma}`,
      `chain ${gamma}: says that it was sealed as number 4, and so does delta/2026-03-03/r1`,
    ]);
  });

  test('one from another archive', async () => {
    const other = newArchive();
    publish(other, publicationOf('2026-04-04-delta'));
    cpSync(path.join(other, 'delta'), at('delta'), { recursive: true });
    removeArchive(other);
    expect((await flaws()).map((line) => line.split(':')[0])).toEqual([
      `chain ${alpha}`,
      'chain delta/2026-04-04/r1',
      'altered delta/2026-04-04/r1/manifest.json',
    ]);
  });

  test('a head that is nonsense', async () => {
    appendFileSync(at('head.json'), '}');
    expect(await flaws()).toEqual(['unreadable head.json: cannot be read: it is not JSON']);
  });

  test.each([
    [{ sequence: 3 }, 'sequence 3, where its manifest says 4'],
    [{ sequence: 900 }, 'sequence 900, where its manifest says 4'],
    [{ folder: beta }, `folder ${beta}, where its manifest says ${gamma}`],
    [{ sequence: 1, folder: alpha }, `sequence 1, where its manifest says 4 and folder ${alpha}, where`],
  ])('a head that contradicts the manifest that it names: %j', async (change, told) => {
    const head = JSON.parse(readFileSync(at('head.json'), 'utf8'));
    writeFileSync(at('head.json'), JSON.stringify({ ...head, ...change }));
    expect(await flaws()).toEqual([expect.stringContaining(`altered head.json: says ${told}`)]);
  });

  test.each([
    [{ sequence: 'four' }, 'sequence: expected a number'],
    [{ sequence: 1e300 }, 'sequence: expected'],
    [{ folder: '../../x' }, 'folder: expected a path inside the folder'],
    [{ manifest: 'x' }, 'manifest: expected a sha256'],
    [{ schema: 9 }, 'schema: expected 1'],
  ])('a head that says what no head can say: %j', async (change, told) => {
    const head = JSON.parse(readFileSync(at('head.json'), 'utf8'));
    writeFileSync(at('head.json'), JSON.stringify({ ...head, ...change }));
    expect(await flaws()).toEqual([expect.stringContaining(`unreadable head.json: cannot be read: ${told}`)]);
  });

  test('a head that a killed publisher left one behind is in order', async () => {
    const head = readArchive(archive).at(-2);
    const text = JSON.stringify({ schema: 1, sequence: 3, folder: head?.folder, manifest: head?.hash });
    writeFileSync(at('head.json'), text);
    expect(await flaws()).toEqual([]);
  });
});

describe('a sealed folder alone', () => {
  const look = (folder: string) => verifyFolder(folder, { keys: [], progress: () => {} });

  test('is known under its own name wherever it lies', async () => {
    renameSync(at(beta), at('elsewhere'));
    const found = await look(at('elsewhere'));
    expect(found?.revisions.map(({ folder }) => folder)).toEqual([beta]);
    expect(found).toMatchObject({ flaws: [], files: 3 });
  });

  test('with files that were changed and added', async () => {
    writeFileSync(at(`${beta}/index.html`), 'another page');
    writeFileSync(at(`${beta}/extra.txt`), 'new');
    const found = await look(at(beta));
    expect(found?.flaws.map(({ kind, where }) => `${kind} ${where}`)).toEqual([
      `extra ${beta}/extra.txt`,
      `altered ${beta}/index.html`,
    ]);
  });

  test('is none without a manifest', async () => {
    expect(await look(archive)).toBeUndefined();
  });
});
