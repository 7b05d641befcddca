import { expect, test } from 'vitest';
import { abbreviationsIn } from '../../src/page/key-figure.ts';
import { libraryWith } from '../base-library.ts';

const abbreviations = {
  CR: 'complete response',
  '≥CR': 'complete response or better',
  sCR: 'stringent complete response',
  'CAR-T': 'chimeric antigen receptor T cells',
  'D-Rd': 'daratumumab, lenalidomide and dexamethasone',
  Rd: 'lenalidomide and dexamethasone',
  'C++': 'a pattern that is none, were it read as one',
  'T.A': 'a pattern, were it read as one',
};

function terms(text: string): string[] {
  const { house } = libraryWith();
  return abbreviationsIn(text, { ...house, abbreviations }).map(({ term }) => term);
}

test.each<[string, string[]]>([
  ['A CR was seen.', ['CR']],
  ['(CR)', ['CR']],
  ['sCR only', ['sCR']],
  ['SCREEN and CRS and CR2', []],
  ['≥CR in all', ['CR', '≥CR']],
  ['D-Rd against Rd', ['D-Rd', 'Rd']],
  ['D-Rd alone', ['D-Rd']],
  ['CAR-T', ['CAR-T']],
  ['écrit en CRÉ', []],
  ['in C++ only', ['C++']],
  ['TTA and T.A', ['T.A']],
  ['TTA', []],
])('%s', (text, expected) => {
  expect(terms(text)).toEqual(expected);
});

test('they come in the order of the alphabet, whatever their case', () => {
  expect(terms('sCR, Rd, CR, D-Rd')).toEqual(['CR', 'D-Rd', 'Rd', 'sCR']);
});
