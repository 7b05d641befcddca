import { describe, expect, test } from 'vitest';
import { bounceOfRow, readReport } from '../../src/mail/bounce.ts';

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

describe('a failure in a report', () => {
  test.each<[string, string[]]>([
    ['with its kind of address', failed],
    ['in capitals', [failed[0] as string, 'Action: FAILED', 'Status: 5.1.1']],
    ['with spaces around the semicolon', ['Final-Recipient: rfc822 ;  a@example.org', ...failed.slice(1)]],
    ['without a kind', ['Final-Recipient: a@example.org', ...failed.slice(1)]],
    ['in angles', ['Final-Recipient: rfc822;<a@example.org>', ...failed.slice(1)]],
    ['in angles and spaces', ['Final-Recipient: rfc822;< a@example.org >', ...failed.slice(1)]],
    ['of another kind', ['Original-Recipient: x-local; a@example.org', ...failed.slice(1)]],
    ['of a status with words', [...failed.slice(0, 2), 'Status: 5.1.1 (no mailbox)']],
  ])('is read %s', (_, fields) => {
    expect(readReport(report(fields))).toStrictEqual([bounce]);
  });

  test.each<[string, string[]]>([
    ['of a delay', ['Final-Recipient: rfc822; a@example.org', 'Action: delayed', 'Status: 4.4.1']],
    ['without an action', ['Final-Recipient: rfc822; a@example.org', 'Status: 5.1.1']],
    ['of nobody', ['Action: failed', 'Status: 5.1.1']],
    ['of no address', ['Final-Recipient: rfc822; nobody', 'Action: failed']],
  ])('is not read from a part %s', (_, fields) => {
    expect(readReport(report(fields))).toStrictEqual([]);
  });

  test('has a status and a detail as far as they are told', () => {
    const bare = ['Final-Recipient: rfc822; a@example.org', 'Action: failed'];
    expect(readReport(report(bare))).toStrictEqual([{ ...bounce, status: '', kind: 'soft' }]);
    const told = [...bare, 'Status: none', `Diagnostic-Code: smtp ; no such user ${'x'.repeat(600)}`];
    expect(readReport(report(told))).toStrictEqual([
      { ...bounce, status: '', detail: `no such user ${'x'.repeat(487)}` },
    ]);
    const long = [...bare, 'Status: 5.1.10', 'Diagnostic-Code: 550 gone'];
    expect(readReport(report(long))).toStrictEqual([{ ...bounce, status: '5.1.10', detail: '550 gone' }]);
  });

  test('is read from a part of either name', () => {
    expect(readReport(report(failed, [], 'message/global-delivery-status'))).toStrictEqual([bounce]);
    expect(readReport(report(failed, [], 'message/delivery-statuses'))).toBeUndefined();
    expect(readReport(report(failed, [], 'x-message/delivery-status'))).toBeUndefined();
  });

  test('stands between empty lines, also such with spaces', () => {
    const other = ['Final-Recipient: rfc822; b@example.org', 'Action: failed', 'Status: 5.1.1'];
    expect(readReport(report([...failed, ' ', ...other]))?.map(({ key }) => key)).toStrictEqual([
      'a@example.org',
      'b@example.org',
    ]);
  });
});

describe('the message that came back', () => {
  const back = (type: string, ...lines: string[]) => ['--b', `Content-Type: ${type}`, '', ...lines];
  const idOf = (...lines: string[]) => readReport(report(failed, lines))?.[0]?.messageId;

  test.each(['message/rfc822', 'message/global', 'text/rfc822-headers'])('is known from %s', (type) => {
    expect(idOf(...back(type, 'Subject: x', 'Message-ID: <1@example.com>', '', 'Text'))).toBe(
      '<1@example.com>',
    );
  });

  test('is not known from anything else, nor by what stands in its text', () => {
    const line = 'Message-ID: <1@example.com>';
    expect(idOf(...back('text/plain', line))).toBeUndefined();
    expect(idOf(...back('message/rfc822x', line))).toBeUndefined();
    expect(idOf(...back('xmessage/rfc822', line))).toBeUndefined();
    expect(idOf(...back('message/rfc822', 'Subject: x', '', line))).toBeUndefined();
    expect(idOf(...back('message/rfc822', 'Subject: x'))).toBeUndefined();
    expect(readReport(report(failed, back('message/rfc822', 'Subject: x')))).toStrictEqual([bounce]);
  });

  test.each(['1@example.com', '<1@example.com> x', 'x <1@example.com>', '<1 2@example.com>', '<>'])(
    'has no address such as %s',
    (id) => {
      expect(idOf(...back('message/rfc822', `Message-ID: ${id}`))).toBeUndefined();
    },
  );
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
