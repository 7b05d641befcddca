import { describe, expect, test } from 'vitest';
import { isListId, isPlainAddress } from '../../src/model/house.ts';

describe('a plain address', () => {
  test.each([
    'a@example.com',
    'first.last+tag@mail.example.co.uk',
    "o'neil@example.com",
    `${'a'.repeat(64)}@example.com`,
  ])('%s', (value) => expect(isPlainAddress(value)).toBe(true));

  test.each([
    '',
    'a',
    '@example.com',
    'a@localhost',
    'a@example.com ',
    'a@example.com\n',
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com, b@example.com',
    'A <a@example.com>',
    'a@example.com>',
    'group: a@example.com;',
    'a(comment)@example.com',
    '"a b"@example.com',
    'a@[127.0.0.1]',
    'a..b@example.com',
    '.a@example.com',
    'a@-example.com',
    'a@exämple.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(20)}.com`,
  ])('is not %j', (value) => expect(isPlainAddress(value)).toBe(false));
});

test('an identifier of a list is labels with dots', () => {
  expect(['notes.example.com', 'a.b'].map(isListId)).toEqual([true, true]);
  expect(['notes', '<notes.example.com>', 'notes .example.com', 'a..b'].map(isListId)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
