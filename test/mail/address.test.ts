import { describe, expect, test } from 'vitest';
import { domainOf, readAddress } from '../../src/mail/address.ts';

describe('one plain address', () => {
  test.each([
    ['reader@example.com', 'reader@example.com', 'reader@example.com'],
    ['First.Last+notes@Example.COM', 'First.Last+notes@example.com', 'first.last+notes@example.com'],
    ["o'neill&sons@sub.example.co", "o'neill&sons@sub.example.co", "o'neill&sons@sub.example.co"],
    ['leser@münchen.example', 'leser@xn--mnchen-3ya.example', 'leser@xn--mnchen-3ya.example'],
    ['leser@пример.рф', 'leser@xn--e1afmkfd.xn--p1ai', 'leser@xn--e1afmkfd.xn--p1ai'],
    ['leser@ｅxample.com', 'leser@example.com', 'leser@example.com'],
    [`${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`, `${'l'.repeat(64)}@example.com`],
  ])('%s', (text, address, key) => {
    expect(readAddress(text)).toEqual({ address, key });
  });
});

/** An address of that many characters. */
function ofLength(length: number): string {
  const labels = [60, 60, 60, length - 248].map((letters) => 'd'.repeat(letters));
  return `${'l'.repeat(60)}@${labels.join('.')}.com`;
}

test('254 characters are the most', () => {
  expect(ofLength(254)).toHaveLength(254);
  expect(readAddress(ofLength(254))).toMatchObject({ address: ofLength(254) });
  expect(readAddress(ofLength(255))).toEqual({ problem: 'an address has at most 254 characters', at: 0 });
});

test('the domain of an address is told', () => {
  expect(domainOf('reader@sub.example.com')).toBe('sub.example.com');
});

test('what was meant is hinted at', () => {
  expect(readAddress('Reader <reader@example.com>')).toMatchObject({
    hint: expect.stringContaining('column of its own'),
  });
  expect(readAddress('a@example.com;b@example.com')).toMatchObject({
    hint: expect.stringContaining('row of its own'),
  });
  expect(readAddress('a b@example.com')).toEqual({ problem: 'an address cannot contain a space', at: 1 });
});

describe('anything else is refused, with where it goes wrong', () => {
  test.each([
    ['', 0, /no @/],
    ['reader', 0, /no @/],
    ['a@b@example.com', 3, /more than one @/],
    ['a@@example.com', 2, /more than one @/],
    ['@@example.com', 1, /more than one @/],
    ['@example.com', 0, /there is nothing before/],
    ['reader@', 7, /no valid domain/],
    ['reader@example', 7, /not complete/],
    ['reader@127.0.0.1', 7, /not a number/],
    ['reader@１２７.0.0.1', 7, /not a number/],
    ['reader@[127.0.0.1]', 7, /literal/],
    ['reader@-example.com', 7, /not a valid name/],
    ['reader@exa_mple.com', 7, /not a valid name/],
    ['reader@example..com', 7, /not a valid name/],
    ['reader@example.com.', 7, /not a valid name/],
    ['reader@ex%61mple.münchen', 7, /no valid domain/],
    [`reader@${'d'.repeat(64)}.com`, 7, /not a valid name/],
    [`${'l'.repeat(65)}@example.com`, 0, /65 characters/],
    [`${'l'.repeat(60)}@${`${'d'.repeat(60)}.`.repeat(4)}com`, 0, /at most 254/],
    ['.reader@example.com', 0, /a dot must/],
    ['read..er@example.com', 0, /a dot must/],
    ['reäder@example.com', 0, /do not accept/],
    ['"rea der"@example.com', 0, /quoted/],
    ['reader(me)@example.com', 6, /comments/],
    ['Reader <reader@example.com>', 7, /written without/],
    ['reader@example.com>', 18, /written without/],
    ['reader@example.com, other@example.com', 18, /one address per row/],
    ['group: reader@example.com;', 25, /one address per row/],
    ['mailto:reader@example.com', 6, /mailto/],
    ['rea der@example.com', 3, /cannot contain a space/],
    ['reader@example.com\r\nRCPT TO:<other@example.com>', 18, /line break/],
    ['reader@example.com\nBcc: other@example.com', 18, /line break/],
    ['reader@example.com\0', 18, /invisible character/],
    ['reader@exam\u00adple.com', 11, /invisible character/],
    ['reader\u200b@example.com', 6, /invisible character/],
    ['reader@example.com\u2028other@example.com', 18, /invisible character/],
  ])('%j', (text, at, problem) => {
    expect(readAddress(text)).toMatchObject({ at, problem: expect.stringMatching(problem) });
  });
});
