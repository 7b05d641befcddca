// Adds to package-lock.json the optional packages of other platforms that the registry used to make
// it did not have: `npm ci` refuses a lock file that lacks them, though it would not install them here.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;

for (const [place, { optionalDependencies = {} }] of Object.entries({ ...packages })) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (isResolved(place, name)) continue;
    packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ''),
      ...(packages[place].dev && { dev: true }),
      optional: true,
      ...platformOf(name),
    };
  }
}
const ordered = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(ordered);
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);

/** As npm resolves: beside the dependent, else further out. */
function isResolved(place, name) {
  for (let from = place; ; from = from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (packages[`${from && `${from}/`}node_modules/${name}`]) return true;
    if (from === '') return false;
  }
}

/** Such packages carry their platform in their name: without it npm would try to fetch them here. */
function platformOf(name) {
  const find = (...words) => words.find((word) => new RegExp(`[-/]${word}(?=-|$)`).test(name));
  const os = find('android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32', 'wasm32');
  const cpu = find('arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32');
  const libc = name.includes('musl') ? 'musl' : name.includes('gnu') ? 'glibc' : undefined;
  return {
    ...(os && os !== 'wasm32' && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc] }),
  };
}
