import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Makes stacks of errors name lines of the sources. Maps are read when a stack is, so it costs nothing before. */
export function nameSourcesInStacks() {
  const maps = new Map();
  Error.prepareStackTrace = (error, sites) =>
    [nameOf(error), ...sites.map((site) => `    at ${inSource(`${site}`, maps)}`)].join('\n');
}

function nameOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** `main (file:///…/cli-1a2b.mjs:10:5)` as `main (file:///…/src/cli.ts:20:3)`. */
function inSource(site, maps) {
  return site.replace(/(file:\/\/[^\s()]+\.mjs):(\d+):(\d+)/, (place, url, line, column) => {
    if (!maps.has(url)) maps.set(url, readMap(url));
    const entry = maps.get(url)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry?.originalSource === undefined) return place;
    const source = new URL(entry.originalSource, url);
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function readMap(url) {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')));
  } catch {
    return undefined;
  }
}
