import { z } from 'zod';
import { caveatsModel, figureModel, gridModel, tableModel, unlikeModel } from './display-model.ts';
import { mailFigureModel, mailModel } from './mail-model.ts';
import { indexModel, pageModel } from './page-model.ts';

/**
 * Raised when a field goes, is renamed, or means something else: an author's template may no longer fit.
 * A field more is a change as well, so that an author can tell which tool has it.
 */
export const modelVersion = 4;

const models = {
  briefing: pageModel,
  index: indexModel,
  figure: figureModel,
  table: tableModel,
  caveats: caveatsModel,
  unlike: unlikeModel,
  grid: gridModel,
  mail: mailModel,
  'mail-figure': mailFigureModel,
};

/** JSON Schema of what each template sees, under `$defs` by its name; markup is a string of format `html`. */
export function templateSchema(): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, model] of Object.entries(models)) registry.add(model, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    uri: (id) => `#/$defs/${id}`,
  });
  const definitions = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What trialbrief’s templates see',
    version: modelVersion,
    $ref: '#/$defs/briefing',
    $defs: Object.fromEntries(definitions),
  };
}
