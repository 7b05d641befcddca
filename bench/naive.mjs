// What anyone would write in an afternoon to make the same briefings: YAML, a Handlebars template,
// charts as PNG data URIs, puppeteer. `node bench/naive.mjs <content> <out> <briefing id>...`
// The browser is the one that the tool uses, named by NAIVE_CHROME.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import Handlebars from 'handlebars';
import puppeteer from 'puppeteer';
import { parse } from 'yaml';
import { TEMPLATE } from './naive-template.mjs';

const [content, out, ...ids] = process.argv.slice(2);

// The pixel sizes of the tool's own PNGs of these figures.
const responses = new ChartJSNodeCanvas({ width: 1280, height: 800, backgroundColour: 'white' });
const sales = new ChartJSNodeCanvas({ width: 1280, height: 472, backgroundColour: 'white' });
for (const canvas of [responses, sales]) {
  canvas.registerFont(new URL('../templates/fonts/TrialbriefSans-Regular.ttf', import.meta.url).pathname, {
    family: 'Trialbrief Sans',
  });
}
const font = { family: 'Trialbrief Sans', size: 26 };

Handlebars.registerHelper('percent', (n, of) => ((100 * n) / of).toFixed(1));
const template = Handlebars.compile(TEMPLATE);

const browser = await puppeteer.launch({
  executablePath: process.env.NAIVE_CHROME,
  headless: 'shell',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const id of ids) await makeBriefing(id);
await browser.close();

async function makeBriefing(id) {
  const model = readBriefing(id);
  const html = template({
    ...model,
    responses: await responses.renderToDataURL(responsesChart(model.main.findings)),
    sales: await sales.renderToDataURL(salesChart(model.product)),
  });
  const folder = path.join(out, id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), html);
  const page = await browser.newPage();
  await page.setContent(html, { waitUntil: 'load' });
  await page.pdf({ path: path.join(folder, 'briefing.pdf'), format: 'A4', printBackground: true });
  await page.close();
}

function readBriefing(id) {
  const read = (file) => readFileSync(path.join(content, file), 'utf8');
  const key = id.split('-')[3];
  const sources = Object.values(parse(read(`sources/${key}.yaml`)));
  return {
    briefing: parse(read(`briefings/${id}.md`).split(/^---$/m)[1]),
    house: parse(read('house.yaml')),
    main: named(parse(read(`trials/${key}-main.yaml`))),
    early: named(parse(read(`trials/${key}-early.yaml`))),
    product: parse(read(`products/${key}.yaml`)),
    sources: sources.map((source, index) => ({ ...source, number: index + 1 })),
  };
}

/** Handlebars takes a dot in a key for a path: `pfs.hr` becomes `pfs_hr`. */
function named(trial) {
  const findings = Object.entries(trial.findings).map(([name, value]) => [name.replace('.', '_'), value]);
  return { ...trial, findings: Object.fromEntries(findings) };
}

function responsesChart(findings) {
  const bars = ['orr', 'vgpr', 'cr'].flatMap((name) => [`${name}_drug`, `${name}_control`]);
  return {
    type: 'bar',
    data: {
      labels: bars,
      datasets: [{ data: bars.map((name) => findings[name].proportion.percent), backgroundColor: '#0b5d75' }],
    },
    options: {
      indexAxis: 'y',
      font,
      plugins: { legend: { display: false } },
      scales: { x: { min: 0, max: 100, ticks: { font } }, y: { ticks: { font } } },
    },
  };
}

function salesChart({ sales: { quarters } }) {
  return {
    type: 'bar',
    data: {
      labels: Object.keys(quarters),
      datasets: [{ data: Object.values(quarters).map(({ value }) => value), backgroundColor: '#848d9b' }],
    },
    options: {
      font,
      plugins: { legend: { display: false } },
      scales: { x: { ticks: { font } }, y: { beginAtZero: true, ticks: { font } } },
    },
  };
}
