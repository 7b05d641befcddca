// What an author may write much of: content whose size is a multiple, checked in a process of its own.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Content that has nothing wrong with it. */
const SOUND = path.join(import.meta.dirname, '../test/cases/base/content');
const BRIEFING = 'briefings/2026-01-15-base.md';

function writeSound(folder) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(SOUND, folder, { recursive: true });
}

/** A briefing with a paragraph of `count` times the same digits. */
function writeDigits(digits) {
  return (folder, count) => {
    writeSound(folder);
    const text = readFileSync(path.join(folder, BRIEFING), 'utf8');
    writeFileSync(path.join(folder, BRIEFING), `${text}\n${digits.repeat(count)}.\n`);
  };
}

/** A partial that goes through the sources and the ledger of a page in turns, in so many lists within each other. */
function writeFanOut(folder, count) {
  writeSound(folder);
  const lists = ['sources', 'ledger'];
  const opened = Array.from(
    { length: count },
    (_, depth) => `{{#each ${'../'.repeat(depth)}${lists[depth % 2]}}}`,
  );
  mkdirSync(path.join(folder, 'templates/partials'), { recursive: true });
  const shipped = readFileSync(path.join(import.meta.dirname, '../templates/partials/sources.hbs'), 'utf8');
  const file = path.join(folder, 'templates/partials/sources.hbs');
  writeFileSync(file, `${shipped}${opened.join('')}x${'{{/each}}'.repeat(count)}`);
}

const ofFindings = (finding) => (folder, count) => writeTrial(folder, count, finding);

/** Ten times as many rows take about ten times as long; what compares each with each would take a hundred. */
const linear = 20;

/**
 * [label, milliseconds that `check` takes for the large content, the same for the small one, what that is, most times
 * as long] for each kind of content. For what grows tenfold, the time for a single row is subtracted from both. `tool` is the
 * path of the tool.
 */
export async function measureScale(folder, tool) {
  const check = async (write, count, code) => {
    write(folder, count);
    const { milliseconds } = await measure(process.execPath, [tool, 'check', '--content', folder], { code });
    return milliseconds;
  };
  const rows = [];
  for (const [label, count, write, code] of [
    ['check 9,000 findings', 9000, ofFindings(soundFinding), 0],
    ['check 9,000 of one analysis', 9000, ofFindings(findingOfOneAnalysis), 0],
    ['report 100,000 mistakes', 50_000, ofFindings(wrongFinding), 3],
    ['check 150,000 numbers in prose', 150_000, writeDigits('9 '), 0],
    ['check 100,000 halves of dates', 100_000, writeDigits('2026-04-'), 0],
  ]) {
    const [one, tenth, all] = [
      await check(write, 1, code),
      await check(write, count / TIMES, code),
      await check(write, count, code),
    ];
    rows.push([label, all - one, tenth - one, 'a tenth', linear]);
  }
  const [usual, fanned] = [await check(writeFanOut, 14, 3), await check(writeFanOut, 36, 3)];
  rows.push(['refuse 36 lists in each other', fanned, usual, '14 lists', 1.5]);
  return rows;
}
