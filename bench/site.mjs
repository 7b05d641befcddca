// Times the archive's site in one process: `node bench/site.mjs <built editions> <archive> <count>` prints
// milliseconds as JSON: the whole site of `count` editions, its update after one more, the same of the first
// edition, and a search; and bytes of the search index that readers load.
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editionsOf } from '../src/site/editions.ts';
import { readQuery, toFts } from '../src/site/query.ts';
import { withSearchIndex } from '../src/site/search-document.ts';
import { openArchiveReader } from '../src/site/shelf.ts';
import { rebuildSite, updateSite } from '../src/site/site.ts';
import { sealMany } from './varied-archive.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUERIES = ['response', '"standard care" progression', 'MRD 10-6', 'myeloma OR lymphoma', 'neuropath*'];

const [out, folder, count] = process.argv.slice(2);
const shelf = openArchiveReader(folder);

sealMany(out, folder, 1);
await updateSite(shelf, ROOT);
rmSync(path.join(folder, '.search.sqlite'));
const first = await time(() => updateSite(shelf, ROOT));

const sealOne = sealMany(out, folder, Number(count));
const whole = await time(() => rebuildSite(shelf, ROOT));
const more = [];
for (let round = 0; round < 5; round += 1) {
  sealOne();
  more.push(await time(() => updateSite(shelf, ROOT)));
}
const editions = editionsOf(shelf.revisions());
const among = editions.map(({ id }) => id);
const search = await withSearchIndex(shelf, editions, (index) =>
  time(() => {
    for (const query of QUERIES) index.find({ match: toFts(readQuery(query)), among, limit: 10 });
  }),
);
const shards = path.join(folder, 'search');
const bytes = readdirSync(shards).reduce((sum, file) => sum + statSync(path.join(shards, file)).size, 0);
const next = more.toSorted((a, b) => a - b)[2];
console.log(JSON.stringify({ first, whole, next, search: search / QUERIES.length, bytes }));

async function time(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
