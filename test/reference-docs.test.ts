import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { figureEntry } from '../src/figures/requests.ts';
import { houseSchema } from '../src/model/house.ts';
import { shapes } from '../src/shapes/shapes.ts';

function rowsUnder(file: string, heading: string): string[] {
  const text = readFileSync(path.join(import.meta.dirname, '../docs', file), 'utf8');
  const [, after = ''] = text.split(`\n## ${heading}\n`);
  return (after.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

describe('the reference of what can be written', () => {
  test('has a row for every kind of figure', () => {
    const told = rowsUnder('briefings.md', 'Figures and tables').flatMap((row) =>
      namesIn(row.split('|')[1] ?? ''),
    );
    const kinds = figureEntry.options.map(({ shape }) => shape.kind.value);
    expect(kinds.filter((kind) => !told.includes(kind))).toEqual([]);
  });

  test.each(Object.entries(shapes))('lists the forms of the shape %s in their order', (name, { forms }) => {
    const heads: Record<string, string> = { observation: 'follow-up', occasion: 'milestone' };
    const head = name.endsWith('Ratio') ? 'ratios' : (heads[name] ?? `\`${name}\``);
    const row = rowsUnder('data-model.md', 'Forms of a number').find((one) => one.startsWith(`| ${head}`));
    expect(namesIn(row?.split('|')[2] ?? '')).toEqual(Object.keys(forms));
  });

  test('has every field of the house', () => {
    const told = rowsUnder('data-model.md', 'The house').flatMap((row) => namesIn(row.split('|')[1] ?? ''));
    const fields = Object.keys(houseSchema.shape).filter((field) => field !== '$schema');
    expect(told.sort()).toEqual(fields.sort());
  });
});
