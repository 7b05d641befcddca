import { z } from 'zod';
import type { Prose } from '../model/briefing.ts';
import { text } from '../model/scalars.ts';

/** Prose that may contain expressions such as {{value "maia.orr.d-rd"}}. */
export const prose = text.meta({ description: 'Text; may contain {{expressions}}' });

/** Where what limits a comparison is said in full: beside it, or with that of all others at the end. */
export const caveats = z.enum(['here', 'end']).optional();

/** What an author writes with every figure, whatever its kind. */
export const figureTexts = {
  caveats,
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
  /** The caveats of the display are said in full beneath it, not only at the end. */
  caveats?: 'here' | 'end' | undefined;
}

export interface FigureTexts extends Captioned {
  subtitle?: Prose | undefined;
  /** Replaces the alternative text that is made from the data. */
  alt?: Prose | undefined;
}
