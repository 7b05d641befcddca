import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../src/browser/chromium.ts';
import { finishEdition } from '../../src/edition.ts';
import type { Browser } from '../../src/ports.ts';
import { composedEdition } from '../mail/edition.ts';

const shipped = readFileSync(path.join(import.meta.dirname, '../../templates/styles/90-print.css'), 'utf8');

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser[Symbol.asyncDispose]());

/** What a strict build says of the flagship whose author's own stylesheet ends with a rule. */
async function hiddenBy(rule: string): Promise<string[]> {
  const designs = { 'templates/styles/90-print.css': `${shipped}\n${rule}\n` };
  const { context, composed } = await composedEdition({ designs });
  const { obstacles } = await finishEdition(composed, context, Promise.resolve(browser), {
    thorough: true,
    png: false,
    mail: false,
  });
  return obstacles
    .filter(({ code, severity }) => code === 'part-left-out' && severity === 'error')
    .map(({ message }) => message);
}

const parts = ['.unlike', '.differs', '#differences', '.evidence'];
const rules = ['display: none !important', 'visibility: hidden !important', 'opacity: 0 !important'];

describe.each(parts)('a stylesheet that hides %s', (part) => {
  test.each(rules)('everywhere with %s', async (rule) => {
    const found = (await hiddenBy(`${part} { ${rule} }`)).join('\n');
    expect(found).toContain('is not visible on a screen');
    expect(found).toContain('is missing from the PDF');
  });

  test('in print only', async () => {
    const found = await hiddenBy(`@media print { ${part} { display: none !important } }`);
    expect(found.join('\n')).toContain('is missing from the PDF');
    expect(found.join('\n')).not.toContain('on a screen');
  });

  test('on a screen only', async () => {
    const found = await hiddenBy(`@media screen { ${part} { display: none !important } }`);
    expect(found.join('\n')).toContain('is not visible on a screen');
    expect(found.join('\n')).not.toContain('PDF');
  });
});

test('a stylesheet that hides nothing is not told of', async () => {
  expect(await hiddenBy('.unlike, .evidence { letter-spacing: 0 }')).toEqual([]);
});
