import { createHash } from 'node:crypto';
import { takenBeginnings } from '../../content/result-table.ts';
import { builtInEndpoints } from '../../model/endpoint.ts';
import { shortSlug } from '../../model/slug.ts';
import type { OutcomeFile } from '../../model/trial.ts';
import type { Tree } from '../tree.ts';
import type { Columns } from './columns.ts';
import { comparisonsOf, rowNotStated } from './comparisons.ts';
import type { Coverage } from './coverage.ts';
import { assessorIn, endpointNamed } from './endpoints.ts';
import { type MeasureTable, mapTable, treeOf } from './measure-table.ts';
import { dateIn, plannedOutcomes } from './protocol.ts';
import type { BaselineMeasure, OutcomeMeasure, Study } from './study.ts';
import type { Statement } from './value.ts';
import { oneLine, paragraphs, wholeNumeral } from './words.ts';

interface Setting {
  columns: Columns;
  source: string;
  coverage: Coverage;
  cut: string | undefined;
}

const types = new Map<string, OutcomeFile['type']>([
  ['PRIMARY', 'primary'],
  ['SECONDARY', 'secondary'],
  ['POST_HOC', 'post hoc'],
]);

/** Outcome measures as written under `outcomes:`. */
export function postedOutcomes(posted: readonly OutcomeMeasure[], setting: Setting): { [key: string]: Tree } {
  const keys = outcomeKeys(posted);
  return Object.fromEntries(
    posted.flatMap((measure, index): [string, Tree][] => {
      const tree = outcomeOf(
        measure,
        `/resultsSection/outcomeMeasuresModule/outcomeMeasures/${index}`,
        setting,
      );
      return tree ? [[keys[index] as string, tree]] : [];
    }),
  );
}

function outcomeOf(
  measure: OutcomeMeasure,
  pointer: string,
  { columns, source, coverage, cut }: Setting,
): Tree | undefined {
  const statement = statementOf(measure, measure.typeUnitsAnalyzed);
  const joined = columns.join(measure.groups, sizesOf(measure));
  const kind = 'outcome measurements';
  const table = mapTable(
    { statement, classes: measure.classes, denoms: measure.denoms, joined, kind, pointer },
    coverage,
  );
  const comparisons = comparisonsOf(measure.analyses, { statement, table, joined, pointer }, coverage);
  const hasMeasurements = measure.classes.some(({ categories }) =>
    categories.some(({ measurements }) => measurements.length > 0),
  );
  const hasResults = table.cells.length > 0 || comparisons.length > 0;
  if (hasMeasurements && !hasResults && !isUnanalysed(measure)) return undefined;
  const status = measure.reportingStatus === 'NOT_POSTED' ? 'not posted' : 'nobody analysed';
  const expected = dateIn(measure.anticipatedPostingDate)?.slice(0, 7);
  const endpoint = endpointNamed(statement.title, (id) => Object.hasOwn(builtInEndpoints, id));
  const assessor = assessorIn(statement.title);
  return {
    title: statement.title,
    type: types.get(measure.type ?? '') ?? 'other',
    timeFrame: statement.timeFrame,
    ...populationOf(measure),
    ...(hasResults && endpoint !== undefined && fitsEndpoint(table) && { endpoint }),
    ...(assessor && { assessor }),
    ...(hasResults && cut !== undefined && { cut }),
    ...(!hasResults && { status }),
    ...(!hasResults && status === 'not posted' && expected !== undefined && { expected }),
    ...(hasResults && withComparisons(table, comparisons)),
    source: { id: source, locator: 'outcome measures' },
  };
}

/** Numbers of a catalogue endpoint are times, shares or ratios; a score of the same name is not. */
function fitsEndpoint({ cells }: MeasureTable): boolean {
  return cells.every(({ value }) => ['median', 'rate', 'proportion', 'unavailable'].includes(value.shape));
}

function withComparisons(table: MeasureTable, comparisons: Tree[]): { [field: string]: Tree } {
  const isUnplaced = comparisons.some((one) => (one as { row?: Tree }).row === rowNotStated.key);
  return {
    ...treeOf(table, isUnplaced ? [rowNotStated] : []),
    ...(comparisons.length > 0 && { comparisons }),
  };
}

function isUnanalysed({ denoms, classes }: OutcomeMeasure): boolean {
  const counts = [...denoms, ...classes.flatMap((one) => one.denoms)].flatMap((one) => one.counts);
  return counts.length > 0 && counts.every(({ value }) => wholeNumeral(value) === '0');
}

/** What a table says of all its numbers; `units` is what was counted in it. */
export function statementOf(measure: OutcomeMeasure | BaselineMeasure, units: string | undefined): Statement {
  const unitsAnalysed = oneLine(units);
  return {
    title: oneLine(measure.title) ?? 'Outcome without a title',
    description: paragraphs(measure.description) ?? '',
    timeFrame: ('timeFrame' in measure && oneLine(measure.timeFrame)) || 'not stated',
    paramType: measure.paramType ?? '',
    dispersionType: measure.dispersionType ?? '',
    unit: oneLine(measure.unitOfMeasure) ?? 'unit not stated',
    ...(unitsAnalysed !== undefined && !/^participants?$/i.test(unitsAnalysed) && { unitsAnalysed }),
  };
}

/** Participants of each group, by its id. */
export function sizesOf({ denoms }: Pick<OutcomeMeasure, 'denoms'>): Map<string, string> {
  return new Map(
    (denoms[0]?.counts ?? []).flatMap(({ groupId, value }) =>
      groupId !== undefined && value !== undefined ? [[groupId, value] as const] : [],
    ),
  );
}

/** Sets that are known by name, with an abbreviation or a definition after it. */
const knownSets: readonly [RegExp, string][] = (
  [
    ['modified (?:intent(?:ion)?[- ]to[- ]treat|itt)|mitt', 'mitt'],
    ['intent(?:ion)?[- ]to[- ]treat|itt', 'itt'],
    ['full analysis|fas', 'full analysis'],
    ['per[- ]protocol|pps?', 'per protocol'],
    ['safety', 'safety'],
  ] as const
).map(([names, set]) => [
  new RegExp(
    `^(?:the )?(?:${names})(?: \\(\\w+\\))?(?: (?:analysis )?(?:population|set))?(?: \\(\\w+\\))?(?:\\.?$|(?: was| is)? (?:included?s?|consist(?:ed|s) of|comprised?s?|defined as|[=:]))`,
    'i',
  ),
  set,
]);

/** The set analysed in a word or a sentence; what the record says beyond that joins the description. */
function populationOf(measure: OutcomeMeasure): { population?: string; description?: string } {
  const description = paragraphs(measure.description);
  const said = oneLine(measure.populationDescription);
  const isPart =
    /respon(?:der|ded|se)|\bwho (?:achieved|had|were evaluable)|evaluable (?:for|at)|available data/i.test(
      said ?? '',
    );
  const known = isPart
    ? undefined
    : knownSets.find(([pattern]) => said !== undefined && pattern.test(said))?.[1];
  const [first = ''] = said?.match(/^.*?[.!?](?= \p{Lu}|$)|^.+$/u) ?? [];
  const short = first.replace(/\.$/, '');
  const population = known ?? (/\S\s+\S/.test(short) && short.length <= 160 ? short : undefined);
  const isWhole =
    said === undefined || said.replace(/\.$/, '') === population || (known !== undefined && said.length < 60);
  const all = [description, !isWhole && `Analysed: ${said}`].filter(Boolean).join('\n\n');
  return { ...(all !== '' && { description: all }), ...(population !== undefined && { population }) };
}

/** Keys by title, by title and time frame where titles repeat, and by a hash of both where these are too long. */
function outcomeKeys(
  outcomes: readonly { title?: string | undefined; timeFrame?: string | undefined }[],
): string[] {
  const names = outcomes.map(({ title }) => nameIn(oneLine(title) ?? ''));
  const short = names.map((name) => shortSlug(name, 56) || 'outcome');
  const isRepeated = (key: string, keys: readonly string[]) => keys.filter((one) => one === key).length > 1;
  const long = outcomes.map(({ timeFrame }, index) => {
    const key = short[index] as string;
    if (!isRepeated(key, short)) return key;
    return shortSlug(`${shortSlug(names[index] || 'outcome', 36)} ${endOf(oneLine(timeFrame) ?? '')}`, 62);
  });
  return long.map((key, index) => {
    const own = takenBeginnings.includes(key) ? `outcome-${key}` : key;
    if (!isRepeated(key, long)) return own;
    const { title = '', timeFrame = '' } = outcomes[index] ?? {};
    return `${own.slice(0, 57)}-${createHash('sha256')
      .update(`${title} ${timeFrame} ${twins(outcomes, index)}`)
      .digest('hex')
      .slice(0, 6)}`;
  });
}

/** How many outcomes before this one have the same title and time frame. */
function twins(
  outcomes: readonly { title?: string | undefined; timeFrame?: string | undefined }[],
  index: number,
): number {
  const own = outcomes[index];
  return outcomes
    .slice(0, index)
    .filter(({ title, timeFrame }) => title === own?.title && timeFrame === own?.timeFrame).length;
}

/** A title without `Percentage of participants with` and the like, which says nothing in an address. */
function nameIn(title: string): string {
  return title.replace(
    /^(?:the )?(?:median |mean )?(?:percentages?|numbers?|proportions?|counts?)(?: \(%\))? of (?:participants|patients|subjects) (?:with |who |achieving |having |experiencing )?(?:an? |the )?/i,
    '',
  );
}

/** The last words of a time frame, which say when. */
function endOf(timeFrame: string): string {
  return timeFrame.split(/\s+/).slice(-4).join(' ');
}

/** The outcomes that the protocol names, for a study without results. */
export function plannedTrees(study: Study, source: string): { [key: string]: Tree } {
  const planned = plannedOutcomes(study);
  const keys = outcomeKeys(planned);
  return Object.fromEntries(
    planned.map(({ title, timeFrame, description, type }, index) => [
      keys[index] as string,
      {
        title,
        type,
        timeFrame,
        ...(description !== undefined && { description }),
        status: 'not posted',
        source: { id: source, locator: 'outcome measures' },
      },
    ]),
  );
}
