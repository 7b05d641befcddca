import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'trialbrief-bundle-'));
  for (const part of ['bin', 'scripts', 'src', 'templates', 'vendor', 'package.json', 'package-lock.json'])
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(copy, 'bin/trialbrief.mjs'), ...args],
    { cwd: copy, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

const cache = () => path.join(copy, '.cache/bundle');

function bundles(): string[] {
  return readdirSync(cache(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const description = () => path.join(copy, 'src/cli/commands.ts');

function describeBuild(text: string): void {
  const source = readFileSync(description(), 'utf8');
  writeFileSync(description(), source.replace(/\.description\('[^']*'\)/, `.description('${text}')`));
}

describe('the bundle', () => {
  test('is made by the first run and used by the next', () => {
    expect(run('--help').status).toBe(0);
    const [name = '', ...others] = bundles();
    expect(others).toEqual([]);
    const entry = path.join(cache(), name, 'cli.mjs');
    const { mtimeMs, ino } = statSync(entry);
    expect(run('--help').stdout).toContain('build briefings');
    expect(bundles()).toEqual([name]);
    expect(statSync(entry)).toMatchObject({ mtimeMs, ino });
  });

  test('is what runs', () => {
    const [name = ''] = bundles();
    const entry = path.join(cache(), name, 'cli.mjs');
    const code = readFileSync(entry, 'utf8');
    appendFileSync(entry, "\nprocess.stderr.write('from the bundle\\n');\n");
    expect(run('--help').stderr).toContain('from the bundle');
    writeFileSync(entry, code);
  });

  test('is made anew when a source changes, and older ones go', () => {
    for (const [index, text] of ['one', 'two', 'three', 'four'].entries()) {
      const before = bundles();
      describeBuild(text);
      expect(run('build', '--help').stdout).toContain(text);
      expect(bundles()).not.toEqual(before);
      expect(bundles().length).toBe(Math.min(index + 2, 3));
    }
  });

  test('is made anew when a source changes without its size or time of change telling', () => {
    const { mtime } = statSync(description());
    describeBuild('five');
    spawnSync('touch', ['-d', mtime.toISOString(), description()]);
    expect(run('build', '--help').stdout).toContain('five');
  });

  test('is made whole by several processes at once', async () => {
    rmSync(cache(), { recursive: true });
    const ends = Array.from({ length: 3 }, () => {
      const child = spawn(process.execPath, [path.join(copy, 'bin/trialbrief.mjs'), '--help']);
      return new Promise((resolve) => child.on('close', resolve));
    });
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    expect(bundles()).toHaveLength(1);
  });

  test('is not needed: the sources run where nothing can be written', () => {
    rmSync(cache(), { recursive: true });
    writeFileSync(cache(), 'a file where the folder belongs');
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    rmSync(cache());
  });

  test('tells an unexpected error with the lines of the sources', () => {
    const doctor = path.join(copy, 'src/cli/doctor.ts');
    const source = readFileSync(doctor, 'utf8');
    const [before = '', after = ''] = source.split('export async function runDoctor(');
    const broken = `${before}export async function runDoctor(${after.replace('{\n', "{\n  if (performance.now() > 0) throw new TypeError('unexpected');\n")}`;
    writeFileSync(doctor, broken);
    const line = broken.slice(0, broken.indexOf("TypeError('unexpected'")).split('\n').length;
    const { status, stderr } = run('--debug', 'doctor');
    expect(status).toBe(1);
    expect(stderr).toContain('TypeError: unexpected');
    expect(stderr).toMatch(new RegExp(`at runDoctor \\(file://.*/src/cli/doctor\\.ts:${line}:`));
    expect(stderr).not.toContain('.cache/bundle');
    writeFileSync(doctor, source);
  });
});
