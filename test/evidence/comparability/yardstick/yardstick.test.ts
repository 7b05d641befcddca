import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { judge } from '../../../../src/evidence/comparability/compare.ts';
import { ruleIds } from '../../../../src/evidence/comparability/rules.ts';
import { findingAt, libraryWith } from '../../../base-library.ts';

interface Side {
  trial: Record<string, unknown>;
  arms: Record<string, [label: string, regimen: string]>;
  finding: Record<string, unknown> & { compare?: true };
  followUp?: string;
}

interface Pair {
  heldOut?: true;
  a: Side;
  b: Side;
  say: string[];
  may: string[];
}

/** Everything is text, as in the files of a library. */
const pairs = Object.entries(
  parse(readFileSync(path.join(import.meta.dirname, 'pairs.yaml'), 'utf8'), { schema: 'failsafe' }) as Record<
    string,
    Pair
  >,
);

const source = 'alpha-2025';

function trialFile(name: string, { trial, arms, finding, followUp }: Side): string {
  const { compare, ...rest } = finding;
  return stringify({
    name,
    registry: 'NCT00000009',
    phase: '3',
    design: 'randomised',
    safety: 'not extracted',
    ...trial,
    arms: Object.fromEntries(
      Object.entries(arms).map(([id, [label, regimen]]) => [
        id,
        { label, regimen, role: id === 'control' ? 'control' : 'experimental' },
      ]),
    ),
    ...(followUp && { cuts: { final: { label: 'Final analysis', followUp, source } } }),
    findings: {
      result: {
        ...rest,
        ...(compare && { compare: ['exp', 'control'] }),
        ...(followUp && { cut: 'final' }),
        source,
      },
    },
  });
}

const library = libraryWith(
  Object.fromEntries(
    pairs.flatMap(([, { a, b }], index) => [
      [`trials/one-${index}.yaml`, trialFile(`ONE-${index}`, a)],
      [`trials/two-${index}.yaml`, trialFile(`TWO-${index}`, b)],
    ]),
  ),
);

interface Judged {
  name: string;
  heldOut: boolean;
  wanted: string[];
  /** Wanted, and not said. */
  missed: string[];
  said: string[];
  /** Said, and neither wanted nor allowed. */
  noise: string[];
}

function judgePair([name, { heldOut, say, may }]: [string, Pair], index: number): Judged {
  const results = ['one', 'two'].map((side) => findingAt(library, `${side}-${index}.result`));
  const { caveats } = judge(results, library);
  const text = caveats.find(({ rule }) => rule.id === 'not-stated')?.text ?? '';
  const unstated = [...text.replace('Not stated: ', '').matchAll(/([^,(]+) \([^)]*\)/g)].map(
    ([, subject = '']) => `?${subject.trim()}`,
  );
  const said = [...caveats.map(({ rule }) => rule.id).filter((id) => id !== 'not-stated'), ...unstated];
  return {
    name,
    heldOut: heldOut !== undefined,
    wanted: say,
    missed: say.filter((one) => !said.includes(one)),
    said,
    noise: said.filter((one) => !say.includes(one) && !may.includes(one)),
  };
}

const judged = pairs.map(judgePair);

function share(part: string[][], whole: string[][]): number {
  return part.flat().length / whole.flat().length;
}

test('the yardstick has at least 24 pairs, a third of them held out, and names rules that exist', () => {
  expect(judged.length).toBeGreaterThanOrEqual(24);
  expect(judged.filter(({ heldOut }) => heldOut).length).toBeGreaterThanOrEqual(judged.length / 3);
  const named = pairs.flatMap(([, { say, may }]) => [...say, ...may]).filter((one) => !one.startsWith('?'));
  expect(named.filter((id) => !ruleIds.includes(id))).toEqual([]);
});

describe.each([
  ['tuned', judged.filter(({ heldOut }) => !heldOut)],
  ['held out', judged.filter(({ heldOut }) => heldOut)],
])('%s pairs', (_, own) => {
  test('at least 90% of what an expert wants said is said', () => {
    const missed = own.map((one) => one.missed);
    const rate =
      1 -
      share(
        missed,
        own.map(({ wanted }) => wanted),
      );
    expect(rate, report(own, 'missed')).toBeGreaterThanOrEqual(0.9);
  });

  test('at most 10% of what is said is noise', () => {
    const noise = own.map((one) => one.noise);
    const rate = share(
      noise,
      own.map(({ said }) => said),
    );
    expect(rate, report(own, 'noise')).toBeLessThanOrEqual(0.1);
  });
});

function report(own: Judged[], what: 'missed' | 'noise'): string {
  return own
    .filter((one) => one[what].length > 0)
    .map((one) => `${one.name}: ${one[what].join(', ')}`)
    .join('\n');
}
