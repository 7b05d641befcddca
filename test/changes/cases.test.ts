import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareSnapshots, visibleChanges } from '../../src/changes/compare.ts';
import { type ChangeReport, changeReport, sourceKeys } from '../../src/changes/report.ts';
import type { DataSnapshot } from '../../src/changes/snapshot.ts';
import { takeSnapshot } from '../../src/changes/snapshot.ts';
import { libraryWith } from '../base-library.ts';

const CASES = path.join(import.meta.dirname, 'cases');

function textsIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.yaml$/.test(file),
  );
  return Object.fromEntries(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** One side of a case: its files over the base library. Readers see everything but what unseen.txt names. */
function snapshotOf(name: string, side: 'before' | 'after'): DataSnapshot {
  const texts = textsIn(path.join(CASES, name, side));
  const sources = readFileSync(path.join(import.meta.dirname, 'sources.yaml'), 'utf8');
  const library = libraryWith({ ...texts, 'sources/later.yaml': sources });
  const list = path.join(CASES, name, 'unseen.txt');
  const unseen = existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [];
  return takeSnapshot(library, {
    edition: side,
    owners: new Set(Object.keys(texts).map((file) => path.basename(file, '.yaml'))),
    used: new Set([...library.data.keys()].filter((id) => !unseen.includes(id))),
  });
}

function linesOf({ groups, joined }: ChangeReport): string[] {
  return [
    ...groups.flatMap(({ name, lines }) => [
      name,
      ...lines.map((line) => `  ${line.kind}: ${line.text.replaceAll('\u00a0', ' ')}  [${sourceKeys(line)}]`),
    ]),
    ...(joined.length > 0 ? [`joined: ${joined.map(({ name }) => name).join(', ')}`] : []),
  ];
}

function report(name: string): string {
  const since = { id: '2026-01-15-base', revision: 1, title: 'Base', date: '2026-01-15' };
  const compared = compareSnapshots(snapshotOf(name, 'before'), snapshotOf(name, 'after'));
  const told = linesOf(changeReport(since, visibleChanges(compared)));
  const all = linesOf(changeReport(since, compared));
  const asked = all.filter((line) => !told.includes(line));
  return `${[
    ...(told.length > 0 ? told : ['No data changes.']),
    ...(asked.length > 0 ? ['asked for all:', ...asked] : []),
  ].join('\n')}\n`;
}

describe('what is told of two makings of the same content', () => {
  test.each(readdirSync(CASES))('%s', async (name) => {
    await expect(report(name)).toMatchFileSnapshot(path.join(CASES, name, 'expected.txt'));
  });
});
