import type { CorrectionKind } from '../archive/sealed.ts';
import { writeDate } from '../notation/dates.ts';
import { capitalised } from '../notation/values.ts';
import { escapeHtml } from '../notation/written.ts';
import { html } from './markup.ts';
import type { PageModel } from './page-model.ts';

/** Why there is a revision after the first. */
export interface Correction {
  kind: CorrectionKind;
  /** Plain text, as the editor typed it. */
  reason: string;
  /** YYYY-MM-DD. */
  date: string;
}

export function correctionModel(
  { kind, reason, date }: Correction,
  hasChanges: boolean,
): NonNullable<PageModel['correction']> {
  return {
    label: capitalised(kind),
    date,
    dateLabel: writeDate(date),
    reason: html(escapeHtml(reason)),
    hasChanges,
  };
}
