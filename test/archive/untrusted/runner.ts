// `node runner.ts <sealed archive> <seed> <count>`: tampers with copies of an archive, runs on each every command
// that reads one, and prints a line of JSON for each copy. In a process of its own, so that a command that hangs
// or takes all memory is ended, and told.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runChanges } from '../../../src/cli/changes.ts';
import type { Console } from '../../../src/cli/console.ts';
import { failureOf } from '../../../src/cli/failure.ts';
import { runSearch } from '../../../src/cli/search.ts';
import { runSend } from '../../../src/cli/send.ts';
import { runSite } from '../../../src/cli/site.ts';
import { runVerify } from '../../../src/cli/verify.ts';
import { seededRandom } from '../../random.ts';
import { makeWritable, tamper } from './hostile.ts';

/** What one command made of a tampered archive. */
export interface Ran {
  command: string;
  /** Undefined when it threw what nobody would understand. */
  code: number | undefined;
  said: string;
}

export interface Tried {
  kind: string;
  what: string;
  ran: Ran[];
  /** Files outside the archive that were written, changed or removed, and those inside sealed folders. */
  touched: string[];
}

const root = path.join(import.meta.dirname, '../../..');
const [sealed = '', seed = '1', count = '1'] = process.argv.slice(2);
const random = seededRandom(Number(seed));
for (let index = 0; index < Number(count); index += 1) {
  process.stdout.write(`${JSON.stringify(await tryOne(`mark${seed}x${index}`))}\n`);
}

async function tryOne(mark: string): Promise<Tried> {
  const place = mkdtempSync(path.join(tmpdir(), 'trialbrief-untrusted-'));
  const home = path.join(place, 'a/b/c/d/e');
  const archive = path.join(home, 'archive');
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'list.csv'), 'email\nreader@example.com\n');
  try {
    const { kind, what } = tamper(sealed, archive, mark, random);
    const before = photograph(place);
    const ran: Ran[] = [];
    for (const [command, work] of commandsOn(archive, { root, cwd: home }))
      ran.push(await run(command, work));
    const after = photograph(place);
    const touched = [...new Set([...before.keys(), ...after.keys()])].filter(
      (file) => before.get(file) !== after.get(file) && !isOurs(file),
    );
    const strays = [path.join('/tmp', mark), path.join('/', mark), path.join(root, mark)].filter(existsSync);
    return { kind, what, ran, touched: [...touched, ...strays] };
  } finally {
    makeWritable(place);
    rmSync(place, { recursive: true, force: true });
  }
}

type Work = (console: Console) => number | Promise<number>;

function commandsOn(archive: string, place: { root: string; cwd: string }): [string, Work][] {
  const at = { archive, out: 'out' };
  const stopwatch = () => 0;
  const edition = '2026-04-21-car-t-moves-upstream';
  const sending = { list: 'list.csv', concurrency: '1', retryAfter: '5', timeout: '10', late: true };
  return [
    ['verify', (console) => runVerify(undefined, at, console, place)],
    [
      'verify a folder',
      (console) => runVerify(`${archive}/car-t-moves-upstream/2026-04-21/r1`, at, console, place),
    ],
    ['verify a file', (console) => runVerify(path.join(place.cwd, 'list.csv'), at, console, place)],
    ['search', (console) => runSearch('MRD', { ...at, limit: 10 }, console, place)],
    ['changes', (console) => runChanges([edition], { ...at, all: true }, console, place)],
    [
      'changes of two',
      (console) =>
        runChanges(
          ['aquila-delays-myeloma/2026-04-14', 'car-t-moves-upstream/2026-04-21'],
          { ...at, all: false },
          console,
          place,
        ),
    ],
    [
      'send',
      (console) =>
        runSend(
          'car-t-moves-upstream',
          { ...at, ...sending } as Parameters<typeof runSend>[1],
          console,
          place,
          {},
        ),
    ],
    ['site', (console) => runSite(at, console, place, stopwatch)],
  ];
}

async function run(command: string, work: Work): Promise<Ran> {
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(text.slice(0, 2000));
  const console: Console = {
    ...{ result: keep, info: () => {}, warn: keep, progress: () => {} },
    ...{ colour: false, json: false, verbose: false },
  };
  try {
    const code = await work(console);
    return { command, code, said: lines.join('\n').slice(0, 20_000) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return { command, code: failure.code, said: failure.message };
    return { command, code: undefined, said: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

/** Sizes and times of all files outside the archive and in its sealed folders, by path. */
function photograph(place: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      const name = path.relative(place, file);
      if (entry.isDirectory()) walk(file);
      if (entry.isSymbolicLink()) found.set(name, `link ${readlinkSync(file)}`);
      else if (entry.isFile()) found.set(name, `${statSync(file).size} ${statSync(file).mtimeMs}`);
      else found.set(name, 'there');
    }
  };
  walk(place);
  return found;
}

/** What belongs to the site, the search index and the outbox: commands may write that. */
function isOurs(file: string): boolean {
  const inside = /^a\/b\/c\/d\/e\/archive\/(.*)$/.exec(file)?.[1];
  if (inside === undefined) return /^a\/b\/c\/d\/e\/archive\.outbox\.sqlite/.test(file);
  return !/^[^./][^/]*\/\d{4}-\d{2}-\d{2}\/r[1-9]\d*\//.test(inside);
}
