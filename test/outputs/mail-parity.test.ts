import { describe, expect, test } from 'vitest';
import { compareMail, type MailNumbers, mailParityProblems } from '../../src/mail/parity.ts';
import type { HtmlNumber } from '../../src/page/bound-numbers.ts';

function number(id: string, text: string, where = 'text'): HtmlNumber {
  return { id, text, where, visibleInPrint: true };
}

const sound: MailNumbers = {
  page: [number('a.orr', '65.1%'), number('a.orr', '231/355'), number('a.mrd', '10⁻⁶')],
  ledger: [{ id: 'a.orr', value: '231/355 (65.1%; 95% CI 59.9–70.0)' }],
  mail: [number('a.orr', '65.1%'), number('a.mrd', '10⁻⁶')],
  said: 'ORR was 65.1% at 10−6.',
  text: '1. ORR was 65.1% [e1]\n   at 10⁻⁶. [3]\n\nhttps://example.com/2026/04',
};

function compared(change: Partial<MailNumbers>): string[] {
  return compareMail({ ...sound, ...change }).map(({ kind, text, id }) =>
    [kind, text, id].filter(Boolean).join(' '),
  );
}

describe('the numbers of a mail', () => {
  test('may be fewer than those of its page', () => {
    expect(compared({})).toEqual([]);
  });

  test('may be written otherwise: an interval in whole per cents, as words', () => {
    const [mail, said, text] = ['60 to 70%', 'from 60 to 70%', 'from 60 to 70%'];
    expect(compared({ mail: [number('a.orr', mail)], said, text })).toEqual([]);
  });

  test.each([
    ['18 to 28%', []],
    ['19 to 28%', []],
    ['17 to 28%', ['not-on-page 17 to 28% a.orr']],
    ['18 to 29%', ['not-on-page 18 to 29% a.orr']],
  ])('%s may be told of what is printed as 18.5–28.0', (told, expected) => {
    const ledger = [{ id: 'a.orr', value: '74/322 (23.0%; 95% CI 18.5–28.0)' }];
    expect(compared({ ledger, mail: [number('a.orr', told)], said: told, text: told })).toEqual(expected);
  });

  test('are those of the same datum on the page', () => {
    const [said, text] = ['66.1% 10⁻⁶', '66.1% 10⁻⁶'];
    expect(compared({ mail: [number('a.orr', '66.1%')], said, text })).toEqual(['not-on-page 66.1% a.orr']);
    expect(compared({ mail: [number('b.orr', '65.1%')] })).toEqual(['not-on-page 65.1% b.orr']);
    expect(compared({ mail: [number('a.orr', '61 to 70%')], said: '61 to 70%', text: '61 to 70%' })).toEqual([
      'not-on-page 61 to 70% a.orr',
    ]);
  });

  test('stand in its text as they do in its html', () => {
    expect(compared({ text: 'ORR was 65.1%.' })).toEqual(['not-in-text 10⁻⁶ a.mrd']);
    expect(compared({ text: 'ORR was 165.1% at 10⁻⁶.' })).toEqual([
      'not-in-text 65.1% a.orr',
      'only-in-text 165.1',
    ]);
    expect(compared({ text: `${sound.text}\nIn 87% of all.` })).toEqual(['only-in-text 87']);
  });

  test('are told at the briefing, each with what it is of', () => {
    const place = { file: 'content/briefings/x.md', line: 3, column: 8 };
    const problems = mailParityProblems(compareMail({ ...sound, text: 'ORR was 65.1%.' }), place);
    expect(problems).toMatchObject([
      {
        code: 'mail-parity',
        severity: 'error',
        place,
        message: '‘10⁻⁶’ (a.mrd) in the text of the mail’s html is not in its text',
      },
    ]);
  });
});
