import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { type ClaimFinding, judgeClaims } from '../../../src/evidence/claims/judge.ts';
import { passagesOf } from '../../../src/evidence/claims/of-briefing.ts';
import { briefingText, libraryWith } from '../../base-library.ts';

const folder = path.join(import.meta.dirname, 'corpus');

/** A sentence with the evidence that it shows, and whether it goes beyond it. */
export interface Entry {
  field: string;
  body: string;
  isOver: boolean;
}

export function entriesOf(file: string): Entry[] {
  const lines = parse(readFileSync(path.join(folder, file), 'utf8')) as {
    field: string;
    over?: string;
    fair?: string;
  }[];
  return lines.map(({ field, over, fair }) => ({
    field,
    body: (over ?? fair) as string,
    isOver: over !== undefined,
  }));
}

/** What is said of each entry, each in a briefing of its own over the trials of corpus/content. */
export function judgeEntries(entries: Entry[]): (Entry & { found: ClaimFinding[] })[] {
  const texts = Object.fromEntries(entries.map(({ body }, index) => [fileOf(index), briefingText(body)]));
  const library = libraryWith({ ...contentOfCorpus(), ...texts });
  return entries.map((entry, index) => {
    const briefing = library.briefings.find(({ id }) => fileOf(index) === `briefings/${id}.md`);
    if (!briefing) throw new Error(`no briefing of ${entry.body}`);
    const passages = passagesOf(briefing, assessBriefing(library, briefing)).filter(
      ({ where }) => where === 'text',
    );
    const found = judgeClaims({ library, subjects: [], passages, exhibits: [] });
    return { ...entry, found: found.filter(({ severity }) => severity === 'block') };
  });
}

function fileOf(index: number): string {
  return `briefings/2026-02-02-entry-${index}.md`;
}

export function contentOfCorpus(): Record<string, string> {
  const root = path.join(folder, 'content');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  return Object.fromEntries(
    files.map((name) => [name.replaceAll(path.sep, '/'), readFileSync(path.join(root, name), 'utf8')]),
  );
}
