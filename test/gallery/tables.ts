import type { TableKind } from '../../src/tables/requests.ts';
import { briefingText } from '../base-library.ts';
import { UNBROKEN, WORDS } from './figure.ts';

const gamma = `name: GAMMA
registry: [NCT00000003, 2019-001234-12, NTR4269]
phase: 1b/2
design: randomised
designNote: open-label, stratified by region
disease: invented disease
setting: after one to three earlier treatments, refractory to the last of them
settingLabel: refractory
lines: [2, 3, 4+]
priorExposure: an antibody and a proteasome inhibitor
risk: { label: high risk, definition: any of several features, summary: any high-risk feature }
criteria: IMWG
pfs: { event: progression or death from any cause, origin: randomisation }
arms:
  zor: { label: Zorvex, product: zorvex, regimen: an infusion every four weeks until progression, role: experimental, randomised: 1208, treated: 1176, source: alpha-2025 }
  low: { label: Zorvex low, product: zorvex, regimen: the same at a lower dose, role: experimental, randomised: 96, treated: 96, source: alpha-2025, grade: secondary }
  ctl: { label: Physician’s choice, regimen: one of several standard combinations, role: control, randomised: 604, source: beta-2025 }
cuts:
  first: { label: Interim analysis, followUp: 9.0 months, source: beta-2025, grade: unconfirmed }
  final: { label: 30-month update, followUp: 30.5 months, source: alpha-2025 }
findings:
  pfs.zor: { endpoint: pfs, arm: zor, cut: final, median: { value: 31.1 months }, assessor: independent, source: alpha-2025 }
  orr.zor: { endpoint: orr, arm: zor, cut: first, proportion: { events: 700, of: 1208 }, assessor: investigator, source: alpha-2025 }
  ae.zor: { endpoint: grade-3-plus-ae, arm: zor, cut: final, proportion: { events: 1176, of: 1176 }, population: treated, source: alpha-2025 }
  ae.low: { endpoint: grade-3-plus-ae, arm: low, cut: final, proportion: { percent: 48.5 }, population: treated, source: alpha-2025, grade: secondary }
  ae.ctl: { endpoint: grade-3-plus-ae, arm: ctl, cut: first, proportion: { events: 9, of: 20, approximate: true }, population: evaluable, source: beta-2025, grade: unconfirmed }
  crs.zor: { endpoint: crs, arm: zor, cut: final, proportion: { events: 0, of: 1176 }, population: treated, source: alpha-2025 }
  crs.low: { endpoint: crs, arm: low, cut: final, proportion: { events: 3, of: 96 }, population: treated, source: alpha-2025 }
  crs-onset.zor: { endpoint: crs-onset, arm: zor, cut: final, median: { value: not reached }, population: treated, source: alpha-2025 }
  crs-onset.low: { endpoint: crs-onset, arm: low, cut: final, median: { value: 8.5 days }, population: treated, source: alpha-2025 }
safety: extracted
`;

const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
const label = (index: number) => (index % 2 ? WORDS : UNBROKEN);

/** Twenty arms with long names, and one arm with twenty adverse events. */
const delta = `name: DELTA
registry: NCT00000004
phase: 2
design: single-arm
disease: invented disease
setting: first line of treatment, whether or not a transplant is possible
lines: [1]
arms:
${twenty.map((n) => `  a${n}: { label: "${label(n)}", product: zorvex, regimen: invented, role: experimental, treated: ${n * 60}, source: beta-2025 }`).join('\n')}
cuts:
  only: { label: The only analysis, followUp: 12.5 months, source: beta-2025 }
findings:
${twenty.map((n) => `  orr.a${n}: { endpoint: orr, arm: a${n}, cut: only, proportion: { events: ${[0, n * 60, n * 31][n % 3]}, of: ${n * 60} }, source: beta-2025 }`).join('\n')}
${twenty.map((n) => `  pfs.a${n}: { endpoint: pfs, arm: a${n}, cut: only, median: { value: ${n % 4 ? `${n * 5}.5 months` : 'not reached'} }, source: beta-2025 }`).join('\n')}
safety: not extracted
`;

const epsilon = `name: EPSILON
registry: NCT00000005
phase: 2
design: single-arm
disease: invented disease
setting: any
lines: [1]
arms:
  all: { label: "${WORDS}", product: zorvex, regimen: invented, role: experimental, treated: 20, source: beta-2025 }
findings:
  orr: { endpoint: orr, arm: all, proportion: { events: 20, of: 20 }, source: beta-2025 }
  cr: { endpoint: cr, arm: all, proportion: { events: 0, of: 20 }, source: beta-2025 }
${twenty.map((n) => `  ae${n}: { endpoint: ae${n}, arm: all, proportion: { events: ${n}, of: 20 }, population: treated, source: beta-2025 }`).join('\n')}
safety: extracted
`;

const endpoints = `crs-onset: { label: time to cytokine release, family: safety, higherIsBetter: true, definition: From infusion to onset. }
${twenty.map((n) => `ae${n}: { label: "${label(n)}", family: safety, higherIsBetter: false, definition: Invented. }`).join('\n')}
`;

const nimbus = `name: Nimbus
generic: nimbusumab
class: invented antibody
company: Other Pharma
sales:
  currency: EUR
  unit: billion
  basis: worldwide, net of rebates
  quarters:
    2024-Q2: { value: 1.204, source: beta-2025 }
    2025-Q1: { value: 0.9985, source: beta-2025, grade: secondary }
    2025-Q2: { value: 1.1, us: 0.7, international: 0.401, source: beta-2025, grade: unconfirmed, approximate: true, reportedGrowth: -8.6, growthBasis: operational }
`;

const zorvex = `name: Zorvex
generic: zorvexumab
class: invented antibody
company: Example Pharma
sales:
  currency: USD
  unit: million
  basis: worldwide, as reported
  quarters:
    2024-Q1: { value: 800, us: 512, international: 289, source: beta-2025 }
    2024-Q2: { value: 815, us: 520, international: 295, source: beta-2025, derived: half year less Q1 }
    2025-Q1: { value: 1200, us: 790, international: 410, source: beta-2025, reportedGrowth: 50.0, growthBasis: reported }
    2025-Q2: { value: 1312, source: alpha-2025, grade: secondary }
    2025-Q3: { value: 0.4, source: alpha-2025 }
`;

/** Every kind of table with easy and hard data, as an author asks for them. */
export const tableCases: { [K in TableKind]: Record<string, string> } = {
  'cross-trial': {
    'unlike trials': 'arms: [alpha.zor, gamma.zor], endpoints: [orr, pfs]',
    'told in the title, not a head-to-head comparison': 'arms: [gamma.zor, alpha.zor], endpoints: [pfs]',
    'one row': 'arms: [epsilon.all], endpoints: [orr, cr, pfs]',
    'many rows of long labels': `arms: [${twenty.map((n) => `delta.a${n}`).join(', ')}], endpoints: [orr, pfs]`,
  },
  summary: {
    'arms and a ratio': 'trial: alpha, endpoints: [orr, pfs]',
    'a single arm, all and nobody': 'trial: epsilon, endpoints: [orr, cr]',
  },
  design: {
    'one trial of three arms': 'trials: [gamma]',
    'three trials that state much and little': 'trials: [alpha, beta, gamma]',
  },
  safety: {
    'three arms': 'trial: gamma',
    'not extracted': 'trial: alpha',
    'many events of long names': 'trial: epsilon',
  },
  sales: {
    'one product': 'products: [zorvex], from: 2024-Q1, to: 2025-Q2',
    'products of unlike currencies': 'products: [zorvex, nimbus], from: 2024-Q2, to: 2025-Q2',
    'a quarter alone': 'products: [nimbus], from: 2025-Q2, to: 2025-Q2',
    'many quarters, most of them missing': 'products: [zorvex], from: 2020-Q2, to: 2025-Q3',
  },
};

/** Key in the front matter: `sales-2`. */
export function tableId(kind: string, index: number): string {
  return `${kind}-${index + 1}`;
}

/** The base library’s additions, and a briefing that shows every case under its name. */
export function tableTexts(): Record<string, string> {
  const all = Object.entries(tableCases).flatMap(([kind, cases]) =>
    Object.entries(cases).map(([name, entry], index) => ({ kind, name, entry, id: tableId(kind, index) })),
  );
  const entries = all.map(({ kind, name, entry, id }) => {
    return `  ${id}: { kind: ${kind}, title: "${kind}, ${name}", ${entry} }`;
  });
  return {
    'trials/gamma.yaml': gamma,
    'trials/delta.yaml': delta,
    'trials/epsilon.yaml': epsilon,
    'products/nimbus.yaml': nimbus,
    'products/zorvex.yaml': zorvex,
    'endpoints.yaml': endpoints,
    'briefings/2026-02-02-second.md': briefingText(
      `## Tables\n\n${all.map(({ id }) => `{{table "${id}"}}`).join('\n\n')}\n`,
      `tables:\n${entries.join('\n')}\n`,
    ),
  };
}
