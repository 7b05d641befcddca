import { spawnSync } from 'node:child_process';
import {
  cpSync,
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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CASES = path.join(import.meta.dirname, 'cases');
const BIN = path.join(import.meta.dirname, '../bin/trialbrief.mjs');
const COMMANDS = ['build', 'check', 'schema', 'doctor'];

let place: string;
beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'trialbrief-cli-'));
  cpSync(path.join(CASES, 'base/content'), path.join(place, 'content'), { recursive: true });
  cpSync(path.join(CASES, 'base/content'), path.join(place, 'broken'), { recursive: true });
  cpSync(path.join(CASES, 'ten-faults/content'), path.join(place, 'broken'), { recursive: true });
});
afterAll(() => rmSync(place, { recursive: true }));

function argumentsFor(args: string[]): string[] {
  return [BIN, ...args];
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argumentsFor(args), {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, CI: '1' },
  });
  return { code: status, stdout, stderr };
}

/** Every file under a folder, as text or bytes and with its time of change. */
function photograph(folder: string): string[] {
  if (!existsSync(folder)) return ['nothing'];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      const stat = statSync(file);
      const bytes = stat.isFile() ? readFileSync(file).toString('base64') : '';
      return `${name} ${stat.mtimeMs} ${bytes}`;
    });
}

describe('usage', () => {
  test.each([
    [['bild'], 'Did you mean build?'],
    [['chekc'], 'Did you mean check?'],
    [['check', '--contnet', 'x'], 'Did you mean --content?'],
    [['--jsn', 'check'], 'Did you mean --json?'],
    [['check', 'superfluous'], 'too many arguments'],
    [['check', '--content'], 'argument missing'],
  ])('%j ends with 2 and says why', (args, why) => {
    const { code, stdout, stderr } = run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('\n    at ');
    expect(stdout).toBe('');
  });

  test('-h lists the commands and the exit codes', () => {
    const { code, stdout, stderr } = run('-h');
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('Exit codes: 0 done');
  });

  test.each(COMMANDS)('%s -h has examples', (command) => {
    const { code, stdout } = run(command, '-h');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Examples?:\n {2}npm run /m);
  });
});

describe('check', () => {
  test('of sound content ends with 0 and says what there is', () => {
    const { code, stdout, stderr } = run('check');
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^2 trials, 1 product, 2 sources, 1 briefing: no errors\n\n2026-01-15-base: ready to publish\n {2}\d+ numbers: \d+ traced/,
    );
    expect(code).toBe(0);
  });

  test('of broken content ends with 3, tells all on stderr and writes nothing', () => {
    const before = photograph(place);
    const { code, stdout, stderr } = run('check', '--content', 'broken');
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error unseen-character broken\/trials\/gamma\.yaml:1:7\n/);
    expect(stderr).toContain('10 errors in 1 file');
    expect(photograph(place)).toEqual(before);
  });

  test('--json gives one document on stdout, for sound content and for broken', () => {
    expect(JSON.parse(run('check', '--json').stdout)).toMatchObject({
      schema: 2,
      command: 'check',
      diagnostics: [],
      briefings: [{ id: '2026-01-15-base', numbers: { waived: 0 } }],
    });
    const { code, stdout } = run('--json', 'check', '--content', 'broken');
    const { schema, command, diagnostics } = JSON.parse(stdout);
    expect([code, schema, command, diagnostics.length]).toEqual([3, 2, 'check', 10]);
    expect(diagnostics[0]).toEqual({
      code: 'unseen-character',
      severity: 'error',
      message: expect.any(String),
      place: { file: 'broken/trials/gamma.yaml', line: 1, column: 7, length: 11 },
      hints: [],
      related: [],
    });
  });

  test('works from another folder', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      argumentsFor(['check', '--content', path.join(place, 'content')]),
      { cwd: tmpdir(), encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(stdout).toContain('no errors');
  });

  test('prints no stack trace unless asked', () => {
    const blocked = ['schema', '--out', '/dev/null/schemas'];
    expect(run(...blocked).stderr).not.toContain('\n    at ');
    expect(run(...blocked, '--debug').stderr).toContain('\n    at ');
  });

  test('of a folder that does not exist is a mistake of usage, told in plain words', () => {
    const { code, stderr } = run('check', '--content', 'nowhere');
    expect(code).toBe(2);
    expect(stderr).not.toContain('ENOENT');
  });

  test('of a folder that does not exist gives a document under --json too', () => {
    expect(JSON.parse(run('check', '--content', 'nowhere', '--json').stdout)).toMatchObject({ schema: 1 });
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasScript)('colours', () => {
  function onTerminal(environment: Record<string, string>): string {
    const { CI: _, NO_COLOR: __, ...inherited } = process.env;
    const command = [process.execPath, ...argumentsFor(['check', '--content', 'broken'])]
      .map((part) => `'${part.replaceAll("'", "'\\''")}'`)
      .join(' ');
    return spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: place,
      encoding: 'utf8',
      env: { ...inherited, TERM: 'xterm', ...environment },
    }).stdout;
  }

  const red = '\u001b[31m';

  test('are on a terminal', () => {
    expect(onTerminal({})).toContain(red);
  });

  test.each([{ NO_COLOR: '1' }, { CI: '1' }])('are not with %j', (environment) => {
    const text = onTerminal(environment);
    expect(text).toContain('unseen-character');
    expect(text).not.toContain(red);
  });

  test('are not elsewhere', () => {
    expect(run('check', '--content', 'broken').stderr).not.toContain('\u001b');
  });
});

describe('build', () => {
  const edition = 'out/2026-01-15-base';

  beforeAll(() => {
    const { code, stderr } = run('build');
    if (code !== 0) throw new Error(stderr);
  });

  test('writes an edition whole, with nothing beside it', () => {
    expect(readdirSync(path.join(place, 'out')).sort()).toEqual([
      '.build.json',
      '.build.lock',
      '2026-01-15-base',
      'index.html',
    ]);
    const { files } = JSON.parse(readFileSync(path.join(place, edition, 'manifest.json'), 'utf8'));
    const written = readdirSync(path.join(place, edition), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(place, edition), path.join(entry.parentPath, entry.name)));
    expect(files.map((file: { path: string }) => file.path).sort()).toEqual(
      written.filter((name) => name !== 'manifest.json').sort(),
    );
  });

  test('prints results on stdout and the rest on stderr; --quiet leaves the rest out', () => {
    const loud = run('build');
    expect(loud.stdout).toBe(`unchanged ${edition}/  7 files\n`);
    expect(loud.stderr).toContain('0 built, 1 unchanged');
    expect(run('build', '--quiet')).toEqual({ code: 0, stdout: loud.stdout, stderr: '' });
  });

  test('--json gives one document', () => {
    const { stdout } = run('build', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      command: 'build',
      editions: [{ id: '2026-01-15-base', state: 'unchanged', folder: edition }],
      diagnostics: [],
    });
  });

  test('of broken content ends with 3 and leaves what stands as it was, to the byte', () => {
    const before = photograph(path.join(place, 'out'));
    const { code, stdout, stderr } = run('build', '--content', 'broken');
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('nothing was written');
    expect(photograph(path.join(place, 'out'))).toEqual(before);
  });

  test('of broken content with --json gives one document with the problems', () => {
    const { code, stdout } = run('build', '--content', 'broken', '--json');
    const { editions, diagnostics } = JSON.parse(stdout);
    expect([code, editions.length, diagnostics.length]).toEqual([3, 0, 10]);
  });

  test('of a page that would reach outside ends with 4 and leaves what stands', () => {
    cpSync(path.join(place, 'content'), path.join(place, 'reaching'), { recursive: true });
    const briefing = path.join(place, 'reaching/briefings/2026-01-15-base.md');
    writeFileSync(briefing, '\n![x](https://example.org/x.png)\n', { flag: 'a' });
    const before = photograph(path.join(place, 'out'));
    const { code, stderr } = run('build', '--content', 'reaching');
    expect(code).toBe(4);
    expect(stderr).toContain('remote-asset');
    expect(photograph(path.join(place, 'out'))).toEqual(before);
  });

  test('of a briefing that there is not ends with 2, offers the nearest and leaves what stands', () => {
    const before = photograph(path.join(place, 'out'));
    const { code, stdout, stderr } = run('build', 'bace');
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('did you mean ‘base’?');
    expect(photograph(path.join(place, 'out'))).toEqual(before);
  });

  test('draws no figure that stands nowhere in the text', () => {
    cpSync(path.join(place, 'content'), path.join(place, 'unplaced'), { recursive: true });
    const briefing = path.join(place, 'unplaced/briefings/2026-01-15-base.md');
    const text = readFileSync(briefing, 'utf8').replace(
      'figures:\n',
      'figures:\n  idle: { kind: proportions, title: Idle, findings: [alpha.orr.obs] }\n',
    );
    writeFileSync(briefing, text);
    expect(run('build', '--content', 'unplaced', '--out', 'out-unplaced').code).toBe(0);
    const figures = readdirSync(path.join(place, 'out-unplaced/2026-01-15-base/figures'));
    expect(figures.sort()).toEqual(['responses.svg']);
  });

  test('takes up an endpoints.yaml that is new', () => {
    cpSync(path.join(place, 'content'), path.join(place, 'renamed'), { recursive: true });
    run('build', '--content', 'renamed', '--out', 'out-renamed');
    writeFileSync(
      path.join(place, 'renamed/endpoints.yaml'),
      'orr: { label: Renamed response, family: response, higherIsBetter: true, definition: Another name. }\n',
    );
    run('build', '--content', 'renamed', '--out', 'out-renamed');
    expect(readFileSync(path.join(place, 'out-renamed/2026-01-15-base/index.html'), 'utf8')).toContain(
      'Renamed',
    );
  });
});

test('a list of editions that hides them is warned of, and stops a strict build', () => {
  cpSync(path.join(place, 'content'), path.join(place, 'hiding'), { recursive: true });
  mkdirSync(path.join(place, 'hiding/templates'));
  const shipped = readFileSync(path.join(import.meta.dirname, '../templates/index.hbs'), 'utf8');
  writeFileSync(
    path.join(place, 'hiding/templates/index.hbs'),
    shipped.replace('<ol class', '<ol hidden class'),
  );
  const args = ['--content', 'hiding', '--out', 'out-hiding'];
  const told = /part-left-out hiding\/templates\/index\.hbs:1:1\n {2}‘editions’ cannot be read/;
  const strict = run('build', ...args, '--strict');
  expect([strict.code, existsSync(path.join(place, 'out-hiding'))]).toEqual([3, false]);
  expect(strict.stderr).toMatch(told);
  expect(run('check', ...args, '--strict')).toMatchObject({ code: 3, stderr: expect.stringMatching(told) });
  for (const state of ['built', 'unchanged']) {
    const { code, stdout, stderr } = run('build', ...args);
    expect([code, stdout.startsWith(state)]).toEqual([0, true]);
    expect(stderr).toMatch(told);
  }
  expect(run('build', ...args, '--strict')).toMatchObject({ code: 3, stderr: expect.stringMatching(told) });
});

test('schema writes the JSON Schemas where it is told', () => {
  const { code, stdout } = run('schema', '--out', 'schemas');
  expect(code).toBe(0);
  const files = stdout.trim().split('\n');
  expect(files).toContain('schemas/trial.schema.json');
  for (const file of files)
    expect(() => JSON.parse(readFileSync(path.join(place, file), 'utf8'))).not.toThrow();
});

test('schema --endpoints writes the list of built-in endpoints', () => {
  const { code, stdout } = run('schema', '--endpoints', '--out', 'lists');
  expect([code, stdout.trim()]).toEqual([0, 'lists/endpoints.md']);
  expect(readFileSync(path.join(place, 'lists/endpoints.md'), 'utf8')).toMatch(/^# Endpoints\n/);
});

test('schema --template writes the one of what templates see', () => {
  const { code, stdout } = run('schema', '--template', '--out', 'schemas', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    schema: 1,
    command: 'schema',
    files: ['schemas/template.schema.json'],
  });
});
