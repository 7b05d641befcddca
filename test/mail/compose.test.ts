import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { type Composition, composeMessage } from '../../src/mail/finish.ts';
import type { MailMessage } from '../../src/mail/letter.ts';

const message: MailMessage = {
  schema: 1,
  edition: '2026-05-04-a-note',
  revision: 1,
  subject: 'Twenty of twenty were MRD-negative at 10⁻⁶ – a subject that is longer than one line of a header',
  preheader: 'What can be said, and what cannot.',
  from: { name: 'Zusätze, Notes', address: 'notes@example.com' },
  replyTo: 'editor@example.com',
  list: { id: 'notes.example.com', name: 'Notes, zusätzlich' },
  unsubscribe: { mailto: 'unsubscribe@example.com' },
  pdf: { path: 'briefing.pdf', name: '2026-05-04-a-note.pdf', attached: true },
  images: [{ cid: 'figure-1@notes.example.com', path: 'figures/depth.png', mediaType: 'image/png' }],
  merge: [],
};

const sample: Composition = {
  message,
  html: `<p>${'ü = "x" '.repeat(200)}</p>\n.\nFrom here\n`,
  text: 'Über\n.\nFrom here\n',
  images: new Map([['figure-1@notes.example.com', Buffer.from('\x89PNG\r\n\x1a\n, not really', 'latin1')]]),
  pdf: Buffer.alloc(5000, 'PDF\0\xff', 'latin1'),
  messageId: '<2026-05-04-a-note.r1@notes.example.com>',
  date: new Date('2026-05-04T00:00:00Z'),
  headers: { 'Auto-Submitted': 'auto-generated' },
};

async function wire(change: Partial<Composition> = {}): Promise<string> {
  return Buffer.from(await composeMessage({ ...sample, ...change })).toString('latin1');
}

async function read(change: Partial<Composition> = {}): Promise<ParsedMail> {
  return simpleParser(Buffer.from(await composeMessage({ ...sample, ...change })), { skipImageLinks: true });
}

/** Content types in the order in which they stand. */
function typesIn(wired: string): string[] {
  return [...wired.matchAll(/^Content-Type: ([^;\r]+)/gm)].map(([, type]) => type as string);
}

describe('the parts of a message', () => {
  test('bodies are alternatives, images belong to the html, the PDF is beside both', async () => {
    expect(typesIn(await wire())).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'application/pdf',
    ]);
  });

  test('a PDF that is linked is not attached', async () => {
    const linked = { ...message, pdf: { ...message.pdf, attached: false } };
    expect(typesIn(await wire({ message: linked }))).not.toContain('application/pdf');
    expect((await read({ message: linked })).attachments.map(({ filename }) => filename)).toEqual([
      'depth.png',
    ]);
  });

  test('everything is read back as it went in', async () => {
    const mail = await read();
    expect(mail.subject).toBe(message.subject);
    expect(mail.from?.value).toEqual([{ name: 'Zusätze, Notes', address: 'notes@example.com' }]);
    expect(mail.replyTo?.text).toBe('editor@example.com');
    expect(mail.messageId).toBe(sample.messageId);
    expect(mail.date?.toISOString()).toBe('2026-05-04T00:00:00.000Z');
    expect(mail.text).toBe(sample.text);
    expect(mail.html).toBe(sample.html);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    const [image, pdf] = mail.attachments;
    expect(image).toMatchObject({
      cid: 'figure-1@notes.example.com',
      related: true,
      contentDisposition: 'inline',
    });
    expect(image?.content).toEqual(sample.images.get('figure-1@notes.example.com'));
    expect(pdf).toMatchObject({ filename: '2026-05-04-a-note.pdf', contentDisposition: 'attachment' });
    expect(pdf?.content).toEqual(sample.pdf);
  });

  test('a recipient stands in the head, nobody in particular as a group without members', async () => {
    const named = await read({ to: { name: 'Reader, A “first”', address: 'a@example.com' } });
    expect((named.to as AddressObject).value).toEqual([
      { name: 'Reader, A “first”', address: 'a@example.com' },
    ]);
    expect((await read({ to: { address: 'a@example.com' } })).headers.get('to')).toMatchObject({
      text: 'a@example.com',
    });
    expect(await wire()).toContain('\r\nTo: "undisclosed-recipients":;\r\n');
  });
});

describe('what looks like an encoded word', () => {
  const lookalikes = [
    '=?utf-8?q?=0D=0ABcc:_evil?=',
    'Rates =?UTF-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?= of response',
    '=?utf-8?q?a b?=',
    `=?utf-8?q?${'long_'.repeat(30)}?=`,
    '=?utf-8?q?ä?=',
    'a =?b',
  ];

  test.each(lookalikes)('is not decoded in a subject: %s', async (subject) => {
    const wired = await wire({ message: { ...message, subject } });
    expect(wired).not.toContain(subject);
    expect((await read({ message: { ...message, subject } })).subject).toBe(subject);
  });

  test.each(lookalikes)('is not decoded in a name, or that of a file: %s', async (name) => {
    const own = { ...message, from: { ...message.from, name }, list: { ...message.list, name } };
    const changed = {
      to: { name, address: 'a@example.com' },
      message: { ...own, pdf: { ...own.pdf, name } },
    };
    const head = (await wire(changed)).replace(/\r\n\s/g, ' ');
    const lines = head.split('\r\n').filter((line) => /^(?:From|To|List-ID|Content-Disposition):/.test(line));
    expect(lines.filter((line) => /=\?utf-8\?[qb]\?(?:=0D|DQp|a b|ä)/i.test(line))).toEqual([]);
    const mail = await read(changed);
    const names = [mail.from?.value[0]?.name, (mail.to as AddressObject).value[0]?.name];
    expect(names).toEqual([name.replaceAll('=?', '= ?'), name.replaceAll('=?', '= ?')]);
  });
});

describe('List-ID', () => {
  test.each([
    ['Notes', 'Notes <notes.example.com>'],
    ['Notes & "Views"', '"Notes & \\"Views\\"" <notes.example.com>'],
    ['Notes, zusätzlich', '=?UTF-8?Q?Notes=2C_zus=C3=A4tzlich?= <notes.example.com>'],
  ])('of %s', async (name, expected) => {
    const wired = await wire({ message: { ...message, list: { id: 'notes.example.com', name } } });
    expect(wired).toContain(`List-ID: ${expected}\r\n`);
  });
});

describe('the bytes of a message', () => {
  test('are the same for the same input', async () => {
    expect(await wire()).toBe(await wire());
  });

  test('have boundaries of their own for another content', async () => {
    const boundary = (text: string) => /boundary="([^"]+)"/.exec(text)?.[1];
    expect(boundary(await wire())).not.toBe(boundary(await wire({ html: 'another' })));
  });

  test('are lines of at most 76 characters in ASCII, ended by CRLF and nothing else', async () => {
    const wired = await wire();
    const lines = wired.split('\r\n');
    expect(lines.filter((line) => line.length > 78)).toEqual([]);
    expect(lines.filter((line) => /[^\x20-\x7e\t]/.test(line))).toEqual([]);
    expect(lines.at(-1)).toBe('');
  });

  test('do not depend on how lines of the bodies end', async () => {
    const { html, text } = sample;
    expect(
      await wire({ html: html.replaceAll('\n', '\r\n'), text: text.replaceAll('\n', '\r\n') }),
    ).toContain('=C3=9Cber\r\n.\r\n');
  });
});

describe('what is refused', () => {
  test.each([
    ['a subject', { message: { ...message, subject: 'a\r\nBcc: b@example.com' } }],
    [
      'a sender',
      { message: { ...message, from: { name: 'a\nBcc: b@example.com', address: 'a@example.com' } } },
    ],
    ['a recipient', { to: { name: 'a\r\nBcc: b@example.com', address: 'a@example.com' } }],
    ['an address', { to: { address: 'a@example.com\r\nBcc: b@example.com' } }],
    ['a header', { headers: { 'List-Help': 'a\r\nBcc: b@example.com' } }],
    ['the name of a list', { message: { ...message, list: { id: 'a.example.com', name: 'a\nBcc: b' } } }],
    ['a message id', { messageId: '<a@b>\r\nBcc: b@example.com' }],
  ])('a line break in %s', async (_what, change) => {
    await expect(composeMessage({ ...sample, ...change })).rejects.toThrow('must not contain a line break');
  });

  test('an image or a PDF without bytes', async () => {
    await expect(composeMessage({ ...sample, images: new Map() })).rejects.toThrow(
      'the bytes of an image are missing:',
    );
    const { pdf: _, ...without } = sample;
    await expect(composeMessage(without)).rejects.toThrow('the bytes of briefing.pdf');
  });
});
