import { describe, expect, test } from 'vitest';
import { loginSecrets, maskSecrets, readSmtpAddress } from '../../src/mail/address.ts';
import { readToken, unsubscribeToken, waysOut } from '../../src/mail/letter.ts';
import { mergeFields } from '../../src/mail/merge.ts';
import { describeProgress } from '../../src/send/deliver.ts';
import { describeChange } from '../../src/send/recipients.ts';

describe('merge fields', () => {
  const merge = [
    { token: '%%name-1%%', field: 'Name', fallback: 'colleague' },
    { token: '%%town-1%%', field: 'town', fallback: '' },
  ];

  test('are put in once, in one pass, and escaped in html', () => {
    const template = '<p>Dear %%name-1%% of %%town-1%%, %%name-1%%</p>';
    const values = { name: '<i>$& %%town-1%%</i>', town: 'A & "B"' };
    expect(mergeFields({ template, as: 'html' }, merge, values)).toBe(
      '<p>Dear &#60;i&#62;$&#38; %%town-1%%&#60;/i&#62; of A &#38; &#34;B&#34;, &#60;i&#62;$&#38; %%town-1%%&#60;/i&#62;</p>',
    );
    expect(mergeFields({ template: 'Dear %%name-1%%', as: 'text' }, merge, values)).toBe(
      'Dear <i>$& %%town-1%%</i>',
    );
  });

  test('fall back when the column is missing or empty, and not to what objects inherit', () => {
    expect(mergeFields({ template: '%%name-1%%', as: 'text' }, merge, {})).toBe('colleague');
    expect(mergeFields({ template: '%%name-1%%', as: 'text' }, merge, { name: '' })).toBe('colleague');
    const inherited = [{ token: '%%x%%', field: 'constructor', fallback: 'none' }];
    expect(mergeFields({ template: '%%x%%', as: 'text' }, inherited, {})).toBe('none');
  });
});

describe('unsubscribe tokens', () => {
  const key = 'k'.repeat(32);
  const address = { address: 'Reader@example.com', key: 'reader@example.com' };

  test('name an address that only the holder of the key can sign', () => {
    const token = unsubscribeToken(key, address);
    expect(readToken(token, key)?.key).toBe('reader@example.com');
    expect(readToken(token, 'o'.repeat(32))).toBeUndefined();
    const [, signature] = token.split('.');
    const other = Buffer.from('other@example.com').toString('base64url');
    expect(readToken(`${other}.${signature}`, key)).toBeUndefined();
    expect(readToken('', key)).toBeUndefined();
    expect(readToken(`${token}=`, key)).toBeUndefined();
  });

  test('without a web page there is the mail address, and nothing to click', () => {
    const out = waysOut({ unsubscribe: { mailto: 'leave@example.com' } }, 'token');
    expect(out.headers).toEqual({
      'List-Unsubscribe': '<mailto:leave@example.com?subject=unsubscribe%20token>',
    });
    expect(out.link).toBe('mailto:leave@example.com?subject=unsubscribe%20token');
  });

  test('are added to a web page that has a query already', () => {
    const unsubscribe = { mailto: 'leave@example.com', https: 'https://example.com/u?list=notes' };
    expect(waysOut({ unsubscribe }, 'a.b').link).toBe('https://example.com/u?list=notes&token=a.b');
  });
});

describe('the address of a mail server', () => {
  test.each([
    [
      'smtps://me:p%40ss@mail.example.com',
      {
        host: 'mail.example.com',
        port: 465,
        isSecure: true,
        mustUpgrade: false,
        login: { user: 'me', password: 'p@ss' },
      },
    ],
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, isSecure: false, mustUpgrade: true }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, isSecure: false, mustUpgrade: false }],
    ['smtp://[::1]:25', { host: '::1', port: 25, isSecure: false, mustUpgrade: false }],
    ['smtp://localhost:25', { host: 'localhost', port: 25, isSecure: false, mustUpgrade: false }],
    [
      'smtp://localhost.example.com',
      { host: 'localhost.example.com', port: 587, isSecure: false, mustUpgrade: true },
    ],
    [
      'smtp://127.0.0.1.example.com',
      { host: '127.0.0.1.example.com', port: 587, isSecure: false, mustUpgrade: true },
    ],
  ])('%s', (text, expected) => {
    expect(readSmtpAddress(text)).toEqual(expected);
  });

  test.each([
    'mail.example.com',
    'http://a:secret@b',
    'smtp://',
    'smtp://me:secret@host?ignoreTLS=true',
    'smtp://:secret@host',
    'smtp://me@host',
    'smtp://me:sec%ret@host',
    'smtp://host/secret',
  ])('%s is refused without being repeated', (text) => {
    const read = readSmtpAddress(text);
    expect(read).toMatchObject({ problem: expect.any(String) });
    expect(JSON.stringify(read)).not.toMatch(/sec(?:%25)?ret/);
  });
});

describe('secrets', () => {
  test('are masked in every form in which they are told', () => {
    const mask = maskSecrets(loginSecrets({ user: 'me', password: 'p@ss"w/1' }));
    const plain = Buffer.from('\0me\0p@ss"w/1').toString('base64');
    const forms = [
      'p@ss"w/1',
      'p%40ss%22w%2F1',
      'p@ss\\"w/1',
      Buffer.from('p@ss"w/1').toString('base64'),
      plain,
    ];
    expect(mask(`a ${forms.join(' | ')} z`)).toBe('a *** | *** | *** | *** | *** z');
  });

  test('that are very short do not mask everything', () => {
    expect(maskSecrets(['a'])('a man, a plan: a')).toBe('*** man, *** plan: ***');
    expect(maskSecrets([])('a')).toBe('a');
  });
});

describe('what changed in a list', () => {
  const names = (...first: string[]) => ({ count: first.length, first });

  test('is told by address', () => {
    const change = { added: names('d@x.org'), removed: names('a@x.org'), changed: names('b@x.org') };
    expect(describeChange(change)).toBe('1 new (d@x.org), 1 gone (a@x.org), 1 with other columns (b@x.org)');
  });

  test('names a few', () => {
    const change = { added: names('a', 'b', 'c', 'd'), removed: names(), changed: names() };
    expect(describeChange(change, 2)).toBe('4 new (a, b, and 2 more)');
    const many = { ...change, added: { count: 1_000_000, first: ['a', 'b'] } };
    expect(describeChange(many)).toBe('1000000 new (a, b, and 999998 more)');
  });
});

test('progress tells counts, troubles and time left', () => {
  const counts = { queued: 150, sending: 0, sent: 148, deferred: 2, failed: 0, unknown: 0, suppressed: 0 };
  expect(describeProgress(counts, { settled: 150, elapsed: 60_000 })).toBe(
    '148 of 300 sent, 2 deferred, about 60 s left',
  );
});
