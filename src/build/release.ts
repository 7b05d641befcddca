import type { CorrectionKind } from '../archive/sealed.ts';
import type { Predecessor } from '../changes/predecessor.ts';
import type { OtherEditions } from '../pages/page.ts';

/** Which revision of an edition is being built, why, and its predecessor. */
export interface Release {
  /** From 1. */
  revision: number;
  /** Of revisions after the first; `date` is the day of sealing, YYYY-MM-DD. */
  correction?: { kind: CorrectionKind; reason: string; date: string };
  /**
   * What the newest revision of the edition before this one in its series said; for a correction, what the
   * revision before said.
   */
  predecessor?: Predecessor;
  /** What its page leads to, from where it will lie; of a draft by itself the list of drafts. */
  others?: OtherEditions;
}

/** What is made without looking into an archive. */
export const draft: Release = { revision: 1 };

/** As printed: `r1`. */
export function revisionName({ revision }: Pick<Release, 'revision'>): string {
  return `r${revision}`;
}
