import path from 'node:path';
import { checkContent } from '../src/build/check-content.ts';
import type { Release } from '../src/build/release.ts';
import { type Composed, composeEdition, openWorkshop, type Workshop } from '../src/build.ts';
import type { Predecessor } from '../src/changes/predecessor.ts';
import type { DataFact, DataSnapshot } from '../src/changes/snapshot.ts';
import { loadContent } from '../src/content/load.ts';
import type { Briefing } from '../src/model/library.ts';
import { hashesOf } from '../src/outputs/input-files.ts';
import { loadTemplates } from '../src/pages/templates.ts';

const root = path.join(import.meta.dirname, '..');

/** The flagship as it ships, and how to compose it after an edition that said something else. */
export interface Flagship {
  shop: Workshop;
  briefing: Briefing;
  compose(release: Release): Promise<Composed>;
}

export function openFlagship(): Flagship {
  const loaded = loadContent(path.join(root, 'content'), 'content');
  const checked = checkContent(loaded, loadTemplates(path.join(root, 'templates'), 'templates'), 'content');
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  const tool = { trialbrief: '0.1.0', node: 'v24', files: 'f' };
  const shop = openWorkshop(checked, { tool, hashes: hashesOf(loaded), profiles: {} });
  const briefing = checked.library.briefings.find(({ slug }) => slug.startsWith('car-t')) as Briefing;
  return { shop, briefing, compose: (release) => composeEdition(briefing, shop, release) };
}

/** An edition two weeks before that holds these data. */
export function before(data: DataSnapshot): Predecessor {
  return {
    id: '2026-04-07-first-look',
    revision: 1,
    title: 'A first look at 20 patients',
    date: '2026-04-07',
    data,
  };
}

/** The data of the flagship as an earlier edition might have had them: one change of each kind that is told. */
export function earlierData({ facts, trials, ...rest }: DataSnapshot): DataSnapshot {
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
