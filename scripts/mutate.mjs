// Mutation testing of what decides: puts one small fault at a time into the source, and tells which of them no
// test notices.
//
//   npm run mutate -- audit lint              folders of src/evidence
//   npm run mutate -- src/changes             any of the others; nothing for all of them
//   npm run mutate -- --sample 250 --seed 1   that many of each folder, evenly spread over its text
//   npm run mutate -- src/evidence/audit/response.ts:24   a file or a line
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { entryOf, readMutants } from './mutation/equivalents.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Per cent of the faults of a folder that have to be noticed. */
const enough = 85;

/** The tests of each folder, and of each file that stands alone. */
const testsOf = {
  'src/shapes': [
    'test/shapes/adjusted.test.ts',
    'test/shapes/faults.test.ts',
    'test/shapes/interval.test.ts',
    'test/shapes/percent.test.ts',
    'test/shapes/schema.test.ts',
    'test/shapes/shapes.test.ts',
    'test/shapes/significance.test.ts',
  ],
  'src/evidence/audit': ['test/evidence/audit/'],
  'src/evidence/comparability': ['test/evidence/comparability/'],
  'src/evidence/lint': ['test/evidence/lint/'],
  'src/evidence/claims': ['test/evidence/claims/'],
  'src/evidence/intervals.ts': [
    'test/evidence/interval.test.ts',
    'test/evidence/audit/',
    'test/evidence/comparability/sample.test.ts',
  ],
  'src/evidence/growth.ts': [
    'test/evidence/growth.test.ts',
    'test/evidence/audit/',
    'test/evidence/comparability/sales.test.ts',
  ],
  'src/evidence/appraisal': ['test/evidence/appraisal/'],
  'src/evidence/survival': ['test/evidence/survival/'],
  'src/evidence/ledger.ts': [
    'test/evidence/ledger.test.ts',
    'test/evidence/ledger-rows.test.ts',
    'test/evidence/reading-order.test.ts',
    'test/evidence/reading-order-uses.test.ts',
    'test/evidence/assess.test.ts',
  ],
  'src/evidence/assess.ts': [
    'test/evidence/assess.test.ts',
    'test/evidence/appraisal/',
    'test/evidence/ledger.test.ts',
    'test/evidence/reading-order.test.ts',
    'test/text/evidence.test.ts',
  ],
  'src/changes': [
    'test/changes/addendum.test.ts',
    'test/changes/cases.test.ts',
    'test/changes/changes-data.test.ts',
    'test/changes/classify.test.ts',
    'test/changes/compare.test.ts',
    'test/changes/compare-rules.test.ts',
    'test/changes/cut-order.test.ts',
    'test/changes/facts.test.ts',
    'test/changes/predecessor.test.ts',
    'test/changes/same-subject.test.ts',
    'test/changes/snapshot.test.ts',
    'test/changes/tell.test.ts',
    'test/changes/told-changes.test.ts',
  ],
  'src/archive/chain.ts': ['test/archive/verify-archive.test.ts', 'test/archive/signature.test.ts'],
  'src/archive/naming.ts': ['test/archive/naming.test.ts'],
  'src/archive/files.ts': ['test/archive/same-content.test.ts'],
  'src/mail/letter.ts': ['test/mail/address.test.ts', 'test/mail/recipients.test.ts'],
  'src/send/bounce.ts': ['test/mail/bounce.test.ts'],
  'src/send/deliver.ts': ['test/mail/deliver-steps.test.ts'],
  'src/send/outcome.ts': ['test/mail/outcome.test.ts'],
  'src/send/recipients.ts': ['test/mail/recipient-rows.test.ts'],
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } },
});

const folders = Object.keys(testsOf).filter(isAsked);
let worker;
const rows = [];
for (const folder of folders) rows.push(await examine(folder));
worker?.kill('SIGKILL');
report();

/** Whether a path is asked for, lies in a folder that is, or holds a file that is. */
function isAsked(file) {
  const asked = positionals.map((one) =>
    one.startsWith('src/') ? one.split(':')[0] : `src/evidence/${one}`,
  );
  return asked.length === 0 || asked.some((one) => isWithin(file, one) || isWithin(one, file));
}

function isWithin(file, folder) {
  return file === folder || file.startsWith(`${folder.replace(/\/$/, '')}/`);
}

async function examine(folder) {
  const tests = testsOf[folder];
  const all = filesOf(folder).flatMap(askedMutants);
  const known = all.filter((one) => entryOf(one) !== undefined);
  const chosen = sampleOf(all.filter((one) => !known.includes(one)));
  const limit = 10_000 + 4 * (await timeOf(folder, tests));
  const row = { folder, of: all.length, equivalent: known.length, killed: 0, timeout: 0, survivors: [] };
  for (const [index, mutant] of chosen.entries()) {
    const result = await judge(mutant, tests, limit);
    if (result === 'survived') row.survivors.push(mutant);
    else row[result]++;
    if (result !== 'killed') console.log(`${result}  ${describe(mutant)}`);
    if (index % 50 === 49) console.error(`${folder}: ${index + 1} of ${chosen.length}`);
  }
  return row;
}

function filesOf(folder) {
  if (folder.endsWith('.ts')) return [folder];
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter(isAsked)
    .sort();
}

function askedMutants(file) {
  const lines = positionals
    .filter((one) => one.startsWith(`${file}:`))
    .map((one) => Number(one.split(':')[1]));
  return readMutants(file).filter(({ line }) => lines.length === 0 || lines.includes(line));
}

/** Every n-th, from a beginning that the seed sets. */
function sampleOf(mutants) {
  const size = Number(options.sample ?? mutants.length);
  if (size >= mutants.length) return mutants;
  const offset = (Number(options.seed) * 0.618034) % 1;
  return Array.from(
    { length: size },
    (_, index) => mutants[Math.floor(((index + offset) * mutants.length) / size)],
  );
}

function describe(mutant) {
  return `${mutant.file}:${mutant.line}  ${mutant.operator}  ${mutant.change}`;
}

/** How long the tests take when nothing is wrong; they have to pass then. */
async function timeOf(folder, tests) {
  const answer = await ask({ file: '', code: '', tests }, 300_000);
  if (!answer || answer.killed) throw new Error(`the tests of ${folder} fail without any mutant`);
  return answer.milliseconds;
}

async function judge({ file, code }, tests, limit) {
  const answer = await ask({ file: path.join(root, file), code, tests }, limit);
  if (!answer) return 'timeout';
  return answer.killed ? 'killed' : 'survived';
}

/** The worker’s answer; undefined when there is none in time, and then it is ended with all it runs. */
async function ask(question, limit) {
  worker ??= await start();
  const answered = once(worker, 'message').then(([answer]) => answer);
  worker.send(question);
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  const answer = await Promise.race([answered, late]);
  clearTimeout(timer);
  if (!answer) {
    worker.kill('SIGKILL');
    worker = undefined;
  }
  return answer;
}

async function start() {
  const child = fork(fileURLToPath(new URL('mutation/worker.mjs', import.meta.url)), {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

function report() {
  console.log('\nfolder                     mutants  tried  killed  timeout  survived  equivalent  share');
  for (const { folder, of, equivalent, killed, timeout, survivors } of rows) {
    const tried = killed + timeout + survivors.length;
    const noticed = (100 * (killed + timeout)) / (tried || 1);
    if (tried > 0 && noticed < enough) process.exitCode = 1;
    const share = `${noticed.toFixed(1)}%`;
    const numbers = [of, tried, killed, timeout, survivors.length, equivalent].map((one, index) =>
      String(one).padStart([9, 7, 8, 9, 10, 12][index]),
    );
    console.log(`${folder.slice(4).padEnd(25)}${numbers.join('')}${share.padStart(7)}`);
  }
}
