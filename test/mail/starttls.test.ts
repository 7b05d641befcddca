import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { deliveryResult } from '../../src/send/outcome.ts';
import { openSmtp } from '../../src/send/smtp.ts';
import { run, secretsFor } from './child.ts';
import { startReceiver } from './receiver.ts';
import { sealEdition, writeList } from './sealed-edition.ts';
import { temporaryFolder } from './temporary.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;
const trusted = tls.getCACertificates();

afterEach(() => {
  tls.setDefaultCACertificates(trusted);
  vi.unstubAllEnvs();
});

/** A server that offers STARTTLS with a certificate of its own, and what it heard before and after it. */
async function setUp(more: { secure?: boolean } = {}) {
  const folder = temporaryFolder();
  const [key, cert] = [folder.in('key.pem'), folder.in('cert.pem')];
  const request =
    '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  spawnSync('openssl', ['req', ...request.split(' '), '-keyout', key, '-out', cert]);
  const heard: string[] = [];
  const receiver = await startReceiver({
    options: {
      ...{ disabledCommands: [], key: readFileSync(key), cert: readFileSync(cert), ...more },
      onAuth: ({ username, password }, { secure }, done) => {
        heard.push(`login ${username} ${password}, ${secure ? 'encrypted' : 'in the open'}`);
        done(null, { user: 'me' });
      },
      onMailFrom: ({ address }, { secure, tlsOptions }, done) => {
        const isEncrypted = secure && tlsOptions !== false;
        heard.push(`from ${address}, ${isEncrypted ? 'encrypted' : 'in the open'}`);
        done();
      },
    },
  });
  const send = async () => {
    const login = { user: 'me', password: 'a password' };
    const server = { host: 'localhost', port: receiver.port, isSecure: false, mustUpgrade: true, login };
    await using transport = openSmtp({ ...server, patience: 3000 });
    const letter = Buffer.from('Subject: one\r\n\r\ntext\r\n');
    return deliveryResult(await transport.send({ from: 'notes@example.com', to: 'a@example.org' }, letter));
  };
  return {
    ...{ folder, heard, receiver, send, cert: readFileSync(cert, 'utf8') },
    async [Symbol.asyncDispose]() {
      await receiver[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

describe.skipIf(!openssl)('STARTTLS', () => {
  test('comes before the login and the message, with a certificate that is vouched for', async () => {
    await using place = await setUp();
    tls.setDefaultCACertificates([...trusted, place.cert]);
    expect(await place.send()).toMatchObject({ state: 'sent' });
    expect(place.heard).toEqual(['login me a password, encrypted', 'from notes@example.com, encrypted']);
    expect(place.receiver.received.map(({ to }) => to)).toEqual([['a@example.org']]);
  });

  test('that ends at a certificate nobody vouches for tells nothing, and the message waits', async () => {
    await using place = await setUp();
    expect(await place.send()).toMatchObject({
      state: 'deferred',
      about: 'server',
      answer: expect.stringMatching(/certificate/),
    });
    expect(place.heard).toEqual([]);
    expect(place.receiver.asked).toEqual([]);
  });

  test('verifies the certificate whatever the environment says', async () => {
    await using place = await setUp();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await place.send()).toMatchObject({
      state: 'deferred',
      answer: expect.stringMatching(/certificate/),
    });
    expect(place.heard).toEqual([]);
  });
});

describe.skipIf(!openssl)('TLS from the first byte', () => {
  test('verifies the certificate whatever the environment says, and says so', async () => {
    await using place = await setUp({ secure: true });
    sealEdition(place.folder.in('out/archive'));
    writeList(place.folder.in('list.csv'), 1);
    const environment = secretsFor(0, {
      TRIALBRIEF_SMTP: `smtps://me:secret@localhost:${place.receiver.port}`,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    const edition = '2026-04-21-car-t';
    const args = ['send', edition, '--list', 'list.csv', '--confirm', edition];
    const sent = await run(args, place.folder.path, environment);
    expect(sent).toMatchObject({
      code: 5,
      stdout: expect.stringMatching(/deferred .*certificate/),
      stderr: expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored'),
    });
    expect(place.heard).toEqual([]);
    expect(place.receiver.asked).toEqual([]);
  });
});
