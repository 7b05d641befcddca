import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import type { Exchange } from '../ports.ts';
import type { SmtpServer } from './smtp.ts';
import { Wire } from './smtp-wire.ts';

/**
 * A wire to a server, encrypted unless it is on this machine. The certificate is always verified, whatever the
 * environment says (NODE_TLS_REJECT_UNAUTHORIZED); NODE_EXTRA_CA_CERTS and the system's store say whom to trust.
 */
export async function openWire(
  server: SmtpServer,
  exchanges: Exchange[],
  signal: AbortSignal,
): Promise<Wire> {
  const { host, port, isSecure, mustUpgrade, patience } = server;
  const socket = isSecure ? tls.connect({ port, ...verified(host) }) : net.connect({ host, port });
  await whenOpen(socket, isSecure ? 'secureConnect' : 'connect', { patience, signal });
  const wire = new Wire(socket, patience);
  wire.note(exchanges);
  return mustUpgrade && !isSecure ? upgrade(wire, server, { exchanges, signal }) : wire;
}

/** RFC 3207. The server has to offer nothing: it has to do it, or nothing is said to it. */
async function upgrade(
  open: Wire,
  { host, patience }: SmtpServer,
  { exchanges, signal }: { exchanges: Exchange[]; signal: AbortSignal },
): Promise<Wire> {
  const giveUp = () => open.destroy(signal.reason);
  signal.addEventListener('abort', giveUp);
  try {
    const greeting = await open.ask();
    for (const command of [undefined, 'EHLO [127.0.0.1]', 'STARTTLS']) {
      const { code, text } = command === undefined ? greeting : await open.ask(command);
      if (code >= 400) throw new Error(text);
    }
    const socket = tls.connect({ socket: open.release(), ...verified(host) });
    await whenOpen(socket, 'secureConnect', { patience, signal });
    const wire = new Wire(socket, patience, greeting.text);
    wire.note(exchanges);
    return wire;
  } catch (error) {
    open.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function verified(host: string): tls.ConnectionOptions {
  return {
    host,
    ...(net.isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
  };
}

/** Destroys a socket that does not open in time. */
async function whenOpen(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  { patience, signal }: { patience: number; signal: AbortSignal },
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const lost = () => reject(new Error('the connection ended'));
  const late = () => reject(new Error(`no connection within ${patience / 1000} s`));
  const abort = () => reject(signal.reason);
  const timer = setTimeout(late, patience);
  socket.once(event, resolve).once('error', reject).once('close', lost);
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    await promise;
  } catch (error) {
    socket.on('error', () => {});
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
    socket.off(event, resolve).off('error', reject).off('close', lost);
    signal.removeEventListener('abort', abort);
  }
}
