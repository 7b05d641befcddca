// What an author may write much of: content whose size is a multiple, checked in a process of its own.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measure } from './measure.mjs';

/** How many times as much the large content is. */
const TIMES = 10;

const ENDPOINTS = ['mrd-negativity', 'orr', 'cr', 'vgpr', 'pr', 'pfs', 'os'];
const CUTS = 24;

/** Findings of many endpoints, cuts and subgroups, all sound, as a registry reports them. */
function soundFinding(index) {
  const endpoint = ENDPOINTS[index % ENDPOINTS.length];
  const value = /^(?:pfs|os)$/.test(endpoint)
    ? `median: { value: ${endpoint === 'os' ? 40 : 30}.5 months }`
    : `proportion: { events: 100, of: 368, percent: 27.2 }, population: itt`;
  const group = Math.floor(index / ENDPOINTS.length / 2 / CUTS);
  const which = `arm: ${index % 2 ? 'a' : 'b'}, cut: c${Math.floor(index / 14) % CUTS}`;
  return `  f${index}: { endpoint: ${endpoint}, ${which}, subgroup: { by: group, is: g${group} }, ${value}, source: one }\n`;
}

/** Of one analysis, differing in time only: each could be part of each other. */
function findingOfOneAnalysis(index) {
  return `  f${index}: { endpoint: mrd-negativity, arm: a, cut: c0, timing: month ${index}, threshold: 10^-5, proportion: { events: 100, of: 368, percent: 27.2 }, population: itt, source: one }\n`;
}

/** Two mistakes each: an endpoint and an arm that are not there. */
function wrongFinding(index) {
  return `  f${index}: { endpoint: orx, arm: zz, cut: c0, proportion: { events: 100, of: 368, percent: 27.2 }, source: one }\n`;
}

function writeTrial(folder, count, finding) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'trials'), { recursive: true });
  cpSync(path.join(import.meta.dirname, '../content/house.yaml'), path.join(folder, 'house.yaml'));
  writeFileSync(
    path.join(folder, 'sources.yaml'),
    'one: { title: One, publisher: Registry, year: 2025, url: https://example.com/one, type: registry, access: full text }\n',
  );
  const arm = (id, role) =>
    `  ${id}: { label: ${id}, regimen: ${id}, role: ${role}, randomised: 368, source: one }\n`;
  const cuts = Array.from(
    { length: CUTS },
    (_, index) => `  c${index}: { label: Cut ${index}, source: one }\n`,
  );
  writeFileSync(
    path.join(folder, 'trials/large.yaml'),
    `name: LARGE\nregistry: NCT00000001\nphase: 3\ndesign: randomised\ndisease: NDMM\nsetting: any\nlines: [1]\nsafety: not extracted\narms:\n${arm('a', 'experimental')}${arm('b', 'control')}cuts:\n${cuts.join('')}findings:\n${Array.from({ length: count }, (_, index) => finding(index)).join('')}`,
  );
}

/**
 * Milliseconds that `check` takes for a tenth of the rows and for all, without those it takes for one row:
 * [label, a tenth, all] for each kind of content. `tool` is the path of the tool.
 */
export async function measureScale(folder, tool) {
  const kinds = [
    ['check 9,000 findings', 9000, soundFinding, 0],
    ['check 9,000 of one analysis', 9000, findingOfOneAnalysis, 0],
    ['tell 100,000 mistakes', 50_000, wrongFinding, 3],
  ];
  const rows = [];
  for (const [label, count, finding, code] of kinds) {
    const of = async (size) => {
      writeTrial(folder, size, finding);
      const { milliseconds } = await measure(process.execPath, [tool, 'check', '--content', folder], {
        code,
      });
      return milliseconds;
    };
    const [one, tenth, all] = [await of(1), await of(count / TIMES), await of(count)];
    rows.push([label, tenth - one, all - one]);
  }
  return rows;
}
