import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { modelVersion, templateSchema } from '../../src/page/template-check.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const schema = templateSchema();

type Json = Record<string, unknown>;

/** Hash of each version's model without its descriptions. Once released, an entry is never changed. */
const fingerprints: Record<number, string> = {
  1: '810019585b5d5c42',
  2: 'ef90c1930f5a4422',
  3: '7d99dd6fda4fd624',
  4: '2f07c36180dd05a5',
};

/** The same without `version` and what only tells of fields. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !(['description', 'title', 'version'].includes(key) && typeof inner !== 'object'),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, shapeOf(inner)]));
}

/** Every part of a schema that describes a value, with its address. */
function partsOf(part: Json, address: string): [string, Json][] {
  const inner = [
    ...Object.entries((part.properties ?? {}) as Record<string, Json>),
    ...(part.items ? [['[]', part.items as Json] as const] : []),
  ];
  return [[address, part], ...inner.flatMap(([name, one]) => partsOf(one, `${address}.${name}`))];
}

const parts = Object.entries((schema as { $defs: Record<string, Json> }).$defs).flatMap(([name, part]) =>
  partsOf(part, name),
);

describe('the model that templates see', () => {
  test('does not change without its version', () => {
    const found = createHash('sha256')
      .update(JSON.stringify(shapeOf(schema)))
      .digest('hex')
      .slice(0, 16);
    expect(
      { [modelVersion]: found },
      'the model changed: raise modelVersion in src/page/template-check.ts and add its fingerprint here',
    ).toEqual({ [modelVersion]: fingerprints[modelVersion] });
    expect(Object.keys(fingerprints).at(-1)).toBe(String(modelVersion));
  });

  test('a field more, less or otherwise is a change; a better description is none', () => {
    const [field] = ['{"a":{"type":"string","description":"x"}}'].map((text) => JSON.parse(text));
    expect(shapeOf(field)).toEqual({ a: { type: 'string' } });
    expect(shapeOf({ properties: { description: { type: 'string' }, title: { type: 'string' } } })).toEqual({
      properties: { description: { type: 'string' }, title: { type: 'string' } },
    });
  });

  test('is what schemas/ holds', () => {
    const written = readFileSync(path.join(ROOT, 'schemas/template.schema.json'), 'utf8');
    expect(written, 'run: npm run trialbrief -- schema --template').toBe(
      `${JSON.stringify(schema, null, 2)}\n`,
    );
  });

  test('describes every field, and says of markup that it is', () => {
    const undescribed = parts.filter(([, part]) => !part.description && !part.$ref);
    expect(undescribed.map(([address]) => address)).toEqual([]);
    const markup = parts.filter(([, { format }]) => format === 'html').map(([address]) => address);
    expect(markup).toContain('figure.drawing');
    expect(markup).toContain('briefing.bottomLine.[].text');
    expect(markup).not.toContain('briefing.plainTitle');
  });
});

describe('docs/templates.md', () => {
  const document = readFileSync(path.join(ROOT, 'docs/templates.md'), 'utf8');

  test('names the version, and every template and stylesheet', () => {
    expect(document).toContain(`now **${modelVersion}**`);
    const files = ['', 'partials', 'styles'].flatMap((folder) =>
      readdirSync(path.join(ROOT, 'templates', folder))
        .filter((name) => /\.(?:hbs|css)$/.test(name))
        .map((name) => `\`${folder === 'partials' ? 'partials/' : ''}${name}\``),
    );
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((name) => !document.includes(name))).toEqual([]);
  });
});
