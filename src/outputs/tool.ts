import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ToolVersions } from './manifest.ts';

/** Hash of the tool's own files; node_modules is covered by the lock file. */
const parts = ['src', 'templates', 'vendor', 'package-lock.json', 'package.json'];

/**
 * Version and hash of the tool in `root`: any change to its code, templates, fonts or dependencies changes the
 * hash. `known` is that hash, where known.
 */
export function toolVersions(root: string, known?: string): Omit<ToolVersions, 'browser'> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { trialbrief: version, node: process.version, files: known ?? hashOfFiles(root) };
}

function hashOfFiles(root: string): string {
  const hash = createHash('sha256');
  for (const file of parts.flatMap((part) => filesUnder(root, part))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(root: string, part: string): string[] {
  if (path.extname(part)) return [part];
  return readdirSync(path.join(root, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
