// Makes an archive of many editions to measure with: the editions of a build, each sealed again and again under
// names, trials, titles and dates of its own. `sealMany(out, archive, count)`
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SERIES = ['Readout flash', 'Myeloma commentary', 'Quarter by quarter', 'Congress notes'];

/** Seals the first `count` editions; gives a function that seals one more. */
export function sealMany(out, archive, count) {
  rmSync(archive, { recursive: true, force: true });
  const built = readdirSync(out)
    .filter((name) => /^\d{4}-/.test(name))
    .map((name) => readEdition(path.join(out, name)));
  let [sequence, previous] = [0, null];
  const sealOne = () => {
    const edition = renamed(built[sequence % built.length], sequence);
    sequence += 1;
    previous = seal(archive, edition, sequence, previous);
  };
  for (let index = 0; index < count; index += 1) sealOne();
  return sealOne;
}

function readEdition(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const read = (file) => readFileSync(path.join(folder, file), 'utf8');
  const key = /^trials\/(b\d+)-/.exec(
    manifest.inputs.find(({ path: one }) => one.startsWith('trials/')).path,
  )[1];
  return { manifest, key, html: read('index.html'), data: read('data.json') };
}

/** The same edition with trials, a slug and a title of its own, on one of the days of twelve years. */
function renamed({ manifest, key, html, data }, index) {
  const own = `c${String(index).padStart(4, '0')}`;
  const date = new Date(Date.UTC(2014, 0, 1) + index * 4 * 86_400_000).toISOString().slice(0, 10);
  const rename = (text) => text.replaceAll(key, own);
  const snapshot = JSON.parse(rename(data));
  const shown = new Set(snapshot.facts.filter(({ used }) => used).map(({ owner }) => owner));
  return {
    slug: `story-${own}`,
    date,
    title: `${manifest.title} (${index + 1})`,
    series: SERIES[index % SERIES.length],
    trials: snapshot.trials.filter(({ id }) => shown.has(id) && id.includes('-')),
    contents: {
      'index.html': rename(html),
      'data.json': JSON.stringify(snapshot),
      'briefing.pdf': '%PDF-1.7',
    },
  };
}

function seal(archive, { slug, date, contents, ...words }, sequence, previous) {
  const folder = path.join(archive, slug, date, 'r1');
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(contents)) writeFileSync(path.join(folder, file), content);
  const files = Object.entries(contents).map(([file, content]) => ({
    path: file,
    mediaType: 'application/octet-stream',
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  const manifest = {
    schema: 2,
    id: `${date}-${slug}`,
    slug,
    date,
    revision: 1,
    dek: 'Made up for measuring; no such trial exists, and nothing follows from it for anybody.',
    authors: ['The editor'],
    keywords: ['measuring'],
    language: 'en-GB',
    dataAsOf: date,
    published: date,
    inputs: [],
    tool: { trialbrief: '0', node: '0', browser: '0', files: '0' },
    ...words,
    files,
    sequence,
    previous,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeFileSync(path.join(folder, 'manifest.json'), text);
  return sha256(text);
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
