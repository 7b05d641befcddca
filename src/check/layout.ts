import { partsOfBody, placedIn } from '../model/briefing-prose.ts';
import type { Briefing } from '../model/library.ts';
import type { FileCheck } from './file-check.ts';

/** An evidence brief leads with what was found: a summary of findings comes before its first heading. */
export function checkLayout(briefing: Briefing, { parsed, complain }: FileCheck): void {
  if (briefing.layout !== 'evidence') return;
  const leading = placedIn(partsOfBody(briefing).lead, 'table');
  const summaries = briefing.tables.filter(({ kind }) => kind === 'summary').map(({ id }) => id);
  if (summaries.some((id) => leading.includes(id))) return;
  const [first] = summaries;
  complain(
    'no-summary',
    'an evidence brief needs a summary of findings before its first heading',
    parsed.placeOf(['layout']),
    {
      hints: [
        first === undefined
          ? 'add a table of kind: summary, and place it at the top of the text'
          : `move {{table "${first}"}} to the top of the text`,
      ],
    },
  );
}
