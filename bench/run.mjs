// `npm run bench`: how long whole processes take against others that ran in the same minutes.
// --quick: fewer repeats. --only <section>: that one alone, may be repeated. --strict: exit code 1 when a target is
// missed. It is 1 as well when a section failed. README.md explains sections and rows.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../src/browser/binary.ts';
import { endAll } from './measure.mjs';
import { headLines, rowLine } from './rows.mjs';
import { chooseSections, runSections } from './run-sections.mjs';
import { sectionsIn } from './sections.mjs';

const { quick, strict, only } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
}).values;

const work = mkdtempSync(path.join(os.tmpdir(), 'trialbrief-bench-'));
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

const say = (what) => process.stderr.write(`${what} …\n`);
const sections = chooseSections(sectionsIn(work, { quick, browser: await findBrowser(), say }), only);
if ('unknown' in sections) {
  console.error(`there is no section ‘${sections.unknown}’; the sections are ${sections.names.join(', ')}`);
  process.exit(2);
}
for (const line of headLines()) console.log(line);
const { rows, failed } = await runSections(sections.chosen, (name, { rows: measured = [], error }) => {
  for (const one of measured) console.log(rowLine(one));
  if (error) console.log(`${name} FAILED: ${error.message}`);
});
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
if (failed.length > 0 || (strict && rows.some(({ passed }) => passed === false))) process.exitCode = 1;
