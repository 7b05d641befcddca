import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeTemporaryFolder } from '../../src/files/temporary-folder.ts';

const prefix = 'trialbrief-swept-';
const module = pathToFileURL(path.join(import.meta.dirname, '../../src/files/temporary-folder.ts')).href;

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'trialbrief-sweep-'));
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(temporary, { recursive: true });
});

/** A process that makes a folder and then waits to be ended. */
async function holder() {
  const code = `
    const { makeTemporaryFolder } = await import('${module}');
    const { writeFileSync } = await import('node:fs');
    globalThis.kept = makeTemporaryFolder('${prefix}');
    writeFileSync(kept.path + '/profile', 'x');
    console.log(kept.path);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, TMPDIR: temporary },
  });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const end = async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return { folder: String(line).trim(), end };
}

test('what a killed process left is swept by the next one, and no sooner', async () => {
  const { folder, end } = await holder();
  using second = makeTemporaryFolder(prefix);
  expect(existsSync(path.join(folder, 'profile'))).toBe(true);
  await end();
  expect(existsSync(folder)).toBe(true);
  using third = makeTemporaryFolder(prefix);
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(temporary).sort()).toEqual([second, third].map((one) => path.basename(one.path)).sort());
});

test('what is disposed of is gone', () => {
  const { path: folder, [Symbol.dispose]: dispose } = makeTemporaryFolder(prefix);
  expect(existsSync(folder)).toBe(true);
  dispose();
  expect(readdirSync(temporary)).toEqual([]);
});

test('nothing else under such a name is touched', () => {
  const other = mkdtempSync(path.join(temporary, 'elsewhere-'));
  writeFileSync(path.join(other, 'owner.lock'), '');
  symlinkSync(other, path.join(temporary, `${prefix}link`));
  mkdirSync(path.join(temporary, `${prefix}unlocked`));
  mkdirSync(path.join(temporary, `${prefix}odd`));
  symlinkSync(path.join(other, 'owner.lock'), path.join(temporary, `${prefix}odd/owner.lock`));
  writeFileSync(path.join(temporary, `${prefix}file`), 'x');
  const before = readdirSync(temporary).sort();
  makeTemporaryFolder(prefix)[Symbol.dispose]();
  expect(readdirSync(temporary).sort()).toEqual(before);
  expect(readdirSync(other)).toEqual(['owner.lock']);
});
