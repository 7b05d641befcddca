import { describe, expect, test } from 'vitest';
import type { Passage, PassageSegment } from '../../../src/evidence/claims/passage.ts';
import { findingsOf, toSentences, typedText } from '../../../src/evidence/claims/sentences.ts';
import { libraryWith } from '../../base-library.ts';

const datum = libraryWith().data.get('beta.orr');
if (!datum) throw new Error('no beta.orr');
const place = { file: 'b.md', line: 9, column: 4 };
const bound = (text: string): PassageSegment => ({
  kind: 'bound',
  text,
  call: { name: 'value', datum, show: 'percent' },
  place,
});
const at = (offset: number) => ({ file: 'b.md', line: 1, column: offset + 1 });
const typed = (text: string): PassageSegment => ({ kind: 'text', text, at });
const passage = (...segments: PassageSegment[]): Passage => ({ where: 'text', segments });
const textsOf = (text: string) => toSentences(passage(typed(text))).map((sentence) => sentence.text);

describe('a text falls into sentences', () => {
  test.each([
    ['One. Two! Three? Four', ['One.', 'Two!', 'Three?', 'Four']],
    [
      'It was 0.55 vs. 0.60 in Fig. 2 of Smith et al. 2020. Next.',
      ['It was 0.55 vs. 0.60 in Fig. 2 of Smith et al. 2020.', 'Next.'],
    ],
    ['He said “no.” Then left.', ['He said “no.”', 'Then left.']],
    [
      '# A heading\nThen text\nover lines.\n\n- an item\n- another',
      ['A heading', 'Then text\nover lines.', 'an item', 'another'],
    ],
    ['1. First.\n2. Second.', ['First.', 'Second.']],
    ['cilta-cel. and so on', ['cilta-cel. and so on']],
    ['  Before. \n\n\n  After.  ', ['Before.', 'After.']],
    ['One. \n  \n- Two\n  * three\n12. Twelve', ['One.', 'Two', 'three', 'Twelve']],
    [
      'It is so (really!). “And” so?) *Then* 12 more.',
      ['It is so (really!).', '“And” so?)', '*Then* 12 more.'],
    ],
    ['It was 5. 6 more followed.', ['It was 5.', '6 more followed.']],
    [
      'As of the levels. Next, e.g. This VS. That, no. 3',
      ['As of the levels.', 'Next, e.g. This VS. That, no. 3'],
    ],
    ['a # b\nc ::: d\ne', ['a # b\nc ::: d\ne']],
    ['::: opinion and more\nText', ['::: opinion and more', 'Text']],
    ['   ', []],
    ['\n\nA text', ['A text']],
  ])('%s', (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  test('the author’s view is marked off by its fence', () => {
    const text = 'Fact.\n\n::: opinion\n## View\n\nMine. Too.\n:::\n\nFact again.';
    expect(toSentences(passage(typed(text))).map(({ text: one, opinion }) => [one, opinion])).toEqual([
      ['Fact.', false],
      ['View', true],
      ['Mine.', true],
      ['Too.', true],
      ['Fact again.', false],
    ]);
    expect(toSentences({ ...passage(typed('Mine.')), opinion: true })[0]?.opinion).toBe(true);
    expect(toSentences(passage(typed('A view ::: opinion\n\nFact.')))).toMatchObject([
      { text: 'A view ::: opinion', opinion: false },
      { text: 'Fact.', opinion: false },
    ]);
    const [indented, other] = toSentences(
      passage(typed('Fact.\n::: opinion  \nMine.\n\n::: note\nNot mine.')),
    ).slice(1);
    expect([indented?.opinion, other?.opinion]).toEqual([true, false]);
    expect(toSentences(passage(typed('Fact.\n\n  ::: opinion\n  Mine.\n  :::\n  Fact.')))).toMatchObject([
      { text: 'Fact.', opinion: false },
      { text: 'Mine.', opinion: true },
      { text: 'Fact.', opinion: false },
    ]);
    expect(toSentences(passage(typed('\n ::: opinion\n\nMine.')))[0]).toMatchObject({
      text: 'Mine.',
      opinion: true,
    });
  });
});

describe('a sentence knows what it shows', () => {
  const [first, second] = toSentences(
    passage(typed('ORR was '), bound('92.9%'), typed('. Next was '), bound('1.5'), typed(' too.')),
  );

  test('by its own offsets', () => {
    expect(first?.shown.map(({ start, end }) => first.text.slice(start, end))).toEqual(['92.9%']);
    expect(second?.shown.map(({ start, end }) => second.text.slice(start, end))).toEqual(['1.5']);
    expect(second && findingsOf(second).map(({ id }) => id)).toEqual(['beta.orr']);
  });

  test('with what is bound blotted out, length for length', () => {
    expect(first && typedText(first)).toBe('ORR was \ue002\ue002\ue002\ue002\ue002.');
  });

  test('with the place of what is typed and of what is bound', () => {
    expect(second?.placeAt(0)).toEqual({ file: 'b.md', line: 1, column: 3 });
    expect(second?.placeAt(9)).toEqual(place);
  });

  test('with where it is told, and the place of what it shows', () => {
    expect(first).toMatchObject({ where: 'text', shown: [{ place }] });
    const { place: _, ...without } = bound('1.5') as PassageSegment & { kind: 'bound' };
    expect(toSentences(passage(typed('It was '), without))[0]?.shown[0]).not.toHaveProperty('place');
  });

  test('counted from behind the mark of a list or heading', () => {
    const [item] = toSentences(passage(typed('- '), bound('92.9%'), typed(' of all.')));
    expect(item?.shown).toMatchObject([{ start: 0, end: 5 }]);
    expect(item?.placeAt(6)).toEqual({ file: 'b.md', line: 1, column: 2 });
  });

  test('a place in front of all is nowhere, and an empty part holds none', () => {
    const [only] = toSentences(passage(typed('One'), typed(''), bound('')));
    expect(only?.placeAt(3)).toEqual({ file: 'b.md', line: 1, column: 4 });
    expect(only?.placeAt(-1)).toBeUndefined();
  });

  test('a number at the end of a sentence does not cut it', () => {
    expect(toSentences(passage(typed('It was '), bound('NE. A'), typed(' then.'))).length).toBe(1);
    expect(toSentences(passage(typed('It was '), bound('NE.'), typed(' Then.'))).length).toBe(2);
    expect(toSentences(passage(typed('It was '), bound('5%'), typed('. Then.'))).length).toBe(2);
    expect(toSentences(passage(bound('5. '), typed('Then.'))).length).toBe(1);
  });
});
