import Handlebars from 'handlebars';
import { z } from 'zod';

/** Markup made by our own code, set as it is; any other text is escaped. */
export type Html = InstanceType<typeof Handlebars.SafeString>;

export function html(markup: string): Html {
  return new Handlebars.SafeString(markup);
}

/** Markup in a model, with what it stands for. */
export function markup(description: string) {
  return z
    .custom<Html>((value) => value instanceof Handlebars.SafeString)
    .meta({ type: 'string', format: 'html', description });
}

/** A text in a model, with what it stands for. */
export function plain(description: string) {
  return z.string().describe(description);
}
