import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Edition } from '../src/edition.ts';
import {
  type BuildMemory,
  type BuildState,
  isFresh,
  isUnchanged,
  memoryFile,
  readBuildState,
  rememberEdition,
  stampOf,
} from '../src/freshness.ts';
import { artifact } from '../src/outputs/artifact.ts';
import type { SealedRevision } from '../src/outputs/sealed.ts';

const ROOT = path.join(import.meta.dirname, '..');
const ID = '2026-01-15-base';

let place: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'trialbrief-fresh-'));
  cpSync(path.join(import.meta.dirname, 'cases/base/content'), path.join(place, 'content'), {
    recursive: true,
  });
});
afterEach(() => rmSync(place, { recursive: true }));

const draft = { thorough: false, png: false, mail: false };

function stock(browser = 'Chrome/1', wanted = draft): BuildState {
  const content = { folder: path.join(place, 'content'), shownAs: 'content' };
  return readBuildState({ content, root: ROOT, out: path.join(place, 'out') }, browser, wanted);
}

/** Leaves `out` as a build would that made the one briefing from these inputs. */
function pretendBuild(inputs: string[]): void {
  const standing = stock();
  const edition: Edition = {
    id: ID,
    title: 'T',
    dek: 'D',
    date: '2026-01-15',
    inputs: inputs.map((key) => ({ path: key, sha256: standing.hashes.get(key) ?? '' })),
    artifacts: [
      artifact('index.html', 'text/html', 'page'),
      artifact('figures/a.svg', 'image/svg+xml', 'svg'),
    ],
    obstacles: [],
    consults: [],
    consultation: '',
    previous: '',
    made: draft,
  };
  mkdirSync(path.join(place, 'out', ID, 'figures'), { recursive: true });
  for (const { path: name, bytes } of edition.artifacts)
    writeFileSync(path.join(place, 'out', ID, name), bytes);
  writeFileSync(path.join(place, 'out/index.html'), 'index');
  const memory: BuildMemory = {
    schema: 3,
    everything: standing.everything,
    toolKey: '',
    sound: {},
    warnings: [],
    profiles: {},
    editions: { [ID]: rememberEdition(edition, standing) },
    index: stampOf(path.join(place, 'out/index.html')),
    indexObstacles: [],
  };
  writeFileSync(memoryFile(path.join(place, 'out')), JSON.stringify(memory));
}

const INPUTS = ['house.yaml', 'sources.yaml', 'trials/alpha.yaml', `briefings/${ID}.md`];

function append(file: string, text = '\n'): void {
  writeFileSync(path.join(place, file), text, { flag: 'a' });
}

describe('after a build', () => {
  beforeEach(() => pretendBuild(INPUTS));

  test.each(['thorough', 'png', 'mail'] as const)(
    'an edition made without ‘%s’ is stale where it is asked for',
    (part) => {
      const standing = stock('Chrome/1', { ...draft, [part]: true });
      expect(isUnchanged(standing)).toBe(false);
      expect(isFresh(ID, standing)).toBe(false);
    },
  );

  test('nothing is stale', () => {
    expect(isUnchanged(stock())).toBe(true);
    expect(isFresh(ID, stock())).toBe(true);
  });

  test.each(['content/trials/alpha.yaml', 'content/house.yaml', `content/briefings/${ID}.md`])(
    'a change of %s makes the edition stale',
    (file) => {
      append(file);
      expect(isUnchanged(stock())).toBe(false);
      expect(isFresh(ID, stock())).toBe(false);
    },
  );

  test('a change of what the edition does not use leaves it, but the build is not unchanged', () => {
    append('content/trials/beta.yaml');
    expect(isUnchanged(stock())).toBe(false);
    expect(isFresh(ID, stock())).toBe(true);
  });

  test.each([`out/${ID}/index.html`, `out/${ID}/figures/a.svg`])('a touched %s is made anew', (file) => {
    append(file);
    expect(isUnchanged(stock())).toBe(false);
    expect(isFresh(ID, stock())).toBe(false);
  });

  test('so is one that was only dated otherwise, and one that is gone', () => {
    utimesSync(path.join(place, `out/${ID}/index.html`), 1, 1);
    expect(isFresh(ID, stock())).toBe(false);
    rmSync(path.join(place, `out/${ID}/index.html`));
    expect(isFresh(ID, stock())).toBe(false);
  });

  test('a touched index is made anew, and no edition', () => {
    append('out/index.html');
    expect(isUnchanged(stock())).toBe(false);
    expect(isFresh(ID, stock())).toBe(true);
  });

  test('another browser makes everything stale', () => {
    expect(isUnchanged(stock('Chrome/2'))).toBe(false);
    expect(isFresh(ID, stock('Chrome/2'))).toBe(false);
  });

  test('an input that is gone makes the edition stale', () => {
    rmSync(path.join(place, 'content/trials/alpha.yaml'));
    expect(isFresh(ID, stock())).toBe(false);
  });

  describe('and what is sealed since', () => {
    const sealed = (id: string, hash: string) =>
      ({ manifest: { id, slug: 'base', revision: 1 }, hash, folder: '' }) as SealedRevision;

    test('a new head of the archive is looked into, and leaves an edition whose predecessor is the same', () => {
      mkdirSync(path.join(place, 'out/archive'));
      writeFileSync(path.join(place, 'out/archive/head.json'), '{"sequence":1}');
      expect(isUnchanged(stock())).toBe(false);
      expect(isFresh(ID, stock())).toBe(true);
      expect(isFresh(ID, { ...stock(), sealed: [sealed('2026-03-01-base', 'later')] })).toBe(true);
    });

    test('another predecessor makes the edition stale', () => {
      expect(isFresh(ID, { ...stock(), sealed: [sealed('2026-01-01-base', 'a')] })).toBe(false);
    });
  });

  test('a file that nothing reads makes the build not unchanged, so that its warning is told', () => {
    writeFileSync(path.join(place, 'content/stray.txt'), 'x');
    expect(isUnchanged(stock())).toBe(false);
  });

  test('a new endpoints.yaml, which every edition reads, makes the edition stale', () => {
    const own =
      'orr: { label: Renamed, family: response, higherIsBetter: true, definition: Another name. }\n';
    writeFileSync(path.join(place, 'content/endpoints.yaml'), own);
    expect(isFresh(ID, stock())).toBe(false);
  });
});

describe('templates of the author', () => {
  const files = ['templates/styles/30-figures.css', 'templates/partials/masthead.hbs', 'logo.svg'];
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(place, 'content', file)), { recursive: true });
    writeFileSync(path.join(place, 'content', file), text);
  };

  test.each(files)('%s makes editions stale when it comes, changes and goes', (file) => {
    pretendBuild(INPUTS);
    write(file, 'a');
    expect(isFresh(ID, stock())).toBe(false);
    pretendBuild([...INPUTS, file]);
    expect(isFresh(ID, stock())).toBe(true);
    expect(isUnchanged(stock())).toBe(true);
    write(file, 'b');
    expect(isFresh(ID, stock())).toBe(false);
    expect(isUnchanged(stock())).toBe(false);
    rmSync(path.join(place, 'content', file));
    expect(isFresh(ID, stock())).toBe(false);
  });
});

describe('a memory that cannot be read costs time, never correctness', () => {
  test.each(['', 'null', '[]', '{', '{"schema":2}', '"x"'])('%j', (text) => {
    pretendBuild(INPUTS);
    writeFileSync(memoryFile(path.join(place, 'out')), text);
    expect(isUnchanged(stock())).toBe(false);
    expect(isFresh(ID, stock())).toBe(false);
  });

  test('none at all', () => {
    expect(isUnchanged(stock())).toBe(false);
    expect(isFresh(ID, stock())).toBe(false);
  });

  test.each(['{"schema":1}', `{"schema":1,"editions":{"${ID}":{}}}`])('%j', (text) => {
    pretendBuild(INPUTS);
    writeFileSync(memoryFile(path.join(place, 'out')), text);
    expect(isFresh(ID, stock())).toBe(false);
  });
});
