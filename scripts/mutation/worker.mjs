// Runs tests against a source of which one file is served with a fault in it; nothing is written to the disk.
// Takes `{ file, code, tests }` from its parent, answers with whether a test failed, and how long it took.
import path from 'node:path';
import { createVitest } from 'vitest/node';

let served = { file: '', code: '' };

const plugin = {
  name: 'serve-mutant',
  enforce: 'pre',
  load: (id) => (id === served.file ? served.code : undefined),
};

/** Those that failed last run first, so that the first file detects most faults. */
class LatestKillersFirst {
  async shard(specs) {
    return specs;
  }
  async sort(specs) {
    return specs.toSorted((a, b) => rank(b) - rank(a));
  }
}

const killers = new Map();
const rank = ({ moduleId }) => killers.get(`${served.file} ${moduleId}`) ?? (isOwn(moduleId) ? 0.5 : 0);
const isOwn = (moduleId) => path.basename(moduleId).startsWith(`${path.basename(served.file, '.ts')}.`);

const vitest = await createVitest(
  {
    watch: false,
    fsModuleCache: false,
    reporters: [{}],
    bail: 1,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: LatestKillersFirst },
  },
  { plugins: [plugin], logLevel: 'silent' },
);
await vitest.standalone();

let count = 0;

process.on('message', async ({ file, code, tests }) => {
  const started = performance.now();
  serve({ file, code });
  const specs = (await vitest.globTestSpecifications(tests)).filter(
    ({ moduleId }, index, all) => all.findIndex((one) => one.moduleId === moduleId) === index,
  );
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs, true);
  // The answer also lists files that only an earlier question ran.
  const asked = new Set(specs.map(({ moduleId }) => moduleId));
  const failed = testModules.find((one) => asked.has(one.moduleId) && one.state() === 'failed');
  if (failed) killers.set(`${file} ${failed.moduleId}`, ++count);
  process.send({
    killed: failed !== undefined || unhandledErrors.length > 0,
    milliseconds: performance.now() - started,
  });
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });

function serve(next) {
  for (const { file } of [served, next]) if (file) vitest.invalidateFile(file);
  served = next;
}
