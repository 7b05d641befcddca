// An archive of a thousand editions, made without a thousand builds: the files of one that was published, over
// and over, each with a manifest of its own in one chain.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readArchive } from '../src/archive/disk.ts';
import { headOf, nextManifest, toJsonFile } from '../src/archive/manifest.ts';
import { sha256 } from '../src/outputs/artifact.ts';

/** Fills `archive` with `count` editions like the one in `published`. */
export function fillArchive(archive, count, published) {
  const [model] = readArchive(published);
  const files = model.manifest.files.map(({ path: file }) => ({
    file,
    bytes: readFileSync(path.join(published, model.folder, file)),
  }));
  let head;
  for (let index = 1; index <= count; index += 1) {
    const { schema, sequence, previous, files: listed, ...facts } = model.manifest;
    const [slug, date] = [`edition-${index}`, dayOf(index)];
    const told = {
      ...facts,
      id: `${date}-${slug}`,
      slug,
      date,
      published: date,
      title: `${facts.title}, ${index}`,
    };
    const manifest = nextManifest(told, listed, head);
    const bytes = toJsonFile(manifest);
    const folder = `${slug}/${date}/r1`;
    for (const one of [...files, { file: 'manifest.json', bytes }])
      write(path.join(archive, folder, one.file), one.bytes);
    head = { manifest, hash: sha256(bytes), folder };
  }
  write(path.join(archive, 'head.json'), toJsonFile(headOf(head)));
}

function write(file, bytes) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

/** Some days of the years 2000 to 2025. */
function dayOf(index) {
  const two = (number) => String(number).padStart(2, '0');
  return `${2000 + (index % 26)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`;
}

/** Answers in all briefings of a generated content folder for what a strict build would refuse. */
export function makePublishable(folder, ids) {
  for (const id of ids) {
    const file = path.join(folder, 'briefings', `${id}.md`);
    const key = id.slice('2026-01-01-'.length).split('-')[0];
    const answer = `acknowledge:
  - rule: mrd-threshold
    between: [${key}-main, ${key}-early]
    reason: each result is given with the threshold of its test.
`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^figures:\n/m, `${answer}\nfigures:\n`));
  }
}
