// The least that printing the tool's own pages can cost: bare setContent and a tagged pdf, on two
// reused pages of one browser. `node bench/floor.mjs <folder of editions>` prints the milliseconds
// that a page took, without the start of the browser.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer';

const [folder] = process.argv.slice(2);
const pages = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(path.join(folder, name, 'index.html'), 'utf8'));

const browser = await puppeteer.launch({
  executablePath: process.env.NAIVE_CHROME,
  headless: 'shell',
  pipe: true,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const lanes = [await browser.newPage(), await browser.newPage()];
await printAll(pages.slice(0, 4));
const started = performance.now();
await printAll(pages);
console.log((performance.now() - started) / pages.length);
await browser.close();

async function printAll(documents) {
  const queue = documents.values();
  await Promise.all(lanes.map((page) => printOn(page, queue)));
}

async function printOn(page, queue) {
  for (const html of queue) {
    await page.setContent(html, { waitUntil: 'load' });
    await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  }
}
