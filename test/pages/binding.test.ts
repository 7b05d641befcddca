import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { bodyHtml } from '../../src/pages/prose-html.ts';
import { productWith, trialWith, withBriefing } from '../base-library.ts';

const TRIAL =
  trialWith(`s: { endpoint: orr, arm: a, proportion: { events: 9, of: 20 }, source: beta-2025, grade: secondary }
t: { endpoint: mrd-negativity, arm: a, proportion: { events: 9, of: 20 }, threshold: 10^-5, source: beta-2025, grade: secondary }`);

const PRODUCT = productWith(`2024-Q1: { value: 5, source: beta-2025 }
2025-Q1: { value: 6, source: beta-2025, grade: unconfirmed }`);

/** What an expression gives on the page: class and value of its element, its text, its marks. */
function bound(expression: string) {
  const { library, briefing } = withBriefing(expression, '', {
    'trials/gamma.yaml': TRIAL,
    'products/p.yaml': PRODUCT,
  });
  const html = bodyHtml(briefing.body, {
    ...assessBriefing(library, briefing),
    blocks: new Map(),
    remarks: new Map(),
  });
  const match =
    /^<p><a class="([^"]*)" href="#e\d+" data-entry="\d+"><data value="([^"]*)">(.*)<\/data>(?:<sup class="mark">(.*)<\/sup>)?<\/a><\/p>\n/.exec(
      html,
    );
  if (!match) throw new Error(html);
  const [, kind, value, , marks = ''] = match;
  return { kind, value, marks };
}

describe('a number on the page is bound to what it was made from', () => {
  test.each([
    ['{{value "alpha.orr.zor"}}', 'finding', 'alpha.orr.zor'],
    ['{{sales "zorvex.2025-Q1"}}', 'finding', 'zorvex.2025-Q1'],
    ['{{gap "alpha.orr.zor" "alpha.orr.obs"}}', 'finding computed', 'gap(alpha.orr.zor, alpha.orr.obs)'],
    ['{{range "alpha.orr.zor" "beta.orr"}}', 'finding computed', 'range(alpha.orr.zor, beta.orr)'],
    ['{{growth "zorvex.2025-Q1"}}', 'finding computed', 'growth(zorvex.2025-Q1, year)'],
  ])('%s', (expression, kind, value) => {
    expect(bound(expression)).toMatchObject({ kind, value });
  });
});

describe('marks', () => {
  test.each([
    ['a primary value has none', '{{value "alpha.orr.zor"}}', ''],
    ['an unconfirmed value has ‡', '{{value "beta.orr"}}', '‡'],
    ['a secondary value has §', '{{value "gamma.s"}}', '§'],
    ['an interval computed here has †', '{{value "alpha.orr.zor" show="ci"}}', '†'],
    ['so has one of its limits', '{{value "alpha.orr.zor" show="ci-low"}}', '†'],
    ['and the full form', '{{value "alpha.orr.zor" show="full"}}', '†'],
    ['an interval as printed has none', '{{value "alpha.orr.obs" show="ci"}}', ''],
    ['both can stand together', '{{value "beta.orr" show="full"}}', '†‡'],
    ['a sensitivity is of the test and has none', '{{value "gamma.t" show="threshold"}}', ''],
    ['a computation has the worst of its operands', '{{gap "gamma.s" "beta.orr"}}', '‡'],
    ['in any order', '{{range "beta.orr" "gamma.s"}}', '‡'],
    ['a secondary operand marks it too', '{{gap "alpha.orr.zor" "gamma.s"}}', '§'],
    ['a growth has that of its sale', '{{growth "p.2025-Q1"}}', '‡'],
  ])('%s', (_, expression, marks) => {
    expect(bound(expression).marks).toBe(marks);
  });
});

test('a growth on a base that is not confirmed is marked', () => {
  const product = PRODUCT.replace(
    '{ value: 5, source: beta-2025 }',
    '{ value: 5, source: beta-2025, grade: unconfirmed }',
  );
  const { library, briefing } = withBriefing('{{growth "p.2025-Q1"}}', '', {
    'products/p.yaml': product.replace('6, source: beta-2025, grade: unconfirmed', '6, source: beta-2025'),
  });
  const html = bodyHtml(briefing.body, {
    ...assessBriefing(library, briefing),
    blocks: new Map(),
    remarks: new Map(),
  });
  expect(html).toContain('‡');
});
