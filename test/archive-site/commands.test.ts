import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeLock } from '../../src/files/lock.ts';
import { runTool } from '../tool.ts';
import { makeArchive } from './made-archive.ts';

const bin = path.join(import.meta.dirname, '../../bin/trialbrief.mjs');
const archive = makeArchive();

beforeAll(() => {
  archive.seal({
    slug: 'one',
    date: '2026-01-05',
    title: 'One infusion',
    text: 'MRD was 32.1% with cilta-cel.',
  });
  archive.seal({
    slug: 'two',
    date: '2026-02-05',
    series: 'Flash',
    text: 'Daratumumab, with no result of MRD.',
  });
});

afterAll(() => archive[Symbol.dispose]());

function run(...args: string[]) {
  const { status, stdout, stderr } = runTool([...args, '--archive', archive.folder], {
    env: { NO_COLOR: '1' },
  });
  return { code: status, stdout, stderr };
}

describe('search', () => {
  test('tells of each edition where it is and what was found', () => {
    const { code, stdout } = run('search', 'cilta-cel MRD');
    expect(code).toBe(0);
    expect(stdout).toBe(
      `One infusion
  5 January 2026
  MRD was 32.1% with cilta-cel.
  ${archive.folder}/one/2026-01-05/r1/index.html

`.replace('MRD was 32.1% with cilta-cel', '‹MRD› was 32.1% with ‹cilta-cel›'),
    );
  });

  test('gives one document with --json', () => {
    const { code, stdout, stderr } = run('search', 'MRD', '--series', 'flash', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      command: 'search',
      query: 'MRD',
      found: [
        {
          id: '2026-02-05-two',
          folder: 'two/2026-02-05/r1',
          title: 'What two showed',
          date: '2026-02-05',
          series: 'Flash',
          trials: [],
          revision: 1,
          standing: 'as published',
          score: expect.any(Number),
          snippet: 'Daratumumab, with no result of ‹MRD›.',
        },
      ],
    });
  });

  test.each([
    [
      ['daratumamab'],
      1,
      'no edition matches ‘daratumamab’; ‘daratumamab’ occurs in no edition; did you mean ‘daratumumab’?',
    ],
    [['MRD', '--since', '2027'], 1, 'no edition matches ‘MRD’'],
    [['AND'], 2, 'give words to search for'],
    [['MRD', '--since', 'soon'], 2, '--since takes a date'],
    [['MRD', '--trial', 'x'], 2, 'no edition is of the trial ‘x’'],
    [['MRD', '--limit', '0'], 2, 'Expected a number'],
  ])('%j ends with %d', (args, code, told) => {
    const found = run('search', ...args);
    expect([found.code, found.stdout]).toEqual([code, '']);
    expect(found.stderr).toContain(told);
  });

  test('--limit lists fewer', () => {
    const { stdout } = run('search', 'MRD', '--limit', '1', '--json');
    expect(JSON.parse(stdout).found).toHaveLength(1);
  });
});

describe('site', () => {
  test('makes what is missing, and again nothing', () => {
    const first = run('site');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/ {2}\d+ files, \d+ written, 0 removed\n$/);
    expect(first.stderr).toContain('index.html');
    rmSync(path.join(archive.folder, 'feed.atom'));
    const again = JSON.parse(run('site', '--json').stdout);
    expect(again).toMatchObject({ schema: 1, command: 'site', written: ['feed.atom'], removed: [] });
    expect(existsSync(path.join(archive.folder, 'feed.atom'))).toBe(true);
  });

  test('waits for nobody: while a publisher is at work it ends with 6', () => {
    using lock = takeLock(path.join(archive.folder, '.lock'));
    expect(lock).toBeDefined();
    const { code, stderr } = run('site');
    expect(code).toBe(6);
    expect(stderr).toContain('another publisher is using');
  });
});

test.each(['search', 'site'])('%s of an archive that is not there says so', (command) => {
  const args = [
    bin,
    command,
    ...(command === 'search' ? ['x'] : []),
    '--archive',
    path.join(archive.folder, 'nothing'),
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('publish one first');
  expect(existsSync(path.join(archive.folder, 'nothing'))).toBe(false);
});
