import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { openSmtp } from '../../src/adapters/smtp.ts';
import { fateOf } from '../../src/mail/outcome.ts';
import { startReceiver } from './receiver.ts';
import { temporaryFolder } from './temporary.ts';

const openssl = spawnSync('openssl', ['version']).status === 0;
const trusted = tls.getCACertificates();

afterEach(() => tls.setDefaultCACertificates(trusted));

/** A server that offers STARTTLS with a certificate of its own, and what it heard before and after it. */
async function setUp() {
  const folder = temporaryFolder();
  const [key, cert] = [folder.in('key.pem'), folder.in('cert.pem')];
  const request =
    '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  spawnSync('openssl', ['req', ...request.split(' '), '-keyout', key, '-out', cert]);
  const heard: string[] = [];
  const receiver = await startReceiver({
    options: {
      ...{ disabledCommands: [], key: readFileSync(key), cert: readFileSync(cert) },
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
    return fateOf(await transport.send({ from: 'notes@example.com', to: 'a@example.org' }, letter));
  };
  return {
    ...{ heard, receiver, send, cert: readFileSync(cert, 'utf8') },
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
});
