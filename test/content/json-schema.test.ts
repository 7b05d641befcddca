import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SourceFile } from '../../src/content/files.ts';
import { loadContent } from '../../src/content/files.ts';
import { makeJsonSchemas } from '../../src/content/json-schema.ts';

const ROOT = path.join(import.meta.dirname, '../..');

type JsonSchema = Record<string, unknown>;

const schemas = new Map(makeJsonSchemas().map(({ file, schema }) => [file, schema as JsonSchema]));

/** The part of a file that its schema describes, read as an editor reads it: with YAML's own numbers. */
function editorsView({ kind, text }: SourceFile): unknown {
  return parse(kind === 'briefing' ? (text.split(/^---$/m)[1] ?? '') : text, { schema: 'core' });
}

/** zod reads enums of one type only: each number of a mixed one becomes a literal of its own. */
function readable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(readable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { enum: choices, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'enum' ? value : readable(value)]),
  ) as { enum?: unknown[] };
  if (!choices) return rest;
  return choices.every((choice) => typeof choice === 'string')
    ? { ...rest, enum: choices }
    : { ...rest, anyOf: choices.map((choice) => ({ const: choice })) };
}

const validators = new Map(
  [...schemas].map(([file, schema]) => [file, z.fromJSONSchema(readable(schema) as JsonSchema)]),
);

function complaints(file: SourceFile): string[] {
  const result = validators.get(`${file.kind}.schema.json`)?.safeParse(editorsView(file));
  return result?.error?.issues.map(({ path: keys, message }) => `${keys.join('.')}: ${message}`) ?? [];
}

describe('schemas/ on disk is what `trialbrief schema` writes', () => {
  test.each([...schemas.keys()])('%s', (file) => {
    const written = readFileSync(path.join(ROOT, 'schemas', file), 'utf8');
    expect(written, 'run: npm run trialbrief -- schema').toBe(
      `${JSON.stringify(schemas.get(file), null, 2)}\n`,
    );
  });
});

const shipped = loadContent(path.join(ROOT, 'content'), 'content').files;

describe('an editor finds nothing wrong in the shipped content', () => {
  test.each(shipped.map((file) => [file.path, file] as const))('%s', (_, file) => {
    expect(complaints(file)).toEqual([]);
  });
});

describe('an editor is told of what the check refuses', () => {
  const trial = shipped.find(({ kind }) => kind === 'trial') as SourceFile;

  test.each([
    ['an unknown field', (text: string) => `${text}\nsponsor: nobody\n`],
    ['a choice that there is not', (text: string) => text.replace(/^design: .*$/m, 'design: randomized')],
    ['a field that is missing', (text: string) => text.replace(/^disease: .*$/m, '')],
    ['a phase that there is not', (text: string) => text.replace(/^phase: .*$/m, 'phase: 5')],
  ])('%s', (_, change) => {
    expect(complaints({ ...trial, text: change(trial.text) })).not.toEqual([]);
  });
});

test('each shipped file names the schema that it follows', () => {
  for (const { text, kind, path: file } of shipped) {
    const [, named] = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text.slice(0, 200)) ?? [];
    expect(named && path.join(path.dirname(file), named), file).toBe(`schemas/${kind}.schema.json`);
  }
});
