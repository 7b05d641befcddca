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
    reason: html(reason.split(numeral).map(setNumeral).join('')),
    hasChanges,
  };
}

/** A number in the reason is no evidence: it tells what an edition said, and the section on changes its sources. */
export function waivedInReason({ reason }: Correction): PageModel['waivers'] {
  const numbers = reason.split(numeral).filter((_, index) => index % 2 === 1);
  return [...new Set(numbers)].map((text) => ({ text, reason: 'from the reason given for the correction' }));
}

/** Split by it, every second part is a number. */
const numeral = /(\d+(?:[.,:/–-]\d+)*%?)/;

function setNumeral(part: string, index: number): string {
  return index % 2 === 1 ? `<span class="waived">${escapeHtml(part)}</span>` : escapeHtml(part);
}
