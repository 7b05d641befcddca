import { describe, expect, test } from 'vitest';
import { judged } from './shipped.ts';

const found = (body: string) => judged(body).filter(({ code }) => code === 'claim-benchmark-result');

describe('a benchmark that leaves out a better result', () => {
  test('says which, with its sensitivity', () => {
    const [first] = found(
      'The benchmark of daratumumab is MRD negativity in {{range "maia.mrd.d-rd.primary" "maia.mrd.d-rd"}}.',
    );
    expect(first).toMatchObject({ severity: 'block', where: 'text' });
    expect(first?.message).toMatch(
      /^24\.2–32\.1% is given for the drug in general, but leaves out .*PERSEUS \(D-VRd: 75\.2% at 10⁻⁵\)/,
    );
  });

  test.each([
    'Daratumumab gives MRD negativity in {{range "maia.mrd.d-rd.primary" "maia.mrd.d-rd"}}.',
    'Daratumumab gives MRD negativity in 24.2–32.1%.',
    'The best that daratumumab achieves is MRD negativity in {{value "maia.mrd.d-rd"}}.',
    'MRD negativity in MAIA, {{value "maia.mrd.d-rd"}}, is the benchmark for the class.',
    'MRD negativity in MAIA, {{value "maia.mrd.d-rd"}}, is the standard for the class.',
  ])('blocks: %s', (body) => {
    expect(found(body)).toHaveLength(1);
  });

  test.each([
    'In MAIA, D-Rd gave MRD negativity in {{range "maia.mrd.d-rd.primary" "maia.mrd.d-rd"}}.',
    'In MAIA, MRD negativity rose from 24.2–32.1%.',
    'MRD negativity in MAIA was {{value "maia.mrd.d-rd"}}, against {{value "maia.mrd.rd"}} with standard care.',
    'Daratumumab gives MRD negativity in {{value "maia.mrd.d-rd"}}.',
    'The benchmark of daratumumab is not MRD negativity in {{range "maia.mrd.d-rd.primary" "maia.mrd.d-rd"}}.',
    'The commentary says that daratumumab reaches MRD negativity in 24.2–32.1%.',
    'Daratumumab gives MRD negativity in {{range "maia.mrd.d-rd.primary" "perseus.mrd.d-vrd"}}.',
  ])('lets pass: %s', (body) => {
    expect(found(body)).toEqual([]);
  });
});
