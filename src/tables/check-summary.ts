import type { Key } from '../content/parse.ts';
import type { Draft } from '../content/request.ts';
import { type Arm, type Finding, partOf, type Trial } from '../model/trial.ts';
import { countsOf } from '../shapes/shapes.ts';
import { suggest } from '../suggest.ts';
import type { Certainty, SummaryRow } from './request-summary.ts';
import type { ResolveTable } from './resolve.ts';
import { CellResolver, type NamedResult, Results, resultsAt } from './resolve.ts';

type Rated = { level?: Certainty['level']; because?: string[] };

export const resolveSummary: ResolveTable<'summary'> = (fields, keys, draft) => {
  const { check } = draft;
  const filler = new CellResolver(fields.use, keys, check);
  const certainty = certaintyIn(fields.certainty, [...keys, 'certainty'], draft);
  refuseUnshown(Object.keys(fields.certainty ?? {}), fields.endpoints ?? [], keys, draft);
  const trial =
    fields.trial === undefined ? undefined : check.find('trial', fields.trial, [...keys, 'trial']);
  const named = resultsAt(fields.endpoints ?? [], [...keys, 'endpoints'], trial, check);
  if (!trial) return undefined;
  const rows = named.flatMap((one) => {
    const results = new Results(trial, one, filler);
    const found = trial.arms.length > 2 ? rowsByPair(trial, results) : [rowOfArms(trial, results)];
    const filled = found.filter(({ cells, relative, absolute }) =>
      [...cells, relative, absolute].some(Boolean),
    );
    if (filled.length === 0) {
      filler.refuseEmpty(
        trial,
        one,
        [
          ...trial.outcomes.flatMap(({ id, findings }) => (findings.length > 0 ? [id] : [])),
          ...trial.findings.map(({ endpoint }) => endpoint.id),
        ].filter((id) => !id.includes('.')),
      );
    }
    return filled.map((row): SummaryRow => ({ ...partsOf(one), ...row, certainty: certainty.get(one.name) }));
  });
  return { trial, rows };
};

function partsOf({ endpoint, row }: NamedResult): Pick<SummaryRow, 'endpoint' | 'part'> {
  return { endpoint, ...(row && { part: row.label }) };
}

type Filled = Omit<SummaryRow, 'endpoint' | 'part' | 'certainty'>;

/** Of a trial with one or two arms: each arm has a column of its own. */
function rowOfArms({ arms }: Trial, results: Results): Filled {
  const cells = arms.map((arm) => results.ofArm(arm));
  const [first, second] = arms;
  if (!first || !second) return { cells };
  return { cells, ...effects([first, second], cells, results) };
}

/** Of a trial with several arms: every comparison that is reported, and every arm against the one control. */
function rowsByPair({ arms }: Trial, results: Results): Filled[] {
  const controls = arms.filter(({ role }) => role === 'control');
  const [control] = controls;
  const planned =
    control && controls.length === 1
      ? arms.filter((arm) => arm !== control).map((arm): [Arm, Arm] => [arm, control])
      : [];
  const pairs = [...planned, ...results.pairs()].filter(
    ([a, b], index, all) => all.findIndex((pair) => pair.includes(a) && pair.includes(b)) === index,
  );
  const compared = pairs.map((pair): Filled => {
    const cells = pair.map((arm) => results.ofArm(arm));
    return { pair, cells, ...effects(pair, cells, results) };
  });
  const shown = compared.filter(({ cells: [first], relative, absolute }) => first || relative || absolute);
  const alone = arms.filter((arm) => !shown.some(({ pair }) => pair?.includes(arm)));
  return [
    ...shown,
    ...alone.map((arm): Filled => ({ pair: [arm, arm], cells: [results.ofArm(arm), undefined] })),
  ];
}

function effects(
  pair: readonly [Arm, Arm],
  cells: (Finding | undefined)[],
  results: Results,
): Partial<Filled> {
  const relative = results.compared(pair, 'relative');
  const absolute = results.compared(pair, 'absolute');
  const [first, second] = cells;
  const risks =
    !absolute && first && second && areRisks(first, second)
      ? ([first, second] as [Finding, Finding])
      : undefined;
  return { relative, absolute, ...(risks && { risks }) };
}

/** Whether both count patients of one analysis of arms that chance made alike. */
function areRisks(first: Finding, second: Finding): boolean {
  const isCounted = [first, second].every(({ value, arm }) => arm && countsOf(value)?.kind === 'patients');
  const isOneAnalysis =
    first.cut === second.cut &&
    first.timing === second.timing &&
    first.population === second.population &&
    first.threshold?.exponent === second.threshold?.exponent &&
    first.assessor === second.assessor &&
    partOf(first) === partOf(second);
  return isCounted && isOneAnalysis && first.trial.design === 'randomised';
}

function certaintyIn(
  rated: Partial<Record<string, Rated>> = {},
  keys: Key[],
  { line }: Draft,
): Map<string, Certainty> {
  const all = Object.entries(rated).flatMap(([endpoint, { level, because = [] } = {}]) => {
    const reasons = because.map((_, index) => line([...keys, endpoint, 'because', index]));
    return level ? [[endpoint, { level, because: reasons }] as const] : [];
  });
  return new Map(all);
}

function refuseUnshown(rated: string[], shown: string[], keys: Key[], { check }: Draft): void {
  for (const endpoint of rated.filter((one) => !shown.includes(one))) {
    const place = check.parsed.placeOfKey([...keys, 'certainty', endpoint]);
    check.complain('certainty-without-row', `the table has no row for ‘${endpoint}’`, place, {
      hints: suggest(endpoint, shown),
    });
  }
}
