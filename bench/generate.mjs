// Makes content to measure with: briefings that differ in words, numbers, figures and tables as real
// ones do, always the same for the same count. `node bench/generate.mjs <folder> <count>`
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BOTTOM_LINES,
  CLOSINGS,
  CONDITIONS,
  MECHANISMS,
  REMARKS,
  SECTIONS,
  STEMS,
  SUFFIXES,
  TITLES,
} from './phrases.mjs';

const HOUSE = fileURLToPath(new URL('../content/house.yaml', import.meta.url));

/**
 * Writes `count` briefings, each with two trials, a product and a list of sources of its own. A house that
 * sends no mail builds none.
 */
export function generateContent(folder, count, { mail = true } = {}) {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['briefings', 'trials', 'products', 'sources']) {
    mkdirSync(path.join(folder, part), { recursive: true });
  }
  const house = readFileSync(HOUSE, 'utf8');
  writeFileSync(path.join(folder, 'house.yaml'), mail ? house : withoutMail(house));
  for (let index = 1; index <= count; index += 1) writeStory(folder, makeStory(index));
}

function withoutMail(house) {
  const shorter = house.replace(/^mail:\n(?:[ \t].*\n|\n)*/m, '');
  if (shorter === house) throw new Error(`${HOUSE} has no mail: to leave out`);
  return shorter;
}

/** Ids of the generated briefings, in order. */
export function briefingIds(count) {
  return Array.from({ length: count }, (_, index) => makeStory(index + 1).id);
}

/** Changes one number in one trial file, to a value that depends on `round` (0 to 89). */
export function changeOneNumber(folder, index, round) {
  const file = path.join(folder, `trials/${keyOf(index)}-main.yaml`);
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(/(at: 24 months, percent: )[\d.]+/, (_, before) => `${before}${round + 5}.5`);
  if (changed === text) throw new Error(`${file} has no rate to change to ${round + 5}.5`);
  writeFileSync(file, changed);
}

function writeStory(folder, story) {
  const write = (name, text) => writeFileSync(path.join(folder, name), text);
  write(`trials/${story.key}-main.yaml`, randomisedTrial(story));
  write(`trials/${story.key}-early.yaml`, singleArmTrial(story));
  write(`products/${story.key}.yaml`, product(story));
  write(`sources/${story.key}.yaml`, sources(story));
  write(`briefings/${story.id}.md`, briefing(story));
}

function keyOf(index) {
  return `b${String(index).padStart(3, '0')}`;
}

/** What a briefing and its data files have in common. */
function makeStory(index) {
  const random = randomFrom(index);
  const key = keyOf(index);
  const drug = `${random.pick(STEMS)}${random.pick(SUFFIXES)}`;
  const day = new Date(Date.UTC(2026, 0, 5 + ((index * 3) % 150))).toISOString().slice(0, 10);
  const brand = `${drug.slice(0, 1).toUpperCase()}${drug.slice(1, 5)}ra`;
  return {
    index,
    random,
    key,
    drug,
    brand,
    day,
    id: `${day}-${key}-${drug}`,
    condition: random.pick(CONDITIONS),
    mechanism: random.pick(MECHANISMS),
    main: `${brand.toUpperCase()}-${index}`,
    early: `${brand.slice(0, 3).toUpperCase()}-FIRST-${index}`,
    sourceCount: random.between(9, 17),
  };
}

function randomisedTrial({ random, key, drug, main, index, condition, sourceCount }) {
  const sizes = { drug: random.between(140, 420), control: random.between(140, 420) };
  const of = sizes.drug;
  const better = random.between(70, 92);
  const source = () => `${key}-s${random.between(1, sourceCount)}`;
  const proportion = (name, endpoint, arm, percent, more = '') => {
    const events = Math.round((sizes[arm] * percent) / 100);
    return `
  ${name}.${arm}:
    endpoint: ${endpoint}
    arm: ${arm}
    cut: primary
    proportion: { events: ${events}, of: ${sizes[arm]}, percent: ${percentText(events, sizes[arm])} }${more}
    population: itt
    source: ${source()}
    grade: ${random.pick(['primary', 'primary', 'secondary', 'unconfirmed'])}`;
  };
  const both = (name, endpoint, percent, more) =>
    proportion(name, endpoint, 'drug', percent, more) +
    proportion(name, endpoint, 'control', Math.round(percent * 0.6), more);
  const ratio = (name, low) => `
  ${name}.hr:
    endpoint: ${name}
    compare: [drug, control]
    cut: primary
    hazardRatio: { value: 0.${low + 12}, ci: [0.${low}, 0.${low + 31}], p: '<0.001' }
    source: ${source()}`;
  const rate = (arm, percent) => `
  pfs24.${arm}:
    endpoint: pfs
    arm: ${arm}
    cut: primary
    rate: { at: 24 months, percent: ${percent}.${random.between(0, 9)} }
    assessor: independent
    source: ${source()}`;
  const median = (arm, value) => `
  pfs.${arm}:
    endpoint: pfs
    arm: ${arm}
    cut: primary
    median: { value: ${value} }
    assessor: independent
    source: ${source()}
    grade: secondary`;
  const arm = (id, label, role, regimen) => `
  ${id}:
    label: ${label}
    ${role === 'experimental' ? `product: ${key}\n    ` : ''}regimen: ${regimen}
    role: ${role}
    randomised: ${id === 'drug' ? of : sizes.control}
    source: ${source()}
    grade: secondary`;
  return `name: ${main}
registry: NCT0${6_000_000 + index}
phase: 3
design: randomised
designNote: 1:1, open-label
disease: ${condition.short}
setting: ${condition.setting}
lines: [1]
safety: extracted
note: Made up for measuring; no such trial exists.

arms:${arm('drug', drug, 'experimental', `${drug} every four weeks until progression`)}${arm('control', 'standard care', 'control', 'standard care as the investigator chose it')}

cuts:
  primary:
    label: Primary report
    followUp: ${random.between(18, 60)}.${random.between(0, 9)} months
    source: ${source()}

findings:${both('orr', 'orr', better)}${both('vgpr', 'vgpr', better - 20)}${both('cr', 'cr', better - 38)}${both('mrd', 'mrd-negativity', better - 45, '\n    threshold: 10^-5')}${both('teae', 'grade-3-4-teae', random.between(30, 60))}${ratio('pfs', random.between(21, 45))}${ratio('os', random.between(30, 50))}${rate('drug', random.between(60, 85))}${rate('control', random.between(30, 55))}${median('drug', 'not reached')}${median('control', `${random.between(14, 40)}.${random.between(0, 9)} months`)}
`;
}

function singleArmTrial({ random, key, drug, early, index, condition, sourceCount }) {
  const of = random.between(18, 90);
  const source = () => `${key}-s${random.between(1, sourceCount)}`;
  const proportion = (name, endpoint, percent, more = '') => `
  ${name}:
    endpoint: ${endpoint}
    arm: drug
    cut: primary
    proportion: { events: ${Math.round((of * percent) / 100)}, of: ${of} }${more}
    population: treated
    source: ${source()}
    grade: ${random.pick(['secondary', 'unconfirmed'])}`;
  return `name: ${early}
registry: NCT0${7_000_000 + index}
phase: 2
design: single-arm
disease: ${condition.short}
setting: ${condition.setting}
lines: [1]
safety: not extracted
note: Made up for measuring; no such trial exists.

arms:
  drug:
    label: ${drug}
    product: ${key}
    regimen: ${drug} every two weeks for a year
    role: experimental
    treated: ${of}
    source: ${source()}
    grade: secondary

cuts:
  primary:
    label: First report
    followUp: ${random.between(6, 17)}.${random.between(0, 9)} months
    source: ${source()}

findings:${proportion('orr', 'orr', random.between(75, 100))}${proportion('cr', 'cr', random.between(40, 74))}${proportion('mrd', 'mrd-negativity', random.between(30, 90), '\n    threshold: 10^-6')}
`;
}

/** Thirteen quarters: three years of growth, as sales figures want them. */
function product({ random, key, drug, brand, mechanism, sourceCount }) {
  let value = random.between(90, 900);
  const quarters = QUARTERS.map((quarter, index) => {
    value = Math.round(value * (1 + random.between(-1, 9) / 100));
    const last = index === QUARTERS.length - 1;
    return `
    ${quarter}:
      value: ${value}
      source: ${key}-s${random.between(1, sourceCount)}
      grade: ${last ? 'unconfirmed' : 'primary'}`;
  });
  return `name: ${brand}
generic: ${drug}
class: ${mechanism}
company: Imaginary Pharma ${key.toUpperCase()}
sales:
  currency: USD
  unit: million
  basis: worldwide, as reported
  quarters:${quarters.join('')}
`;
}

const QUARTERS = ['2023', '2024', '2025']
  .flatMap((year) => ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => `${year}-${quarter}`))
  .concat('2026-Q1');

const SOURCE_TYPES = [
  'paper, Journal of Imaginary Oncology',
  'abstract, Annual Meeting of Made-up Haematology',
  'press release, Imaginary Pharma',
  'filing, Imaginary Pharma',
  'news, The Trial Gazette',
  'registry, US National Library of Medicine',
];

function sources({ random, key, drug, condition, sourceCount }) {
  return Array.from({ length: sourceCount }, (_, index) => {
    const [type, publisher] = random.pick(SOURCE_TYPES).split(', ');
    return `${key}-s${index + 1}:
  title: ${random.pick(TITLES)(drug, condition.name)}, part ${index + 1}
  publisher: ${publisher}
  type: ${type}
  year: ${random.between(2023, 2026)}
  url: https://example.org/${key}/${index + 1}
  access: ${random.pick(['full text', 'abstract', 'summary', 'excerpt'])}
`;
  }).join('\n');
}

function briefing(story) {
  const { random, key, day, drug, brand, condition, main, early, sourceCount } = story;
  const say = sayingsOf(story);
  const cited = Array.from({ length: sourceCount }, (_, index) => `${key}-s${index + 1}`);
  const setsSideBySide = random.between(1, 3) > 1;
  const shown = random.pick([
    ['orr', 'vgpr', 'cr'],
    ['orr', 'cr', 'mrd'],
    ['vgpr', 'cr', 'mrd'],
  ]);
  const findings = shown.flatMap((name) => [`${key}-main.${name}.drug`, `${key}-main.${name}.control`]);
  const body = writeBody({ ...story, say, cited, setsSideBySide });
  return `---
title: "${random.pick(TITLES)(brand, condition.name)}"
dek: >-
  ${random.pick(REMARKS)} ${main} and ${early}, read together.
date: ${day}
dataAsOf: ${day}
series: Readout flash
authors: [editor]
keywords: [${condition.name}, ${drug}, ${brand}]

keyFigures:
  - value: ${key}-main.pfs.hr
    label: HR, progression or death
    detail: 95% CI {{value "${key}-main.pfs.hr" show="ci"}}
  - value: ${key}-main.cr.drug
    label: complete response or better
    detail: '{{value "${key}-main.cr.drug" show="n/N"}}; 95% CI {{value "${key}-main.cr.drug" show="ci"}}'
  - value: ${key}-early.mrd
    show: n/N
    label: MRD-negative at {{value "${key}-early.mrd" show="threshold"}}
  - value: ${key}.2026-Q1
    label: ${brand} sales, Q1 2026
    detail: '{{growth "${key}.2026-Q1" over="year"}} year on year'

bottomLine:
${BOTTOM_LINES.map((line) => `  - >-\n    ${say(line)}{{cite "${random.pick(cited)}"}}`).join('\n')}

figures:
  responses:
    kind: proportions
    title: ${random.pick(['Most responded,', 'Depth of response,', 'Responses by arm,'])} ${drug} against standard care
    subtitle: Patients with each response or better, % of those randomised, with 95% intervals
    findings: [${findings.join(', ')}${shown.includes('mrd') ? `, ${key}-early.mrd` : ''}]
    focus: [${findings.filter((_, index) => index % 2 === 0).join(', ')}]
  sales:
    kind: sales
    title: ${brand} sales by quarter
    subtitle: Worldwide sales, US$ million, with growth on the same quarter of the year before
    product: ${key}
    from: ${random.pick(['2023-Q1', '2024-Q1', '2024-Q3'])}

tables:
  reported:
    kind: summary
    title: ${main}, results as reported
    trial: ${key}-main
    endpoints: [orr, vgpr, cr, mrd-negativity, os]
${setsSideBySide ? crossTrialTable(story) : ''}---

${body}`;
}

function crossTrialTable({ key }) {
  return `  context:
    kind: cross-trial
    title: Trial by trial, not a head-to-head comparison
    note: Rows are in the order of the text and imply no ranking.
    arms: [${key}-early.drug, ${key}-main.drug, ${key}-main.control]
    endpoints: [mrd-negativity, cr, orr]
`;
}

const SLOTS = ['{{table "reported"}}', '{{figure "responses"}}', '{{table "context"}}', '{{figure "sales"}}'];

/** 350 to 600 words in five sections, which together cite every source once. */
function writeBody({ random, say, cited, setsSideBySide }) {
  const length = random.between(350, 600);
  const perSection = Math.ceil(cited.length / SECTIONS.length);
  const first = random.between(0, REMARKS.length - 1);
  let remarks = 0;
  const remark = () => REMARKS[(first + remarks++) % REMARKS.length];
  const sections = SECTIONS.map(({ heading, sentences }, index) => {
    const cite = `{{cite ${cited
      .slice(index * perSection, (index + 1) * perSection)
      .map((id) => `"${id}"`)
      .join(' ')}}}`;
    const said = sentences.map(say);
    while (words(said) < length / (SECTIONS.length + 1)) said.push(remark());
    const half = Math.ceil(said.length / 2);
    const paragraphs = [said.slice(0, half).join(' '), said.slice(half).join(' ')];
    const hasCite = index * perSection < cited.length;
    const slot = SLOTS[index] && (index !== 2 || setsSideBySide) ? `\n\n${SLOTS[index]}` : '';
    return `## ${heading}\n\n${paragraphs.join('\n\n')}${hasCite ? cite : ''}${slot}\n`;
  });
  return `${sections.join('\n')}
::: opinion
## Author’s view

${say(random.pick(CLOSINGS))} ${remark()}
:::
`;
}

function words(sentences) {
  return sentences.join(' ').split(/\s+/).length;
}

/** Fills in a phrase: {drug}, {main}, … and its numbers, which are addresses within this story. */
function sayingsOf({ key, drug, brand, main, early, condition, mechanism }) {
  const names = { key, drug, brand, main, early, condition: condition.name, mechanism };
  return (phrase) => phrase.replace(/\{(\w+)\}/g, (whole, name) => names[name] ?? whole);
}

/** Per cent to one decimal, halves up: as the checker works it out. */
function percentText(events, of) {
  return (Math.floor((2000 * events + of) / (2 * of)) / 10).toFixed(1);
}

/** A small generator (mulberry32), so that a story is the same on every machine. */
function randomFrom(seed) {
  let state = seed * 2654435769;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, count] = process.argv.slice(2);
  generateContent(path.resolve(folder), Number(count));
}
