import path from 'node:path';
import { writeWhole } from '../adapters/disk.ts';
import { makeJsonSchemas } from '../content/json-schema.ts';
import { templateSchema } from '../pages/model-schema.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, type Workplace } from './sources.ts';

/** Writes the JSON Schemas that the first line of each content file names, or the one of what templates see. */
export async function runSchema(
  options: { out: string; template: boolean },
  console: Console,
  place: Workplace,
): Promise<number> {
  const { folder, shownAs } = folderNamed(options.out, place);
  const schemas = options.template
    ? [{ file: 'template.schema.json', schema: templateSchema() }]
    : makeJsonSchemas();
  for (const { file, schema } of schemas) {
    await writeWhole(path.join(folder, file), `${JSON.stringify(schema, null, 2)}\n`);
  }
  const files = schemas.map(({ file }) => `${shownAs}/${file}`);
  console.result(
    console.json ? JSON.stringify({ schema: 1, command: 'schema', files }, null, 2) : files.join('\n'),
  );
  return exit.done;
}
