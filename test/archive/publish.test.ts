import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive/disk.ts';
import { newArchive, removeArchive, textsIn } from './publications.ts';

const root = path.join(import.meta.dirname, '../..');
const id = '2026-04-14-aquila-delays-myeloma';
const folder = 'aquila-delays-myeloma/2026-04-14';
const inputs = ['content/trials/aquila.yaml', 'content/sources.yaml'] as const;

let place: string;
beforeAll(() => {
  place = newArchive();
  cpSync(path.join(root, 'content'), at('content'), { recursive: true });
});
afterAll(() => removeArchive(place));

function at(file: string): string {
  return path.join(place, file);
}

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the tool in a process of its own. */
async function run(args: string[], { env = {}, preload = [] as string[] } = {}): Promise<Ended> {
  const node = [...preload.flatMap((file) => ['--import', pathToFileURL(file).href])];
  const child = spawn(process.execPath, [...node, path.join(root, 'bin/trialbrief.mjs'), ...args], {
    cwd: place,
    env: { ...process.env, CI: '1', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

function publish(...more: string[]): Promise<Ended> {
  return run(['publish', 'aquila-delays-myeloma', '--on', '2026-04-15', ...more]);
}

function correct(...more: string[]): Promise<Ended> {
  return run(['correct', 'aquila-delays-myeloma', '--on', '2026-05-01', ...more]);
}

/** What is sealed, by path. */
function sealed(revision: string): Record<string, string> {
  return textsIn(at(`out/archive/${folder}/${revision}`));
}

describe('what is not published', () => {
  test('is a briefing that does not exist', async () => {
    const { code, stderr } = await run(['publish', 'aquila-delay-myeloma']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean ‘aquila-delays-myeloma’?');
  });

  test('is what a day that does not exist is named for', async () => {
    const { code, stderr } = await publish('--on', '2026-02-30');
    expect(code).toBe(2);
    expect(stderr).toContain('Expected a day such as');
  });

  test('is what an edition dated more than a year after its publication is refused for', async () => {
    const { code, stderr } = await publish('--on', '2025-04-12');
    expect(code).toBe(3);
    expect(stderr).toContain('dated-ahead');
    expect(existsSync(at('out/archive'))).toBe(false);
  });

  test('is what a strict build refuses, at its place', async () => {
    const briefing = at(`content/briefings/${id}.md`);
    const text = readFileSync(briefing, 'utf8');
    appendFileSync(briefing, '\nThe response rate was 71% elsewhere.\n');
    const { code, stderr } = await publish();
    writeFileSync(briefing, text);
    expect(code).toBe(3);
    expect(stderr).toContain('error unsourced-number');
    expect(stderr).toContain('nothing was written');
  });

  test('is a slug that the archive keeps for itself, which check tells as well', async () => {
    const [from, to] = [at(`content/briefings/${id}.md`), at('content/briefings/2026-04-14-trials.md')];
    copyFileSync(from, to);
    const ended = [await run(['publish', '2026-04-14-trials']), await run(['check'])];
    rmSync(to);
    for (const { code, stderr } of ended) {
      expect(code).toBe(3);
      expect(stderr).toContain('error reserved-slug content/briefings/2026-04-14-trials.md:1:1');
    }
  });

  test('is signed with a key that others can read', async () => {
    writeFileSync(at('key.pem'), 'secret', { mode: 0o644 });
    const { code, stderr } = await publish('--sign', 'key.pem');
    expect(code).toBe(2);
    expect(stderr).toContain('can be read by others than its owner');
    expect(stderr).not.toContain('secret\n');
  });

  test.each([
    ['empty', ' \n', '--reason is empty'],
    ['with a character that nobody sees', 'A slip\u202e.', '--reason contains U+202E'],
  ])('is corrected for a reason that is %s', async (_, reason, told) => {
    const { code, stderr } = await correct('--reason', reason);
    expect(code).toBe(2);
    expect(stderr).toContain(told);
  });

  test('is corrected before it is published', async () => {
    const { code, stderr } = await correct('--reason', 'A slip.');
    expect(code).toBe(2);
    expect(stderr).toContain('it is not published yet; run: publish aquila-delays-myeloma');
  });

  test('and leaves nothing on the disk', () => {
    expect(existsSync(at('out'))).toBe(false);
  });
});

test('of four publishers at once one wins, and the others end with 6', { timeout: 240_000 }, async () => {
  mkdirSync(at('meeting'));
  mkdirSync(at('out'));
  const env = { RACE_ARCHIVE: at('out/archive'), RACE_FOLDER: at('meeting'), RACE_COUNT: '4' };
  const preload = [path.join(import.meta.dirname, 'faults/together.mjs')];
  const one = () => run(['publish', id, '--on', '2026-04-15'], { env, preload });
  const ended = await Promise.all([one(), one(), one(), one()]);
  expect(ended.map(({ code }) => code).sort(), ended.map(({ stderr }) => stderr).join('\n')).toEqual([
    0, 6, 6, 6,
  ]);
  for (const { code, stdout, stderr } of ended) {
    if (code === 0)
      expect(stdout).toMatch(new RegExp(`^sealed +out/archive/${folder}/r1/  \\d+ files$`, 'm'));
    else expect(stderr).toMatch(/another publisher is using|is already published/);
  }
  expect(readArchive(at('out/archive'))).toHaveLength(1);
});

describe('a published edition', () => {
  let first: Record<string, string>;
  beforeAll(() => {
    first = sealed('r1');
  });

  test('keeps its inputs as they were, and they make it again', async () => {
    for (const file of inputs) {
      expect(readFileSync(at(file), 'latin1')).toBe(first[file.replace('content', 'inputs')]);
    }
    const [{ manifest } = { manifest: undefined }] = readArchive(at('out/archive'));
    expect(manifest).toMatchObject({ id, revision: 1, published: '2026-04-15', sequence: 1, previous: null });
    const kept = at(`out/archive/${folder}/r1/inputs`);
    const { code } = await run(['build', '--content', kept, '--out', 'again', id]);
    expect(code).toBe(0);
    expect(readFileSync(at(`again/${id}/data.json`), 'latin1')).toBe(first['data.json']);
  });

  test('is published already: the same content again changes nothing', async () => {
    const { code, stdout } = await publish('--on', '2026-06-01', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      command: 'publish',
      edition: { id, revision: 1, state: 'unchanged', folder: `out/archive/${folder}/r1`, sequence: 1 },
    });
    expect(sealed('r1')).toEqual(first);
  });

  test('is not corrected where nothing changed', async () => {
    const { code, stderr } = await correct('--reason', 'A slip.');
    expect(code).toBe(6);
    expect(stderr).toContain(`nothing changed since ${folder}/r1 was sealed`);
  });

  test('is not published again from other content', async () => {
    appendFileSync(at(inputs[0]), '\n# Read once more.\n');
    const { code, stderr } = await publish();
    expect(code).toBe(6);
    expect(stderr).toContain(`${id} is already published (${folder}/r1, 2026-04-15), from different content`);
    expect(stderr).toContain('trials/aquila.yaml changed');
    expect(stderr).toContain(`correct ${id} --reason`);
    expect(readArchive(at('out/archive'))).toHaveLength(1);
  });

  test('is corrected by a revision of its own, which says so', async () => {
    cpSync(at('out/archive'), at('before'), { recursive: true });
    const { code, stdout, stderr } = await correct('--reason', 'A locator was wrong.', '--kind', 'erratum');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('warning feeds-without-site content/house.yaml:1:1');
    expect(stdout).toContain(`out/archive/${folder}/r2/`);
    expect(sealed('r1')).toEqual(first);
    const [r1, r2] = readArchive(at('out/archive'));
    expect(r2?.manifest).toMatchObject({
      revision: 2,
      published: '2026-05-01',
      correction: { kind: 'erratum', reason: 'A locator was wrong.' },
      sequence: 2,
      previous: r1?.hash,
    });
    expect(sealed('r2')['index.html']).toContain('A locator was wrong.');
    expect((await run(['verify'])).stdout).toContain('every file is what was sealed');
  });

  test('whose correction was killed once it was sealed is brought up to date by the same command, or another', async () => {
    const again = ['--reason', 'A locator was wrong.', '--kind', 'erratum'];
    for (const [args, code] of [
      [again, 0],
      [['--reason', 'Something else.'], 6],
    ] as const) {
      // As a kill leaves it: the new revision, and everything else as it was.
      const archive = at('killed');
      cpSync(at('before'), archive, { recursive: true });
      cpSync(at(`out/archive/${folder}/r2`), path.join(archive, folder, 'r2'), { recursive: true });
      const ended = await correct(...args, '--archive', 'killed', '--json');
      expect(ended.code, ended.stderr).toBe(code);
      if (code === 0) {
        const edition = { revision: 2, state: 'unchanged', folder: `killed/${folder}/r2` };
        expect(JSON.parse(ended.stdout)).toMatchObject({ command: 'correct', edition });
      }
      const textsOf = (top: string) =>
        Object.fromEntries(Object.entries(textsIn(top)).filter(([file]) => !/(?:^|\/)\./.test(file)));
      expect(textsOf(archive)).toEqual(textsOf(at('out/archive')));
      removeArchive(archive);
    }
    removeArchive(at('before'));
  });

  test('that a reader has is told from its correction', async () => {
    const old = await run(['verify', `out/archive/${folder}/r1/briefing.pdf`]);
    expect(old.code).toBe(0);
    expect(old.stdout).toContain(`exactly what was sealed on 2026-04-15 as ${folder}/r1/briefing.pdf`);
    expect(old.stdout).toContain(
      `superseded on 2026-05-01 by ${folder}/r2, an erratum: A locator was wrong.`,
    );
    const current = await run(['verify', `out/archive/${folder}/r2/briefing.pdf`]);
    expect(current.code).toBe(0);
    expect(current.stdout).toContain('the newest revision of its edition');
    expect(current.stdout).not.toContain('superseded');
  });

  test('is no archive by itself', async () => {
    const { code, stderr } = await run(['verify', `out/archive/${folder}`]);
    expect(code).toBe(2);
    expect(stderr).toContain(`out/archive/${folder}/ is not an archive`);
  });

  test('that was changed is told by what it says of itself', async () => {
    const copy = at('briefing.pdf');
    writeFileSync(copy, readFileSync(at(`out/archive/${folder}/r1/briefing.pdf`)));
    appendFileSync(copy, '\n');
    const changed = await run(['verify', 'briefing.pdf']);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('these bytes were never sealed');
    expect(changed.stdout).toContain(`it claims to be ${id}, r1`);
    const alone = await run(['verify', 'briefing.pdf', '--archive', 'nowhere']);
    expect(alone.code).toBe(1);
    expect(alone.stdout).toContain(`${id}, r1; that cannot be verified without an archive`);
  });

  test('is taken back as it stands, for good', async () => {
    const retracted = await correct('--kind', 'retraction', '--reason', 'Its source was withdrawn.');
    expect(retracted.code, retracted.stderr).toBe(0);
    expect(sealed('r3')['index.html']).toContain('Its source was withdrawn.');
    expect(sealed('r1')).toEqual(first);
    const after = await correct('--reason', 'It holds after all.');
    expect(after.code).toBe(6);
    expect(after.stderr).toContain('a retraction is final');
    const old = await run(['verify', `out/archive/${folder}/r1/index.html`, '--json']);
    const { told } = JSON.parse(old.stdout) as { told: string[] };
    expect(told.join('\n')).toContain('a retraction: Its source was withdrawn.');
  });

  test('whose archive was tampered with is not built upon', async () => {
    const manifest = at(`out/archive/${folder}/r2/manifest.json`);
    chmodSync(manifest, 0o644);
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('A locator', 'No locator'));
    const told = await run(['verify', '--json']);
    expect(told.code).toBe(1);
    expect(JSON.parse(told.stdout).flaws).toEqual([
      expect.objectContaining({ kind: 'altered', where: `${folder}/r2/manifest.json` }),
    ]);
    const next = await run(['publish', 'car-t-moves-upstream', '--on', '2026-05-02']);
    expect(next.code).toBe(1);
    expect(next.stderr).toContain('is not the manifest that was sealed');
    expect(readArchive(at('out/archive'))).toHaveLength(3);
  });

  test('whose archive was tampered with is reported by drafts, which are made without it', async () => {
    const later = at('content/briefings/2026-04-20-aquila-delays-myeloma.md');
    const text = readFileSync(at(`content/briefings/${id}.md`), 'utf8');
    writeFileSync(later, text.replaceAll('2026-04-14', '2026-04-20'));
    const draft = async () => {
      const { code, stderr } = await run(['build', '2026-04-20-aquila-delays-myeloma']);
      expect(code, stderr).toBe(0);
      const page = readFileSync(at('out/2026-04-20-aquila-delays-myeloma/index.html'), 'utf8');
      return { stderr, isCompared: page.includes('id="changes"') };
    };
    const data = at(`out/archive/${folder}/r3/data.json`);
    const bytes = readFileSync(data);
    chmodSync(data, 0o644);
    appendFileSync(data, ' ');
    const damaged = await draft();
    expect(damaged.isCompared).toBe(false);
    expect(damaged.stderr).toContain(
      `drafts are built without comparing them to it:\n  ${folder}/r3/data.json is not`,
    );
    expect(damaged.stderr).toContain('run verify');
    const checked = await run(['check']);
    expect(checked.stderr).toContain(`${folder}/r3/data.json is not what was sealed`);
    writeFileSync(data, bytes);
    expect(await draft()).toMatchObject({ isCompared: true, stderr: expect.not.stringContaining('damaged') });

    writeFileSync(at(`out/archive/${folder}/r2/manifest.json`), '');
    const unread = await draft();
    expect(unread.isCompared).toBe(false);
    expect(unread.stderr).toContain(`${folder}/r2/manifest.json cannot be read`);
  });
});
