import { describe, expect, test } from 'vitest';
import { bounceOfRow, readReport } from '../../src/send/bounce.ts';

/** A delivery report with that status part and what came back. */
function report(fields: string[], returned: string[] = [], type = 'message/delivery-status'): string {
  return [
    'Content-Type: multipart/report; boundary=b',
    ...['', '--b', `Content-Type: ${type}`, '', 'Reporting-MTA: dns; mx.example.org', '', ...fields],
    ...returned,
    '--b--',
    '',
  ].join('\n');
}

const failed = ['Final-Recipient: rfc822; a@example.org', 'Action: failed', 'Status: 5.1.1'];
const bounce = {
  ...{ address: 'a@example.org', key: 'a@example.org', kind: 'hard' },
  ...{ status: '5.1.1', detail: '' },
};

describe('a failure in a report', async () => {
  test.each<[string, string[]]>([
    ['with its kind of address', failed],
    ['in capitals', [failed[0] as string, 'Action: FAILED', 'Status: 5.1.1']],
    ['with spaces around the semicolon', ['Final-Recipient: rfc822 ;  a@example.org', ...failed.slice(1)]],
    ['without a kind', ['Final-Recipient: a@example.org', ...failed.slice(1)]],
    ['in angles', ['Final-Recipient: rfc822;<a@example.org>', ...failed.slice(1)]],
    ['in angles and spaces', ['Final-Recipient: rfc822;< a@example.org >', ...failed.slice(1)]],
    ['of another kind', ['Original-Recipient: x-local; a@example.org', ...failed.slice(1)]],
    ['of a status with words', [...failed.slice(0, 2), 'Status: 5.1.1 (no mailbox)']],
  ])('is read %s', async (_, fields) => {
    expect(await readReport(report(fields))).toStrictEqual([bounce]);
  });

  test.each<[string, string[]]>([
    ['of a delay', ['Final-Recipient: rfc822; a@example.org', 'Action: delayed', 'Status: 4.4.1']],
    ['without an action', ['Final-Recipient: rfc822; a@example.org', 'Status: 5.1.1']],
  ])('is not read from a part %s', async (_, fields) => {
    expect(await readReport(report(fields))).toStrictEqual([]);
  });

  test.each<[string, string[]]>([
    ['of nobody', ['Action: failed', 'Status: 5.1.1']],
    ['of no address', ['Final-Recipient: rfc822; nobody', 'Action: failed', 'Status: 5.1.1']],
    ['of empty fields', ['Original-Recipient:', 'Final-Recipient: rfc822;', ...failed.slice(1)]],
  ])('is not lost %s', async (_, fields) => {
    expect(await readReport(report(fields))).toStrictEqual([{ ...bounce, address: '', key: '' }]);
  });

  test.each([
    ['rfc822;', 'rfc822; a@example.org'],
    ['', 'rfc822; a@example.org'],
    ['rfc822; somebody', 'rfc822; a@example.org'],
    ['rfc822; a@example.org', 'rfc822;'],
    ['rfc822; a@example.org', 'rfc822; b@example.org'],
  ])('is of the address that can be read, ‘%s’ or ‘%s’', async (original, final) => {
    const fields = [`Original-Recipient: ${original}`, `Final-Recipient: ${final}`, ...failed.slice(1)];
    expect(await readReport(report(fields))).toStrictEqual([bounce]);
  });

  test.each([
    ['5.5.0', 'smtp; 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)', 'hard'],
    ['5.0.0', 'smtp; 550 No user found', 'hard'],
    [
      '5.0.0',
      "smtp; 554 delivery error: dd This user doesn't have a yahoo.com account (a@yahoo.com) [0]",
      'hard',
    ],
    ['5.0.0', 'smtp; 550 5.1.1 gone', 'hard'],
    ['5.0.0', 'smtp; 550-5.1.1 The email account that you tried to reach does not exist.', 'hard'],
    ['5.2.1', 'smtp; 550 5.2.1 The email account that you tried to reach is disabled.', 'hard'],
    ['5.2.1', 'smtp; 550-5.2.1 The user is receiving mail at a rate that prevents more', 'soft'],
    ['5.1.1', 'smtp; 550 5.1.1 <policy@example.org>: User unknown in virtual mailbox table', 'hard'],
    ['5.0.0', 'smtp; 550 <spam@example.org>: user unknown, see https://example.org/full/spam', 'hard'],
    ['5.4.1', 'smtp; 550 5.4.1 Recipient address rejected: Access denied. [AS(201806281)]', 'hard'],
    ['5.7.1', 'smtp; 554 5.7.1 Recipient address rejected: Access denied', 'soft'],
    ['5.1.10', 'smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found', 'hard'],
    ['5.0.0', 'smtp; 550 RESOLVER.ADR.RecipNotFound; not found', 'hard'],
    ['5.0.0', 'x-unix; 550 Unrouteable address', 'hard'],
    ['5.0.0', 'smtp; 550 No Such User Here', 'hard'],
    ['5.3.0', 'smtp; 553 5.3.0 <a@example.org>... Addressee unknown', 'hard'],
    ['5.5.0', 'smtp; 550 mailbox unavailable: message blacklisted', 'soft'],
    ['5.0.0', 'smtp; 550 Requested action not taken: mailbox unavailable. Reject due to policy', 'soft'],
    ['5.0.0', 'smtp; 552 mailbox unavailable: over quota', 'soft'],
    ['5.2.2', 'smtp; 552 5.2.2 mailbox full', 'soft'],
    ['5.0.0', 'smtp; 554 delivery error: user unknown or your sender is not welcome', 'soft'],
    ['5.7.1', 'smtp; 550 5.7.1 no such user', 'soft'],
    ['4.0.0', 'smtp; 450 mailbox unavailable', 'soft'],
    ['5.0.0', 'smtp; 554 rejected as spam: no user found', 'soft'],
  ])('with status %s and ‘%s’ is %s', async (status, detail, kind) => {
    const fields = [failed[0] as string, 'Action: failed', `Status: ${status}`, `Diagnostic-Code: ${detail}`];
    expect(await readReport(report(fields))).toMatchObject([{ kind }]);
  });

  test('has a status and a detail as far as they are told', async () => {
    const bare = ['Final-Recipient: rfc822; a@example.org', 'Action: failed'];
    expect(await readReport(report(bare))).toStrictEqual([{ ...bounce, status: '', kind: 'soft' }]);
    const told = [...bare, 'Status: none', `Diagnostic-Code: smtp ; no such user ${'x'.repeat(600)}`];
    expect(await readReport(report(told))).toStrictEqual([
      { ...bounce, status: '', detail: `no such user ${'x'.repeat(487)}` },
    ]);
    const long = [...bare, 'Status: 5.1.10', 'Diagnostic-Code: 550 gone'];
    expect(await readReport(report(long))).toStrictEqual([
      { ...bounce, status: '5.1.10', detail: '550 gone' },
    ]);
  });

  test('is read from a part of either name', async () => {
    expect(await readReport(report(failed, [], 'message/global-delivery-status'))).toStrictEqual([bounce]);
    expect(await readReport(report(failed, [], 'message/delivery-statuses'))).toBeUndefined();
    expect(await readReport(report(failed, [], 'x-message/delivery-status'))).toBeUndefined();
  });

  test('stands between empty lines, also such with spaces', async () => {
    const other = ['Final-Recipient: rfc822; b@example.org', 'Action: failed', 'Status: 5.1.1'];
    expect((await readReport(report([...failed, ' ', ...other])))?.map(({ key }) => key)).toStrictEqual([
      'a@example.org',
      'b@example.org',
    ]);
  });
});

describe('the message that came back', async () => {
  const back = (type: string, ...lines: string[]) => ['--b', `Content-Type: ${type}`, '', ...lines];
  const idOf = async (...lines: string[]) => (await readReport(report(failed, lines)))?.[0]?.messageId;

  test.each(['message/rfc822', 'message/global', 'text/rfc822-headers'])('is known from %s', async (type) => {
    expect(await idOf(...back(type, 'Subject: x', 'Message-ID: <1@example.com>', '', 'Text'))).toBe(
      '<1@example.com>',
    );
  });

  test('is not known from anything else, nor by what stands in its text', async () => {
    const line = 'Message-ID: <1@example.com>';
    expect(await idOf(...back('text/plain', line))).toBeUndefined();
    expect(await idOf(...back('message/rfc822x', line))).toBeUndefined();
    expect(await idOf(...back('xmessage/rfc822', line))).toBeUndefined();
    expect(await idOf(...back('message/rfc822', 'Subject: x', '', line))).toBeUndefined();
    expect(await idOf(...back('message/rfc822', 'Subject: x'))).toBeUndefined();
    expect(await readReport(report(failed, back('message/rfc822', 'Subject: x')))).toStrictEqual([bounce]);
  });

  test.each(['1@example.com', '<1@example.com> x', 'x <1@example.com>', '<1 2@example.com>', '<>'])(
    'has no address such as %s',
    async (id) => {
      expect(await idOf(...back('message/rfc822', `Message-ID: ${id}`))).toBeUndefined();
    },
  );
});

describe('a report in the words of', () => {
  const copy = [
    'Return-Path: <notes@example.com>',
    'Message-ID: <1@example.com>',
    'Subject: Rates',
    '',
    'Text',
  ];
  const told = { address: 'a@example.org', key: 'a@example.org', messageId: '<1@example.com>' };

  test('qmail', async () => {
    const lines = [
      ...['From: MAILER-DAEMON@mx.example.org', 'To: notes@example.com', 'Subject: failure notice', ''],
      'Hi. This is the qmail-send program at mx.example.org.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      ...["This is a permanent error; I've given up. Sorry it didn't work out.", ''],
      ...['<a@example.org>:', 'Sorry, no mailbox here by that name. (#5.1.1)', ''],
      ...[
        '<b@example.org>:',
        '192.0.2.1 failed after I sent the message.',
        'Remote host said: 552 mailbox full',
        '',
      ],
      ...['--- Below this line is a copy of the message.', '', ...copy],
    ];
    expect(await readReport(lines.join('\r\n'))).toStrictEqual([
      { ...told, kind: 'hard', status: '5.1.1', detail: 'Sorry, no mailbox here by that name. (#5.1.1)' },
      {
        ...{ ...told, address: 'b@example.org', key: 'b@example.org', kind: 'soft', status: '' },
        detail: '192.0.2.1 failed after I sent the message. Remote host said: 552 mailbox full',
      },
    ]);
  });

  const exim = (...failures: string[]) => [
    ...['From: Mail Delivery System <Mailer-Daemon@mx.example.org>', 'X-Failed-Recipients: a@example.org'],
    ...['Subject: Mail delivery failed: returning message to sender', ''],
    ...['This message was created automatically by mail delivery software.', ''],
    'A message that you sent could not be delivered to one or more of its',
    ...['recipients. This is a permanent error. The following address(es) failed:', '', ...failures, ''],
  ];

  test('Exim', async () => {
    const lines = [
      ...exim(
        '  a@example.org',
        '    host mx.example.org [192.0.2.1]',
        '    SMTP error from remote mail server after RCPT TO:<a@example.org>:',
        '    550 5.1.1 User unknown',
        '  b@example.org',
        '    SMTP error from remote mail server: 450 4.2.0 user unknown: retry timeout exceeded',
      ),
      ...['------ This is a copy of the message, including all the headers. ------', '', ...copy],
    ];
    expect(await readReport(lines.join('\n'))).toMatchObject([
      { ...told, kind: 'hard', status: '5.1.1' },
      { key: 'b@example.org', kind: 'soft' },
    ]);
  });

  test('Exim, without what came back: by what it answers', async () => {
    const lines = ['References: <1@example.com>', ...exim('  a@example.org', '    Unrouteable address')];
    expect(await readReport(lines.join('\n'))).toMatchObject([{ ...told, kind: 'hard' }]);
  });

  test('Exim, of a delay', async () => {
    const lines = [
      ...['', 'This message was created automatically by mail delivery software.'],
      'A message that you sent has not yet been delivered to one or more of its recipients.',
      ...['  a@example.org', '    Unrouteable address', '', 'No action is required on your part.'],
    ];
    expect(await readReport(lines.join('\n'))).toStrictEqual([]);
  });

  test('Yahoo, which writes like qmail', async () => {
    const lines = [
      ...['', 'Sorry, we were unable to deliver your message to the following address.', ''],
      ...['<a@example.org>:', "554: delivery error: dd This user doesn't have a example.org account [0]", ''],
      ...['--- Below this line is a copy of the message.', '', ...copy],
    ];
    expect(await readReport(lines.join('\n'))).toMatchObject([{ ...told, kind: 'hard' }]);
  });

  test.each([
    'Out of office: <a@example.org>:\nback on Monday',
    'Hello\n\n<a@example.org>:\nno such user',
    '',
  ])('nobody is no report: %j', async (text) => {
    expect(await readReport(`In-Reply-To: <1@example.com>\n\n${text}\n`)).toBeUndefined();
  });
});

describe('a row of a provider', () => {
  const address = { address: 'A@example.org', key: 'a@example.org' };

  test.each<[Record<string, string>, string, string, string]>([
    [{}, 'soft', '', ''],
    [{ kind: 'Hard bounce' }, 'hard', '', ''],
    [{ kind: 'permanent' }, 'hard', '', ''],
    [{ type: 'HARD' }, 'hard', '', ''],
    [{ kind: 'soft', type: 'hard' }, 'soft', '', ''],
    [{ kind: 'Transient', status: '5.1.1' }, 'soft', '5.1.1', ''],
    [{ kind: 'temporary', status: '5.1.1' }, 'soft', '5.1.1', ''],
    [{ kind: 'soft', status: '5.1.1' }, 'soft', '5.1.1', ''],
    [{ kind: 'hardly', status: '4.2.2' }, 'soft', '4.2.2', ''],
    [{ kind: 'dieharder' }, 'soft', '', ''],
    [{ kind: 'softly', status: '5.1.1' }, 'hard', '5.1.1', ''],
    [{ kind: 'microsoft', status: '5.1.1' }, 'hard', '5.1.1', ''],
    [{ status: '5.1.1' }, 'hard', '5.1.1', ''],
    [{ status: '4.1.1', detail: 'no such user' }, 'soft', '4.1.1', 'no such user'],
    [{ status: '5.1.1 x', detail: 'rejected' }, 'soft', '', 'rejected'],
    [{ status: 'x 5.1.1' }, 'soft', '', ''],
    [{ reason: 'no such user' }, 'hard', '', 'no such user'],
    [{ diagnostic: 'no such user' }, 'hard', '', 'no such user'],
    [{ detail: 'full', reason: 'no such user', diagnostic: 'none' }, 'soft', '', 'full'],
    [{ reason: 'full', diagnostic: 'no such user' }, 'soft', '', 'full'],
  ])('of %j', (fields, kind, status, detail) => {
    expect(bounceOfRow({ ...address, fields })).toStrictEqual({ ...address, kind, status, detail });
  });
});
