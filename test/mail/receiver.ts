import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  SMTPServer,
  type SMTPServerDataStream,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';

export interface Received {
  from: string;
  to: string[];
  source: string;
}

export interface Receiver extends AsyncDisposable {
  port: number;
  /** Messages that were accepted, in order. */
  received: Received[];
  /** Recipients that were named, accepted or not. */
  asked: string[];
}

interface Behaviour {
  /** Milliseconds before the answer to a message. */
  delay?: () => number;
  /** Keep the text of messages; off when there are many large ones. */
  isForgetful?: boolean;
  /** Throw to refuse. */
  onRecipient?(address: string): void;
  onSender?(address: string): void;
  /** Throw to refuse once the message is in. */
  onMessage?(address: string): void;
  options?: SMTPServerOptions;
}

/** A refusal with a code, as the server takes it. */
export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A mail server on this machine. */
export async function startReceiver(behaviour: Behaviour = {}): Promise<Receiver> {
  const received: Received[] = [];
  const asked: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onMailFrom: ({ address }, _, done) => done(thrownBy(() => behaviour.onSender?.(address))),
    onRcptTo: ({ address }, _, done) => {
      asked.push(address);
      done(thrownBy(() => behaviour.onRecipient?.(address)));
    },
    onData: (stream, session, done) => {
      take(stream, session, behaviour).then((message) => {
        const error = thrownBy(() => behaviour.onMessage?.(message.to[0] ?? ''));
        if (!error) received.push(message);
        done(error);
      }, done);
    },
    ...behaviour.options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    asked,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function thrownBy(work: () => void): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as Error;
  }
}

async function take(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
  { delay: pause, isForgetful }: Behaviour,
): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!isForgetful) chunks.push(chunk as Buffer);
  if (pause) await delay(pause());
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return {
    from,
    to: envelope.rcptTo.map(({ address }) => address),
    source: Buffer.concat(chunks).toString('latin1'),
  };
}
