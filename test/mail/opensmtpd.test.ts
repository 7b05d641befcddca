import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { run, secretsFor } from './child.ts';
import { findOpenSmtpd, startOpenSmtpd } from './opensmtpd.ts';
import { sealEdition } from './sealed-edition.ts';
import { temporaryFolder } from './temporary.ts';

const found = findOpenSmtpd();
const missing = 'missing' in found ? found.missing : undefined;
if (missing) process.stdout.write(`without a mail server of Debian: ${missing}\n`);

test.skipIf(missing)(
  'OpenSMTPD takes every message once and files it; what it refuses is told',
  async () => {
    await using server = await startOpenSmtpd('binary' in found ? found.binary : '');
    using folder = temporaryFolder();
    sealEdition(folder.in('out/archive'), { pdf: 200_000 });
    const readers = Array.from({ length: 20 }, (_, index) => `reader${index}`);
    const rows = [
      ...readers.map((reader) => `${reader}@example.org,${reader}`),
      'stranger@elsewhere.example,Nobody',
    ];
    writeFileSync(folder.in('list.csv'), `email,name\n${rows.join('\n')}\n`);
    const args = ['send', 'car-t', '--list', 'list.csv', '--confirm', '2026-04-21-car-t'];
    const sent = await run(args, folder.path, secretsFor(server.port));
    expect(sent.code, sent.stderr).toBe(5);
    expect(sent.stdout).toMatch(/20 sent, 1 failed\n {2}failed +stranger@elsewhere\.example {2}550 /);
    const undelivered = () => readers.filter((reader) => server.delivered(reader).length === 0);
    for (let tries = 0; tries < 100 && undelivered().length > 0; tries += 1) await delay(100);
    expect(readers.map((reader) => server.delivered(reader).length)).toEqual(readers.map(() => 1));
    const mail = await simpleParser(server.delivered('reader7')[0] ?? '');
    expect(mail.text).toContain('Dear reader7,');
    expect(mail.attachments.map(({ size }) => size)).toEqual([expect.any(Number), 200_000]);
    const suppressed = await run(['suppress'], folder.path);
    expect(suppressed.stdout).toBe('');
  },
  300_000,
);
