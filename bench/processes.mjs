// The processes that the benchmark times, each with its files in one work folder.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { briefingIds, generateContent } from './generate.mjs';
import { measure, median } from './measure.mjs';

export const ROOT = path.join(import.meta.dirname, '..');
export const TOOL = path.join(ROOT, 'bin/trialbrief.mjs');

export const scriptIn = (name) => path.join(import.meta.dirname, name);

/** Processes of the tool and of the naive script on generated content, which is made when it is first needed. */
export function processesIn(work, naiveEnv) {
  const inWork = (name) => path.join(work, name);
  const contentOf = (count, mail) => {
    const folder = inWork(mail ? `content-${count}-mails` : `content-${count}`);
    if (!existsSync(folder)) generateContent(folder, count, { mail });
    return folder;
  };
  const outOf = (count, mail) => inWork(mail ? `out-${count}-mails` : `out-${count}`);
  const folders = (count, mail = false) => ['--content', contentOf(count, mail), '--out', outOf(count, mail)];
  const trialbrief = (...args) => measure(process.execPath, [TOOL, ...args, '--quiet']);
  return {
    inWork,
    contentOf,
    outOf,
    folders,
    trialbrief,
    /** `fresh` builds into an empty folder, `all` makes everything, mails too. */
    build(count, { fresh = false, memory = false, all = false, mail = false } = {}) {
      if (fresh) rmSync(outOf(count, mail), { recursive: true, force: true });
      const args = [TOOL, 'build', '--quiet', ...folders(count, mail), ...(all ? ['--all'] : [])];
      return measure(process.execPath, args, { memory });
    },
    naive(count) {
      rmSync(inWork('naive'), { recursive: true, force: true });
      const args = [scriptIn('naive.mjs'), contentOf(count), inWork('naive'), ...briefingIds(count)];
      return measure(process.execPath, args, { env: naiveEnv });
    },
    /** What a script of the benchmark prints as JSON. */
    async askScript(name, ...args) {
      const { stdout } = await measure(process.execPath, [scriptIn(name), ...args], { env: naiveEnv });
      return JSON.parse(stdout);
    },
  };
}

/** Collects times by name; `medians` has that of each. */
export function stopwatch() {
  const times = {};
  const note = (name, milliseconds) => {
    times[name] ??= [];
    times[name].push(milliseconds);
  };
  return {
    note,
    async timed(name, run) {
      const result = await run();
      note(name, result.milliseconds);
      return result;
    },
    medians: () => Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)])),
  };
}
