import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/ports.ts';
import { type DeliveryResult, deliveryResult, isMailboxGone } from '../../src/send/outcome.ts';

/** `S 220 here`, `C EHLO me`, and `.` for the end of the data, one a line. */
function exchangesOf(script: string): Exchange[] {
  const lines = script.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).map((line): Exchange => {
    if (line === '.') return { who: 'end of data' };
    const text = line.slice(2).replaceAll('\\n', '\r\n');
    return { who: line.startsWith('S ') ? 'server' : 'client', text };
  });
}

function fate(script: string, trouble?: string): DeliveryResult {
  return deliveryResult({ exchanges: exchangesOf(script), ...(trouble !== undefined && { trouble }) });
}

const hello = 'S 220 here\nC EHLO me\nS 250-here\\n250 8BITMIME';
const sender = `${hello}\nC MAIL FROM:<a@example.com>\nS 250 2.1.0 yes`;
const recipient = `${sender}\nC RCPT TO:<b@example.org>\nS 250 2.1.5 yes`;
const data = `${recipient}\nC DATA\nS 354 go on`;
const whole = `${data}\n.`;

/** State, what the trouble is about, whether the mailbox is gone; and the answer. */
type Row = [
  script: string,
  state: DeliveryResult['state'],
  about: DeliveryResult['about'],
  answer: string,
  isGone?: 'gone',
];

function check(script: string, [state, about, answer, isGone]: [Row[1], Row[2], Row[3], Row[4]?]): void {
  expect(fate(script)).toStrictEqual({ state, about, answer, suppress: isGone === 'gone' });
}

describe('an answer to the whole message', () => {
  test.each<Row>([
    ['250 2.0.0 taken', 'sent', 'message', '250 2.0.0 taken'],
    ['200 taken', 'sent', 'message', '200 taken'],
    ['299 taken', 'sent', 'message', '299 taken'],
    ['300 what', 'unknown', 'server', '300 what'],
    ['354 go on', 'unknown', 'server', '354 go on'],
    ['399 what', 'unknown', 'server', '399 what'],
    ['199 what', 'unknown', 'server', '199 what'],
    ['what', 'unknown', 'server', 'what'],
    ['400 later', 'deferred', 'mailbox', '400 later'],
    ['499 later', 'deferred', 'mailbox', '499 later'],
    ['500 never', 'failed', 'message', '500 never'],
    ['554 5.7.1 spam', 'failed', 'message', '554 5.7.1 spam'],
    ['550 5.1.1 unknown', 'failed', 'mailbox', '550 5.1.1 unknown', 'gone'],
    ['552 5.3.4 too big', 'queued', 'server', '552 5.3.4 too big'],
    ['552 Message size exceeds limit', 'queued', 'server', '552 Message size exceeds limit'],
    ['552 message is too big', 'queued', 'server', '552 message is too big'],
    ['552 message too large', 'queued', 'server', '552 message too large'],
    ['552 5.2.2 message size', 'failed', 'message', '552 5.2.2 message size'],
    ['554 message size', 'failed', 'message', '554 message size'],
    ['550 552 message size', 'failed', 'message', '550 552 message size'],
    ['552 mailbox is too large', 'failed', 'message', '552 mailbox is too large'],
    ['552 messages oversized', 'failed', 'message', '552 messages oversized'],
    ['552 the message resized', 'failed', 'message', '552 the message resized'],
    ['552 xmessage size', 'failed', 'message', '552 xmessage size'],
    ['552 message sizes', 'failed', 'message', '552 message sizes'],
    ['552 full', 'failed', 'message', '552 full'],
    ['552 messages size', 'failed', 'message', '552 messages size'],
    ['552 message oversize', 'failed', 'message', '552 message oversize'],
  ])('%s', (answer, ...expected) => {
    check(`${whole}\nS ${answer}`, expected);
  });

  test.each<Row>([
    ['S 250 taken\nC RSET\nS 250 yes', 'sent', 'message', '250 taken'],
    ['S 250 taken\nC RSET\nS 421 tired', 'sent', 'message', '250 taken'],
    ['S 250 taken\nC RSET', 'sent', 'message', '250 taken'],
    ['S 250 taken\nS 250 taken', 'sent', 'message', '250 taken'],
    ['S 554 spam\nC QUIT\nS 221 bye', 'failed', 'message', '554 spam'],
    ['S 554 spam\nC QUIT\nS 250 bye', 'failed', 'message', '554 spam'],
    ['S 451 later\nC QUIT\nS 421 bye', 'deferred', 'mailbox', '451 later'],
    ['S 451 later\nC QUIT\nS 500 what', 'deferred', 'mailbox', '451 later'],
    ['S 250 yes\nC RSET\nS 250 yes', 'sent', 'message', '250 yes'],
    ['S 250 yes', 'sent', 'message', '250 yes'],
  ])('is believed after %j', (script, ...expected) => {
    check(`${whole}\n${script}`, expected);
  });

  test.each([
    ['S 250 taken\nC RSET\nS 550 5.1.1 none', '250 taken; then 550 5.1.1 none'],
    ['S 250 taken\nS 451 later', '250 taken; then 451 later'],
    ['S 250 taken\nS 354 go on', '250 taken; then 354 go on'],
    ['S 451 later\nS 250 taken', '451 later; then 250 taken'],
    ['S 554 spam\nC QUIT\nS 250 taken\nS 221 bye', '554 spam; then 221 bye'],
    ['S 250 2.1.5 yes\nC RSET', '250 2.1.5 yes', 'the connection ended with a repeated answer'],
  ])(
    'is not believed when another contradicts it, or it may be another: %j',
    (script, said, why = 'the server contradicted itself') => {
      check(`${whole}\n${script}`, ['unknown', 'server', `${why}: ${said}`]);
    },
  );
});

describe('without an answer to it the message may have arrived', () => {
  test.each<[string, string | undefined, string]>([
    [whole, undefined, 'the connection ended'],
    [whole, 'time ran\r\n out', 'time ran out'],
    [`${recipient}\nC DATA\n.`, 'gone', 'gone'],
    ['.', undefined, 'the connection ended'],
  ])('%#', (script, trouble, said) => {
    expect(fate(script, trouble)).toStrictEqual({
      ...{ state: 'unknown', about: 'server', suppress: false },
      answer: `no answer after the message was handed over: ${said}`,
    });
  });
});

describe('an answer before the message is handed over', () => {
  test.each<Row>([
    ['S 421 busy', 'deferred', 'server', '421 busy'],
    ['S 554 closed', 'queued', 'server', '554 closed'],
    ['C EHLO me\nS 554 closed', 'queued', 'server', '554 closed'],
    ['S 220 here\nC EHLO me\nS 502 what\nC HELO me\nS 550 no', 'queued', 'server', '550 no'],
    [`${hello}\nC STARTTLS\nS 454 not now`, 'deferred', 'server', '454 not now'],
    [`${hello}\nC STARTTLS\nS 502 no`, 'queued', 'server', '502 no'],
    [`${hello}\nC AUTH PLAIN x\nS 535 5.7.8 no`, 'queued', 'server', '535 5.7.8 no'],
    [`${hello}\nC dXNlcg==\nS 535 5.1.1 no such user`, 'queued', 'server', '535 5.1.1 no such user'],
    [`${hello}\nC MAIL FROM:<a>\nS 450 later`, 'deferred', 'server', '450 later'],
    [`${hello}\nC MAIL FROM:<a>\nS 550 5.1.1 who`, 'queued', 'server', '550 5.1.1 who'],
    [`${sender}\nC RCPT TO:<b>\nS 450 4.7.1 later`, 'deferred', 'mailbox', '450 4.7.1 later'],
    [`${sender}\nC RCPT TO:<b>\nS 550 5.7.1 policy`, 'failed', 'message', '550 5.7.1 policy'],
    [`${sender}\nC RCPT TO:<b>\nS 550 5.1.1 none`, 'failed', 'mailbox', '550 5.1.1 none', 'gone'],
    [`${sender}\nC RCPT TO:<b>\nS 552 5.3.4 big`, 'queued', 'server', '552 5.3.4 big'],
    [`${recipient}\nC DATA\nS 451 later`, 'deferred', 'mailbox', '451 later'],
    [`${recipient}\nC DATA\nS 554 5.1.1 none`, 'failed', 'message', '554 5.1.1 none'],
    [`${data}\nS 421 going down`, 'deferred', 'mailbox', '421 going down'],
    [`${data}\nS 552 5.3.4 big`, 'queued', 'server', '552 5.3.4 big'],
    [`${sender}\nC RCPT TO:<b>\nS 550 5.7.1 no\nC RSET\nS 250 yes`, 'failed', 'message', '550 5.7.1 no'],
    [`${sender}\nC RCPT TO:<b>\nS 400 later\nC RSET\nS 250 yes`, 'deferred', 'mailbox', '400 later'],
    [`${hello}\nC MAIL FROM:<a>\nS 450 later\nC RSET\nS 250 yes`, 'deferred', 'server', '450 later'],
    [`${sender}\nC NOOP\nS 400 tired`, 'deferred', 'server', '400 tired'],
    [`${sender}\nC RSET\nS 500 what`, 'queued', 'server', '500 what'],
    [`${sender}\nC QUIT\nS 500 what`, 'queued', 'server', '500 what'],
    ['C MAIL FROM:<a>\nS 250 yes\nC RCPT TO:<b>\nS 550 5.1.1 x', 'failed', 'mailbox', '550 5.1.1 x', 'gone'],
    [`${data}\nS 550 5.1.1 none`, 'failed', 'message', '550 5.1.1 none'],
    [`${hello}\nC mail from:<a>\nS 450 later\nC RSET\nS 250 yes`, 'deferred', 'server', '450 later'],
    [`${recipient}\nC data\nS 550 5.1.1 none`, 'failed', 'message', '550 5.1.1 none'],
  ])('%j', (script, ...expected) => {
    check(script, expected);
  });

  test('of several the first refusal counts, and commands are known in any case', () => {
    const script = `${hello}\nC mail from:<a>\nC rcpt to:<b>\nC data\nS 250 yes\nS 550 5.1.1 none\nS 503 5.5.1 no recipient`;
    check(script, ['failed', 'mailbox', '550 5.1.1 none', 'gone']);
    const greeted = 'S 220 here\nC ehlo me\nS 250 here\nC starttls\nS 220 go on\nC Helo me\nS 400 no';
    check(greeted, ['deferred', 'server', '400 no', undefined]);
  });

  test('pairs what was said at once with what answers it, in order', () => {
    const pipelined = `${hello}\nC MAIL FROM:<a>\nC RCPT TO:<b>\nC DATA`;
    check(`${pipelined}\nS 250 yes\nS 250 yes\nS 554 5.1.1 none`, [
      'failed',
      'message',
      '554 5.1.1 none',
      undefined,
    ]);
    check(`${pipelined}\nS 550 5.1.1 who`, ['queued', 'server', '550 5.1.1 who', undefined]);
  });

  test('is not there: the message is tried again', () => {
    const rest = { state: 'deferred', about: 'server', suppress: false };
    const ended = 'the connection ended before the message was handed over';
    for (const script of ['', 'S 220 here', hello, sender, recipient, data])
      expect(fate(script)).toStrictEqual({ ...rest, answer: ended });
    expect(fate('', ' cannot\tconnect\u0007 ')).toStrictEqual({ ...rest, answer: 'cannot connect' });
    expect(fate(data, 'time ran out').answer).toBe('time ran out');
    expect(fate('', 'x'.repeat(600)).answer).toBe('x'.repeat(500));
  });

  test.each<Row>([
    [`${hello}\nC DATA x\nS 550 5.1.1 who`, 'queued', 'server', '550 5.1.1 who'],
    [`${hello}\nC XRCPT TO:<b>\nS 550 5.1.1 who`, 'queued', 'server', '550 5.1.1 who'],
    [
      `${hello}\nC XMAIL FROM:<b>\nS 400 who\nC RSET\nS 250 y`,
      'deferred',
      'server',
      'the connection ended before the message was handed over',
    ],
    [`${hello}\nC XDATA\nS 550 5.1.1 who`, 'queued', 'server', '550 5.1.1 who'],
  ])('what only looks like a command is part of a login: %j', (script, ...expected) => {
    check(script, expected);
  });
});

describe('what a server says in several lines', () => {
  test.each<Row>([
    ['250-2.0.0 one\\n250 2.0.0 two', 'sent', 'message', '250-2.0.0 one 250 2.0.0 two'],
    ['550-5.1.1 none\\n550 5.7.1 policy', 'failed', 'message', '550-5.1.1 none 550 5.7.1 policy'],
    ['550-5.7.1 policy\\n550 5.1.1 none', 'failed', 'mailbox', '550-5.7.1 policy 550 5.1.1 none', 'gone'],
    ['550-5.1.1', 'failed', 'mailbox', '550-5.1.1', 'gone'],
    ['550 5.1.1', 'failed', 'mailbox', '550 5.1.1', 'gone'],
    ['550 5.1.10 none', 'failed', 'mailbox', '550 5.1.10 none', 'gone'],
    ['550 5.1.12345 none', 'failed', 'message', '550 5.1.12345 none'],
    ['550 5.7.1x no such user', 'failed', 'mailbox', '550 5.7.1x no such user', 'gone'],
    ['550 no such user', 'failed', 'mailbox', '550 no such user', 'gone'],
    ['550 Invalid mailbox', 'failed', 'mailbox', '550 Invalid mailbox', 'gone'],
    ['550 Invalid recipient: <a@example.org>', 'failed', 'message', '550 Invalid recipient: <a@example.org>'],
    ['said 550 5.1.1', 'unknown', 'server', 'said 550 5.1.1'],
  ])('%s', (answer, ...expected) => {
    check(`${whole}\nS ${answer}`, expected);
  });

  test('is kept to 500 characters', () => {
    expect(fate(`${whole}\nS 550 ${'x'.repeat(600)}`).answer).toBe(`550 ${'x'.repeat(496)}`);
  });
});

describe('a mailbox is gone', () => {
  test.each([
    ...['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'].map((status) => [status, '', true] as const),
    ...['5.1.0', '5.0.0'].map((status) => [status, 'no such user', true] as const),
    ...['5.1.0', '5.0.0', undefined].map((status) => [status, 'rejected', false] as const),
    ...['5.1.4', '5.2.0', '5.2.2', '5.7.1', '5.10.0', '5.1.01', '15.1.0'].map(
      (status) => [status, 'no such user', false] as const,
    ),
  ])('by its status %s, ‘%s’: %s', (status, text, expected) => {
    expect(isMailboxGone(status, text)).toBe(expected);
  });

  test.each([
    ['User unknown', true],
    ['550 the recipient is unknown here', true],
    ['mailbox not found', true],
    ["address doesn't exist", true],
    ['account does not exist', true],
    ['mailbox is disabled', true],
    ['user inactive', true],
    ['Unknown user', true],
    ['no such address', true],
    ['no such mailbox', true],
    ['superuser unknown', false],
    ['user unknowns', false],
    ['mailbox full', false],
    ['domain not found', false],
    ['there is no user', false],
  ])('by its words: %s: %s', (text, expected) => {
    expect(isMailboxGone(undefined, text)).toBe(expected);
  });
});
