import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/send/bounce.ts';
import { whyLate } from '../../src/send/deliver.ts';
import { revisionOf } from '../archive/revisions.ts';
import { run, secretsFor } from './child.ts';
import { startReceiver } from './receiver.ts';
import { sealEdition, writeList } from './sealed-edition.ts';
import { temporaryFolder } from './temporary.ts';

interface Report {
  fields: string[];
  messageId?: string;
  encoding?: 'base64';
}

/** A delivery report as mail servers write them. */
function report({ fields, messageId, encoding }: Report): string {
  const status = `Reporting-MTA: dns; mx.example.org\r\n\r\n${fields.join('\r\n')}\r\n`;
  return [
    'From: MAILER-DAEMON@mx.example.org',
    'To: notes@example.com',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="b/1"',
    '',
    'A preamble.',
    '--b/1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'I am sorry. Action: failed',
    '--b/1',
    'Content-Type: message/delivery-status',
    ...(encoding ? [`Content-Transfer-Encoding: ${encoding}`] : []),
    '',
    encoding ? Buffer.from(status).toString(encoding) : status,
    '--b/1',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Rates',
    ...(messageId ? [`Message-ID:\r\n ${messageId}`] : []),
    '',
    '--b/1--',
    '',
  ].join('\r\n');
}

const gone = [
  'Final-Recipient: rfc822; reader1@example.org',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 <reader1@example.org>:',
  '  no such user',
];
const full = [
  'Final-Recipient: rfc822;Reader2@example.org',
  'Action: failed',
  'Status: 5.2.2',
  'Diagnostic-Code: smtp; 552 full',
];

describe('a delivery report', () => {
  test('tells of each recipient: hard when the mailbox is gone, soft when it may pass', async () => {
    const source = report({
      fields: [
        ...gone,
        '',
        ...full,
        '',
        'Final-Recipient: rfc822; c@example.org',
        'Action: delayed',
        'Status: 4.4.1',
      ],
      messageId: '<1@example.com>',
    });
    expect(await readReport(source)).toEqual([
      {
        ...{ address: 'reader1@example.org', key: 'reader1@example.org', kind: 'hard', status: '5.1.1' },
        ...{ detail: '550 5.1.1 <reader1@example.org>: no such user', messageId: '<1@example.com>' },
      },
      {
        ...{ address: 'Reader2@example.org', key: 'reader2@example.org', kind: 'soft', status: '5.2.2' },
        ...{ detail: '552 full', messageId: '<1@example.com>' },
      },
    ]);
  });

  test('is read in base64, with line feeds alone, and by the address that we wrote to', async () => {
    const fields = [
      'Original-Recipient: rfc822;reader1@example.org',
      'Final-Recipient: rfc822; forwarded@example.net',
      'Action: FAILED',
      'Status: 5.1.1',
    ];
    expect(await readReport(report({ fields, encoding: 'base64' }).replaceAll('\r\n', '\n'))).toMatchObject([
      { key: 'reader1@example.org' },
    ]);
  });

  test.each([
    ['5.7.1', 'smtp; 550 blocked by policy', 'soft'],
    ['5.0.0', 'smtp; 550 user unknown', 'hard'],
    ['5.0.0', 'smtp; 550 rejected', 'soft'],
    ['4.4.7', 'smtp; 450 user unknown for now', 'soft'],
    ['', 'smtp; no such mailbox', 'hard'],
  ])('with status %s and ‘%s’ is %s', async (status, code, kind) => {
    const fields = [
      'Final-Recipient: rfc822; a@example.org',
      'Action: failed',
      `Status: ${status}`,
      `Diagnostic-Code: ${code}`,
    ];
    expect(await readReport(report({ fields }))).toMatchObject([{ kind }]);
  });

  test('is not just any mail', async () => {
    expect(
      await readReport('Subject: hello\r\n\r\nAction: failed\r\nFinal-Recipient: rfc822; a@example.org\r\n'),
    ).toBeUndefined();
    expect(await readReport('')).toBeUndefined();
  });
});

test('imported bounces suppress, count, and cannot silence strangers', async () => {
  using folder = temporaryFolder();
  sealEdition(folder.in('out/archive'));
  writeList(folder.in('list.csv'), 3);
  await using receiver = await startReceiver();
  const tool = (...args: string[]) => run(args, folder.path, secretsFor(receiver.port));
  await tool('send', 'car-t', '--list', 'list.csv', '--confirm', '2026-04-21-car-t');
  const elsewhere = ['Final-Recipient: rfc822; moved@example.net', 'Action: failed', 'Status: 5.1.1'];
  const idOf = (address: string) =>
    /^Message-ID: (\S+)/im.exec(receiver.received.find(({ to }) => to[0] === address)?.source ?? '')?.[1] ??
    '';
  writeFileSync(folder.in('1.eml'), report({ fields: gone, messageId: idOf('reader1@example.org') }));
  writeFileSync(folder.in('6.eml'), report({ fields: full, messageId: idOf('reader2@example.org') }));
  writeFileSync(folder.in('2.eml'), report({ fields: elsewhere, messageId: idOf('reader3@example.org') }));
  writeFileSync(folder.in('3.eml'), report({ fields: elsewhere }));
  writeFileSync(folder.in('4.eml'), 'Subject: out of office\r\n\r\nBack on Monday\r\n');
  writeFileSync(folder.in('5.csv'), 'email,kind\nreader2@example.org,soft\nstranger@example.net,hard\n');
  const imported = await tool(
    'bounces',
    'import',
    '1.eml',
    '6.eml',
    '2.eml',
    '3.eml',
    '4.eml',
    '5.csv',
    '--json',
  );
  expect(imported.code).toBe(3);
  expect(imported.stderr).toContain('4.eml is not a delivery report');
  const { bounces } = JSON.parse(imported.stdout) as { bounces: { key: string; effect: string }[] };
  expect(bounces.map(({ key, effect }) => [key, effect])).toEqual([
    ['reader1@example.org', 'suppressed'],
    ['reader2@example.org', 'counted'],
    ['reader3@example.org', 'suppressed'],
    ['moved@example.net', 'ignored'],
    ['reader2@example.org', 'counted'],
    ['stranger@example.net', 'ignored'],
  ]);
  const again = await tool('bounces', 'import', '1.eml');
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^known +reader1@example\.org/) });
  const listed = await tool('suppress');
  expect(listed.stdout.match(/^\S+/gm)).toEqual(['reader1@example.org', 'reader3@example.org']);
  sealEdition(folder.in('out/archive'), { id: '2026-05-01-car-t' });
  const plan = await tool('send', 'car-t', '--list', 'list.csv');
  expect(plan.stdout).toMatch(/left out +2 bounced/);
});

test('a report made up for a message that is only planned, or by who knows what is public, silences nobody', async () => {
  using folder = temporaryFolder();
  sealEdition(folder.in('out/archive'));
  writeList(folder.in('list.csv'), 2);
  await using receiver = await startReceiver();
  const tool = (...args: string[]) => run(args, folder.path, secretsFor(receiver.port));
  await tool('send', 'car-t', '--list', 'list.csv');
  const { stdout } = await tool('sent', 'car-t', '--json');
  const planned = (JSON.parse(stdout) as { messages: { messageId: string }[] }).messages[0]?.messageId ?? '';
  const manifest = readFileSync(folder.in('out/archive/car-t/2026-04-21/r1/manifest.json'));
  const hash = createHash('sha256').update(manifest).digest('hex');
  const parts = JSON.stringify(['2026-04-21-car-t', 1, hash, 'reader1@example.org']);
  const guessed = createHash('sha256').update(parts).digest('hex').slice(0, 32);
  writeFileSync(folder.in('1.eml'), report({ fields: gone, messageId: planned }));
  writeFileSync(folder.in('2.eml'), report({ fields: gone, messageId: `<${guessed}@example.com>` }));
  writeFileSync(folder.in('3.eml'), report({ fields: gone }));
  writeFileSync(folder.in('4.csv'), 'email,kind\nreader1@example.org,hard\n');
  const ignored = await tool('bounces', 'import', '1.eml', '2.eml', '3.eml', '4.csv');
  expect(ignored).toMatchObject({ code: 0 });
  expect(ignored.stdout.match(/^\S+/gm)).toEqual(['ignored', 'ignored', 'ignored', 'ignored']);
  await tool('send', 'car-t', '--confirm', '2026-04-21-car-t');
  expect((await tool('bounces', 'import', '2.eml', '3.eml')).stdout.match(/^\S+/gm)).toEqual([
    ...['ignored', 'ignored'],
  ]);
  expect((await tool('bounces', 'import', '1.eml')).stdout).toMatch(/^suppressed +reader1@example\.org/);
});

test('a report that names nobody and holds nothing is said to be lost', async () => {
  using folder = temporaryFolder();
  sealEdition(folder.in('out/archive'));
  const fields = ['Original-Recipient:', 'Final-Recipient: rfc822;', 'Action: failed', 'Status: 5.1.1'];
  writeFileSync(folder.in('1.eml'), report({ fields }));
  expect(await run(['bounces', 'import', '1.eml'], folder.path)).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('1.eml is a delivery report in which 1 failed address cannot be read'),
  });
});

describe('an edition is late', () => {
  const [april, may] = [revisionOf('2026-04-21-car-t'), revisionOf('2026-05-01-car-t')];
  const correction = { kind: 'correction', reason: 'a denominator' } as const;
  const april2 = revisionOf('2026-04-21-car-t', 2, { correction });
  const inSeries = (id: string) => revisionOf(id, 1, { series: 'myeloma' });

  test('when another has followed or replaced it, or it was retracted', () => {
    expect(whyLate(april, [april], false)).toBeUndefined();
    expect(whyLate(april, [april, may], false)).toBe('it was followed by 2026-05-01-car-t');
    expect(whyLate(may, [april, may], false)).toBeUndefined();
    expect(whyLate(april, [april, april2], false)).toBe('it was replaced by r2');
    expect(whyLate(april2, [april, april2], false)).toBeUndefined();
    const series = [inSeries('2026-04-21-car-t'), inSeries('2026-05-01-bispecifics')] as const;
    expect(whyLate(series[0], series, false)).toBe('it was followed by 2026-05-01-bispecifics');
    const retraction = revisionOf('2026-04-21-car-t', 2, { correction: { kind: 'retraction', reason: 'x' } });
    expect(whyLate(retraction, [april, retraction], false)).toBe('it was retracted');
  });

  test('but not for those who are owed its correction', () => {
    expect(whyLate(april2, [april, april2, may], true)).toBeUndefined();
    expect(whyLate(april, [april, april2], true)).toBe('it was replaced by r2');
  });
});
