import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ROOT } from './setup.mjs';

const FOLDER = path.join(ROOT, '.cache/bundle');
const CURRENT = path.join(FOLDER, 'current.json');
/** A process that runs from an older bundle still loads parts of it. */
const KEPT = 3;
/** A file changed this recently may change again within the resolution of its timestamp. Ms. */
const SETTLED = 2000;
/** What a process that was killed left behind. Ms. */
const ABANDONED = 600_000;

/** What finds files beside itself, is no JavaScript, or must be one with what it is loaded by. */
const external = [
  /^@citation-js\//,
  /^@napi-rs\/canvas/,
  /^@sparticuz\/chromium/,
  /^canvas$/,
  /^chart\.js/,
  /^chartjs-node-canvas/,
  /^citeproc$/,
  /^minisearch/,
  /^pdfjs-dist/,
  /^puppeteer$/,
  /^subset-font/,
];

/**
 * Where the tool runs from: one bundle of its sources, made anew when any of them changed, or the sources
 * where none can be made. `files` is the hash of the tool's own files, as `toolVersions` gives it.
 */
export async function findTool() {
  const listing = listTool();
  const known = readCurrent();
  if (known?.listing === listing.hash && existsSync(entryOf(known.key))) return toolIn(known);
  const { toolVersions } = await import('../src/outputs/tool.ts');
  const { files } = toolVersions(ROOT);
  const key = createHash('sha256')
    .update(files)
    .update(readFileSync(new URL(import.meta.url)))
    .digest('hex')
    .slice(0, 16);
  try {
    if (!existsSync(entryOf(key))) await makeBundle(key);
    const settled = listing.newest < Date.now() - SETTLED;
    if (settled) replaceFile(CURRENT, JSON.stringify({ listing: listing.hash, key, files }));
  } catch {
    // A folder that cannot be written, or a source that Node itself will complain of.
  }
  return existsSync(entryOf(key)) ? toolIn({ key, files }) : { entry: path.join(ROOT, 'src/cli.ts'), files };
}

function toolIn({ key, files }) {
  return { entry: entryOf(key), compiled: path.join(FOLDER, key, 'compiled'), files };
}

function entryOf(key) {
  return path.join(FOLDER, key, 'cli.mjs');
}

/** Size and times of every file that `toolVersions` hashes: to look takes a quarter of the time of reading. */
function listTool() {
  const hash = createHash('sha256');
  let newest = 0;
  const see = (file) => {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file);
    newest = Math.max(newest, mtimeMs, ctimeMs);
    hash.update(`${file} ${size} ${mtimeMs} ${ctimeMs} ${ino}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules') continue;
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(file);
      else see(file);
    }
  };
  for (const part of ['src', 'templates', 'vendor']) walk(path.join(ROOT, part));
  for (const file of ['package.json', 'package-lock.json', 'scripts/bundle.mjs']) see(path.join(ROOT, file));
  return { hash: hash.digest('hex'), newest };
}

function readCurrent() {
  try {
    return JSON.parse(readFileSync(CURRENT, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Written elsewhere and renamed, so that it is there whole or not at all. */
async function makeBundle(key) {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(path.join(FOLDER, '.making-'));
  try {
    const { rolldown } = await import('rolldown');
    const bundle = await rolldown({
      input: { cli: path.join(ROOT, 'src/cli.ts') },
      cwd: ROOT,
      platform: 'node',
      external,
      plugins: [oneCanvas],
      logLevel: 'silent',
    });
    await bundle.write({
      dir: folder,
      format: 'esm',
      sourcemap: true,
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
    });
    await bundle.close();
    renameSync(folder, path.join(FOLDER, key));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another process was first.
    if (!existsSync(entryOf(key))) throw error;
  }
  clearUp(key);
}

/** chartjs-node-canvas loads our canvas by its name in node_modules: we must have the same one. */
const oneCanvas = {
  name: 'one-canvas',
  resolveId(source) {
    return /(?:^|\/)vendor\/canvas\/index\.js$/.test(source) ? { id: 'canvas', external: true } : null;
  },
};

function clearUp(key) {
  const now = new Date();
  utimesSync(path.join(FOLDER, key), now, now);
  const folders = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, time: statSync(path.join(FOLDER, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  const old = folders.filter(({ name }) => !name.startsWith('.')).slice(KEPT);
  const abandoned = folders.filter(({ name, time }) => name.startsWith('.') && now - time > ABANDONED);
  for (const { name } of [...old, ...abandoned])
    rmSync(path.join(FOLDER, name), { recursive: true, force: true });
}

function replaceFile(file, text) {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}
