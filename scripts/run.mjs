// The way in for every npm script: `node scripts/run.mjs build`, or `node scripts/run.mjs --tool
// vitest run` for a command of the dependencies. Sets up when needed, then runs on the pinned Node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findTool } from './bundle.mjs';
import { pinnedNode, ROOT, SetupFailed, setUp } from './setup.mjs';
import { nameSourcesInStacks } from './source-stack.mjs';

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function run(argv) {
  const changed = setUp();
  const node = pinnedNode();
  if (argv[0] === '--tool') return runElsewhere(node, argv[1], argv.slice(2));
  if (!changed && realpathSync(node) === process.execPath) return runHere(argv);
  return runElsewhere(node, node, [fileURLToPath(import.meta.url), ...argv]);
}

async function runHere(argv) {
  const { entry, compiled, files } = await findTool();
  if (compiled) {
    module.enableCompileCache(compiled);
    nameSourcesInStacks();
  }
  const { main } = await import(pathToFileURL(entry).href);
  return main(argv, files);
}

async function runElsewhere(node, command, args) {
  const folders = [path.dirname(node), path.join(ROOT, 'node_modules/.bin'), process.env.PATH];
  const env = { ...process.env, PATH: folders.join(path.delimiter) };
  const shell = process.platform === 'win32' && command !== node;
  const child = spawn(command, args, { stdio: 'inherit', env, shell });
  // A terminal sends Ctrl-C to the child as well; other signals come to us alone.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code, signal] = await once(child, 'close');
  return code ?? (signal === 'SIGINT' ? 130 : 1);
}
