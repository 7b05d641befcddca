import { expect, test } from 'vitest';
import { changesData } from '../../src/changes/changes-data.ts';
import { changeReport } from '../../src/changes/report.ts';
import { factWith, firstReport, laterReport, printed } from './fact.ts';

const since = { id: '2026-01-15-base', revision: 1, title: 'Base', date: '2026-01-15' };
const cut = { id: 'm24', label: 'Second analysis', followUp: '24.5 months' };

test('changes as data: owner, both sides as they stand, and the sentence', () => {
  const before = factWith({ subject: 'as it was' });
  const after = factWith({ subject: 'as it is', cut, ...printed('66/100 (66%)'), sources: laterReport });
  const gone = factWith({ id: 'gamma.cr', subject: 'gone', grade: 'unconfirmed', sources: firstReport });
  const told = changeReport(since, {
    groups: [
      {
        ...{ id: 'gamma', name: 'GAMMA' },
        changes: [
          { kind: 'updated', before, after, told: true },
          { kind: 'withdrawn', before: gone, told: true },
        ],
      },
    ],
    joined: [{ id: 'delta', name: 'DELTA' }],
  });
  const owner = { id: 'gamma', name: 'GAMMA' };
  const stated = { id: 'gamma.orr.a', value: '60/100 (60%)', state: 'value', grade: 'primary' };
  expect(changesData(told)).toStrictEqual({
    since,
    changes: [
      {
        ...{ kind: 'updated', owner, subject: 'as it is' },
        before: { ...stated, sources: firstReport },
        after: { ...stated, value: '66/100 (66%)', cut, sources: laterReport },
        text: 'ORR, Drug A: 60/100 (60%) → 66/100 (66%), Second analysis',
      },
      {
        ...{ kind: 'withdrawn', owner, subject: 'gone' },
        before: { ...stated, id: 'gamma.cr', grade: 'unconfirmed', sources: firstReport },
        text: 'ORR, Drug A: 60/100 (60%)',
      },
    ],
    joined: [{ id: 'delta', name: 'DELTA' }],
  });
});
