import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealEdition } from './mail/sealed-edition.ts';
import { runTool } from './tool.ts';

let place: string;
beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'trialbrief-json-'));
  cpSync(path.join(import.meta.dirname, 'cases/base/content'), path.join(place, 'content'), {
    recursive: true,
  });
  writeFileSync(path.join(place, 'file'), 'not a folder');
  mkdirSync(path.join(place, 'out/2026-01-15-broken'), { recursive: true });
  sealEdition(path.join(place, 'out/archive'));
  sealEdition(path.join(place, 'damaged'));
  writeFileSync(path.join(place, 'damaged/car-t/2026-04-21/r1/manifest.json'), '{}');
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Of each command: runs that fail with an exception, and runs that it refuses itself; and their codes. */
const failing: Readonly<Record<string, readonly [args: string[], code: number][]>> = {
  build: [
    [['--out', 'file'], 2],
    [['bace'], 2],
    [['--content', 'nowhere'], 2],
  ],
  check: [[['--content', 'nowhere'], 2]],
  trace: [
    [['broken'], 2],
    [['nothing'], 2],
  ],
  schema: [[['--out', 'file'], 2]],
  doctor: [[['--out', '/proc/x'], 1]],
  export: [
    [['table', '--content', 'nowhere'], 2],
    [['table', '--trial', 'nothing'], 2],
  ],
  import: [
    [['ctgov'], 2],
    [['ctgov', '--from', 'nowhere'], 2],
    [['ctgov', '--from', 'file'], 3],
  ],
  publish: [
    [['bace'], 2],
    [['base', '--archive', 'damaged'], 1],
    [['base', '--sign', 'nowhere'], 2],
    [['base', '--on', '1999-01-01'], 2],
  ],
  correct: [
    [['base', '--reason', ' '], 2],
    [['nothing', '--reason', 'A slip.'], 2],
    [['base', '--reason', 'A slip.', '--archive', 'damaged'], 1],
  ],
  verify: [
    [['nowhere'], 2],
    [['--key', 'nowhere'], 2],
  ],
  changes: [
    [['nothing'], 2],
    [['base', '--archive', 'damaged'], 1],
  ],
  search: [
    [['zzz'], 1],
    [['x', '--archive', 'nowhere'], 2],
    [['x', '--archive', 'damaged'], 1],
  ],
  site: [
    [['--archive', 'nowhere'], 2],
    [['--archive', 'damaged'], 1],
  ],
  send: [
    [['nothing', '--list', 'nowhere'], 2],
    [['car-t', '--list', 'nowhere'], 2],
    [['car-t', '--to', 'you@example.com'], 2],
  ],
  sent: [[['nothing'], 2]],
  'who-got': [
    [['no address'], 2],
    [['reader@example.com'], 1],
  ],
  bounces: [[['import', 'nowhere'], 2]],
  suppress: [
    [['no address'], 2],
    [['--list', 'nowhere'], 2],
  ],
};

const runs = Object.entries(failing).flatMap(([command, cases]) => [
  ...cases.map(([args, code]) => ({ command, args, code })),
  { command, args: ['--no-such-option'], code: 2 },
]);

describe('a command that fails under --json', () => {
  test('is tried for each command', () => {
    const commands = [...runTool(['-h']).stdout.matchAll(/^ {2}([a-z][\w-]*) /gm)].map(([, name]) => name);
    expect(commands.filter((name) => name !== 'help').sort()).toEqual(Object.keys(failing).sort());
  });

  test.each(runs)('$command $args ends with $code and one document', ({ command, args, code }) => {
    const { status, stdout, stderr } = runTool([command, ...args, '--json'], { cwd: place });
    expect(status, stderr).toBe(code);
    const document: Record<string, unknown> = JSON.parse(stdout);
    expect(document).toMatchObject({ schema: expect.any(Number), command });
    if ('error' in document) {
      expect(document.diagnostics).toEqual([]);
      expect(document.error).toMatch(/^[^\n]*\S{3}/);
      expect(stderr).toContain(document.error);
    }
  });

  test.each([[['bild', '--json']], [['--json', '--no-such-option', 'check']]])(
    '%j, which names no command, ends with 2 and one document',
    (args) => {
      const { status, stdout } = runTool(args, { cwd: place });
      expect(status).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject({ schema: 1, error: expect.stringMatching(/^unknown/) });
    },
  );

  test('help is no failure, and prints no document', () => {
    const { status, stdout } = runTool(['check', '-h', '--json']);
    expect([status, stdout.startsWith('Usage:')]).toEqual([0, true]);
  });
});
