import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import type { Browser } from '../../src/ports.ts';
import { openScreen, type Screen } from '../screen/screen.ts';
import { shippedEditions } from '../screen/shipped-pages.ts';
import { ceilings, isMet, type Measured, measureEdition, type Target, targets } from '../targets/targets.ts';
import { runTool } from '../tool.ts';

const content = path.join(import.meta.dirname, '../../content');
const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-test-'));

let browser: Browser;
let screen: Screen;

beforeAll(async () => {
  const { status, stderr } = runTool(['build', '--mail', '--content', content, '--out', folder]);
  expect(status, stderr).toBe(0);
  [browser, screen] = await Promise.all([launchBrowser(), openScreen()]);
});

afterAll(async () => {
  await Promise.all([browser[Symbol.asyncDispose](), screen[Symbol.asyncDispose]()]);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(shippedEditions)('%s', (edition) => {
  let measured: Measured;

  beforeAll(async () => {
    measured = await measureEdition(path.join(folder, edition), { browser, screen });
  });

  test('shows numbers and names what forbids a comparison', () => {
    expect(measured.numbers.count).toBeGreaterThan(50);
    if (edition.includes('car-t')) expect(measured.blocking.count).toBeGreaterThan(10);
  });

  test.each(Object.entries<Target>(targets))('%s', (name, { label, goal, measure, detail }) => {
    const value = measure(measured);
    const held = ceilings[edition]?.[name as keyof typeof targets];
    const asked = 'most' in goal ? goal.most : goal.least;
    const told = [`${label}: ${value}, the target is ${asked}`, ...(detail?.(measured) ?? [])].join('\n');
    if ('most' in goal) expect(value, told).toBeLessThanOrEqual(held ?? goal.most);
    else expect(value, told).toBeGreaterThanOrEqual(held ?? goal.least);
  });
});

describe('an edition that misses its targets', () => {
  let measured: Measured;

  beforeAll(async () => {
    const broken = path.join(folder, 'broken');
    cpSync(path.join(folder, shippedEditions[0]), broken, { recursive: true });
    const page = readFileSync(path.join(broken, 'index.html'), 'utf8');
    const caveat = /<p class="unlike">.*?<\/p>/;
    const faults = page
      .replace(
        '</style>',
        '.source { font-size: 7pt !important } .dek { font-size: 16.3pt !important }</style>',
      )
      .replace('class="dek">', 'class="dek">A note†<sup>2</sup> ')
      .replace('data-entry="1"><data', 'data-entry="2"><data')
      .replace('</span> Test sensitivities', '</span> Other things')
      .replace(caveat, `<p class="unlike">${'Take care. '.repeat(60)}</p><h2></h2><img src="data:,">`)
      .replace('<div class="end-matter">', '<div class="screens" style="height: 4000px"></div>$&');
    writeFileSync(path.join(broken, 'index.html'), faults);
    const drawing = path.join(broken, 'figures/depth.svg');
    writeFileSync(
      drawing,
      readFileSync(drawing, 'utf8').replace(/different test sensitivities/, 'other tests'),
    );
    writeFileSync(path.join(broken, 'briefing.pdf'), await browser.print({ html: faults, paper: 'A4' }));
    measured = await measureEdition(broken, { browser, screen });
  });

  test('is told by each', () => {
    const found = Object.entries<Target>(targets).map(
      ([name, { measure }]) => [name, measure(measured)] as const,
    );
    const values = Object.fromEntries(found);
    expect(values).toMatchObject({ raised: 2, smallest: 7, sizes: 9, numbers: 2, blocking: 7 });
    expect(measured.message.raised).toEqual(['†', '2']);
    expect(measured.blocking.unnamed.toSorted()).toEqual([
      'PDF: figure depth: different diseases',
      'PDF: figure depth: different test sensitivities',
      'PDF: table context: different test sensitivities',
      'SVG and PNG: figure depth: different test sensitivities',
      'page: figure depth: different diseases',
      'page: figure depth: different test sensitivities',
      'page: table context: different test sensitivities',
    ]);
    for (const name of ['pages', 'pagesOnLetter', 'commentary', 'screens', 'caveats', 'pdf', 'axe'] as const)
      expect(isMet(values[name] ?? 0, targets[name].goal), name).toBe(false);
    expect(new Set(measured.axe.map((one) => one.replace(/.*px, (.*?): (\S+):.*/, '$1 $2')))).toContain(
      'dark, evidence image-alt',
    );
  });
});
