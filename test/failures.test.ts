import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
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
import { failureOf } from '../src/cli/failure.ts';
import { takeLock } from '../src/files/lock.ts';
import { sealEdition } from './mail/sealed-edition.ts';

const root = path.join(import.meta.dirname, '..');
const bin = path.join(root, 'bin/trialbrief.mjs');

let place: string;
beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'trialbrief-failures-'));
  chmodSync(place, 0o755);
  cpSync(path.join(import.meta.dirname, 'cases/base/content'), path.join(place, 'content'), {
    recursive: true,
  });
  writeFileSync(path.join(place, 'file'), 'not a folder');
  sealEdition(path.join(place, 'out/archive'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Surroundings {
  cwd?: string;
  env?: Record<string, string>;
  uid?: number;
}

/** Runs the tool; one that never ends is ended, and fails. */
function run(args: string[], { cwd = place, env = {}, uid }: Surroundings = {}) {
  const { status, stdout, stderr, signal } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: 110_000,
    env: { ...process.env, CI: '1', ...env },
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { code: signal ?? status, stdout, stderr };
}

const raw = /\n {4}at |bug in trialbrief|^E[A-Z]+:|TypeError|Cannot read prop/m;

/** That a failure says what could not be done to which file, and what helps. */
function expectTold(
  { code, stderr }: ReturnType<typeof run>,
  expected: { code: number; told: RegExp[] },
): void {
  expect(code, stderr).toBe(expected.code);
  for (const one of expected.told) expect(stderr).toMatch(one);
  expect(stderr).not.toMatch(raw);
}

describe('a folder that cannot be one', () => {
  const everyWriter: string[][] = [
    ['build', '--out'],
    ['schema', '--out'],
    ['publish', 'base', '--out'],
    ['publish', 'base', '--archive'],
  ];

  test.each(everyWriter)('a file: %s %s %s', { timeout: 120_000 }, (...args) => {
    expectTold(run([...args.filter(Boolean), 'file']), {
      code: 2,
      told: [/: cannot .*file/, /a file, not a folder|a file already exists there/],
    });
    expect(statSync(path.join(place, 'file')).size).toBe(12);
  });

  test.each(everyWriter)('one under /proc, which has no end: %s %s %s', { timeout: 120_000 }, (...args) => {
    expectTold(run([...args.filter(Boolean), '/proc/x']), {
      code: 2,
      told: [/cannot create the folder \/proc\/x/, /choose another location/],
    });
  });

  test.each([
    ['build', '--out='],
    ['build', '--content='],
    ['check', '--out', ''],
    ['verify', '--archive='],
    ['verify', ''],
    ['search', 'x', '--archive='],
    ['send', 'car-t', '--list='],
    ['bounces', 'import', ''],
  ])('none at all: %s %s %s', (...args) => {
    const before = readdirSync(place);
    expectTold(run(args), { code: 2, told: [/^error: .* is empty$/m] });
    expect(readdirSync(place)).toEqual(before);
  });

  test('doctor says so', { timeout: 120_000 }, () => {
    const { code, stdout } = run(['doctor', '--out', '/proc/x']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/wrong writing +\/proc\/x\/ cannot be written\n +fix: /);
  });
});

describe('what a command stands on', () => {
  test('a folder that was deleted beneath it', () => {
    const gone = path.join(place, 'gone');
    mkdirSync(gone);
    const script = `rmdir "${gone}" && exec "${process.execPath}" "${bin}" check`;
    const { status, stderr } = spawnSync('sh', ['-c', script], { cwd: gone, encoding: 'utf8' });
    expectTold(
      { code: status, stdout: '', stderr },
      { code: 2, told: [/the current folder was deleted/, /cd </] },
    );
  });

  test('a temporary folder that does not exist', { timeout: 120_000 }, () => {
    expectTold(run(['build', '--out', 'out2'], { env: { TMPDIR: path.join(place, 'nowhere') } }), {
      code: 2,
      told: [/temporary folder .*nowhere: it does not exist/, /TMPDIR/],
    });
  });

  test('a key or a list that does not exist, or no file', () => {
    expectTold(run(['verify', '--key', 'nowhere']), { code: 2, told: [/nowhere: it does not exist/] });
    expectTold(run(['verify', '--key', 'content']), {
      code: 2,
      told: [/content is a folder, not a plain file/],
    });
  });

  test('content that cannot be read is a diagnostic with its place', () => {
    cpSync(path.join(place, 'content'), path.join(place, 'bad'), { recursive: true });
    symlinkSync('nowhere', path.join(place, 'bad/trials/dangling.yaml'));
    for (const name of ['outside.yaml', 'outside.txt', 'Out Side.yaml'])
      symlinkSync('/etc/passwd', path.join(place, 'bad/trials', name));
    const { code, stderr } = run(['check', '--content', 'bad']);
    expectTold(
      { code, stdout: '', stderr },
      {
        code: 3,
        told: [
          /error unreadable-file bad\/trials\/dangling\.yaml:1:1/,
          /error outside-content bad\/trials\/outside\.yaml:1:1/,
        ],
      },
    );
    expect(stderr).not.toContain('root:');
  });

  test('of content behind a link within the folder, problems are shown as of any other', () => {
    const linked = path.join(place, 'linked');
    cpSync(path.join(place, 'content'), linked, { recursive: true });
    mkdirSync(path.join(linked, 'lists'));
    for (const [name, elsewhere] of [
      ['trials/beta.yaml', 'lists/beta.txt'],
      ['briefings/2026-01-15-base.md', 'lists/base.txt'],
    ] as const) {
      const text = readFileSync(path.join(linked, name), 'utf8');
      rmSync(path.join(linked, name));
      writeFileSync(path.join(linked, elsewhere), text.replace(/beta-2025|Response was/g, '{{gone}}'));
      symlinkSync(`../${elsewhere}`, path.join(linked, name));
    }
    const { code, stdout, stderr } = run(['check', '--content', 'linked']);
    expectTold({ code, stdout, stderr }, { code: 3, told: [] });
    expect(stderr).toMatch(/linked\/trials\/beta\.yaml:\d+:\d+\n.*\n(?: +\d+ \|.*\n)+ +\| +\^+/);
    expect(stderr).toMatch(/linked\/briefings\/2026-01-15-base\.md:\d+:\d+\n.*\n(?: +\d+ \|.*\n)+ +\| +\^+/);
  });

  test('an edition that was built and then damaged', () => {
    const draft = path.join(place, 'drafts/2026-01-15-base');
    mkdirSync(draft, { recursive: true });
    for (const [name, text] of [
      ['manifest.json', '{"id":7}'],
      ['data.json', '{}'],
      ['evidence.json', '[null]'],
    ] as const)
      writeFileSync(path.join(draft, name), text);
    expectTold(run(['trace', 'base', '--out', 'drafts']), {
      code: 2,
      told: [/evidence\.json cannot be read: expected an object/, /build the edition again/],
    });
    expectTold(run(['changes', 'base', '--out', 'drafts']), {
      code: 2,
      told: [/manifest\.json cannot be read: id: expected text/, /build the edition again/],
    });
  });

  const mailCommands = [
    ['sent', 'car-t'],
    ['who-got', 'reader@example.com'],
    ['suppress'],
    ['suppress', 'reader@example.com'],
    ['send', 'car-t', '--list', 'list.csv'],
  ];

  test.each(mailCommands)('a damaged outbox: %s %s %s %s', (...args) => {
    writeFileSync(path.join(place, 'list.csv'), 'email\nreader@example.com\n');
    const outbox = path.join(place, 'out/archive.outbox.sqlite');
    writeFileSync(outbox, 'no database at all '.repeat(500));
    const before = statSync(outbox).size;
    expectTold(run(args.filter(Boolean)), {
      code: 3,
      told: [/archive\.outbox\.sqlite is damaged/, /restore it from your backup.*do not start a new one/],
    });
    expect(statSync(outbox).size).toBe(before);
  });

  test('a pipe in place of the outbox or of a lock is not waited for', () => {
    mkdirSync(path.join(place, 'piped/out'), { recursive: true });
    spawnSync('mkfifo', [
      path.join(place, 'piped/out/archive.outbox.sqlite'),
      path.join(place, 'piped/.build.lock'),
    ]);
    expectTold(run(['suppress', 'reader@example.com', '--out', 'piped/out']), {
      code: 3,
      told: [/outbox\.sqlite is not a plain file/],
    });
    expectTold(run(['build', '--out', 'piped']), {
      code: 2,
      told: [/\.build\.lock is a named pipe, not a plain file/],
    });
    rmSync(path.join(place, 'piped/.build.lock'));
    writeFileSync(path.join(place, 'piped/.build.lock'), 'nonsense '.repeat(500));
    expectTold(run(['build', '--out', 'piped']), {
      code: 2,
      told: [/\.build\.lock: it is damaged, or not a database/, /delete it/],
    });
  }, 120_000);

  test('secrets that are set twice, or in no file', () => {
    const [name, env] = ['TRIALBRIEF_UNSUBSCRIBE_KEY', { TRIALBRIEF_UNSUBSCRIBE_KEY_FILE: '/nowhere' }];
    const suppress = (more: Record<string, string>) =>
      run(['suppress', 'a@example.com'], { env: { ...env, ...more } });
    expectTold(suppress({}), { code: 2, told: [/\/nowhere: it does not exist/] });
    expectTold(suppress({ [name]: 'x' }), { code: 2, told: [/are both set/, /unset one of them/] });
  });

  test('an outbox that was damaged in the middle', () => {
    const outbox = path.join(place, 'out/archive.outbox.sqlite');
    for (const ending of ['', '-wal', '-shm', '.lock']) rmSync(`${outbox}${ending}`, { force: true });
    writeFileSync(
      path.join(place, 'list.csv'),
      `email\n${Array.from({ length: 2000 }, (_, index) => `reader${index}@example.com`).join('\n')}\n`,
    );
    expect(run(['send', 'car-t', '--list', 'list.csv']).code).toBe(0);
    const { size } = statSync(outbox);
    execFileSync(
      'dd',
      [
        'if=/dev/urandom',
        `of=${outbox}`,
        'bs=1',
        `seek=8192`,
        `count=${Math.min(size - 8192, 200_000)}`,
        'conv=notrunc',
      ],
      { stdio: 'ignore' },
    );
    expectTold(run(['sent', 'car-t']), { code: 3, told: [/archive\.outbox\.sqlite is damaged/] });
  });
});

describe('two at once', () => {
  test('a build into a folder into which another writes ends with 6, and the next one is done', {
    timeout: 240_000,
  }, () => {
    const out = path.join(place, 'shared');
    mkdirSync(out);
    const lock = takeLock(path.join(out, '.build.lock'));
    for (const strict of [[], ['--strict']]) {
      expectTold(run(['build', '--out', 'shared', ...strict]), {
        code: 6,
        told: [/another build is writing to shared\/; nothing was written/, /run the command again/],
      });
      expect(readdirSync(out).filter((name) => !name.startsWith('.build.lock'))).toEqual([]);
    }
    const told = run(['build', '--out', 'shared', '--json']);
    expect(JSON.parse(told.stdout)).toMatchObject({ schema: 1, command: 'build', error: expect.any(String) });
    lock?.[Symbol.dispose]();
    expect(run(['build', '--out', 'shared']).code).toBe(0);
  });
});

const isRoot = process.getuid?.() === 0;

describe('a full disk', () => {
  test('is told with the file, and leaves what was there', { timeout: 120_000 }, ({ skip }) => {
    const disk = path.join(place, 'small');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]).status === 0;
    if (!mounted) skip('no file system can be mounted here');
    try {
      expectTold(run(['build', '--out', 'small/out']), {
        code: 2,
        told: [/cannot (?:write|make|use|open) .*small\/out.*: the disk is full/, /free some space/],
      });
      expect(readdirSync(disk)).toEqual([]);
      expectTold(run(['publish', 'base', '--archive', 'small/archive', '--on', '2026-01-16']), {
        code: 2,
        told: [/small\/archive.*: the disk is full/, /the archive is intact/],
      });
      expect(readdirSync(disk)).toEqual([]);
      mkdirSync(path.join(disk, 'out'));
      expect(run(['build', '--out', 'small/out']).code).toBe(2);
      expect(readdirSync(path.join(disk, 'out'))).toEqual([]);
      writeFileSync(path.join(disk, 'filler'), Buffer.alloc(199_000));
      expectTold(run(['schema', '--out', 'small/a/schemas']), { code: 2, told: [/: the disk is full/] });
      expect(readdirSync(disk).sort()).toEqual(['filler', 'out']);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe.skipIf(!isRoot)('a user without the right', () => {
  const uid = 65_534;

  /** A copy that anybody may read, of a tool that this user may run. */
  function mayRun(): boolean {
    return (
      spawnSync(process.execPath, ['-e', `process.exit(require('fs').accessSync('${bin}') ?? 0)`], {
        uid,
        gid: uid,
      }).status === 0
    );
  }

  test('to read content, or to write, is told as that', { timeout: 120_000 }, ({ skip }) => {
    if (!mayRun()) skip('this folder is closed to other users');
    cpSync(path.join(place, 'content'), path.join(place, 'closed'), { recursive: true });
    chmodSync(path.join(place, 'closed/trials/beta.yaml'), 0o000);
    chmodSync(path.join(place, 'closed/products'), 0o000);
    const read = run(['check', '--content', 'closed', '--out', '/tmp'], { uid });
    expectTold(read, {
      code: 3,
      told: [
        /error unreadable-file closed\/trials\/beta\.yaml:1:1\n {2}it cannot be read: this user has no permission to read it/,
        /error unreadable-file closed\/products:1:1/,
        /hint grant read permission/,
      ],
    });
    expectTold(run(['schema', '--out', 'new'], { uid }), {
      code: 2,
      told: [/cannot create the folder .*new: permission denied/, /grant this user access/],
    });
  });
});

test('what a file says does not speak to the terminal', () => {
  const reason = 'A slip.\u001b[2J\u001b]0;title\u0007\u009b31m';
  const manifest = { correction: { kind: 'erratum', reason } } as const;
  sealEdition(path.join(place, 'hostile'), { manifest });
  const file = 'hostile/car-t/2026-04-21/r1/briefing.pdf';
  const { code, stdout } = run(['verify', file, '--archive', 'hostile']);
  expect(code).toBe(0);
  expect(stdout).toContain('an erratum: A slip.');
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

describe('what is said of a failure', () => {
  const system = (details: object) => failureOf(Object.assign(new Error('raw'), details));

  test('names what was tried, the file, why, and what helps', () => {
    expect(system({ code: 'ENOSPC', syscall: 'write', path: '/a/b' })).toEqual({
      message:
        'cannot write /a/b: the disk is full (ENOSPC)\n  free some space and run the command again; earlier files are unchanged',
      code: 2,
    });
    expect(system({ code: 'ENOTEMPTY', syscall: 'rename', path: '/a', dest: '/b' })?.message).toContain(
      'cannot move /a to /b: ',
    );
  });

  test('is nothing of a fault of the tool itself', () => {
    expect(failureOf(new TypeError('x is not a function'))).toBeUndefined();
    expect(system({ code: 'ERR_INVALID_ARG_TYPE' })).toBeUndefined();
    expect(failureOf('text')).toBeUndefined();
  });

  test.each([
    [5, 6],
    [11, 2],
    [13, 2],
    [14, 2],
    [26, 2],
    [8 | (6 << 8), 2],
  ])('of SQLite’s result %i ends with %i', (errcode, code) => {
    expect(system({ code: 'ERR_SQLITE_ERROR', errcode, path: '/a' })?.code).toBe(code);
  });

  test('advises against deleting what is damaged, and not where the disk is full', () => {
    const fix = 'do not delete it';
    expect(system({ errcode: 11, path: '/a', fix })?.message).toContain(fix);
    expect(system({ errcode: 13, path: '/a', fix })?.message).not.toContain(fix);
  });
});
