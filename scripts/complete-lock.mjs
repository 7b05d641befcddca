// Completes package-lock.json after `npm install`, which leaves out two things: the hash of a package that
// it took from node_modules or a cache instead of the registry, and optional packages of other platforms.
// Every hash written here is the registry's, or computed from the package that the registry sends.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { hasInstallScript, isRemote, nameOf } from './lock-rules.mjs';

const run = promisify(execFile);
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;

addPlatformPackages();
const incomplete = Object.entries(packages).filter(
  ([place, entry]) => isRemote(place, entry) && !entry.integrity,
);
const waiting = [...incomplete];
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await complete(...next);
  }),
);
const ordered = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(ordered);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stderr.write(`package-lock.json: ${incomplete.length} entries completed, ${ordered.length} in all\n`);

/** `npm ci` refuses a lock file that lacks an optional package, even one that it would not install here. */
function addPlatformPackages() {
  for (const [place, { dev, optionalDependencies = {} }] of Object.entries({ ...packages })) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isResolved(place, name)) continue;
      const version = range.replace(/^[\^~]/, '');
      packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true };
    }
  }
}

/** As npm resolves: beside the dependent, else further out. */
function isResolved(place, name) {
  for (let from = place; ; from = from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (packages[`${from && `${from}/`}node_modules/${name}`]) return true;
    if (from === '') return false;
  }
}

/** Throws when the registry does not serve the package: an entry without a hash is no entry. */
async function complete(place, entry) {
  const spec = `${nameOf(place, entry)}@${entry.version}`;
  const told = await viewed(spec);
  if (entry.optional) for (const key of ['os', 'cpu', 'libc', 'engines']) entry[key] ??= told[key];
  entry.license ??= told.license;
  if (hasInstallScript(told)) entry.hasInstallScript = true;
  entry.integrity = told['dist.integrity'] ?? (await packedHash(spec));
}

async function viewed(spec) {
  const fields = ['version', 'dist.integrity', 'license', 'os', 'cpu', 'libc', 'engines', 'scripts'];
  const { stdout } = await run('npm', ['view', spec, ...fields, '--json']);
  if (!stdout.trim()) throw new Error(`the registry does not have ${spec}`);
  return JSON.parse(stdout);
}

async function packedHash(spec) {
  const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-pack-'));
  try {
    const { stdout } = await run('npm', [
      'pack',
      spec,
      '--ignore-scripts',
      '--json',
      '--pack-destination',
      folder,
    ]);
    const [{ filename }] = JSON.parse(stdout);
    return `sha512-${createHash('sha512')
      .update(readFileSync(path.join(folder, filename)))
      .digest('base64')}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
