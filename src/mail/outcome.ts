import type { Conversation, Exchange, MailState } from '../ports.ts';

/** What became of a message, read from the conversation about it. */
export interface Fate {
  state: Extract<MailState, 'sent' | 'deferred' | 'failed' | 'unknown' | 'queued'>;
  /** The server's answer, or what went wrong. */
  answer: string;
  /** What the trouble is about. Of the server: no other message would have fared better. */
  about: 'mailbox' | 'message' | 'server';
  /** The mailbox is gone for good. */
  suppress: boolean;
}

type Step = 'greeting' | 'hello' | 'tls' | 'login' | 'sender' | 'recipient' | 'data' | 'message';

interface Answer {
  step: Step;
  code: number;
  /** RFC 3463, `5.1.1`. */
  status?: string;
  text: string;
}

/**
 * Tells a message's fate. Until the final dot is given to the network nobody can have it, whatever went wrong:
 * it is tried again. After it, only the server's whole answer tells; without one the fate is unknown.
 */
export function fateOf({ exchanges, trouble }: Conversation): Fate {
  const answers = answersIn(exchanges);
  const last = answers.at(-1);
  if (exchanges.some(({ who }) => who === 'end of data')) {
    if (last?.step === 'message') return fateOfAnswer(last);
    const answer = `no answer after the message was handed over: ${oneLine(trouble ?? 'the connection ended')}`;
    return { state: 'unknown', answer, about: 'server', suppress: false };
  }
  const refusal = answers.find(isRefusal) ?? (last && last.code >= 400 ? last : undefined);
  if (refusal) return fateOfAnswer(refusal);
  const answer = oneLine(trouble ?? 'the connection ended before the message was handed over');
  return { state: 'deferred', answer, about: 'server', suppress: false };
}

/** An EHLO that is refused may be followed by a HELO; what is refused of a message stays refused. */
function isRefusal({ step, code }: Answer): boolean {
  return code >= 400 && (step === 'sender' || isOfMessage(step));
}

function fateOfAnswer({ step, code, status, text }: Answer): Fate {
  const told = { answer: text, suppress: false };
  if (step === 'message' && code >= 200 && code < 300) return { ...told, state: 'sent', about: 'message' };
  if (step === 'message' && code < 400) return { ...told, state: 'unknown', about: 'server' };
  if (code < 500) return { ...told, state: 'deferred', about: isOfMessage(step) ? 'mailbox' : 'server' };
  if (!isOfMessage(step) || isTooBig(status, text)) return { ...told, state: 'queued', about: 'server' };
  const isGone = isMailboxGone(status, text) && step !== 'data';
  return { ...told, state: 'failed', about: isGone ? 'mailbox' : 'message', suppress: isGone };
}

/** Before the recipient is named, a refusal is of whoever sends. */
function isOfMessage(step: Step): boolean {
  return step === 'recipient' || step === 'data' || step === 'message';
}

/** No other recipient of this server would get it either. 552 alone may as well be one full mailbox. */
function isTooBig(status: string | undefined, text: string): boolean {
  return (
    status === '5.3.4' || (status === undefined && /^552 .*\bmessage\b.*\b(?:size|big|large)\b/i.test(text))
  );
}

const goneStatuses = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']);

const goneWords =
  /\b(?:(?:user|recipient|mailbox|address|account) (?:is )?(?:unknown|not found|does(?:n't| not) exist|disabled|inactive)|(?:unknown|no such) (?:user|recipient|mailbox|address|account))\b/i;

/**
 * Whether a permanent refusal says that the mailbox does not exist. A refusal for policy (5.7.x), content, a full
 * mailbox, or one without a reason says nothing of that kind: it must not silence the recipient for good.
 */
export function isMailboxGone(status: string | undefined, text: string): boolean {
  return status === undefined || /^5\.[01]\.0$/.test(status)
    ? goneWords.test(text)
    : goneStatuses.has(status);
}

/** Pairs answers with what they answer: with pipelining several commands wait at once, and are answered in order. */
function answersIn(exchanges: readonly Exchange[]): Answer[] {
  const waiting: Step[] = exchanges[0]?.who === 'server' ? ['greeting'] : [];
  const answers: Answer[] = [];
  for (const exchange of exchanges) {
    if (exchange.who === 'client') waiting.push(stepOf(exchange.text));
    else if (exchange.who === 'end of data') waiting.push('message');
    else answers.push(readAnswer(waiting.shift() ?? lateStep(answers), exchange.text));
  }
  return answers;
}

/** An answer that nothing asked for, as 421 or 552 in the midst of the data. */
function lateStep(answers: readonly Answer[]): Step {
  return answers.at(-1)?.step ?? 'greeting';
}

const verbs: readonly (readonly [RegExp, Step])[] = [
  [/^(?:EHLO|HELO|NOOP|RSET|QUIT)\b/i, 'hello'],
  [/^STARTTLS\b/i, 'tls'],
  [/^MAIL FROM:/i, 'sender'],
  [/^RCPT TO:/i, 'recipient'],
  [/^DATA$/i, 'data'],
];

/** What is none of the verbs is part of a login. */
function stepOf(command: string): Step {
  return verbs.find(([pattern]) => pattern.test(command))?.[1] ?? 'login';
}

function readAnswer(step: Step, text: string): Answer {
  const lines = text.split(/\r?\n/);
  const match = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3})(?=\s|$))?/.exec(lines.at(-1) ?? '');
  const plain = oneLine(text);
  return { step, code: Number(match?.[1] ?? 0), ...(match?.[2] && { status: match[2] }), text: plain };
}

function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
