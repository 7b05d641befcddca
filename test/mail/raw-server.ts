import net, { type AddressInfo } from 'node:net';

/** Points of a conversation at which the server can misbehave. */
export type Point = 'greeting' | 'EHLO' | 'STARTTLS' | 'MAIL' | 'RCPT' | 'DATA' | 'inside' | 'dot';

/** `drop` closes at once, `hang` says nothing any more, `mute` stops reading; other words are sent instead of yes. */
export type Fault = 'drop' | 'hang' | 'mute' | { say: string; thenDrop?: boolean };

export interface RawServer extends AsyncDisposable {
  port: number;
  /** Messages that came whole, with the final dot, whatever was answered. */
  whole: number;
  connections: number;
}

interface Script {
  faults?: Partial<Record<Point, Fault>>;
  /** Only the first conversations misbehave. */
  times?: number;
  extensions?: string[];
}

/** A mail server that does what it is told at each point, and else says yes. */
export async function startRawServer({
  faults = {},
  times = Infinity,
  extensions = [],
}: Script): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  const state = { whole: 0, connections: 0 };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    state.connections += 1;
    converse(socket, state.connections <= times ? faults : {}, { extensions, state });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    get whole() {
      return state.whole;
    },
    get connections() {
      return state.connections;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(
  socket: net.Socket,
  faults: Partial<Record<Point, Fault>>,
  { extensions, state }: { extensions: string[]; state: { whole: number } },
): void {
  let [buffer, isData, isOver, searched] = ['', false, false, 0];
  const answer = (point: Point, yes: string) => {
    const fault = faults[point];
    if (fault === undefined) socket.write(yes);
    else if (typeof fault === 'object') socket.write(fault.say, () => fault.thenDrop && socket.end());
    else {
      isOver = true;
      if (fault === 'drop') socket.destroy();
      if (fault === 'mute') socket.pause();
    }
    return fault === undefined;
  };
  answer('greeting', '220 here ESMTP\r\n');
  const hello = ['here', ...extensions].map(
    (line, index, all) => `250${index < all.length - 1 ? '-' : ' '}${line}\r\n`,
  );
  const yes: Record<string, string> = {
    EHLO: hello.join(''),
    DATA: '354 go on\r\n',
    STARTTLS: '220 go on\r\n',
  };
  socket.on('data', (chunk) => {
    if (isOver) return;
    buffer += chunk.toString('latin1');
    if (isData && faults.inside && !isOver) {
      answer('inside', '');
      if (isOver) return;
    }
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n', searched);
      searched = Math.max(0, buffer.length - 4);
      if (end < 0 || isOver) return;
      searched = 0;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        state.whole += 1;
        answer('dot', '250 2.0.0 taken\r\n');
      } else {
        const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '';
        const said = answer(verb as Point, yes[verb] ?? '250 2.1.0 yes\r\n');
        if (verb === 'DATA') isData = said || typeof faults.DATA === 'string';
      }
    }
  });
}
