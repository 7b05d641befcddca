import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';

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
      `the file has ${most}.1 MB; ${most === 8 ? 'a trial' : 'it'} may have ${most} MB`,
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
