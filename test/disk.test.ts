import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recoverFolders, writeFolder, writeWhole } from '../src/files/edition-disk.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'trialbrief-disk-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

/** Files under a folder with their texts. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort()
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]),
  );
}

/** Names in a folder; undefined when it was exchanged for another while it was read. */
function namesOfOne(folder: string): string[] | undefined {
  try {
    const before = statSync(folder).ino;
    const names = readdirSync(folder);
    return statSync(folder).ino === before ? names : undefined;
  } catch {
    return undefined;
  }
}

function file(name: string, text: string) {
  return { path: name, bytes: Buffer.from(text) };
}

function lay(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(parent, name)), { recursive: true });
    writeFileSync(path.join(parent, name), text);
  }
}

/** The id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('writeFolder', () => {
  test('writes all files, in folders of their own, and leaves nothing beside them', async () => {
    await writeFolder(path.join(parent, 'e'), [file('a.txt', 'A'), file('figures/b.svg', 'B')]);
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'A', 'e/figures/b.svg': 'B' });
  });

  test('replaces an older folder whole: what is no longer written is gone', async () => {
    lay({ 'e/a.txt': 'old', 'e/figures/old.svg': 'old' });
    await writeFolder(path.join(parent, 'e'), [file('a.txt', 'new')]);
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'new' });
  });

  test('makes the folders above it', async () => {
    await writeFolder(path.join(parent, 'out/deep/e'), [file('a.txt', 'A')]);
    expect(contentOf(parent)).toEqual({ 'out/deep/e/a.txt': 'A' });
  });

  test('that fails keeps the old folder as it was, and clears up', async () => {
    lay({ 'e/a.txt': 'old' });
    const impossible = [file('a.txt', 'new'), file('a.txt/inside', 'new')];
    await expect(writeFolder(path.join(parent, 'e'), impossible)).rejects.toThrow();
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'old' });
    expect(readdirSync(parent)).toEqual(['e']);
  });

  test('that fails after the old folder stepped aside puts it back', async () => {
    lay({ 'e/a.txt': 'old' });
    await expect(writeFolder(path.join(parent, 'e'), [])).rejects.toThrow();
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'old' });
  });

  test('that cannot step aside for the new keeps the old', async () => {
    lay({ 'e/a.txt': 'old', [`.e.old-${process.pid}/stays`]: 'in the way' });
    await expect(writeFolder(path.join(parent, 'e'), [file('a.txt', 'new')])).rejects.toThrow();
    expect(contentOf(path.join(parent, 'e'))).toEqual({ 'a.txt': 'old' });
    expect(existsSync(path.join(parent, `.e.new-${process.pid}`))).toBe(false);
  });

  test('shows a reader the old folder or the new one, never a part', async () => {
    const edition = (text: string) => Array.from({ length: 20 }, (_, index) => file(`${index}.txt`, text));
    const folder = path.join(parent, 'e');
    await writeFolder(folder, edition('0'));
    const seen: number[] = [];
    let writing = true;
    const watch = async () => {
      while (writing) {
        const names = namesOfOne(folder);
        if (names) seen.push(names.length);
        await new Promise(setImmediate);
      }
    };
    const watching = watch();
    for (let run = 1; run <= 20; run += 1) await writeFolder(folder, edition(String(run)));
    writing = false;
    await watching;
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen)).toEqual(new Set([20]));
    expect(new Set(Object.values(contentOf(folder)))).toEqual(new Set(['20']));
  });
});

describe('writeWhole', () => {
  test('replaces a file and makes the folders above it', async () => {
    const target = path.join(parent, 'a/b.txt');
    await writeWhole(target, 'one');
    const before = statSync(target).ino;
    await writeWhole(target, 'two');
    expect(contentOf(parent)).toEqual({ 'a/b.txt': 'two' });
    expect(statSync(target).ino).not.toBe(before);
  });

  test('that fails keeps the old file', async () => {
    lay({ 'b.txt/inside': 'a folder stands there' });
    await expect(writeWhole(path.join(parent, 'b.txt'), 'new')).rejects.toThrow();
    expect(contentOf(parent)['b.txt/inside']).toBe('a folder stands there');
  });

  test('that fails leaves nothing behind', async () => {
    lay({ 'b.txt/inside': 'a folder stands there' });
    await writeWhole(path.join(parent, 'b.txt'), 'new').catch(() => {});
    expect(readdirSync(parent)).toEqual(['b.txt']);
  });
});

describe('recoverFolders', () => {
  test('drops what a killed process was still writing', async () => {
    lay({ [`.e.new-${endedProcess()}/a.txt`]: 'half', 'e/a.txt': 'old' });
    await recoverFolders(parent);
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'old' });
  });

  test('puts an old folder back whose successor never came', async () => {
    const pid = endedProcess();
    lay({ [`.e.old-${pid}/a.txt`]: 'old', [`.e.new-${pid}/a.txt`]: 'new' });
    await recoverFolders(parent);
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'old' });
  });

  test('drops an old folder whose successor stands', async () => {
    lay({ [`.e.old-${endedProcess()}/a.txt`]: 'old', 'e/a.txt': 'new' });
    await recoverFolders(parent);
    expect(contentOf(parent)).toEqual({ 'e/a.txt': 'new' });
  });

  test('leaves the folders of a process that still runs', async () => {
    const files = { [`.e.new-${process.ppid}/a.txt`]: 'half', [`.e.old-${process.ppid}/a.txt`]: 'old' };
    lay(files);
    await recoverFolders(parent);
    expect(contentOf(parent)).toEqual(files);
  });

  test('clears up after an earlier process that had the id of this one', async () => {
    lay({ [`.e.new-${process.pid}/a.txt`]: 'half' });
    await recoverFolders(parent);
    expect(readdirSync(parent)).toEqual([]);
  });

  test('touches nothing else', async () => {
    const files = { '.e.older-1/a': 'x', '.hidden': 'x', 'e.new-1/a': 'x', '.build.json': 'x' };
    lay(files);
    await recoverFolders(parent);
    expect(contentOf(parent)).toEqual(files);
  });

  test('is content with a folder that is not there', async () => {
    await expect(recoverFolders(path.join(parent, 'nowhere'))).resolves.toBeUndefined();
  });
});
