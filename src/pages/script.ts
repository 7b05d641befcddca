import { createHash } from 'node:crypto';
import type { Templates } from './templates.ts';

/** The one script of a page, and how its content security policy names it. */
export interface PageScript {
  code: string;
  /** `sha256-…` in base64. */
  hash: string;
}

/** What a page may do: show what is inside it, and run its one script. */
export function contentSecurityPolicy({ hash }: Pick<PageScript, 'hash'>): string {
  return `default-src 'none'; script-src '${hash}'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'`;
}

export function pageScript({ scripts }: Templates): PageScript {
  const code = scripts
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  return { code, hash: `sha256-${createHash('sha256').update(code).digest('base64')}` };
}
