import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { briefingText, trialWith } from '../base-library.ts';
import { Desk, proofreadPage } from './proofed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-patients-'));
afterAll(() => rmSync(folder, { recursive: true }));

const findings = `orr.a: { endpoint: orr, arm: a, proportion: { events: 90, of: 100 }, source: beta-2025 }
orr.b: { endpoint: orr, arm: b, proportion: { events: 70, of: 100 }, source: beta-2025 }
mrd.a: { endpoint: mrd-negativity, arm: a, threshold: 10^-5, proportion: { events: 31, of: 100 }, source: beta-2025 }`;
const cohorts = `cohorts:
  dose:
    label: Dose escalation
    duration: Time on treatment
    origin: first dose
    unit: months
    measured: Sum of target lesions
    source: beta-2025
    patients:
      p01: { duration: 14.2, status: ongoing, responses: [{ at: 1.8, is: PR }], change: -45, best: PR }
      p02: { duration: 8.7, responses: [{ at: 8.7, is: PD }], change: 142.5, best: PD }
      p03: { duration: 3.1, status: died, unconfirmed: true, change: -12, best: SD }
`;
const quellim = `name: Quellim
generic: inventedmab
class: invented antibody
company: Other Example
sales:
  currency: USD
  unit: million
  basis: as booked by the company
  quarters:
    2024-Q1: { value: 412, source: alpha-2025, restated: 2024-Q3 }
    2025-Q1: { value: 517, source: alpha-2025, grade: unconfirmed }
`;
const figures = `figures:
  swim: { kind: swimmer, title: Time by patient, cohort: gamma.dose }
  fall: { kind: waterfall, title: Change by patient, cohort: gamma.dose }
  panels: { kind: proportion-panels, title: Response, findings: [gamma.orr.a, gamma.orr.b, gamma.mrd.a] }
  sold: { kind: sales, title: Sales, product: zorvex, against: quellim }
`;

test('every number of patients, panels and two products is traced on the page', async () => {
  cpSync(path.join(import.meta.dirname, '../cases/base/content'), folder, { recursive: true });
  mkdirSync(path.join(folder, 'products'), { recursive: true });
  writeFileSync(path.join(folder, 'trials/gamma.yaml'), trialWith(findings, cohorts));
  writeFileSync(path.join(folder, 'products/quellim.yaml'), quellim);
  const body = ['swim', 'fall', 'panels', 'sold'].map((id) => `{{figure "${id}"}}`).join('\n\n');
  writeFileSync(
    path.join(folder, 'briefings/2026-02-02-second.md'),
    briefingText(`## Results\n\n${body}`, figures),
  );
  const page = await new Desk([], folder).finished('second');
  const { problems } = proofreadPage(page);
  expect(problems.map(({ message }) => message)).toEqual([]);
  const numbers = [...page.html.matchAll(/<text[^>]*data-finding="([^"]+)"[^>]*>([^<]+)<\/text>/g)];
  const drawn = (address: string) => numbers.filter(([, one]) => one === address).map(([, , text]) => text);
  expect(new Set(drawn('gamma.patient.dose.p01.time'))).toEqual(new Set(['P01', '14.2']));
  expect(new Set(drawn('gamma.patient.dose.p02.change'))).toEqual(new Set(['P02', '+142.5%']));
  expect(new Set(drawn('quellim.2024-Q1'))).toEqual(new Set(['412r']));
  expect(page.html).toMatch(/id="e\d+"/);
});
