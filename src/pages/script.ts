import { createHash } from 'node:crypto';
import type { Templates } from './templates.ts';

/** The one script of a page, and how its content security policy names it. */
export interface PageScript {
  code: string;
  /** `sha256-…` in base64. */
  hash: string;
}

export function pageScript({ scripts }: Templates): PageScript {
  const code = scripts
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  return { code, hash: `sha256-${createHash('sha256').update(code).digest('base64')}` };
}
