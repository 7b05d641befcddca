import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { run, secretsFor } from './child.ts';
import { sealEdition, writeList } from './sealed-edition.ts';
import { temporaryFolder } from './temporary.ts';

const plan = ['send', 'car-t', '--list', 'list.csv'];
const outbox = 'out/archive.outbox.sqlite';

function place() {
  const folder = temporaryFolder();
  sealEdition(folder.in('out/archive'));
  writeList(folder.in('list.csv'), 200);
  const tool = (...args: string[]) => run(args, folder.path, secretsFor(1));
  return { folder, tool, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

const commands = [
  plan,
  ['sent', 'car-t'],
  ['who-got', 'reader1@example.org'],
  ['suppress'],
  ['suppress', 'reader1@example.org'],
  ['bounces', 'import', 'bounced.csv'],
];

describe('an outbox', () => {
  test.each(commands)('that is something else is named, with what to do: %s %s', async (...command) => {
    using here = place();
    writeFileSync(here.folder.in('bounced.csv'), 'email,kind\nreader1@example.org,hard\n');
    writeFileSync(here.folder.in(outbox), 'this is no database, however long it is\n'.repeat(100));
    const ended = await here.tool(...command);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/archive\.outbox\.sqlite is damaged: .* restore it from your backup/);
    expect(ended.stderr).not.toMatch(/stack trace|\bat \S+:\d+/);
    expect(readFileSync(here.folder.in(outbox), 'utf8')).toMatch(/^this is no database/);
  });

  test('that is damaged in its midst is named as well', async () => {
    using here = place();
    await here.tool(...plan);
    new DatabaseSync(here.folder.in(outbox)).close();
    const bytes = readFileSync(here.folder.in(outbox));
    bytes.fill(0xee, 4096);
    writeFileSync(here.folder.in(outbox), bytes);
    const ended = await here.tool('sent', 'car-t');
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringMatching(/is damaged.*restore it/) });
  });

  test('that is a folder, or below a file, is named', async () => {
    using here = place();
    mkdirSync(here.folder.in(outbox));
    expect(await here.tool(...plan)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/archive\.outbox\.sqlite is not a plain file/),
    });
  });

  test('of version 1 is taken over with all that it holds', async () => {
    using here = place();
    await here.tool(...plan);
    const database = new DatabaseSync(here.folder.in(outbox));
    database.exec('DROP TABLE secret; PRAGMA user_version = 1');
    database.close();
    expect((await here.tool('sent', 'car-t', '--json')).stdout).toContain('reader200@example.org');
    expect((await here.tool(...plan)).code).toBe(0);
  });
});

const hasFifo = spawnSync('mkfifo', ['--version']).status === 0;

describe.skipIf(!hasFifo)('what is no plain file', () => {
  test.each(['pipe', '/dev/zero', '/dev/null', '.', 'loop'])('%s is no list and no report', async (name) => {
    using here = place();
    spawnSync('mkfifo', [here.folder.in('pipe')]);
    spawnSync('ln', ['-s', 'loop', here.folder.in('loop')]);
    for (const args of [
      ['send', 'car-t', '--list', name],
      ['suppress', '--from', name],
      ['bounces', 'import', name],
    ]) {
      const ended = await here.tool(...args);
      expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/plain file|cannot be opened/) });
      expect(ended.stderr).toContain(name);
    }
  });

  test.each(['pipe', '/dev/zero'])('%s is no secret', async (name) => {
    using here = place();
    spawnSync('mkfifo', ['-m', '600', here.folder.in('pipe')]);
    const environment = { TRIALBRIEF_SMTP_FILE: name === 'pipe' ? here.folder.in('pipe') : name };
    const ended = await run(plan, here.folder.path, environment);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('not a plain file') });
  });
});
