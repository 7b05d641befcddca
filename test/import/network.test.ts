import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type NetworkOptions, NotFetched, openNetwork } from '../../src/import/network.ts';

let cache: string;
let server: Server | undefined;
beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'trialbrief-network-'));
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(cache, { recursive: true });
});

/** Starts a server and gives its address. */
async function serve(listener: RequestListener): Promise<{ address: string; host: string }> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address: `http://${host}/study`, host };
}

const quick = { idle: 300, total: 3_000, wait: 1 };

function network(host: string, more: Partial<NetworkOptions> = {}) {
  return openNetwork({ hosts: [host], cache, offline: false, today: '2026-01-02', times: quick, ...more });
}

async function failure(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(NotFetched);
  return (error as Error).message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
}

describe('an answer', () => {
  test('is given with the day, and kept for runs without a connection', async () => {
    const { address, host } = await serve((_, response) => response.end('{"a":1}'));
    const fresh = await network(host).get(address);
    expect(fresh).toEqual({ body: Buffer.from('{"a":1}'), retrieved: '2026-01-02', isCached: false });
    const later = await network(host, { offline: true, today: '2026-03-04' }).get(address);
    expect(later).toEqual({ body: Buffer.from('{"a":1}'), retrieved: '2026-01-02', isCached: true });
  });

  test('may be packed, or somewhere else on the same host', async () => {
    const { address, host } = await serve((request, response) => {
      if (request.url === '/study') response.writeHead(302, { location: '/new' }).end();
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
    });
    expect((await network(host).get(address)).body.toString()).toBe('packed');
  });

  test('is waited for longer each time while the server is busy', async () => {
    let asked = 0;
    const waits: number[] = [];
    const { address, host } = await serve((_, response) => {
      asked += 1;
      response.writeHead(asked < 4 ? 503 : 200).end('at last');
    });
    const answer = await network(host, { onWait: (seconds) => waits.push(seconds * 1000) }).get(address);
    expect(answer.body.toString()).toBe('at last');
    expect(waits).toEqual([1, 2, 4]);
  });

  test('is asked for no earlier than the server wants', async () => {
    let asked = 0;
    const waits: number[] = [];
    const { address, host } = await serve((_, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 429 : 200, { 'retry-after': '1' }).end();
    });
    await network(host, { onWait: (seconds) => waits.push(seconds) }).get(address);
    expect(waits).toEqual([1]);
  });
});

describe('no answer', () => {
  const gone: [string, RequestListener, string][] = [
    ['nothing there', (_, response) => response.writeHead(404).end(), 'the server has nothing there (404)'],
    ['forbidden', (_, response) => response.writeHead(403).end(), 'the server answers 403'],
    ['always busy', (_, response) => response.writeHead(429).end(), 'the server answers 429, 5 times'],
    ['silent', () => {}, 'the server does not answer, 5 times'],
    [
      'slow to the last',
      (_, response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('a');
      },
      'the server does not answer, 5 times',
    ],
    [
      'cut short',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"half":', () => response.destroy());
      },
      'the connection was closed before the answer was complete, 5 times',
    ],
    [
      'badly packed',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is not gzip'),
      'the answer cannot be read (incorrect header check), 5 times',
    ],
    [
      'a circle',
      (_, response) => response.writeHead(302, { location: '/study' }).end(),
      'it leads on more than 5 times',
    ],
    [
      'leading elsewhere',
      (_, response) => response.writeHead(302, { location: 'https://elsewhere.example.com/study' }).end(),
      'only HOST may be asked',
    ],
  ];
  test.each(gone)('%s', async (_, listener, reason) => {
    const { address, host } = await serve(listener);
    expect(await failure(network(host).get(address))).toContain(reason);
    expect(readdirSync(cache)).toEqual([]);
  });

  test('of 50 MB, where less was allowed: it is not read to its end', async () => {
    let sent = 0;
    const { address, host } = await serve((_, response) => {
      const part = Buffer.alloc(1_000_000);
      const more = () => {
        if (sent >= 50 || response.destroyed) return response.end();
        sent += 1;
        return response.write(part, more);
      };
      more();
    });
    expect(await failure(network(host).get(address, { limit: 3_000_000 }))).toContain(
      'more than 3000000 bytes',
    );
    expect(sent).toBeLessThan(50);
  });

  test('from a server that does not exist any more', async () => {
    const { address, host } = await serve((_, response) => response.end());
    server?.close();
    server?.closeAllConnections();
    expect(await failure(network(host).get(address))).toContain('the server refuses the connection, 5 times');
  });

  test.each([
    ['http://clinicaltrials.gov/api', 'only https is used'],
    ['https://user:secret@clinicaltrials.gov/api', 'may contain no password'],
    ['https://example.com/api', 'only clinicaltrials.gov may be asked'],
    ['file:///etc/passwd', 'only https is used'],
    ['nonsense', 'this is not an address'],
  ])('%s is not asked for', async (address, reason) => {
    const message = await failure(network('clinicaltrials.gov').get(address));
    expect(message).toContain(reason);
    expect(message).not.toContain('secret');
  });

  test('without a connection, where none was kept or what was kept is damaged', async () => {
    const { address, host } = await serve((_, response) => response.end('fine'));
    const offline = network(host, { offline: true });
    expect(await failure(offline.get(address))).toContain('there is no answer in the cache');
    await network(host).get(address);
    for (const name of readdirSync(cache)) writeFileSync(path.join(cache, name), 'damaged');
    expect(await failure(offline.get(address))).toContain('there is no answer in the cache');
  });
});
