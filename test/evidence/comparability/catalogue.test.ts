import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  disclosureRules,
  documentRules,
  financeRules,
  pairRules,
  ruleIds,
  rules,
  valueRules,
} from '../../../src/evidence/comparability/rules.ts';
import { guidance } from '../../../src/evidence/comparability/verdict.ts';

/** Code, name, severity and guidance, as the catalogue has them. */
const catalogue = `
C01 disease block LEE2010 GRADE14
C02 line-of-therapy major LEE2010 ACUMEN
C03 setting major LEE2010
C04 risk-definition major NRR2020
C05 unanchored major TSD18 EMA-SAT
C06 single-arm major EMA-SAT TSD18
C07 phase minor ACUMEN
C08 single-arm-survival major EMA-SAT
C09 mrd-threshold block IMWG2016 COSTA2021 FDA-MRD26
C10 mrd-assay major IMWG2016 COSTA2021
C11 mrd-requires-cr major IMWG2016 FDA-MRD26
C12 assessment-time major COSTA2021 FDA-MRD26
C13 sustained-mrd block IMWG2016
C14 analysis-population major CONSORT COSTA2021 MEDSCAPE
C15 attrition major ZHANG2020 MEDSCAPE
C16 bridging minor ZHANG2020
C17 follow-up major NRR2020 ACUMEN
C18 short-follow-up major EMA-SAT
C19 mixed-cuts major COSTA2021
C20 response-criteria minor IMWG2016 NRR2020
C21 pfs-definition block ZHANG2020 COSTA2021
C22 enrolment minor LEE2010 ACUMEN
C23 small-sample major GRADE14 ANNALS
C24 bare-proportion minor SAMPL CONSORT
C25 boundary-proportion minor GRADE14
C29 efficacy-without-safety major GRADE14 MCBSH
C32 landmark major NRR2020
C33 source-grade minor CONSORT
C34 source-type minor NRR2020
C35 not-stated minor CONSORT
C36 endpoint major GRADE14 NRR2020
C37 effect-measure major SAMPL GRADE14
C38 unit block SAMPL
C39 measurement-time major CONSORT NRR2020
C40 masking major GRADE14
C41 trial-design major CONSORT
C42 non-inferiority major CONSORT
C43 confidence-level minor SAMPL
C44 endpoint-definition major GRADE14 NRR2020
C45 treatment-crossover major NRR2020 GRADE14
C46 estimand major ICH-E9R1
C47 biomarker major NRR2020 GRADE14
C48 background major NRR2020
C49 immature major GRADE14
C50 dose major GRADE14
C51 comparator major TSD18 GRADE14
C52 baseline major NRR2020 LEE2010
C53 assay major NRR2020
C54 effect-across-trials block TSD18 EMA-SAT
F01 growth-basis major REGG
F02 growth-arithmetic block REGG
F03 late-disclosure minor REGG
F04 partner-sales block REGG
F05 missing-disclosures block FINRA2241
F06 fiscal-calendar info REGG`;

/** The rows of docs/comparability.md: code, name, severity, what, why, what to state. */
const documented = readFileSync(path.join(import.meta.dirname, '../../../docs/comparability.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [CF]\d\d /.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('docs/comparability.md has every rule with its severity, title, reason and answer', () => {
  expect(documented.map(([code, id, severity, title]) => [code, id, severity, title])).toEqual(
    Object.values(rules).map(({ code, id, severity, title }) => [code, `\`${id}\``, severity, title]),
  );
  expect(
    documented.filter(([, , , , why = '', answer = '']) => why.length < 20 || answer.length < 10),
  ).toEqual([]);
});

describe('the table of rules', () => {
  test('holds the catalogue', () => {
    const held = Object.entries(rules).map(([code, rule]) =>
      [code, rule.id, rule.severity, ...rule.guidance].join(' '),
    );
    expect(held).toEqual(catalogue.trim().split('\n'));
  });

  test('each rule knows its own code and has a name of its own', () => {
    expect(Object.entries(rules).filter(([code, rule]) => code !== rule.code)).toEqual([]);
    expect(new Set(ruleIds).size).toBe(Object.keys(rules).length);
    expect(new Set(Object.values(rules).map(({ title }) => title)).size).toBe(ruleIds.length);
  });

  test('each rule is of one level', () => {
    const levels = [pairRules, valueRules, documentRules, financeRules, disclosureRules];
    expect(levels.map(({ length }) => length)).toEqual([38, 8, 2, 5, 1]);
    expect(levels.flat()).not.toContain(rules.C54);
    expect(levels.flat()).toHaveLength(ruleIds.length - 1);
  });

  test('all guidance is used and has a citation', () => {
    const used = new Set(Object.values(rules).flatMap((rule) => rule.guidance as readonly string[]));
    expect([...used].sort()).toEqual(Object.keys(guidance).sort());
    expect(Object.values(guidance).filter(({ citation }) => citation.length < 10)).toEqual([]);
    const addresses = Object.values(guidance).flatMap((one) => ('url' in one ? [one.url] : []));
    expect(addresses.filter((url) => !/^https:\/\/[a-z.]+\/.+/.test(url))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
