// What verify is measured against: reads every file under a folder, one after the other, and hashes it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [folder] = process.argv.slice(2);
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  createHash('sha256')
    .update(readFileSync(path.join(entry.parentPath, entry.name)))
    .digest('hex');
}
