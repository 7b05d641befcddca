// A newcomer's first minutes: clone what is committed into an empty folder, then the README's first command.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-clone-'));
const expected = ['index.html', 'briefing.pdf', 'evidence.json', 'evidence.csv', 'manifest.json', 'figures'];

try {
  execFileSync('git', ['clone', '--quiet', root, folder], { stdio: 'inherit' });
  const env = withoutOurNode();
  for (const round of ['first', 'second']) {
    const started = performance.now();
    const { status } = spawnSync('npm', ['run', 'build-report'], {
      cwd: folder,
      env,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`the ${round} npm run build-report ended with ${status}`);
    console.error(`fresh clone: ${round} build in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  const editions = readdirSync(path.join(folder, 'out')).filter((name) => /^\d{4}-/.test(name));
  if (editions.length === 0) throw new Error('no edition was built');
  for (const edition of editions) {
    const missing = expected.filter((file) => !existsSync(path.join(folder, 'out', edition, file)));
    if (missing.length > 0) throw new Error(`${edition} lacks ${missing.join(', ')}`);
  }
  console.error(`fresh clone: ${editions.length} editions complete`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** npm puts our node_modules/.bin, and so our pinned Node, first in PATH; a newcomer has neither. */
function withoutOurNode() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const npmVariables = Object.keys(process.env).filter((name) => /^npm_/i.test(name));
  const env = { ...process.env, PATH: folders.filter((one) => !one.startsWith(root)).join(path.delimiter) };
  for (const name of npmVariables) delete env[name];
  return env;
}
