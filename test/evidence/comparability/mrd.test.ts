import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/model/trial.ts';
import { caveat, codes, unstated as namedUnstated } from './fired.ts';
import { finding, trial } from './invented.ts';

const alpha = finding(trial('alpha'));

function beside(changes: Partial<Finding> & { on?: string }) {
  return finding(trial('beta'), changes);
}

const unstated = { threshold: undefined, assay: undefined, requiresCr: undefined, timing: undefined };

function withoutMrdInputs(changes: { on: string }) {
  return finding(trial('beta'), { ...unstated, ...changes });
}

test('rules on MRD are for pairs of MRD results', () => {
  const response = finding(trial('alpha'), { ...unstated, on: 'orr' });
  expect(codes(response, withoutMrdInputs({ on: 'orr' }))).toEqual([]);
  expect(codes(alpha, withoutMrdInputs({ on: 'orr' }))).toEqual(['C36']);
});

describe('C09, threshold', () => {
  const finer = beside({ threshold: { exponent: -6 } });

  test('fires for any power of ten', () => {
    expect(codes(alpha, finer)).toEqual(['C09']);
    expect(caveat('C09', alpha, finer)).toBe(
      'The sensitivity of the MRD test differs: 10⁻⁵ (ALPHA), 10⁻⁶ (BETA); the finer the test, the fewer patients are negative.',
    );
  });

  test('a threshold that is not stated is never equal', () => {
    const silent = finding(trial('beta'), { threshold: undefined });
    expect(codes(alpha, silent)).toEqual(['C09']);
    expect(codes(finding(trial('alpha'), { threshold: undefined }), silent)).toEqual(['C09']);
    expect(caveat('C09', alpha, silent)).toContain('10⁻⁵ (ALPHA), not stated (BETA)');
  });
});

describe('C10, assay', () => {
  test('fires for another assay', () => {
    expect(codes(alpha, beside({ assay: 'MFC' }))).toEqual(['C10']);
    expect(caveat('C10', alpha, beside({ assay: 'MFC' }))).toBe(
      'The MRD assay differs: NGS (ALPHA), MFC (BETA).',
    );
  });

  test('an assay that neither states is not equal', () => {
    const [a, b] = ['alpha', 'beta'].map((id) => finding(trial(id), { assay: undefined })) as [
      Finding,
      Finding,
    ];
    expect(namedUnstated(a, b)).toEqual(['MRD assay (ALPHA, BETA)']);
  });
});

describe('C11, complete response required', () => {
  test('fires when one requires it', () => {
    expect(codes(alpha, beside({ requiresCr: false }))).toEqual(['C11']);
    expect(caveat('C11', alpha, beside({ requiresCr: false }))).toBe(
      'Whether MRD negativity also requires a complete response differs: required (ALPHA), not required (BETA).',
    );
  });

  test('names the trial that does not say', () => {
    const silent = finding(trial('beta'), { requiresCr: undefined });
    expect(namedUnstated(alpha, silent)).toEqual([
      'whether MRD negativity requires a complete response (BETA)',
    ]);
  });

  test('is silent when neither requires it', () => {
    expect(codes(finding(trial('alpha'), { requiresCr: false }), beside({ requiresCr: false }))).toEqual([]);
  });

  test('counted among complete responders, it requires one without saying so', () => {
    const among = finding(trial('beta'), { on: 'mrd-negativity-among-cr', requiresCr: undefined });
    expect(codes(alpha, among)).toEqual([]);
  });
});

describe('C13, sustained against one time', () => {
  const sustained = beside({ on: 'sustained-mrd-12' });

  test('fires when one is sustained', () => {
    expect(codes(alpha, sustained)).toEqual(['C13']);
    expect(caveat('C13', alpha, sustained)).toBe(
      'Sustained MRD negativity and negativity at one time are different endpoints: at one time (ALPHA), sustained (BETA).',
    );
  });

  test('is silent for two sustained', () => {
    expect(codes(finding(trial('alpha'), { on: 'sustained-mrd-12' }), sustained)).toEqual([]);
  });
});
