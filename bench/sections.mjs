// What the benchmark measures, in sections that need nothing of each other: each gives its rows.
import { rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fillArchive, makePublishable } from './archive.mjs';
import { briefingIds, changeOneNumber, generateContent } from './generate.mjs';
import { measureMail, measurePlans } from './mail.mjs';
import { measure, median } from './measure.mjs';
import { processesIn, ROOT, scriptIn, stopwatch, TOOL } from './processes.mjs';
import { memoryRow, row } from './rows.mjs';
import { measureScale } from './scale.mjs';

/** A function for each section, by its name. `say` gets what is under way. */
export function sectionsIn(work, { quick, browser, say }) {
  /** How often the short processes run, the long ones, and those whose memory is watched. */
  const repeats = quick ? { short: 5, long: 1, memory: 1 } : { short: 15, long: 5, memory: 2 };
  const naiveEnv = { ...process.env, ...browser.environment, NAIVE_CHROME: browser.executable };
  const setting = { ...processesIn(work, naiveEnv), repeats, quick, say };
  const all = { one, batch, memory, print, mails, scale, plans, archive, site };
  return Object.fromEntries(Object.entries(all).map(([name, run]) => [name, () => run(setting)]));
}

async function one({ build, naive, trialbrief, folders, contentOf, repeats, say }) {
  const { timed, medians } = stopwatch();
  say('warming up');
  await build(1, { fresh: true });
  await build(50, { fresh: true });
  await naive(1);
  for (let round = 0; round < repeats.short; round += 1) {
    say(`one briefing, and nothing changed: ${round + 1} of ${repeats.short}`);
    await timed('node', () => measure(process.execPath, ['-e', '0']));
    await timed('naive', () => naive(1));
    await timed('cold', () => build(1, { fresh: true }));
    await timed('help', () => trialbrief('--help'));
    await timed('same1', () => build(1));
    await timed('same50', () => build(50));
    await timed('npm', () => measure('npm', ['--prefix', ROOT, 'run', 'build-report', '--', ...folders(50)]));
    changeOneNumber(contentOf(50), 25, round);
    await timed('changed', () => build(50));
  }
  const { node, naive: byHand, cold, help, same1, same50, npm, changed } = medians();
  return [
    row('one briefing, cold', cold, byHand, 'naive', 0.8),
    row('--help', help, node, 'node -e 0', 2.5),
    row('nothing changed, 1', same1, node, 'node -e 0', 2.5),
    row('nothing changed, 50', same50, node, 'node -e 0', 2.5),
    row('… through npm run', npm, node, 'node -e 0'),
    row('one number of 50 changed', changed, cold, 'one cold', 1.3),
  ];
}

async function batch({ build, naive, askScript, contentOf, outOf, repeats, say }) {
  const { timed, note, medians } = stopwatch();
  for (let round = 0; round < repeats.long; round += 1) {
    say(`fifty briefings: ${round + 1} of ${repeats.long}`);
    await timed('cold', () => build(1, { fresh: true }));
    await timed('draft', () => build(50, { fresh: true }));
    await timed('all', () => build(50, { fresh: true, all: true, mail: true }));
    note('floor', await askScript('floor.mjs', outOf(50)));
    await timed('naive', () => naive(50));
    const { first, each } = await askScript('evidence.mjs', contentOf(50), outOf(50));
    note('evidenceFirst', first);
    note('evidenceEach', each);
  }
  const ms = medians();
  const each = ms.draft / 50;
  return [
    row('50 briefings, each', each, ms.naive / 50, 'naive', 0.45),
    row('50 briefings, each', each, ms.floor, 'floor', 1.25),
    row('… with everything', ms.all / 50, each, 'draft'),
    row('assess and lint, first', ms.evidenceFirst, ms.cold, 'one cold', 0.2),
    row('assess and lint, each of 50', ms.evidenceEach, each, '50, each', 0.2),
  ];
}

async function memory({ build, repeats, say }) {
  if (os.platform() !== 'linux') return [];
  const runs = [];
  for (let round = 0; round < repeats.memory; round += 1) {
    say(`five hundred briefings: ${round + 1} of ${repeats.memory}`);
    const [small, large] = [
      await build(50, { fresh: true, memory: true }),
      await build(500, { fresh: true, memory: true }),
    ];
    runs.push({ small, large });
  }
  const of = (size, key) => median(runs.map((run) => run[size][key]));
  const peaks = (key, label, target) => memoryRow(label, of('large', key), of('small', key), '50:', target);
  return [
    peaks('own', 'peak of 500, node', 1.15),
    peaks('tree', '… with its browser'),
    row(
      '500 briefings, each',
      of('large', 'milliseconds') / 500,
      of('small', 'milliseconds') / 50,
      '50, each',
    ),
  ];
}

/** The shipped flagship, with the pages that it names, against a plain page of as many words. */
async function print({ askScript, inWork, say }) {
  say('printing a briefing and a plain page');
  const flagship = '2026-04-21-car-t-moves-upstream';
  const measured = await askScript('print.mjs', path.join(ROOT, 'content'), flagship, inWork('printed'));
  const { page, plain, words, prints } = measured;
  return [row(`print a briefing (${words} words, ${prints} times)`, page, plain, 'plain page')];
}

/** Speed for information; the ratio is of the memory's peaks while the third and the second thousand went out. */
async function mails({ inWork, say }) {
  say('three thousand mails');
  const { perSecond, middle, end } = await measureMail(inWork('mail'), 3000, TOOL);
  const label = `3,000 mails of 200 KB, ${perSecond.toFixed(0)} a second`;
  return middle > 0 ? [memoryRow(label, end, middle, 'second third', 1.2)] : [];
}

async function scale({ inWork, say }) {
  say('much content');
  return (await measureScale(inWork('scale'), TOOL)).map((measured) => row(...measured));
}

/** Ten times as many recipients: how much more memory, and how much more time for each. */
async function plans({ inWork, quick, say }) {
  const counts = quick ? [20_000, 200_000] : [100_000, 1_000_000];
  const [least, most] = counts.map((count) => count.toLocaleString('en'));
  say(`${most} recipients`);
  const [small, large] = await measurePlans(inWork('plans'), counts, TOOL);
  const perThousand = ({ milliseconds }, count) => (1000 * milliseconds) / count;
  return [
    row(
      `plan for ${most}, per 1,000`,
      perThousand(large, counts[1]),
      perThousand(small, counts[0]),
      `${least}:`,
      1.5,
    ),
    ...(small.peak > 0 ? [memoryRow(`plan for ${most}, peak`, large.peak, small.peak, `${least}:`, 2)] : []),
  ];
}

/** One more edition into an archive of a thousand, and into none; then all of it is verified. */
async function archive({ build, trialbrief, inWork, repeats, say }) {
  const { timed, medians } = stopwatch();
  const ids = briefingIds(repeats.short + 2);
  generateContent(inWork('content-sealed'), ids.length);
  makePublishable(inWork('content-sealed'), ids);
  const publish = (id, name) => {
    const content = ['--content', inWork('content-sealed')];
    return trialbrief('publish', id, ...content, '--archive', inWork(name), '--on', '2026-06-01');
  };
  say('filling an archive of a thousand editions');
  await publish(ids[0], 'empty');
  fillArchive(inWork('thousand'), 1000, inWork('empty'));
  await publish(ids[1], 'thousand');
  for (const [round, id] of ids.slice(2).entries()) {
    say(`one more edition: ${round + 1} of ${repeats.short}`);
    rmSync(inWork('empty'), { recursive: true });
    await timed('cold', () => build(1, { fresh: true }));
    await timed('first', () => publish(id, 'empty'));
    await timed('next', () => publish(id, 'thousand'));
  }
  for (let round = 0; round < 3; round += 1) {
    say(`verifying a thousand editions: ${round + 1} of 3`);
    await timed('plain', () => measure(process.execPath, [scriptIn('plain-hash.mjs'), inWork('thousand')]));
    await timed('verify', () => trialbrief('verify', inWork('thousand')));
  }
  const { cold, first, next, plain, verify } = medians();
  return [
    row('publish one, everything made', first, cold, 'one cold', 1.4),
    row('one more edition than 1,000', next, first, 'the first', 1.3),
    row('verify 1,000 editions', verify, plain, 'plain hash', 1.3),
  ];
}

/** The site of a thousand varied editions: all of it, after one more, and searches. */
async function site({ build, askScript, inWork, outOf, say }) {
  say('building what a varied archive is made of');
  await build(50, { fresh: true, all: true });
  say('making the site of a thousand editions');
  const measured = await askScript('site.mjs', outOf(50), inWork('varied'), '1000');
  const { first, whole, next, search, bytes } = measured;
  const size = `${(bytes / 1_000_000).toFixed(1)} MB`;
  return [
    row('site, one more than 1,000', next, whole, 'all of it', 0.1),
    row('… against the first', next, first, 'first'),
    row(`search 1,000 editions (${size} in a browser)`, search, next, 'one more'),
  ];
}
