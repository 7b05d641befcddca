import path from 'node:path';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { makeJsonSchemas } from '../../src/content/json-schema.ts';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  pattern?: string;
  description?: string;
  minLength?: number;
}

const schemas = new Map(
  makeJsonSchemas().map(({ file, schema }) => [file.slice(0, -'.schema.json'.length), schema as Schema]),
);

const kinds: Readonly<Record<string, string>> = {
  trials: 'trial',
  products: 'product',
  briefings: 'briefing',
};

function* alternatives(schema: Schema): Generator<Schema> {
  yield schema;
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* alternatives(one);
}

/** Plain text: prose has a description, other strings have a form or a list. */
function isText({ type, minLength, enum: listed, pattern, description }: Schema): boolean {
  return (
    type === 'string' && minLength === 1 && !listed && pattern === undefined && description === undefined
  );
}

/** Paths of every plain text of a kind of file, `*` for names and positions. */
function* textsOf(schema: Schema, at: string): Generator<string> {
  for (const one of alternatives(schema)) {
    if (isText(one)) yield at;
    for (const [key, property] of Object.entries(one.properties ?? {}))
      yield* textsOf(property, `${at}.${key}`);
    for (const each of [one.additionalProperties, one.items])
      if (typeof each === 'object') yield* textsOf(each, `${at}.*`);
  }
}

export const plainTexts = new Set([...schemas].flatMap(([kind, schema]) => [...textsOf(schema, kind)]));

function childrenOf(schemas: Schema[], key: string | number): { schemas: Schema[]; name: string } {
  const all = schemas.flatMap((one) => [...alternatives(one)]);
  const named = all.flatMap(({ properties }) => properties?.[key] ?? []);
  if (named.length > 0) return { schemas: named, name: String(key) };
  const each = all.flatMap(({ additionalProperties, items }) => [additionalProperties, items]);
  return { schemas: each.filter((one) => typeof one === 'object'), name: '*' };
}

/** A file of content with a mark behind every plain text of it; `mark` is told its path and its text. */
export function markTexts(file: string, text: string, mark: (at: string, value: string) => string): string {
  const folder = file.split('/')[0] ?? '';
  const kind = kinds[folder] ?? path.basename(file, '.yaml');
  const schema = schemas.get(kind);
  if (!schema) return text;
  const [, front = text, body = ''] = /^---\n([\s\S]*?\n)(---\n[\s\S]*)$/.exec(text) ?? [];
  const document = parseDocument(front, { schema: 'failsafe' });
  if (document.errors[0]) throw new Error(`${file}: ${document.errors[0].message}`);
  const visit = (node: Node | null, schemas: Schema[], at: string) => {
    if (isMap(node))
      for (const { key, value } of node.items) {
        const { schemas: inner, name } = childrenOf(schemas, String(key));
        visit(value as Node, inner, `${at}.${name}`);
      }
    else if (isSeq(node))
      for (const [index, item] of node.items.entries()) {
        const { schemas: inner, name } = childrenOf(schemas, index);
        visit(item as Node, inner, `${at}.${name}`);
      }
    else if (isScalar(node) && schemas.some((one) => [...alternatives(one)].some(isText))) {
      node.value = mark(at, String(node.value));
      node.type = 'QUOTE_SINGLE';
    }
  };
  visit(document.contents, [schema], kind);
  const written = document.toString({ lineWidth: 0 });
  return body === '' ? written : `---\n${written}${body}`;
}
