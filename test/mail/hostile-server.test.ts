import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { deliveryResult } from '../../src/send/outcome.ts';
import { openSmtp } from '../../src/send/smtp.ts';
import { converse } from './conversations.ts';

const message = Buffer.from(`Subject: rates\r\n\r\n${'seventy-one percent\r\n'.repeat(20_000)}`);
const envelope = { from: 'notes@example.com', to: 'reader@example.org' };

/** Answers to each verb, `''` for the greeting; a function does what it likes when the verb comes. */
type Script = Readonly<Record<string, string | ((socket: Socket) => void)>>;

/** A server that says its lines, and keeps what it is given. */
async function serverThatSays(script: Script, onBytes: (socket: Socket, given: string) => void = () => {}) {
  const sockets: Socket[] = [];
  const state = { given: '', connections: 0 };
  const server = net.createServer((socket) => {
    sockets.push(socket);
    state.connections += 1;
    let own = '';
    let read = 0;
    const say = (verb: string) => {
      const answer = script[verb] ?? (verb === 'EHLO' ? '250 here' : verb === 'QUIT' ? '221 bye' : '250 yes');
      if (typeof answer === 'string') socket.write(`${answer}\r\n`);
      else answer(socket);
    };
    socket
      .on('error', () => {})
      .on('data', (chunk) => {
        own += chunk.toString('latin1');
        state.given += chunk.toString('latin1');
        onBytes(socket, own);
        for (let end = own.indexOf('\r\n', read); end >= 0; end = own.indexOf('\r\n', read)) {
          const line = own.slice(read, end);
          read = end + 2;
          if (line === '.') say('.');
          else if (/^(?:EHLO|MAIL|RCPT|DATA|RSET|QUIT|STARTTLS|AUTH)\b|^$/.test(line))
            if (line !== '' || script.AUTH) say(line.split(/[ :]/, 1)[0] || 'AUTH');
        }
      });
    say('');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    state,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const polite = { '': '220 here', DATA: '354 go on' };

function transportTo(port: number, more: Partial<Parameters<typeof openSmtp>[0]> = {}) {
  const server = { host: '127.0.0.1', port, isSecure: false, mustUpgrade: false, patience: 300 };
  return openSmtp({ ...server, ...more });
}

async function fateAt(port: number, more: Partial<Parameters<typeof openSmtp>[0]> = {}, letter = message) {
  await using transport = transportTo(port, more);
  return deliveryResult(await transport.send(envelope, letter));
}

describe('an answer before the end of a message', () => {
  test.each([
    ['250 2.0.0 taken', 'deferred'],
    ['354 go on', 'deferred'],
    ['451 4.3.0 later', 'deferred'],
    ['554 5.7.1 spam', 'failed'],
    ['421 4.3.2 closing', 'deferred'],
    ['what', 'deferred'],
  ])('%s: the rest and the dot do not follow, and it is %s', async (answer, state) => {
    let isSaid = false;
    await using server = await serverThatSays(polite, (socket, given) => {
      if (isSaid || given.length < 3000) return;
      isSaid = true;
      socket.write(`${answer}\r\n`);
    });
    expect((await fateAt(server.port)).state).toBe(state);
    await delay(50);
    expect(server.state.given).not.toContain('\r\n.\r\n');
  });
});

describe('an answer to DATA other than 354', () => {
  test.each(['250 yes', '220 yes', '334 yes', '355 go on', '200 ', '999 yes', 'yes'])(
    '%s: nothing of the message is given, and it is tried again',
    async (answer) => {
      await using server = await serverThatSays({ ...polite, DATA: answer });
      expect((await fateAt(server.port)).state).toBe('deferred');
      expect(server.state.given).not.toContain('Subject');
    },
  );

  test('354 for a recipient who was refused: no message is ended, not even an empty one', async () => {
    const EHLO = '250-here\r\n250 PIPELINING';
    await using server = await serverThatSays({ ...polite, EHLO, RCPT: '550 5.1.1 no such user' });
    expect(await fateAt(server.port)).toMatchObject({ state: 'failed', suppress: true });
    await delay(50);
    expect(server.state.given).not.toMatch(/Subject|\r\n\.\r\n/);
  });
});

describe('answers of several messages are not mixed up', () => {
  test.each(['550 5.1.1 no such user', '421 4.4.2 idle', '250 2.0.0 taken'])(
    'when ‘%s’ comes too much on a kept connection the next message goes over another one',
    async (extra) => {
      await using server = await serverThatSays({
        ...polite,
        RSET: (socket) => {
          socket.write('250 yes\r\n');
          setTimeout(() => socket.write(`${extra}\r\n`), 20);
        },
      });
      await using transport = transportTo(server.port);
      expect(deliveryResult(await transport.send(envelope, message)).state).toBe('sent');
      await delay(60);
      expect(deliveryResult(await transport.send(envelope, message)).state).toBe('sent');
      expect(server.state.connections).toBe(2);
      expect(server.state.given.split('\r\n.\r\n')).toHaveLength(3);
    },
  );

  test('a yes and then a no to one message: nobody can know', async () => {
    await using server = await serverThatSays({ ...polite, '.': '250 yes\r\n554 no' });
    expect(await fateAt(server.port)).toMatchObject({
      state: 'unknown',
      answer: expect.stringContaining('contradicted itself'),
    });
  });

  test('a no, and the yes that was late', async () => {
    await using server = await serverThatSays({ ...polite, '.': '451 later\r\n250 taken' });
    expect((await fateAt(server.port)).state).toBe('unknown');
  });

  test('a yes that stands for another command, and the no that was meant', async () => {
    await using server = await serverThatSays({ ...polite, '.': '250 yes', RSET: '550 5.7.1 spam' });
    expect((await fateAt(server.port)).state).toBe('unknown');
  });
});

describe('answers as they may come', () => {
  test.each<[string, string, string]>([
    ['split', '250 2.0.0 ta|ken by me\r\n', 'sent'],
    ['split before its line feed', '250 2.0.0 taken\r|\n', 'sent'],
    ['in lines', '250-2.0.0 taken\r\n250-by\r\n|250 me\r\n', 'sent'],
    ['ended by bare line feeds', '250-2.0.0 taken\n|250 by me\n', 'sent'],
    ['without text', '250\r\n', 'sent'],
    ['with two codes', '250-2.0.0 taken\r\n550 no\r\n', 'unknown'],
    ['with two codes the other way', '550-no\r\n250 taken\r\n', 'unknown'],
    ['without a code', 'taken\r\n', 'unknown'],
    ['of another protocol', 'HTTP/1.1 200 OK\r\n', 'unknown'],
    ['with a code that is none', '600 taken\r\n', 'unknown'],
    ['with a promise only', '150 taken soon\r\n', 'unknown'],
    ['that asks for more', '354 go on\r\n', 'unknown'],
    ['not ended', '250 2.0.0 taken', 'unknown'],
    ['never', '', 'unknown'],
    ['a megabyte long', `250 ${'x'.repeat(1_000_000)}\r\n`, 'unknown'],
    ['of endless lines', '250-x\r\n'.repeat(50_000), 'unknown'],
  ])('%s', async (_, said, state) => {
    await using server = await serverThatSays({
      ...polite,
      '.': async (socket) => {
        for (const piece of said.split('|')) {
          socket.write(piece, 'latin1');
          await delay(10);
        }
      },
    });
    expect((await fateAt(server.port)).state).toBe(state);
  });

  test('a byte at a time is given up like silence', async () => {
    await using server = await serverThatSays({
      ...polite,
      MAIL: async (socket) => {
        for (;;) {
          socket.write('2');
          await delay(20);
          if (socket.destroyed) return;
        }
      },
    });
    expect(await fateAt(server.port)).toMatchObject({
      state: 'deferred',
      answer: 'the server was silent or slow for 0.3 s',
    });
  });

  test('with one question after the other, without end', async () => {
    await using server = await serverThatSays({
      ...polite,
      EHLO: '250-here\r\n250 AUTH PLAIN',
      AUTH: (socket) => setTimeout(() => socket.write('334 \r\n'), 20),
    });
    const login = { user: 'me', password: 'mine' };
    expect(
      await fateAt(server.port, { login, patience: 400 }, Buffer.from('Subject: x\r\n\r\n')),
    ).toMatchObject({
      state: 'deferred',
      answer: expect.stringMatching(/^the conversation took more than \d+ s$/),
    });
  });
});

describe('before TLS', () => {
  test.each([
    ['220 go on\r\n250 injected', /plain text|nothing had asked/],
    ['220 go on\r\n250-half', /plain text/],
    ['250 go on', /STARTTLS with 250/],
    ['502 no', /502 no/],
  ])('STARTTLS answered by %j ends everything', async (answer, said) => {
    await using server = await serverThatSays({ ...polite, STARTTLS: answer });
    const login = { user: 'me', password: 'mine' };
    const fate = await fateAt(server.port, { mustUpgrade: true, login });
    expect(fate.answer).toMatch(said);
    expect(['deferred', 'queued']).toContain(fate.state);
    expect(server.state.given).not.toMatch(/AUTH|MAIL|Subject/);
  });
});

test('in a thousand random conversations nobody gets two copies, and no record is wrong', async () => {
  const { faults, states, kept, conversations } = await converse(1000, 1);
  expect(faults).toEqual([]);
  expect(conversations).toBeGreaterThanOrEqual(1000);
  expect(states.sent).toBeGreaterThan(50);
  expect(kept).toBeGreaterThan(50);
}, 300_000);
