import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadContent } from '../../src/content/files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-load-'));
  for (const name of ['trials', 'products', 'briefings', 'lists']) mkdirSync(path.join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(files: Record<string, string | Uint8Array>) {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const { files: all, diagnostics } = loadContent(folder, 'content');
  const loaded = all.filter(({ refused }) => !refused);
  return {
    ids: loaded.map(({ id }) => id),
    texts: loaded.map(({ text }) => text),
    complaints: diagnostics.map(({ code, place }) => `${code} ${place.file}:${place.line}:${place.column}`),
  };
}

describe('a name of a file', () => {
  // Such names are not committed: Windows could not check them out.
  test.each([
    'con.yaml',
    'nul.yaml',
    'com1.yaml',
    'alpha-.yaml',
    '-rf.yaml',
    'Alpha.yaml',
    'ａｌｐｈａ.yaml',
    'alpha beta.yaml',
    'alpha..yaml',
    'alpha.beta.yaml',
    'a\\b.yaml',
    'älpha.yaml',
    `${'a'.repeat(65)}.yaml`,
    `${'a'.repeat(249)}.yaml`,
  ])('like %s is refused, and the file is not read', (name) => {
    expect(load({ [`trials/${name}`]: 'name: X' })).toEqual({
      ids: [],
      texts: [],
      complaints: [`bad-file-name content/trials/${name}:1:1`],
    });
  });

  test.each(['a.yaml', 'car-prism.yaml', '3.yaml', `${'a'.repeat(64)}.yaml`])('like %s is taken', (name) => {
    expect(load({ [`trials/${name}`]: 'name: X' })).toMatchObject({
      ids: [name.slice(0, -5)],
      complaints: [],
    });
  });
});

describe('a size', () => {
  const place = 'trials/alpha.yaml';

  test.each([
    [place, 8],
    ['products/alpha.yaml', 1],
    ['briefings/alpha.md', 1],
    ['sources.yaml', 1],
  ])('of %s of up to %d MB is taken, and what is larger refused without reading', (file, most) => {
    expect(load({ [file]: Buffer.alloc(most * 1_000_000, 'a') }).complaints).toEqual([]);
    expect(load({ [file]: Buffer.alloc(most * 1_000_000 + 1, 'a') })).toMatchObject({
      ids: [],
      complaints: [`file-too-large content/${file}:1:1`],
    });
    expect(loadContent(folder, 'content').diagnostics[0]?.message).toBe(
      `the file has ${most}.1 MB; the limit ${most === 8 ? 'for a trial ' : ''}is ${most} MB`,
    );
  });
});

describe('line ends', () => {
  const files = {
    'house.yaml': 'publication: X\nnote: |\n  one\n  two\n',
    'trials/alpha.yaml': 'name: A\nnote: "one\n  two"\n',
    'briefings/2026-01-01-one.md': '---\ntitle: T\n---\n\nOne  \ntwo\n',
    'brand.svg': '<svg>\n</svg>\n',
  };
  const written = (end: string) =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll('\n', end)]));
  const loadWhole = (end: string) => {
    load(written(end));
    const { designs, ...loaded } = loadContent(folder, 'content');
    return { ...loaded, designs };
  };

  test('of Windows give what those of other systems give', () => {
    const expected = loadWhole('\n');
    expect(expected.files).toHaveLength(3);
    expect(expected.designs).toHaveLength(1);
    expect(loadWhole('\r\n')).toEqual(expected);
  });
});

describe('text', () => {
  const place = 'trials/alpha.yaml';

  test('loses its byte-order mark and the line ends of Windows, and nothing else', () => {
    expect(load({ [place]: '\ufeffa: 1\r\nb: \ufeff2\rc\n' }).texts).toEqual(['a: 1\nb: \ufeff2\rc\n']);
  });

  test.each([
    ['UTF-16, little end first', '1:1', Buffer.from('\ufeffname: X', 'utf16le')],
    ['UTF-16 without a mark', '1:1', Buffer.from('name: X', 'utf16le')],
    ['Latin-1', '2:7', Buffer.from('a: 1\nb: caf\u00e9', 'latin1')],
    ['an overlong encoding', '1:1', Uint8Array.of(0xc0, 0xaf)],
    ['an encoded surrogate', '1:1', Uint8Array.of(0xed, 0xa0, 0x80)],
    ['a cut-off character', '1:2', Uint8Array.of(0x61, 0xe2, 0x82)],
  ])('in %s is refused at the first wrong byte', (_, spot, bytes) => {
    expect(load({ [place]: bytes })).toMatchObject({
      ids: [],
      complaints: [`not-text content/${place}:${spot}`],
    });
  });

  test('with NUL is refused where it stands', () => {
    expect(load({ [place]: 'a: 1\nb: \0' }).complaints).toEqual([`not-text content/${place}:2:4`]);
  });
});

test('files come in order of name; hidden ones and lists are left alone', () => {
  const { ids, complaints } = load({
    'trials/b.yaml': 'x',
    'trials/a.yaml': 'x',
    '.DS_Store': 'x',
    'trials/.b.yaml.swp': 'x',
    'lists/readers.csv': 'x',
    'house.yaml': 'x',
  });
  expect(ids).toEqual(['house', 'a', 'b']);
  expect(complaints).toEqual([]);
});

test('a content folder that is not there throws', () => {
  expect(() => loadContent(path.join(folder, 'nowhere'), 'nowhere')).toThrow(/ENOENT/);
});

describe('what stands under the name of a file but is none', () => {
  test('a folder is told of', () => {
    mkdirSync(path.join(folder, 'trials/alpha.yaml'));
    expect(load({}).complaints).toEqual(['unexpected-file content/trials/alpha.yaml:1:1']);
  });
});

describe('a link', () => {
  let outside: string;
  beforeEach(() => {
    outside = mkdtempSync(path.join(tmpdir(), 'trialbrief-outside-'));
    writeFileSync(path.join(outside, 'secret.yaml'), 'password: hunter2\n');
    mkdirSync(path.join(outside, 'folder'));
    writeFileSync(path.join(outside, 'folder/alpha.yaml'), 'password: hunter2\n');
  });
  afterEach(() => rmSync(outside, { recursive: true }));

  const everyReader = [
    'trials/alpha.yaml',
    'briefings/2026-01-15-alpha.md',
    'house.yaml',
    'endpoints.yaml',
    'sources.yaml',
    'sources/more.yaml',
    'products/drug.yaml',
    'logo.svg',
    'templates/briefing.hbs',
    'templates/partials/figure.hbs',
    'templates/styles/own.css',
  ];

  function put(name: string, make: (file: string) => void) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    make(file);
    return loadContent(folder, 'content');
  }

  test.each(everyReader)('%s that leads out of the folder is refused, and nothing of it is read', (name) => {
    const loaded = put(name, (file) => symlinkSync(path.join(outside, 'secret.yaml'), file));
    expect(loaded.diagnostics.map(({ code, place }) => `${code} ${place.file}`)).toEqual([
      `outside-content content/${name}`,
    ]);
    expect(JSON.stringify(loaded)).not.toContain('hunter2');
    expect([...loaded.files, ...loaded.designs]).toMatchObject([{ text: '', refused: true }]);
  });

  test.each(everyReader)('%s that leads nowhere, or to itself, is told as that', (name) => {
    const nowhere = put(name, (file) => symlinkSync(path.join(folder, 'gone'), file));
    expect(nowhere.diagnostics).toMatchObject([
      { code: 'unreadable-file', message: 'it cannot be read: the link leads nowhere' },
    ]);
    rmSync(path.join(folder, name));
    const circle = put(name, (file) => symlinkSync(file, file));
    expect(circle.diagnostics).toMatchObject([
      { code: 'unreadable-file', message: 'it cannot be read: the link leads back to itself' },
    ]);
  });

  test('within the folder is as good as the file', () => {
    writeFileSync(path.join(folder, 'trials/alpha.yaml'), 'name: X');
    const loaded = put('trials/beta.yaml', (file) => symlinkSync('alpha.yaml', file));
    expect(loaded.files.map(({ id, text }) => [id, text])).toEqual([
      ['alpha', 'name: X'],
      ['beta', 'name: X'],
    ]);
    expect(loaded.diagnostics).toEqual([]);
  });

  test('that the content folder itself is may lead anywhere', () => {
    writeFileSync(path.join(folder, 'trials/alpha.yaml'), 'name: X');
    const link = path.join(outside, 'content');
    symlinkSync(folder, link);
    expect(loadContent(link, 'content')).toMatchObject({ files: [{ id: 'alpha' }], diagnostics: [] });
  });

  test.each(['trials', 'briefings', 'products', 'sources', 'templates', 'templates/partials'])(
    '%s to a folder is told as that, and no less because it leads inside',
    (name) => {
      for (const target of [path.join(outside, 'folder'), path.join(folder, 'lists')]) {
        rmSync(path.join(folder, name), { recursive: true, force: true });
        const loaded = put(name, (file) => symlinkSync(target, file));
        expect(loaded.diagnostics).toMatchObject([
          { code: 'linked-folder', severity: 'error', place: { file: `content/${name}` } },
        ]);
        expect(JSON.stringify(loaded)).not.toContain('hunter2');
      }
    },
  );

  test('to a folder that nothing would read is a warning', () => {
    const loaded = put('notes', (file) => symlinkSync(path.join(outside, 'folder'), file));
    expect(loaded.diagnostics).toMatchObject([{ code: 'linked-folder', severity: 'warning' }]);
  });

  test('through a file is told', () => {
    writeFileSync(path.join(folder, 'plain'), 'x');
    const loaded = put('trials/alpha.yaml', (file) => symlinkSync('../plain/alpha.yaml', file));
    expect(loaded.diagnostics.map(({ code }) => code)).toContain('unreadable-file');
  });

  describe('or a file that is none', () => {
    test.each(everyReader)('%s: a named pipe and a device are neither waited for nor read', (name) => {
      const pipe = put(name, (file) => spawnSync('mkfifo', [file]));
      expect(pipe.diagnostics).toMatchObject([
        {
          code: 'no-plain-file',
          message: 'it is a named pipe, not a plain file',
          place: { file: `content/${name}` },
        },
      ]);
      // A device of this folder's own would need rights; through a link it is outside as well.
      rmSync(path.join(folder, name));
      const device = put(name, (file) => symlinkSync('/dev/zero', file));
      expect(device.diagnostics).toMatchObject([{ code: 'outside-content' }]);
    });

    test('a device in the folder', ({ skip }) => {
      const file = path.join(folder, 'trials/alpha.yaml');
      if (spawnSync('mknod', [file, 'c', '1', '5']).status !== 0) skip('devices cannot be made here');
      expect(loadContent(folder, 'content').diagnostics).toMatchObject([
        { code: 'no-plain-file', message: 'it is a device, not a plain file' },
      ]);
    });
  });

  test('is one only as long as it is there: a file moved over it is read', () => {
    put('trials/alpha.yaml', (file) => symlinkSync(path.join(outside, 'secret.yaml'), file));
    writeFileSync(path.join(folder, 'lists/new'), 'name: X');
    renameSync(path.join(folder, 'lists/new'), path.join(folder, 'trials/alpha.yaml'));
    expect(loadContent(folder, 'content')).toMatchObject({ files: [{ text: 'name: X' }], diagnostics: [] });
  });
});
