import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listener on this machine that counts who reached it, be it with a request or a bare connection. */
export interface Canary extends AsyncDisposable {
  /** Its address, as `127.0.0.1:12345`. */
  host: string;
  hits: string[];
}

export async function listenAsCanary(): Promise<Canary> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  server.on('connection', () => hits.push('(connection)'));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, hits, [Symbol.asyncDispose]: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
