import { describe, expect, test } from 'vitest';
import type { ProportionFinding, ResponseBar } from '../../src/figures/stacked-response/request.ts';
import { partsOf } from '../../src/notation/responses.ts';
import { findingAt, libraryWith, trialWith } from '../base-library.ts';

/** A bar from values such as `{ orr: 'events: 60, of: 100' }`. */
function barOf(values: Record<string, string>): ResponseBar {
  const lines = Object.entries(values).map(
    ([endpoint, value]) =>
      `${endpoint}: { endpoint: ${endpoint}, arm: a, proportion: { ${value} }, source: beta-2025 }`,
  );
  const library = libraryWith({ 'trials/gamma.yaml': trialWith(lines.join('\n')) });
  const entries = Object.keys(values).map((endpoint) => [
    endpoint,
    findingAt(library, `gamma.${endpoint}`) as ProportionFinding,
  ]);
  return Object.fromEntries(entries);
}

const printed = (values: Record<string, string>) =>
  partsOf(barOf(values)).map((part) => `${part.name} ${part.printed}`);

describe('the parts of a response', () => {
  test('are what each level has beyond the deeper', () => {
    const values = {
      scr: 'percent: 30.4',
      cr: 'percent: 51.1',
      vgpr: 'percent: 79.3',
      orr: 'percent: 92.9',
    };
    expect(printed(values)).toEqual(['sCR 30.4', 'CR 20.7', 'VGPR 28.2', 'PR 13.6']);
    const from = partsOf(barOf(values)).map((part) => part.from.map(({ id }) => id));
    expect(from).toEqual([
      ['gamma.scr'],
      ['gamma.cr', 'gamma.scr'],
      ['gamma.vgpr', 'gamma.cr'],
      ['gamma.orr', 'gamma.vgpr'],
    ]);
  });

  test('join where a level is not known', () => {
    expect(printed({ cr: 'percent: 51.1', orr: 'percent: 92.9' })).toEqual(['≥CR 51.1', 'VGPR or PR 41.8']);
    expect(printed({ scr: 'percent: 30', orr: 'percent: 90' })).toEqual(['sCR 30', 'CR, VGPR or PR 60']);
    expect(printed({ vgpr: 'percent: 40', orr: 'percent: 90' })).toEqual(['≥VGPR 40', 'PR 50']);
    expect(printed({ scr: 'percent: 30', vgpr: 'percent: 70', orr: 'percent: 90' })).toEqual([
      'sCR 30',
      'CR or VGPR 40',
      'PR 20',
    ]);
  });

  test('take VGPR from ORR and PR where it is not given', () => {
    const values = { cr: 'percent: 50.0', pr: 'percent: 12.5', orr: 'percent: 90.0' };
    expect(printed(values)).toEqual(['≥CR 50.0', 'VGPR 27.5', 'PR 12.5']);
    const [, vgpr, pr] = partsOf(barOf(values));
    expect(vgpr?.from.map(({ id }) => id)).toEqual(['gamma.orr', 'gamma.pr', 'gamma.cr']);
    expect(pr?.percent).toBeCloseTo(12.5, 10);
  });

  test('are taken from counts exactly, and printed with the decimals of the coarser', () => {
    expect(printed({ cr: 'events: 1, of: 3', orr: 'events: 2, of: 3' })).toEqual(['≥CR 33', 'VGPR or PR 33']);
    expect(printed({ cr: 'percent: 51.15', orr: 'percent: 92' })).toEqual(['≥CR 51.15', 'VGPR or PR 41']);
  });
});
