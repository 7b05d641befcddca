import { isReachedMedian } from './evidence/comparability/inputs.ts';
import { findingsOfFigure } from './figures/requests.ts';
import { callsOf, prosesOf } from './model/briefing.ts';
import type { Briefing, Library } from './model/library.ts';
import type { Finding, Trial } from './model/trial.ts';
import { sha256 } from './outputs/artifact.ts';
import { findingsOfTable, trialsOfTable } from './tables/requests.ts';

/**
 * What a critic of one briefing may look up in a file that the briefing does not use: a trial of the same
 * disease can be the benchmark that was left out, or show how long events take.
 */
interface Profile {
  name: string;
  /** Empty for products. */
  disease: string;
  /** Keys of the products that a trial's arms name: without them it cannot be checked. */
  products: string[];
  /** Hash over everything that can be looked up; the numbers of most findings are not among it. */
  digest: string;
}

export type Profiles = Readonly<Record<string, Profile>>;

/** Profiles of all trials and products by the keys of their files. */
export function profilesOf({ trials, products }: Pick<Library, 'trials' | 'products'>): Profiles {
  return Object.fromEntries([
    ...[...trials.values()].map((trial) => [`trials/${trial.id}.yaml`, trialProfile(trial)] as const),
    ...[...products.values()].map(({ id, name, generic, class: drugClass, company, partners }) => {
      const digest = digestOf([name, generic, drugClass, company, partners]);
      return [keyOfProduct(id), { name, disease: '', products: [], digest }] as const;
    }),
  ]);
}

function keyOfProduct(id: string): string {
  return `products/${id}.yaml`;
}

function trialProfile(trial: Trial): Profile {
  const { name, disease, design, setting, arms, cuts, findings } = trial;
  return {
    name,
    disease,
    products: arms.flatMap(({ product }) => (product === undefined ? [] : [keyOfProduct(product)])),
    digest: digestOf([
      name,
      disease,
      design,
      setting,
      arms.map(({ id, label, role, product, regimen }) => [id, label, role, product, regimen]),
      cuts.map(({ id, followUp }) => [id, followUp]),
      findings.map((finding) => [finding.id, finding.endpoint.id, finding.arm?.id, medianOf(finding)]),
    ]),
  };
}

function medianOf(finding: Finding): unknown {
  return isReachedMedian(finding) ? finding.value : undefined;
}

function digestOf(parts: unknown[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 16);
}

/**
 * Keys of the files that a critic of the briefing consults: trials of its diseases, and those that it names.
 */
export function consultedBy(briefing: Briefing, profiles: Profiles): string[] {
  const diseases = new Set(trialsShown(briefing).map(({ disease }) => disease.trim().toLowerCase()));
  const { text } = briefing.parsed.file;
  const keys = Object.entries(profiles)
    .filter(([, { name, disease }]) => diseases.has(disease.trim().toLowerCase()) || text.includes(name))
    .flatMap(([key, { products }]) => [key, ...products]);
  return [...new Set(keys)].sort();
}

/** Changes when a file that is consulted does, in what can be looked up. */
export function consultationOf(briefing: Briefing, profiles: Profiles): string {
  return digestOf(consultedBy(briefing, profiles).map((key) => [key, profiles[key]?.digest]));
}

/** The trials whose results an edition shows. */
export function trialsShown(briefing: Briefing): Trial[] {
  const { keyFigures, figures, tables } = briefing;
  const called = callsOf(...prosesOf(briefing)).flatMap((call): Finding[] => {
    if (call.name === 'value') return call.datum.kind === 'finding' ? [call.datum] : [];
    if (call.name === 'range') return call.findings;
    return call.name === 'gap' ? [call.from, call.to] : [];
  });
  const shown = [
    ...keyFigures.flatMap(({ datum }) => (datum.kind === 'finding' ? [datum] : [])),
    ...figures.flatMap(findingsOfFigure),
    ...tables.flatMap(findingsOfTable),
    ...called,
  ];
  return [...new Set([...shown.map(({ trial }) => trial), ...tables.flatMap(trialsOfTable)])];
}
