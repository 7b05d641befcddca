import { expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { proseText } from '../../src/notation/calls.ts';
import { withBriefing } from '../base-library.ts';

function plain(body: string): string {
  const { library, briefing } = withBriefing(
    body,
    'figures: { f: { kind: proportions, title: F, findings: [beta.orr] } }\n',
  );
  return proseText(briefing.body, assessBriefing(library, briefing)).trim().replaceAll('\u00a0', '_');
}

test.each([
  ['Of {{value "beta.orr" show="n of N"}} patients', 'Of 19_of_20 patients'],
  ['{{gap "alpha.orr.zor" "alpha.orr.obs"}}', '25.0_percentage points'],
  ['{{growth "zorvex.2025-Q1"}} on {{sales "zorvex.2024-Q1"}}', '+50.0% on US$800_million'],
  ['{{plain "three" reason="a test"}} parts', 'three parts'],
  ['Said before.{{cite "alpha-2025"}}', 'Said before.'],
  ['{{figure "f"}}', ''],
  ['\\{{ and \\<b> stay', '{{ and <b> stay'],
])('%s is %s where only characters can be', (body, expected) => {
  expect(plain(body)).toBe(expected);
});

test('emphasis and links leave their words only', () => {
  expect(plain('*Said* in **bold** by [them](https://example.org)')).toBe('Said in bold by them');
});
