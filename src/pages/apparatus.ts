import type { Appraisal } from '../evidence/appraisal/appraise.ts';
import type { House } from '../model/house.ts';
import type { Source } from '../model/source.ts';
import type { Piece } from '../tables/spec.ts';
import { charactersOf, type Text, words } from '../text/run.ts';
import type { PageModel } from './page-model.ts';

export function sourceModel(source: Source, number: number): PageModel['sources'][number] {
  const href = source.doi ? `https://doi.org/${source.doi}` : source.url;
  return {
    number,
    title: source.title,
    publisher: source.publisher,
    year: source.year === undefined ? '' : String(source.year),
    type: source.type,
    access: source.access,
    ...(href !== undefined && {
      href,
      linkLabel: source.doi ?? new URL(href).hostname.replace(/^www\./, ''),
    }),
    ...(source.note !== undefined && { note: source.note }),
  };
}

const disclosureLabels: Record<keyof House['disclosures'], string> = {
  positions: 'Positions',
  compensation: 'Compensation',
  relationships: 'Relationships',
  review: 'Review by companies',
  advice: 'Not investment advice',
  medical: 'Not medical advice',
};

/** The parts of the pack that the house has written. */
export function disclosuresOf({ disclosures }: House): PageModel['disclosures'] {
  const keys = Object.keys(disclosureLabels) as (keyof House['disclosures'])[];
  return keys.flatMap((key) => {
    const text = disclosures[key];
    return text ? [{ label: disclosureLabels[key], text }] : [];
  });
}

/** The limits of the briefing as a whole, and differences too slight for the page. */
export function limitsOf(
  { parts, whole, claims, safetyNotExtracted }: Appraisal,
  textOf: (pieces: readonly Piece[]) => Text,
): Text[] {
  const slight = widestOfRule(
    parts.flatMap(({ verdict, sales }) =>
      [...verdict.caveats, ...sales].filter(({ rule }) => rule.severity === 'info'),
    ),
  );
  const said = [
    ...[...whole.caveats, ...slight].map(({ pieces }) => textOf(pieces)),
    ...claims.filter(({ severity }) => severity !== 'block').map(({ caveat }) => words(caveat)),
    ...(safetyNotExtracted.length > 0
      ? [words(notExtracted(safetyNotExtracted.map(({ name }) => name)))]
      : []),
  ];
  return [...new Map(said.map((text) => [charactersOf(text), text])).values()];
}

/** Of the caveats of one rule that which says most. */
function widestOfRule<C extends { rule: { id: string }; pieces: readonly Piece[] }>(caveats: C[]): C[] {
  const lengthOf = ({ pieces }: C) => pieces.map(({ written }) => written.text).join('').length;
  return [...Map.groupBy(caveats, ({ rule }) => rule.id).values()].flatMap((own) =>
    own.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, 1),
  );
}

function notExtracted(names: string[]): string {
  const last = names.at(-1) ?? '';
  const all = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
  return `Safety results of ${all} were not extracted; their benefit cannot be weighed against harm here.`;
}
