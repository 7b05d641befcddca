import { cleanText } from './clean-text.ts';

/** What the whole site takes from the house of the newest sealed revision. */
export interface Imprint {
  publication: string;
  /** Language tag. */
  language: string;
  /** `#0b5d75`. */
  accent: string;
  paper: 'A4' | 'Letter';
  /** Where the archive is to be found on the web. */
  site?: string;
}

const usual: Imprint = { publication: 'Archive', language: 'en', accent: '#0b5d75', paper: 'A4' };

/**
 * Reads a sealed house.yaml. It may be older or newer than the schema of today and was checked when it was
 * sealed, so what does not fit is passed over here.
 */
export function imprintOf(data: unknown): Imprint {
  const house = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const fits = (key: string, form: RegExp): string | undefined => {
    const value = house[key];
    return typeof value === 'string' && form.test(value) ? value : undefined;
  };
  const site = fits('site', /^https?:\/\/\S+$/);
  return {
    publication: cleanText(fits('publication', /\S/) ?? usual.publication),
    language: fits('locale', /^[a-z]{2}(?:-[A-Z]{2})?$/) ?? usual.language,
    accent: fits('accent', /^#[0-9a-fA-F]{6}$/) ?? usual.accent,
    paper: fits('paper', /^Letter$/) ? 'Letter' : usual.paper,
    ...(site !== undefined && URL.canParse(site) && { site }),
  };
}
