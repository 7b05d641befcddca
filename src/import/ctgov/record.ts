import { createHash } from 'node:crypto';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { writeWhole } from '../../files/edition-disk.ts';
import { namesIn, readPlainFile } from '../../files/files.ts';
import type { Tree } from '../tree.ts';
import { dateIn } from './protocol.ts';
import { type Found, studiesIn } from './study.ts';
import { oneLine } from './words.ts';

/** Bytes of a study, unpacked. */
const largest = 100_000_000;

/** An answer of the registry about one study, as it is kept. */
export interface Answer {
  bytes: Buffer;
  sha256: string;
  /** Day on which the registry gave it. */
  retrieved: string;
}

export function answerOf({ raw }: Found, retrieved: string): Answer {
  const bytes = Buffer.from(JSON.stringify(raw));
  return { bytes, sha256: hashOf(bytes), retrieved };
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps an answer in `folder`, unless it is there already; every version of a record has a file of its own. */
export async function keepAnswer(folder: string, { bytes, sha256, retrieved }: Answer): Promise<void> {
  if (answersIn(folder).some((name) => name.includes(sha256.slice(0, 12)))) return;
  await writeWhole(
    path.join(folder, `${retrieved}-${sha256.slice(0, 12)}.json.gz`),
    gzipSync(bytes, { level: 9 }),
  );
}

/** The kept answer with this hash, as a study; undefined when there is none or it is damaged. */
export function keptAnswer(folder: string, sha256: string): Found | undefined {
  const name = answersIn(folder).find((one) => one.includes(sha256.slice(0, 12)));
  if (name === undefined) return undefined;
  try {
    const bytes = gunzipSync(readPlainFile(path.join(folder, name), { limit: largest }), {
      maxOutputLength: largest,
    });
    if (hashOf(bytes) !== sha256) return undefined;
    const [found] = studiesIn(bytes.toString('utf8'));
    return found && !('problem' in found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Names of the kept answers, the oldest first. */
function answersIn(folder: string): string[] {
  return namesIn(folder, /^\d{4}-\d{2}-\d{2}-[0-9a-f]{12}\.json\.gz$/);
}

/** The record as an entry of sources. */
export function sourceOf({ study }: Found, { sha256, retrieved }: Answer): Tree {
  const { identificationModule, statusModule } = study.protocolSection;
  const { nctId, briefTitle, officialTitle } = identificationModule;
  const updated = dateIn(statusModule.lastUpdatePostDateStruct.date);
  return {
    title: oneLine(briefTitle) ?? oneLine(officialTitle) ?? nctId,
    publisher: 'ClinicalTrials.gov',
    type: 'registry',
    ...(updated?.length === 10 && { date: updated, version: updated }),
    url: `https://clinicaltrials.gov/study/${nctId}`,
    access: 'full text',
    retrieved,
    sha256,
  };
}
