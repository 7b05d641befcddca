import type { Conversation, Exchange, MailState } from '../ports.ts';

/** Result of one delivery attempt, read from its SMTP conversation. */
export interface DeliveryResult {
  state: Extract<MailState, 'sent' | 'deferred' | 'failed' | 'unknown' | 'queued'>;
  /** The server's answer, or what went wrong. */
  answer: string;
  /** What the failure is about. `server`: every other message would fail as well. */
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
 * The result of a delivery. Before the final dot is sent the message cannot have arrived, so any failure is
 * retried. After it, only the server's complete answer counts; without one, or when the server contradicts
 * itself, the result is unknown.
 */
export function deliveryResult({ exchanges, trouble }: Conversation): DeliveryResult {
  const answers = answersIn(exchanges);
  const last = answers.at(-1);
  if (exchanges.some(({ who }) => who === 'end of data')) {
    const verdict = answers.findIndex(({ step }) => step === 'message');
    if (verdict >= 0) return resultOfVerdict(answers, verdict, exchanges);
    const answer = `no answer after the message was handed over: ${oneLine(trouble ?? 'the connection ended')}`;
    return { state: 'unknown', answer, about: 'server', suppress: false };
  }
  const refusal = answers.find(isRefusal) ?? (last && last.code >= 400 ? last : undefined);
  if (refusal) return resultOfAnswer(refusal);
  const answer = oneLine(trouble ?? 'the connection ended before the message was handed over');
  return { state: 'deferred', answer, about: 'server', suppress: false };
}

/**
 * An answer too many may be the one that counts: after a yes anything but a yes, and after a no more of them
 * than were asked for. 421 only ends the conversation. A yes after which the connection broke may be an
 * earlier one that was said twice: it is believed when it has words of its own.
 */
function resultOfVerdict(
  answers: readonly Answer[],
  at: number,
  exchanges: readonly Exchange[],
): DeliveryResult {
  const [verdict, ...since] = answers.slice(at) as [Answer, ...Answer[]];
  const asked = exchanges.slice(exchanges.findLastIndex(({ who }) => who === 'end of data'));
  const questions = asked.filter(({ who }) => who === 'client').length;
  const others = since.filter((one) => one.code !== 421 && isPositive(one) !== isPositive(verdict));
  const other = others[isPositive(verdict) ? 0 : questions];
  const unsure = { state: 'unknown', about: 'server', suppress: false } as const;
  if (other)
    return {
      ...unsure,
      answer: oneLine(`the server contradicted itself: ${verdict.text}; then ${other.text}`),
    };
  const isRepeated = answers.slice(0, at).some(({ text }) => text === verdict.text);
  if (isPositive(verdict) && !since.some(isPositive) && isRepeated)
    return { ...unsure, answer: oneLine(`the connection ended with a repeated answer: ${verdict.text}`) };
  return resultOfAnswer(verdict);
}

function isPositive({ code }: Answer): boolean {
  return code >= 200 && code < 300;
}

/** A refused EHLO may be followed by a HELO; a refusal of a message is final. */
function isRefusal({ step, code }: Answer): boolean {
  return code >= 400 && (step === 'sender' || isOfMessage(step));
}

function resultOfAnswer({ step, code, status, text }: Answer): DeliveryResult {
  const told = { answer: text, suppress: false };
  if (step === 'message' && code >= 200 && code < 300) return { ...told, state: 'sent', about: 'message' };
  if (step === 'message' && code < 400) return { ...told, state: 'unknown', about: 'server' };
  if (code < 500) return { ...told, state: 'deferred', about: isOfMessage(step) ? 'mailbox' : 'server' };
  if (!isOfMessage(step) || isTooBig(status, text)) return { ...told, state: 'queued', about: 'server' };
  const isGone = isMailboxGone(status, text) && step !== 'data';
  return { ...told, state: 'failed', about: isGone ? 'mailbox' : 'message', suppress: isGone };
}

/** A refusal before the recipient is named is about the sender. */
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

const who = '(?:user|recipient|mail ?box|inbox|address(?:ee)?|account|local part|alias)';
const gone =
  '(?:unknown|not found|unavailable|disabled|inactive|invalid|not valid|discontinued|closed|deactivated|terminated|deleted|no longer (?:valid|active|available|exists|in use))';

/**
 * As Postfix, Exim, qmail, Exchange, Gmail, Yahoo and their like say it. “Invalid recipient” is not among them:
 * OpenSMTPD says that of everybody for whom it does not relay.
 */
const goneWords = new RegExp(
  `\\b(?:${[
    `${who} (?:(?:is|was|has been|or alias) )?${gone}`,
    `${who} (?:that you tried to reach )?(?:does(?:n['’]t| not) exist|is (?:disabled|inactive))`,
    `(?:unknown|no such|non-?existent|illegal) (?:or \\w+ )?(?:e-?mail )?${who}`,
    'invalid (?:e-?mail )?(?:user|mail ?box|inbox|address(?:ee)?|account|local part|alias)',
    `no ${who} (?:found|here|by that name|with that name)`,
    `not a (?:valid|known) (?:e-?mail )?${who}`,
    `does(?:n['’]t| not) have an? (?:\\S+ )?account`,
    'unrouteable address',
    'recipnotfound',
    'no longer accepts mail',
  ].join('|')})\\b`,
  'i',
);

/** What may pass, or is about the sender or the message: whatever else is said, the mailbox may be there. */
const otherWords =
  /\b(?:full|(?:over)?quota|storage|spam|spf|dkim|dmarc|(?:black|block|deny)-?(?:list|ed|listed)|rbl|dnsbl|reputation|polic(?:y|ies)|temporar(?:y|ily)|gr[ae]y-?list(?:ed|ing)?|rate|too (?:many|much|fast)|unsolicited|banned|relay(?:ing)?|sender|virus|content)\b/i;

/** Said with any status, even that of a mailbox that is gone (Gmail's 5.2.1 for too much mail at once). */
const passingWords = /\b(?:full|(?:over)?quota|spam|temporar(?:y|ily)|rate|too (?:many|much|fast))\b/i;

/** Exchange Online's answer for a recipient that is not in its directory. */
const notInDirectory = /\brecipient address rejected: access denied\b/i;

/** A refusal without a status, or with one that only says that something is wrong. */
const vague = /^5\.(?:[0135]\.0|5\.1)$/;

/**
 * Whether a permanent refusal says that the mailbox does not exist. A refusal for policy (5.7.x), content, a
 * full mailbox, or one without a reason says nothing of that kind: it must not silence the recipient for
 * good.
 */
export function isMailboxGone(status: string | undefined, text: string): boolean {
  const words = text
    .replace(/\bhttps?:\/\/\S+|<?[^\s<>]+@[^\s<>]+>?/g, ' ')
    .replace(/[\s:"'<>[\]()]{2,}|\s+/g, ' ');
  const isVague = status === undefined || vague.test(status);
  if ((isVague ? otherWords : passingWords).test(words)) return false;
  if (status === '5.4.1') return notInDirectory.test(text);
  return isVague ? goneWords.test(words) : goneStatuses.has(status);
}

/**
 * Pairs answers with what they answer: with pipelining several commands wait at once, and are answered in
 * order.
 */
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

/** The step of an unsolicited answer, such as 421 or 552 while data are sent. */
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

interface StateRule {
  /** What a report says of it. */
  meaning: string;
  /** States that may follow. */
  next: readonly MailState[];
}

/**
 * Every state of a message and what may follow it. The outbox lets nothing else happen: a message that may
 * have gone out never becomes `queued` unless a person says so.
 */
export const mailStates: Readonly<Record<MailState, StateRule>> = {
  queued: { meaning: 'waits to be sent', next: ['sending', 'suppressed'] },
  sending: {
    meaning: 'is being sent',
    next: ['sent', 'deferred', 'failed', 'unknown', 'queued'],
  },
  sent: { meaning: 'accepted by the server', next: [] },
  deferred: { meaning: 'not accepted yet, tried again later', next: ['sending', 'suppressed', 'failed'] },
  failed: { meaning: 'refused for good', next: ['queued'] },
  unknown: {
    meaning: 'handed over without an answer: it may have arrived',
    next: ['sent', 'queued'],
  },
  suppressed: { meaning: 'not mailed: unsubscribed, bounced, or has a later revision', next: ['queued'] },
};

/** As pairs, for a store that guards them. */
export const transitions: readonly (readonly [MailState, MailState])[] = Object.entries(mailStates).flatMap(
  ([from, { next }]) => next.map((to) => [from as MailState, to] as const),
);

const minute = 60_000;
const longest = 12 * 60 * minute;
const tries = 8;

/**
 * How long to wait after an attempt that was deferred, in milliseconds; undefined when it was the last.
 * Three times as long after each, 12 hours at most: with 5 minutes, about 33 hours in all.
 */
export function waitAfter(attempt: number, first: number): number | undefined {
  return attempt >= tries ? undefined : Math.min(longest, first * 3 ** (attempt - 1));
}
