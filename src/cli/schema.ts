import path from 'node:path';
import { listEndpoints, makeJsonSchemas } from '../content/json-schema.ts';
import { writeWhole } from '../files/edition-disk.ts';
import { templateSchema } from '../page/template-check.ts';
import { type Console, exit } from './console.ts';
import { folderNamed, type ProjectPaths } from './sources.ts';

/**
 * Writes the JSON Schemas that the first line of each content file names, the template schema, or the list of
 * built-in endpoints.
 */
export async function runSchema(
  options: { out?: string; template: boolean; endpoints: boolean },
  console: Console,
  place: ProjectPaths,
): Promise<number> {
  const { folder, shownAs } = folderNamed(options.out ?? (options.endpoints ? 'docs' : 'schemas'), place);
  const made = documentsFor(options);
  for (const { file, text } of made) await writeWhole(path.join(folder, file), text);
  const files = made.map(({ file }) => `${shownAs}/${file}`);
  console.result(
    console.json ? JSON.stringify({ schema: 1, command: 'schema', files }, null, 2) : files.join('\n'),
  );
  return exit.done;
}

function documentsFor(options: { template: boolean; endpoints: boolean }): { file: string; text: string }[] {
  if (options.endpoints) return [{ file: 'endpoints.md', text: listEndpoints() }];
  const schemas = options.template
    ? [{ file: 'template.schema.json', schema: templateSchema() }]
    : makeJsonSchemas();
  return schemas.map(({ file, schema }) => ({ file, text: `${JSON.stringify(schema, null, 2)}\n` }));
}
