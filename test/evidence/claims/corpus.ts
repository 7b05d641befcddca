import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { assessBriefing } from '../../../src/evidence/assess.ts';
import { type ClaimFinding, judgeClaims } from '../../../src/evidence/claims/judge.ts';
import { passagesOf } from '../../../src/evidence/claims/of-briefing.ts';
import type { PassageSegment } from '../../../src/evidence/claims/passage.ts';
import { withBriefing } from '../../base-library.ts';

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

/** What is said of each entry, each taken for the whole text of a briefing over the trials of corpus/content. */
export function judgeEntries(entries: Entry[]): (Entry & { found: ClaimFinding[] })[] {
  const body = entries.map((entry) => entry.body).join('\n\n');
  const { library, briefing } = withBriefing(body, '', contentOfCorpus());
  const [text] = passagesOf(briefing, assessBriefing(library, briefing)).filter(
    ({ where }) => where === 'text',
  );
  const passages = paragraphsOf(text?.segments ?? []);
  if (passages.length !== entries.length) throw new Error('an entry is not one paragraph');
  return entries.map((entry, index) => {
    const own = { where: 'text', segments: passages[index] ?? [] };
    const found = judgeClaims({ library, subjects: [], passages: [own], exhibits: [] });
    return { ...entry, found: found.filter(({ severity }) => severity === 'block') };
  });
}

function paragraphsOf(segments: PassageSegment[]): PassageSegment[][] {
  const paragraphs: PassageSegment[][] = [[]];
  for (const segment of segments) {
    if (segment.kind !== 'text') {
      paragraphs.at(-1)?.push(segment);
      continue;
    }
    for (const [index, text] of segment.text.split('\n\n').entries()) {
      if (index > 0) paragraphs.push([]);
      paragraphs.at(-1)?.push({ kind: 'text', text });
    }
  }
  return paragraphs.filter((own) => own.some(({ text }) => text.trim() !== ''));
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
