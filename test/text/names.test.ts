import { describe, expect, test } from 'vitest';
import { namesPattern, withNames } from '../../src/text/from-prose.ts';
import { pageOf } from './set.ts';

const names = namesPattern(['CAR-PRISM', 'D-Rd', 'D-VRd', 'MAIA', 'CARTITUDE-4', 'CAR']);

/** The names in a text, in angle brackets. */
function marked(text: string): string {
  return withNames(text, names)
    .map((run) => (run.kind === 'name' ? `<${run.text}>` : run.kind === 'words' ? run.text : '?'))
    .join('');
}

describe('a name with a hyphen stays on one line', () => {
  test.each([
    ['In CAR-PRISM, D-Rd and D-VRd.', 'In <CAR-PRISM>, <D-Rd> and <D-VRd>.'],
    ['CARTITUDE-4', '<CARTITUDE-4>'],
    ['(D-Rd)', '(<D-Rd>)'],
    ['MAIA', 'MAIA'],
  ])('%s', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  test.each(['D-RdX', 'XD-Rd', 'pre-D-Rd', 'D-Rd-based', 'CARTITUDE-41', 'éD-Rd'])(
    'but not as a part of another word: %s',
    (text) => {
      expect(marked(text)).toBe(text);
    },
  );

  test('the longest of several that begin alike', () => {
    const both = namesPattern(['A-B', 'A-B-C']);
    expect(withNames('A-B-C', both)).toEqual([{ kind: 'name', text: 'A-B-C' }]);
  });

  test('is read as it is written, whatever signs it has', () => {
    const odd = namesPattern(['A-(1).*']);
    expect(odd).toBeUndefined();
    expect(withNames('x A-1.5 y', namesPattern(['A-1.5']))).toContainEqual({ kind: 'name', text: 'A-1.5' });
    expect(withNames('A-1x5', namesPattern(['A-1.5']))).toEqual([{ kind: 'words', text: 'A-1x5' }]);
  });

  test('one without a hyphen, or longer than a line of a narrow column, needs nothing', () => {
    expect(namesPattern(['MAIA', 'a–b'])).toBeUndefined();
    expect(namesPattern(['a-b'.repeat(9)])).toBeUndefined();
  });

  test('on a page, also within emphasis and results', () => {
    const html = pageOf('In *D-Rd*.\n\n::: results\n- 1 | D-Rd\n:::', names ? { names } : {});
    expect(html.match(/<span class="name">D-Rd<\/span>/g)).toHaveLength(2);
  });
});
