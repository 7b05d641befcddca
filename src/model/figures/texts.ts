import type { Prose } from '../prose.ts';
import { text } from '../scalars.ts';

/** Prose that may hold expressions such as {{value "maia.orr.d-rd"}}. */
export const prose = text.meta({ description: 'Text; may hold {{expressions}}' });

/** What an author writes with every figure, whatever its kind. */
export const figureTexts = {
  title: prose,
  subtitle: prose.optional(),
  alt: prose.optional(),
  note: prose.optional(),
};

export interface Captioned {
  /** Key in the front matter. */
  id: string;
  title: Prose;
  note?: Prose | undefined;
}

export interface FigureTexts extends Captioned {
  subtitle?: Prose | undefined;
  /** Replaces the alternative text that is made from the data. */
  alt?: Prose | undefined;
}
