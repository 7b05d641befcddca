import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { dkimVerify } from 'mailauth';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { readToken } from '../../src/mail/letter.ts';
import { run, secretsFor, start, unsubscribeKey } from './child.ts';
import { refusal, startReceiver } from './receiver.ts';
import { sealEdition, writeList } from './sealed-edition.ts';
import { temporaryFolder } from './temporary.ts';

const edition = '2026-04-21-car-t';
const confirm = ['send', 'car-t', '--confirm', edition];

/** An archive with one edition, a list beside it and a server. */
async function setUp(count = 3, behaviour: Parameters<typeof startReceiver>[0] = {}) {
  const folder = temporaryFolder();
  sealEdition(folder.in('out/archive'));
  const addresses = writeList(folder.in('list.csv'), count);
  const receiver = await startReceiver(behaviour);
  return {
    folder,
    addresses,
    receiver,
    tool: (args: string[], more?: Record<string, string>) =>
      run(args, folder.path, secretsFor(receiver.port, more)),
    states: async () => {
      const { stdout } = await run(['sent', 'car-t', '--json'], folder.path);
      const { messages } = JSON.parse(stdout) as { messages: { address: string; state: string }[] };
      return Object.fromEntries(messages.map(({ address, state }) => [address, state]));
    },
    async [Symbol.asyncDispose]() {
      await receiver[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

describe('a plan', () => {
  test('says whom, how many, what and how large, keeps that, and sends nothing', async () => {
    await using place = await setUp();
    const plan = await place.tool(['send', 'car-t', '--list', 'list.csv']);
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/subject +Response rates, set beside each other/);
    expect(plan.stdout).toMatch(/to +3 recipients of list\.csv/);
    expect(plan.stdout).toMatch(/size +\d+ KB per message \(with the PDF\), \d+ KB for 3/);
    expect(plan.stdout).toMatch(/to send .*--confirm 2026-04-21-car-t\nnothing was sent/);
    expect(place.receiver.asked).toEqual([]);
    expect(Object.values(await place.states())).toEqual(['queued', 'queued', 'queued']);
  });

  test('names the archive in what is to be typed next when it is not the usual one', async () => {
    await using place = await setUp(1);
    const plan = async (...flags: string[]) =>
      (await place.tool(['send', 'car-t', '--list', 'list.csv', ...flags])).stdout;
    expect(await plan('--archive', './out/archive')).toMatch(
      /to send .* --archive "\.\/out\/archive" --confirm/,
    );
    expect(await plan('--out', './out')).toMatch(/to try .* --out "\.\/out" --to/);
    expect(await plan()).toMatch(/to send +npm run send-report -- car-t\/2026-04-21\/r1 --confirm/);
  });

  test('keeps no recipient in the archive', async () => {
    await using place = await setUp();
    await place.tool([...confirm, '--list', 'list.csv']);
    const files = readdirSync(place.folder.in('out/archive'), { recursive: true, withFileTypes: true });
    const texts = files
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1'));
    expect(texts.filter((text) => /reader\d@example\.org|Reader \d/.test(text))).toEqual([]);
    expect(existsSync(place.folder.in('out/archive.outbox.sqlite'))).toBe(true);
  });

  test('is renewed when the list changes, which is said and not sent until it is confirmed again', async () => {
    await using place = await setUp(2);
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    writeFileSync(
      place.folder.in('list.csv'),
      'email,name\nreader2@example.org,Reader 2\nnew@example.org,New\n',
    );
    const changed = await place.tool([...confirm, '--list', 'list.csv']);
    expect(changed.code).toBe(6);
    expect(changed.stderr).toContain(
      'changed since it was planned: 1 new (new@example.org), 1 gone (reader1@example.org)',
    );
    expect(place.receiver.asked).toEqual([]);
    expect((await place.tool([...confirm, '--list', 'list.csv'])).code).toBe(0);
    expect(place.receiver.asked.sort()).toEqual(['new@example.org', 'reader2@example.org']);
  });

  test('is for one edition: the wrong name confirms nothing', async () => {
    await using place = await setUp();
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    const wrong = await place.tool(['send', 'car-t', '--confirm', '2026-04-22-car-t']);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing was sent') });
    expect(place.receiver.asked).toEqual([]);
  });

  test('tells what changed since the edition that was sent last', async () => {
    await using place = await setUp(2);
    await place.tool([...confirm, '--list', 'list.csv']);
    sealEdition(place.folder.in('out/archive'), { id: '2026-05-01-car-t' });
    writeFileSync(place.folder.in('list.csv'), 'email\nreader1@example.org\nother@example.org\n');
    const plan = await place.tool(['send', 'car-t', '--list', 'list.csv']);
    expect(plan.stdout).toMatch(
      /since +2026-04-21-car-t: 1 new \(other@example\.org\), 1 gone \(reader2@example\.org\)/,
    );
    expect(plan.stdout).toMatch(/merge +2 without ‘name’ get ‘colleague’/);
  });
});

describe('a test mail', () => {
  test('goes to one address, is marked, and leaves no trace in the outbox', async () => {
    await using place = await setUp();
    const tried = await place.tool(['send', 'car-t', '--list', 'list.csv', '--to', 'me@example.com']);
    expect(tried).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sent +me@example\.com {2}250/) });
    const mail = await simpleParser(place.receiver.received[0]?.source ?? '');
    expect(mail.subject).toBe('[test] Response rates, set beside each other');
    expect(mail.text).toContain('Dear Reader 1,');
    expect(existsSync(place.folder.in('out/archive.outbox.sqlite'))).toBe(false);
  });

  test('goes to one plain address only', async () => {
    await using place = await setUp();
    const tried = await place.tool(['send', 'car-t', '--to', 'me@example.com\r\nRCPT TO:<you@example.com>']);
    expect(tried.code).toBe(2);
    expect(place.receiver.asked).toEqual([]);
  });
});

describe('a message', () => {
  test('has the headers of a list, the recipient’s own way out, and a DKIM signature that holds', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    });
    await using place = await setUp(2);
    const file = place.folder.in('dkim.pem');
    writeFileSync(file, privateKey, { mode: 0o600 });
    const dkim = { TRIALBRIEF_DKIM_KEY_FILE: file, TRIALBRIEF_DKIM_SELECTOR: 'notes' };
    expect((await place.tool([...confirm, '--list', 'list.csv', '--concurrency', '1'], dkim)).code).toBe(0);
    const source = place.receiver.received[1]?.source ?? '';
    const mail = await simpleParser(source);
    const line = (name: string) =>
      mail.headerLines.find(({ key }) => key === name)?.line.replace(/\r?\n\s+/g, ' ');
    expect(place.receiver.received[1]).toMatchObject({
      from: 'notes@example.com',
      to: ['reader2@example.org'],
    });
    expect(mail.to).toMatchObject({ text: '"Reader 2" <reader2@example.org>' });
    expect(mail.text).toContain('Dear Reader 2,');
    expect(mail.html).toContain('Dear Reader 2,');
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(['image/png', 'application/pdf']);
    expect(line('list-id')).toBe('List-ID: Myeloma Notes <notes.example.com>');
    expect(line('auto-submitted')).toBe('Auto-Submitted: auto-generated');
    expect(line('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const out =
      /^List-Unsubscribe: <https:\/\/example\.com\/unsubscribe\?token=(\S+)>, <mailto:unsubscribe@example\.com\?subject=unsubscribe%20(\S+)>$/i.exec(
        line('list-unsubscribe') ?? '',
      );
    expect(out?.[1]).toBe(out?.[2]);
    expect(readToken(out?.[1] ?? '', unsubscribeKey)?.key).toBe('reader2@example.org');
    expect(mail.text).toContain(`token=${out?.[1]}`);
    expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@example\.com>$/);
    expect(Math.abs(Date.now() - (mail.date?.getTime() ?? 0))).toBeLessThan(60_000);
    const record = `v=DKIM1; p=${publicKey.toString('base64')}`;
    const { results } = await dkimVerify(Buffer.from(source, 'latin1'), { resolver: async () => [[record]] });
    expect(results[0]).toMatchObject({
      signingDomain: 'example.com',
      selector: 'notes',
      status: { result: 'pass' },
    });
    expect(results[0]?.signingHeaders?.keys).toMatch(/List-Unsubscribe: List-Unsubscribe-Post/i);
    const broken = source.replace('Dear', 'Deer');
    const again = await dkimVerify(Buffer.from(broken, 'latin1'), { resolver: async () => [[record]] });
    expect(again.results[0]?.status.result).not.toBe('pass');
  });

  test('is nobody else’s: each recipient has an envelope and a Message-ID, and a merge field is text', async () => {
    await using place = await setUp();
    const rows = [
      'email;name',
      'a@example.org;<b>Ann</b> & %%name-4f1d0c2b%%',
      'b@example.org;"Bo',
      'Second line"',
    ];
    writeFileSync(place.folder.in('list.csv'), `\ufeff${rows.join('\r\n')}\r\n`);
    expect((await place.tool([...confirm, '--list', 'list.csv', '--concurrency', '1'])).code).toBe(0);
    const [ann, bo] = await Promise.all(place.receiver.received.map(({ source }) => simpleParser(source)));
    expect(ann?.html).toContain('Dear &#60;b&#62;Ann&#60;/b&#62; &#38; %%name-4f1d0c2b%%,');
    expect(ann?.text).toContain('Dear <b>Ann</b> & %%name-4f1d0c2b%%,');
    expect(bo?.text).toContain('Dear Bo Second line,');
    expect(ann?.messageId).not.toBe(bo?.messageId);
    expect(place.receiver.received.map(({ to }) => to)).toEqual([['a@example.org'], ['b@example.org']]);
  });
});

describe('a list', () => {
  test('with a bad row is mailed to nobody, and every bad row is told', async () => {
    await using place = await setUp();
    const bad = [
      'a@y',
      'b@y.com, e@z.com',
      'b@y.com>',
      'x: b@y.com;',
      'b(c)@y.com',
      'b@[127.0.0.1]',
      `${'l'.repeat(65)}@y.com`,
      'b@y.com\rRCPT TO:<e@z.com>',
      'b@y.com\r\nRCPT TO:<e@z.com>',
    ];
    const rows = bad.map((one) => `"${one}",Name`);
    writeFileSync(place.folder.in('list.csv'), `email,name\ngood@example.org,Good\n${rows.join('\n')}\n`);
    const sent = await place.tool([...confirm, '--list', 'list.csv']);
    expect(sent.code).toBe(3);
    const told = [...sent.stderr.matchAll(/^error bad-address list\.csv:(\d+):1$/gm)].map(([, line]) =>
      Number(line),
    );
    expect(told).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(place.receiver.asked).toEqual([]);
  });

  test('that does not exist is a matter of usage', async () => {
    await using place = await setUp();
    expect(await place.tool([...confirm, '--list', 'lost.csv'])).toMatchObject({ code: 2 });
  });
});

describe('suppression', () => {
  test('holds for whoever leaves after the plan was made', async () => {
    await using place = await setUp();
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    await place.tool(['suppress', 'Reader2@EXAMPLE.org']);
    expect((await place.tool(confirm)).code).toBe(0);
    expect(place.receiver.asked.sort()).toEqual(['reader1@example.org', 'reader3@example.org']);
    expect(await place.states()).toMatchObject({ 'reader2@example.org': 'suppressed' });
  });

  test('holds for whoever leaves while messages are being sent', async () => {
    await using place = await setUp(20, { delay: () => 100 });
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    const environment = secretsFor(place.receiver.port);
    const running = start([...confirm, '--concurrency', '1'], place.folder.path, environment);
    while (place.receiver.asked.length === 0) await delay(10);
    expect((await place.tool(['suppress', 'reader20@example.org'])).code).toBe(0);
    expect((await running.ended).code).toBe(0);
    expect(place.receiver.received).toHaveLength(19);
    expect(place.receiver.asked).not.toContain('reader20@example.org');
  });

  test('that is lifted lets the message go after all', async () => {
    await using place = await setUp(2);
    await place.tool(['suppress', 'reader2@example.org']);
    await place.tool([...confirm, '--list', 'list.csv']);
    expect(place.receiver.asked).toEqual(['reader1@example.org']);
    await place.tool(['suppress', '--lift', 'reader2@example.org']);
    expect((await place.tool(confirm)).code).toBe(0);
    expect(place.receiver.asked).toEqual(['reader1@example.org', 'reader2@example.org']);
  });

  test('follows a mailbox that is gone, not a refusal of the sender', async () => {
    await using place = await setUp(3, {
      onRecipient: (address) => {
        if (address === 'reader1@example.org') throw refusal(550, '5.1.1 no such user');
        if (address === 'reader2@example.org') throw refusal(550, '5.7.1 your network is not welcome');
      },
    });
    const sent = await place.tool([...confirm, '--list', 'list.csv']);
    expect(sent.code).toBe(5);
    expect((await place.tool(['suppress'])).stdout).toMatch(
      /^reader1@example\.org {2}bounced {2}\S+ {2}550 5\.1\.1 no such user\n$/,
    );
  });

  test('takes a token of an unsubscribe mail, and no other', async () => {
    await using place = await setUp();
    await place.tool([...confirm, '--list', 'list.csv']);
    const source = place.receiver.received[0]?.source ?? '';
    const token = /unsubscribe%20([\w.-]+)>/.exec(source.replace(/\r\n\s+/g, ''))?.[1] ?? '';
    expect(await place.tool(['suppress', token])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^reader\d@example\.org {2}suppressed/),
    });
    expect(await place.tool(['suppress', `${token.slice(0, -2)}AA`])).toMatchObject({ code: 2 });
    for (const text of [`https://example.com/unsubscribe?token=${token}`, `Unsubscribe ${token}`])
      expect(await place.tool(['suppress', text])).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^reader\d@example\.org {2}was already suppressed/),
      });
  });
});

describe('one at a time, and only what may go out', () => {
  test('of two senders at once the second ends with 6', async () => {
    await using place = await setUp(20, { delay: () => 150 });
    const environment = secretsFor(place.receiver.port);
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    const first = start(confirm, place.folder.path, environment);
    while (place.receiver.asked.length === 0) await delay(10);
    expect(await place.tool(confirm)).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('nothing was done'),
    });
    expect((await first.ended).code).toBe(0);
    expect(place.receiver.received).toHaveLength(20);
  });

  test('nobody gets a second copy when the archive is named by a link to it', async () => {
    await using place = await setUp(2);
    await place.tool([...confirm, '--list', 'list.csv']);
    symlinkSync(place.folder.in('out/archive'), place.folder.in('shelf'));
    const again = await place.tool([...confirm, '--list', 'list.csv', '--archive', 'shelf/']);
    expect(again.code).toBe(0);
    expect(place.receiver.asked).toHaveLength(2);
  });

  test('Ctrl-C finishes what is in flight and begins nothing new', async () => {
    await using place = await setUp(40, { delay: () => 100 });
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    const { child, ended } = start(confirm, place.folder.path, secretsFor(place.receiver.port));
    while (place.receiver.received.length < 3) await delay(10);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect({ code, stderr }).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('finishing messages in flight'),
    });
    const states = Object.values(await place.states());
    expect(states.filter((state) => state === 'sent')).toHaveLength(place.receiver.received.length);
    expect(states.filter((state) => state === 'unknown' || state === 'sending')).toEqual([]);
    expect(states.filter((state) => state === 'queued').length).toBeGreaterThan(20);
  });

  test('an edition that another has followed needs --late', async () => {
    await using place = await setUp();
    sealEdition(place.folder.in('out/archive'), { id: '2026-05-01-car-t' });
    const old = ['send', 'car-t/2026-04-21', '--list', 'list.csv'];
    expect(await place.tool(old)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('2026-05-01-car-t'),
    });
    expect((await place.tool([...old, '--late'])).code).toBe(0);
  });

  test('a sealed file that was changed is not sent', async () => {
    await using place = await setUp();
    writeFileSync(place.folder.in('out/archive/car-t/2026-04-21/r1/mail/body.txt'), 'other');
    expect(await place.tool([...confirm, '--list', 'list.csv'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not what was sealed'),
    });
    expect(place.receiver.asked).toEqual([]);
  });

  test('a sender that would be more than one address is refused', async () => {
    await using place = await setUp();
    const from = { name: 'Notes', address: 'notes@example.com>\r\nRCPT TO:<e@example.org' };
    sealEdition(place.folder.in('out/archive'), { id: '2026-05-01-trick', message: { from } });
    const sent = await place.tool(['send', 'trick', '--list', 'list.csv', '--confirm', '2026-05-01-trick']);
    expect(sent).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a plain email address') });
    expect(place.receiver.asked).toEqual([]);
  });

  test('an edition without mail says so', async () => {
    await using place = await setUp();
    sealEdition(place.folder.in('out/archive'), { id: '2026-05-01-bare', manifest: { files: [] } });
    expect(await place.tool(['send', 'bare', '--list', 'list.csv'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('contains no mail'),
    });
  });
});

describe('a correction', () => {
  test('goes to exactly those who were sent the wrong revision, and a list leaves them out', async () => {
    await using place = await setUp(3, {
      onRecipient: (address) => {
        if (address === 'reader3@example.org') throw refusal(450, '4.7.1 later');
      },
    });
    await place.tool([...confirm, '--list', 'list.csv']);
    const correction = { kind: 'correction', reason: 'a denominator was wrong' } as const;
    sealEdition(place.folder.in('out/archive'), { revision: 2, manifest: { correction } });
    const listed = await place.tool(['send', 'car-t', '--list', 'list.csv']);
    expect(listed.stdout).toMatch(/to +1 recipient of list\.csv\n +2 already have another revision/);
    const corrected = ['send', 'car-t/2026-04-21/r2', '--to-recipients-of', 'r1'];
    expect((await place.tool(corrected)).stdout).toMatch(/to +2 recipients of r1\n/);
    place.receiver.asked.length = 0;
    expect((await place.tool([...corrected, '--confirm', 'car-t/2026-04-21/r2'])).code).toBe(0);
    expect(place.receiver.asked.sort()).toEqual(['reader1@example.org', 'reader2@example.org']);
    const mail = await simpleParser(place.receiver.received.at(-1)?.source ?? '');
    expect(mail.text).toMatch(/Dear Reader [12],/);
    const { stdout } = await place.tool(['who-got', 'reader1@example.org']);
    expect(stdout).toMatch(/^sent .* 2026-04-21-car-t r1 .*\nsent .* 2026-04-21-car-t r2 /);
  });
});

describe('a revision that was replaced', () => {
  test('does not reach whoever has the later one, even with --late', async () => {
    await using place = await setUp(2);
    await place.tool(['send', 'car-t', '--list', 'list.csv']);
    sealEdition(place.folder.in('out/archive'), { revision: 2 });
    writeFileSync(place.folder.in('one.csv'), 'email\nreader1@example.org\n');
    const second = ['send', 'car-t/2026-04-21/r2', '--confirm', 'car-t/2026-04-21/r2'];
    await place.tool([...second, '--list', 'one.csv']);
    const first = ['send', 'car-t/2026-04-21/r1', '--confirm', 'car-t/2026-04-21/r1'];
    expect((await place.tool(first)).code).toBe(2);
    expect((await place.tool([...first, '--late'])).code).toBe(0);
    expect(place.receiver.asked).toEqual(['reader1@example.org', 'reader2@example.org']);
    const { stdout } = await place.tool(['who-got', 'reader1@example.org']);
    expect(stdout).toMatch(/^suppressed .* r1 {2}has r2 already\nsent .* r2 /);
  });
});

describe('a server that refuses whoever sends', () => {
  test('ends the run; nobody is marked as refused', async () => {
    await using place = await setUp(30, {
      onSender: () => {
        throw refusal(550, '5.7.1 sender not allowed');
      },
    });
    const sent = await place.tool([...confirm, '--list', 'list.csv']);
    expect(sent).toMatchObject({ code: 5, stderr: expect.stringContaining('5.7.1 sender not allowed') });
    expect(new Set(Object.values(await place.states()))).toEqual(new Set(['queued']));
  });
});

describe('credentials', () => {
  const password = 'Hunter2%Zz-secret';
  const login = (port: number) => ({
    TRIALBRIEF_SMTP: `smtp://me:${encodeURIComponent(password)}@127.0.0.1:${port}`,
  });

  test.each([[], ['--verbose', '--debug'], ['--json']])(
    'are in no output when a login is refused: %s',
    async (...flags) => {
      await using place = await setUp(2, {
        options: {
          disabledCommands: ['STARTTLS'],
          allowInsecureAuth: true,
          onAuth: ({ username, password: given }, _, done) =>
            done(refusal(535, `5.7.8 ${username} and ${given} do not fit`)),
        },
      });
      const sent = await place.tool([...confirm, '--list', 'list.csv', ...flags], login(place.receiver.port));
      expect(sent.code).toBe(5);
      const told = `${sent.stdout}${sent.stderr}`;
      expect(told).toContain('me and *** do not fit');
      for (const form of [password, encodeURIComponent(password), Buffer.from(password).toString('base64')])
        expect(told).not.toContain(form);
      const database = readFileSync(place.folder.in('out/archive.outbox.sqlite'), 'latin1');
      expect(database).not.toContain(password);
    },
  );

  test.each([[], ['--verbose', '--debug'], ['--json']])(
    'are in no output when the address is wrong: %s',
    async (...flags) => {
      await using place = await setUp(1);
      for (const address of [
        `smtp://me:${password}@127.0.0.1:1`,
        `smtps://me:${encodeURIComponent(password)}@127.0.0.1:${place.receiver.port}`,
        `ftp://me:${encodeURIComponent(password)}@127.0.0.1`,
      ]) {
        const sent = await place.tool([...confirm, '--list', 'list.csv', ...flags, '--timeout', '2'], {
          TRIALBRIEF_SMTP: address,
        });
        expect(sent.code).not.toBe(0);
        expect(`${sent.stdout}${sent.stderr}`).not.toMatch(/Hunter2|Zz-secret/);
      }
    },
  );

  const openssl = spawnSync('openssl', ['version']).status === 0;

  test.skipIf(!openssl)('are told over TLS to a server whose certificate is vouched for', async () => {
    using folder = temporaryFolder();
    const [key, cert] = [folder.in('key.pem'), folder.in('cert.pem')];
    const request =
      '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
    spawnSync('openssl', ['req', ...request.split(' '), '-keyout', key, '-out', cert]);
    const logins: string[] = [];
    await using place = await setUp(1, {
      options: {
        ...{ secure: true, disabledCommands: [], key: readFileSync(key), cert: readFileSync(cert) },
        onAuth: ({ username, password: given }, _, done) => {
          logins.push(`${username} ${given}`);
          done(null, { user: 'me' });
        },
      },
    });
    const address = `smtps://me:${encodeURIComponent(password)}@localhost:${place.receiver.port}`;
    const trust = { TRIALBRIEF_SMTP: address, NODE_EXTRA_CA_CERTS: cert };
    expect((await place.tool([...confirm, '--list', 'list.csv'], trust)).code).toBe(0);
    expect(logins).toEqual([`me ${password}`]);
    expect(place.receiver.received).toHaveLength(1);
  });

  test('are not told to a server whose certificate nobody vouches for', async () => {
    const logins: string[] = [];
    await using place = await setUp(1, {
      options: {
        secure: true,
        disabledCommands: [],
        onAuth: ({ username }, _, done) => {
          logins.push(username ?? '');
          done(null, { user: 'me' });
        },
      },
    });
    const address = login(place.receiver.port).TRIALBRIEF_SMTP.replace('smtp:', 'smtps:');
    const sent = await place.tool([...confirm, '--list', 'list.csv'], { TRIALBRIEF_SMTP: address });
    expect(sent).toMatchObject({
      code: 5,
      stdout: expect.stringMatching(/deferred +reader1@example\.org .*certificate/),
    });
    expect(logins).toEqual([]);
  });

  test('in a file that others may read are refused', async () => {
    await using place = await setUp(1);
    const file = place.folder.in('smtp');
    writeFileSync(file, `smtp://127.0.0.1:${place.receiver.port}\n`);
    chmodSync(file, 0o640);
    const set = { TRIALBRIEF_SMTP: '', TRIALBRIEF_SMTP_FILE: file };
    const refused = await place.tool([...confirm, '--list', 'list.csv'], set);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('chmod 600') });
    chmodSync(file, 0o600);
    expect((await place.tool([...confirm, '--list', 'list.csv'], set)).code).toBe(0);
  });

  test('that are missing are asked for', async () => {
    await using place = await setUp(1);
    const sent = await run([...confirm, '--list', 'list.csv'], place.folder.path);
    expect(sent.code).toBe(2);
    expect(sent.stderr).toMatch(/TRIALBRIEF_SMTP[\s\S]+TRIALBRIEF_UNSUBSCRIBE_KEY/);
  });
});
