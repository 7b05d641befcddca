import type { Release } from '../../src/archive/release.ts';
import type { Predecessor } from '../../src/changes/predecessor.ts';
import type { DataFact, DataSnapshot } from '../../src/changes/snapshot.ts';

/** A correction of the flagship, from its data, after an edition that said something else of nearly everything. */
export function correctedRelease(data: DataSnapshot): Release {
  return {
    revision: 2,
    correction: {
      kind: 'correction',
      reason: 'The interval of AQUILA was misread: 0.36–0.76 belongs to another analysis.',
      date: '2026-05-02',
    },
    predecessor: predecessorWith(earlierData(data)),
  };
}

/** An edition two weeks before that holds these data. */
export function predecessorWith(data: DataSnapshot): Predecessor {
  return {
    id: '2026-04-07-first-look',
    revision: 1,
    title: 'A first look at 20 patients',
    date: '2026-04-07',
    data,
  };
}

/** The data of the flagship as an earlier edition might have had them: one change of each kind that is told. */
function earlierData({ facts, trials, ...rest }: DataSnapshot): DataSnapshot {
  const known = facts.filter(({ id, owner }) => !later.has(id) && owner !== 'cepheus');
  return {
    ...rest,
    trials: trials.filter(({ id }) => id !== 'cepheus'),
    facts: [
      ...known.map((fact) => ({ ...fact, ...earlier[fact.id] })),
      { ...(facts.find(({ id }) => id === 'perseus.cr.d-vrd') as DataFact), ...goneSince },
    ],
  };
}

const later = new Set(['darzalex.2026-Q1', 'darzalex.2025-Q4', 'maia.mrd.d-rd']);

const primary = { id: 'm28', label: 'Primary analysis', followUp: '28.0 months' };
const oldSource = [{ id: 'maia-label', title: 'Darzalex: prescribing information' }];
const lostSource = [{ id: 'abstract-2025', title: 'Abstract 87 of a meeting' }];

const earlier: Record<string, Partial<DataFact>> = {
  'maia.follow-up.m64': { value: '28.0 months', estimate: '28.0 months', cut: primary, sources: oldSource },
  'maia.pfs.d-rd': {
    value: 'not reached',
    estimate: 'not reached',
    state: 'not reached',
    cut: primary,
    sources: oldSource,
  },
  'car-prism.orr': {
    value: '15/17 (88%)',
    estimate: '15/17 (88%)',
    cut: { id: 'm13', label: 'First report', followUp: '13.1 months' },
    sources: lostSource,
  },
  'aquila.pfs.hr': {
    value: 'HR 0.49 (95% CI 0.36–0.76; p<0.001)',
    estimate: 'HR 0.49',
    details: { interval: '95% CI 0.36–0.76', p: 'p<0.001' },
  },
  'aquila.pfs60.dara': { landmark: '48 months' },
  'perseus.mrd.d-vrd': { grade: 'unconfirmed', sources: lostSource },
  'darzalex.2025-Q1': { value: 'US$3,231 million', estimate: 'US$3,231 million', details: {} },
};

const goneSince = {
  id: 'perseus.pfs.subgroup',
  about: { endpoint: 'pfs', shape: 'hazardRatio', arms: ['d-vrd', 'vrd'] },
  endpoint: 'PFS',
  arms: ['D-VRd', 'VRd'],
  subgroup: 'Age: 65 years or older',
  value: 'HR 0.97 (95% CI 0.52–1.81)',
  estimate: 'HR 0.97',
  details: { interval: '95% CI 0.52–1.81' },
};
