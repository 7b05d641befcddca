// How editions meet the targets of the page: `npm run targets` builds the shipped ones first,
// `npm run targets -- out` looks at those of a folder. --strict: exit code 1 when a target is missed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../src/browser/chromium.ts';
import { openScreen } from '../test/screen/screen.ts';
import { isMet, measureEdition, targets } from '../test/targets/targets.ts';

const {
  values: { strict },
  positionals: [given],
} = parseArgs({ allowPositionals: true, options: { strict: { type: 'boolean' } } });

const folder = given ?? build();
await using browser = await launchBrowser();
await using screen = await openScreen();
for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  printTable(name, await measureEdition(path.join(folder, name), { browser, screen }));
}

function build() {
  const out = mkdtempSync(path.join(os.tmpdir(), 'trialbrief-targets-'));
  process.on('exit', () => rmSync(out, { recursive: true, force: true }));
  const tool = path.join(import.meta.dirname, '../bin/trialbrief.mjs');
  const { status } = spawnSync(process.execPath, [tool, 'build', '--mail', '--quiet', '--out', out], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  return out;
}

function printTable(name, measured) {
  const rows = Object.values(targets).map(({ label, goal, measure, detail }) => {
    const value = measure(measured);
    const passed = isMet(value, goal);
    if (!passed && strict) process.exitCode = 1;
    const asked = 'most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`;
    return [label, `${value}`, asked, passed ? 'met' : 'MISSED', detail?.(measured).join(', ') ?? ''];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  console.log(`\n${name}`);
  for (const [label, value, asked, verdict, detail] of rows) {
    const cells = [
      label.padEnd(widths[0]),
      value.padStart(widths[1]),
      asked.padStart(widths[2]),
      verdict.padStart(widths[3]),
      detail,
    ];
    console.log(cells.join('  ').trimEnd());
  }
}
