import type { DataFact } from '../changes/snapshot.ts';
import type { ToldChanges } from '../changes/told-changes.ts';
import type { ToldPart } from '../changes/told-part.ts';
import type { Assessment } from '../evidence/assess.ts';
import { writeDate } from '../notation/dates.ts';
import { withPowers } from '../notation/written.ts';
import { bindFact, bindFormer, citeHtml } from './binding.ts';
import { html } from './markup.ts';
import type { PageModel } from './page-model.ts';
import type { PageSetting } from './page-setting.ts';

type Numbers = Pick<Assessment, 'entries' | 'referenceNumbers'>;

/** The section on what changed; of a correction, since the revision before. */
export function changesModel(
  { since, groups, joined }: ToldChanges,
  numbers: Numbers,
  { anchored }: Pick<PageSetting, 'anchored'>,
  isCorrection: boolean,
): NonNullable<PageModel['changes']> {
  const sinceDateLabel = writeDate(since.date);
  return {
    heading: isCorrection ? 'What this revision changed' : `What changed since ${sinceDateLabel}`,
    since: since.title,
    sinceDate: since.date,
    sinceDateLabel,
    sinceEdition: `r${since.revision}`,
    none: groups.length === 0,
    groups: groups.map(({ name, lines }) => ({
      name,
      lines: lines.map(({ kind, label, parts }) => ({
        kind,
        label,
        text: anchored(html(parts.map((part) => partHtml(part, numbers)).join('')), 'changes'),
      })),
    })),
    joined: joined.map(({ name }) => name).join(', '),
  };
}

function partHtml(part: ToldPart, { entries, referenceNumbers }: Numbers): string {
  switch (part.by) {
    case 'words':
      return withPowers(part.text);
    case 'before':
      return bindFormer(part.text, part.fact.id, entries);
    case 'after':
      return bindFact(part, entries);
    case 'sources':
      return cited(part.fact, referenceNumbers);
  }
}

/** Sources that the bibliography has no more stand in the ledger only. */
function cited({ sources }: DataFact, numbers: ReadonlyMap<string, number>): string {
  const known = sources.flatMap(({ id }) => numbers.get(id) ?? []);
  return known.length > 0 ? citeHtml(known) : '';
}
