import { z } from 'zod';
import { flag, slug, text } from './scalars.ts';

const endpointSchema = z.strictObject({
  label: text,
  abbreviation: text.optional(),
  /** What the endpoint is a kind of; comparability rules and checks of shape go by it. */
  family: z.enum(['response', 'mrd', 'time-to-event', 'safety', 'continuous', 'conduct']),
  higherIsBetter: flag,
  definition: text,
  unit: text.optional(),
});

export const endpointsSchema = z.record(slug, endpointSchema);

export type Endpoint = z.infer<typeof endpointSchema> & { id: string };
