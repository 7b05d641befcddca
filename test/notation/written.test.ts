import { expect, test } from 'vitest';
import { withPowers } from '../../src/notation/written.ts';

test.each([
  ['MRD negativity at 10⁻⁵, D-Rd', 'MRD negativity at 10<sup>−5</sup>, D-Rd'],
  ['10⁻⁶ <and> 10⁻¹²', '10<sup>−6</sup> &#60;and&#62; 10<sup>−12</sup>'],
  ['110⁻⁵ and 10 and ⁻⁵', '110⁻⁵ and 10 and ⁻⁵'],
])('powers of ten in %s', (text, html) => {
  expect(withPowers(text)).toBe(html);
});
