// `npm run bench`: how long whole processes take against others that ran in the same minutes.
// --quick: fewer repeats. --archive, --scale: their rows alone. --strict: exit code 1 when a target is missed. README.md explains the rows.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findBrowser } from '../src/browser/binary.ts';
import { fillArchive, makePublishable } from './archive.mjs';
import { briefingIds, changeOneNumber, generateContent } from './generate.mjs';
import { measureMail, measurePlans } from './mail.mjs';
import { endAll, measure, median } from './measure.mjs';
import { measureScale } from './scale.mjs';

const { quick, strict, archive, scale } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    strict: { type: 'boolean' },
    archive: { type: 'boolean' },
    scale: { type: 'boolean' },
  },
}).values;
/** How often the short processes run, the long ones, and those whose memory is watched. */
const REPEATS = quick ? { short: 5, long: 1, memory: 1 } : { short: 15, long: 5, memory: 2 };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(os.tmpdir(), 'trialbrief-bench-'));
const inWork = (name) => path.join(work, name);
const scriptIn = (name) => path.join(import.meta.dirname, name);
process.on('exit', () => rmSync(work, { recursive: true, force: true, maxRetries: 5 }));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    endAll();
    process.exit(code);
  });
}

const browser = await findBrowser();
const naiveEnv = { ...process.env, ...browser.environment, NAIVE_CHROME: browser.executable };
const times = {};

const rows = scale
  ? await scaleRows()
  : [...(archive ? [] : await measureAll()), ...(await measureArchive()), ...(await measureSite())];
printTable(rows);
if (strict && rows.some(({ passed }) => passed === false)) process.exitCode = 1;

async function measureAll() {
  for (const count of [1, 50, 500]) generateContent(inWork(`content-${count}`), count, { mail: false });
  generateContent(inWork('content-50-mails'), 50);
  say('warming up');
  await build(1, { fresh: true });
  await build(50, { fresh: true });
  await naive(1);

  for (let round = 0; round < REPEATS.short; round += 1) {
    say(`one briefing, and nothing changed: ${round + 1} of ${REPEATS.short}`);
    await timed('node', () => measure(process.execPath, ['-e', '0']));
    await timed('naive1', () => naive(1));
    await timed('cold1', () => build(1, { fresh: true }));
    await timed('help', () => trialbrief('--help'));
    await timed('same1', () => build(1));
    await timed('same50', () => build(50));
    await timed('npmSame50', () =>
      measure('npm', ['--prefix', ROOT, 'run', 'build-report', '--', ...folders(50)]),
    );
    changeOneNumber(inWork('content-50'), 25, round);
    await timed('changed50', () => build(50));
  }
  for (let round = 0; round < REPEATS.long; round += 1) {
    say(`fifty briefings: ${round + 1} of ${REPEATS.long}`);
    await timed('cold50', () => build(50, { fresh: true }));
    await timed('all50', () => build('50-mails', { fresh: true, all: true }));
    const { stdout } = await measure(process.execPath, [scriptIn('floor.mjs'), inWork('out-50')], {
      env: naiveEnv,
    });
    note('floor', Number(stdout));
    await timed('naive50', () => naive(50));
    const evidence = await measure(process.execPath, [
      scriptIn('evidence.mjs'),
      inWork('content-50'),
      inWork('out-50'),
    ]);
    const { first, each } = JSON.parse(evidence.stdout);
    note('evidenceFirst', first);
    note('evidenceEach', each);
  }
  const peaks = { own: [], tree: [] };
  for (let round = 0; round < REPEATS.memory && os.platform() === 'linux'; round += 1) {
    say(`five hundred briefings: ${round + 1} of ${REPEATS.memory}`);
    const small = await build(50, { fresh: true, memory: true });
    const large = await timed('cold500', () => build(500, { fresh: true, memory: true }));
    for (const key of ['own', 'tree']) peaks[key].push({ small: small[key], large: large[key] });
  }
  say('three thousand mails');
  const mail = await measureMail(inWork('mail'), 3000, path.join(ROOT, 'bin/trialbrief.mjs'));
  return [...rowsOf(peaks), await printRow(), mailRow(mail), ...(await scaleRows())];
}

/** The shipped flagship, with the pages that it names, against a plain page of as many words. */
async function printRow() {
  say('printing a briefing and a plain page');
  const flagship = '2026-04-21-car-t-moves-upstream';
  const args = [scriptIn('print.mjs'), path.join(ROOT, 'content'), flagship, inWork('printed')];
  const { page, plain, words, prints } = JSON.parse((await measure(process.execPath, args)).stdout);
  return row(`print a briefing (${words} words, ${prints} times)`, page, plain, 'plain page');
}

async function scaleRows() {
  const tool = path.join(ROOT, 'bin/trialbrief.mjs');
  say('much content');
  const measured = await measureScale(inWork('scale'), tool);
  say('a million recipients');
  const counts = quick ? [20_000, 200_000] : [100_000, 1_000_000];
  const plans = await measurePlans(inWork('plans'), counts, tool);
  return [...measured.map((one) => row(...one)), ...planRows(counts, plans)];
}

/** Ten times as many recipients: how much more memory, and how much more time for each. */
function planRows([few, many], [small, large]) {
  const [least, most] = [few, many].map((count) => count.toLocaleString('en'));
  const time = row(
    `plan for ${most}, each`,
    large.milliseconds / many,
    small.milliseconds / few,
    `${least}:`,
    1.5,
  );
  const each = (milliseconds, count) => `${((milliseconds * 1000) / count).toFixed(0)} µs`;
  const rows = [
    {
      ...time,
      value: each(large.milliseconds, many),
      against: `${least}: ${each(small.milliseconds, few)}`,
    },
  ];
  if (small.peak === 0) return rows;
  const memory = row(`plan for ${most}, peak`, large.peak, small.peak, `${least}:`, 2);
  const megabytes = (peak) => `${peak.toFixed(0)} MB`;
  return [
    ...rows,
    { ...memory, value: megabytes(large.peak), against: `${least}: ${megabytes(small.peak)}` },
  ];
}

/** One more edition into an archive of a thousand, and into none; then all of it is verified. */
async function measureArchive() {
  const ids = briefingIds(REPEATS.short + 2);
  generateContent(inWork('content-sealed'), ids.length);
  makePublishable(inWork('content-sealed'), ids);
  say('filling an archive of a thousand editions');
  await publish(ids[0], 'empty');
  fillArchive(inWork('thousand'), 1000, inWork('empty'));
  await publish(ids[1], 'thousand');
  for (const [round, id] of ids.slice(2).entries()) {
    say(`one more edition: ${round + 1} of ${REPEATS.short}`);
    rmSync(inWork('empty'), { recursive: true });
    await timed('publishFirst', () => publish(id, 'empty'));
    await timed('publishNext', () => publish(id, 'thousand'));
  }
  for (let round = 0; round < 3; round += 1) {
    say(`verifying a thousand editions: ${round + 1} of 3`);
    await timed('plainHash', () =>
      measure(process.execPath, [scriptIn('plain-hash.mjs'), inWork('thousand')]),
    );
    await timed('verify', () => trialbrief('verify', inWork('thousand')));
  }
  const [first, next, plain, verify] = ['publishFirst', 'publishNext', 'plainHash', 'verify'].map((name) =>
    median(times[name]),
  );
  return [
    ...(times.cold1
      ? [row('publish one, everything made', first, median(times.cold1), 'one cold', 1.4)]
      : []),
    row('one more edition than 1,000', next, first, 'the first', 1.3),
    row('verify 1,000 editions', verify, plain, 'plain hash', 1.3),
  ];
}

/** The site of a thousand varied editions: all of it, after one more, and searches. */
async function measureSite() {
  if (archive) generateContent(inWork('content-50'), 50, { mail: false });
  say('building what a varied archive is made of');
  await build(50, { fresh: true, all: true });
  say('making the site of a thousand editions');
  const args = [scriptIn('site.mjs'), inWork('out-50'), inWork('varied'), '1000'];
  const { first, whole, next, search, bytes } = JSON.parse((await measure(process.execPath, args)).stdout);
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  return [
    row('site, one more than 1,000', next, whole, 'all of it', 0.1),
    row('… against the first', next, first, 'first'),
    row(`search 1,000 editions (${size} in a browser)`, search, next, 'one more'),
  ];
}

function publish(id, name) {
  const content = ['--content', inWork('content-sealed')];
  return trialbrief('publish', id, ...content, '--archive', inWork(name), '--on', '2026-06-01');
}

function trialbrief(...args) {
  return measure(process.execPath, [path.join(ROOT, 'bin/trialbrief.mjs'), ...args, '--quiet']);
}

function folders(count) {
  return ['--content', inWork(`content-${count}`), '--out', inWork(`out-${count}`)];
}

/** One process of the tool; `fresh` builds into an empty folder. */
async function build(count, { fresh = false, memory = false, all = false } = {}) {
  if (fresh) rmSync(inWork(`out-${count}`), { recursive: true, force: true });
  const args = [path.join(ROOT, 'bin/trialbrief.mjs'), 'build', '--quiet', ...folders(count)];
  if (all) args.push('--all');
  return measure(process.execPath, args, { memory });
}

function naive(count) {
  rmSync(inWork('naive'), { recursive: true, force: true });
  const args = [scriptIn('naive.mjs'), inWork(`content-${count}`), inWork('naive'), ...briefingIds(count)];
  return measure(process.execPath, args, { env: naiveEnv });
}

async function timed(name, run) {
  const result = await run();
  note(name, result.milliseconds);
  return result;
}

function note(name, milliseconds) {
  times[name] ??= [];
  times[name].push(milliseconds);
}

function row(label, value, against, than, target) {
  return {
    label,
    value,
    against: `${than} ${write(against)}`,
    ratio: value / against,
    target,
    passed: target === undefined ? undefined : value / against <= target,
  };
}

function rowsOf(peaks) {
  const ms = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
  const each = { cold50: ms.cold50 / 50, naive50: ms.naive50 / 50 };
  const memory = (key, label, target) => {
    if (peaks[key].length === 0) return [];
    const [small, large] = ['small', 'large'].map((size) => median(peaks[key].map((peak) => peak[size])));
    const measured = row(label, large, small, '50:', target);
    return [{ ...measured, value: `${large.toFixed(0)} MB`, against: `50: ${small.toFixed(0)} MB` }];
  };
  return [
    row('one briefing, cold', ms.cold1, ms.naive1, 'naive', 0.8),
    row('50 briefings, each', each.cold50, each.naive50, 'naive', 0.45),
    row('50 briefings, each', each.cold50, ms.floor, 'floor', 1.25),
    row('… with everything', ms.all50 / 50, each.cold50, 'draft'),
    row('--help', ms.help, ms.node, 'node -e 0', 2.5),
    row('nothing changed, 1', ms.same1, ms.node, 'node -e 0', 2.5),
    row('nothing changed, 50', ms.same50, ms.node, 'node -e 0', 2.5),
    row('… through npm run', ms.npmSame50, ms.node, 'node -e 0'),
    row('one number of 50 changed', ms.changed50, ms.cold1, 'one cold', 1.3),
    row('assess and lint, first', ms.evidenceFirst, ms.cold1, 'one cold', 0.2),
    row('assess and lint, each of 50', ms.evidenceEach, each.cold50, '50, each', 0.2),
    ...memory('own', 'peak of 500, node', 1.15),
    ...memory('tree', '… with its browser'),
    ...(ms.cold500 ? [row('500 briefings, each', ms.cold500 / 500, each.cold50, '50, each')] : []),
  ];
}

/** Speed for information; the ratio is of the memory's peaks while the third and the second thousand went out. */
function mailRow({ perSecond, middle, end }) {
  const ratio = middle > 0 ? end / middle : 1;
  return {
    label: '3,000 mails of 200 KB, memory',
    value: `${end.toFixed(0)} MB, ${perSecond.toFixed(0)}/s`,
    against: `the second ${middle.toFixed(0)} MB`,
    ratio,
    target: 1.2,
    passed: ratio <= 1.2,
  };
}

function write(milliseconds) {
  return milliseconds < 100 ? `${milliseconds.toFixed(1)} ms` : `${milliseconds.toFixed(0)} ms`;
}

function printTable(all) {
  const cpu = os.cpus();
  console.log(
    `${cpu.length} × ${cpu[0].model.trim()}, ${os.type()} ${os.release()}, Node ${process.versions.node}, ` +
      `load ${os.loadavg()[0].toFixed(1)}; medians of ${REPEATS.short} (50: ${REPEATS.long}, 500: ${REPEATS.memory}) runs\n`,
  );
  const lines = all.map(({ label, value, against, ratio, target, passed }) => [
    label,
    typeof value === 'string' ? value : write(value),
    against,
    ratio.toFixed(ratio < 1 ? 3 : 2),
    target === undefined ? '' : `≤ ${target}`,
    passed === undefined ? '' : passed ? 'met' : 'MISSED',
  ]);
  const head = ['', 'ours', 'against', 'ratio', 'target', ''];
  const widths = head.map((_, index) => Math.max(...[head, ...lines].map((line) => line[index].length)));
  for (const line of [head, ...lines]) {
    console.log(
      line
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index])))
        .join('  ')
        .trimEnd(),
    );
  }
}

function say(what) {
  process.stderr.write(`${what} …\n`);
}
