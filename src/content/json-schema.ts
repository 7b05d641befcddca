import { z } from 'zod';
import { briefingSchema } from '../model/briefing.ts';
import { endpointsSchema } from '../model/endpoint.ts';
import { houseSchema } from '../model/house.ts';
import { productSchema } from '../model/product.ts';
import { sourcesSchema } from '../model/source.ts';
import { trialSchema } from '../model/trial.ts';

const schemas = {
  house: houseSchema,
  endpoints: endpointsSchema,
  sources: sourcesSchema,
  trial: trialSchema,
  product: productSchema,
  briefing: briefingSchema,
};

/** JSON Schemas for editors, by file name: what an author may write, before any conversion. */
export function makeJsonSchemas(): { file: string; schema: object }[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    file: `${name}.schema.json`,
    schema: z.toJSONSchema(schema, {
      io: 'input',
      target: 'draft-7',
      unrepresentable: 'any',
      override: asEditorsRead,
    }),
  }));
}

/** An editor reads 92.9 as a number where we keep its text: allow what its YAML rules make of it. */
function asEditorsRead({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  const { editor, pattern } = jsonSchema;
  delete jsonSchema.editor;
  if (editor === 'number' || editor === 'integer') {
    delete jsonSchema.pattern;
    jsonSchema.anyOf = [{ type: editor }, { type: 'string', pattern }];
    delete jsonSchema.type;
  }
  if (editor === 'boolean') {
    delete jsonSchema.pattern;
    jsonSchema.type = ['boolean', 'string'];
  }
  if (Array.isArray(jsonSchema.enum) && jsonSchema.enum.some(isNumeral)) {
    jsonSchema.enum.push(...jsonSchema.enum.filter(isNumeral).map(Number));
    delete jsonSchema.type;
  }
}

function isNumeral(value: unknown): boolean {
  return /^\d+$/.test(String(value));
}
