import type { Prose } from '../../model/briefing.ts';
import type { Briefing } from '../../model/library.ts';
import type { Computed } from '../../notation/calls.ts';
import { proseText } from '../../notation/calls.ts';
import type { Piece } from '../../text/table.ts';
import { toSegments } from '../claims/passage.ts';
import type { LintSegment } from './lint.ts';

/**
 * Texts of a page that cannot contain markup (titles, descriptions, alternative texts), by how they read, with what
 * is bound in them. `alts` are the alternative texts that are made from data.
 */
export function spokenTexts(
  briefing: Briefing,
  computed: Computed,
  alts: Piece[][],
): Map<string, LintSegment[]> {
  const { title, dek, bottomLine, figures, tables, mail } = briefing;
  const typed = [
    title,
    dek,
    ...(mail.subject ? [mail.subject] : []),
    ...[mail.preheader ?? bottomLine[0]?.text].filter((prose) => prose !== undefined),
    ...[...figures, ...tables].flatMap(proseOf),
  ];
  return new Map([
    ...alts.map(
      (pieces) => [pieces.map(({ written }) => written.text).join(''), pieces.map(toSegment)] as const,
    ),
    ...typed.map((prose) => [proseText(prose, computed), toSegments(prose, computed)] as const),
  ]);
}

function proseOf(request: Briefing['figures'][number] | Briefing['tables'][number]): Prose[] {
  const all = [
    request.title,
    'subtitle' in request ? request.subtitle : undefined,
    'alt' in request ? request.alt : undefined,
    request.note,
  ];
  return all.filter((prose) => prose !== undefined);
}

function toSegment({ written: { text }, datum }: Piece): LintSegment {
  return datum ? { kind: 'bound', text } : { kind: 'text', text };
}
