import { createHash } from 'node:crypto';
import { builtInEndpoints } from '../../model/endpoint.ts';
import { shortSlug } from '../../model/slug.ts';
import type { OutcomeFile } from '../../model/trial.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { Columns } from './columns.ts';
import { comparisonsOf, rowNotStated } from './comparisons.ts';
import { Coverage } from './coverage.ts';
import { assessorIn, endpointNamed } from './endpoints.ts';
import { eventsOf } from './events.ts';
import { flowOf } from './flow.ts';
import { type MeasureTable, mapTable, treeOf } from './measure-table.ts';
import { dateIn, plannedOutcomes, protocolOf, statusOf } from './protocol.ts';
import type { BaselineMeasure, Found, OutcomeMeasure, Study } from './study.ts';
import type { Statement } from './value.ts';
import { oneLine, paragraphs, wholeNumeral } from './words.ts';

export interface ImportedTrial {
  /** What a file under trials/ contains. */
  tree: { [field: string]: Tree };
  coverage: Coverage;
}

/** Words that begin the addresses of something else than an outcome. */
const reserved = new Set([
  'follow-up',
  'enrolled',
  'randomised',
  'treated',
  'curve',
  'patient',
  'milestone',
  'ae',
  'baseline',
  'disposition',
]);

interface Options {
  /** Key of the record in sources. */
  source: string;
  /** Groups that the author joined to an arm: key of the arm by title of the group. */
  joins?: ReadonlyMap<string, string>;
}

/** A study of ClinicalTrials.gov as a trial, with every number that its record gives or the reason why it is left out. */
export function trialOf({ study, pointer }: Found, { source, joins = new Map() }: Options): ImportedTrial {
  const coverage = new Coverage(pointer);
  const columns = new Columns(study, source, joins);
  const { outcomeMeasuresModule, baselineCharacteristicsModule, adverseEventsModule, moreInfoModule } =
    study.resultsSection;
  const posted = outcomeMeasuresModule.outcomeMeasures;
  const hasResults = posted.length > 0;
  const cut = dateIn(study.protocolSection.statusModule.resultsFirstPostDateStruct.date);
  const outcomes = hasResults
    ? postedOutcomes(posted, { columns, source, coverage, cut: cut === undefined ? undefined : 'registry' })
    : plannedTrees(study, source);
  const disposition = flowOf(study, columns, source, coverage);
  const baseline = baselineOf(baselineCharacteristicsModule, columns, source, coverage);
  const events = eventsOf(adverseEventsModule, columns, source, coverage);
  doubtEventTotals(outcomes, events, coverage);
  const limitations = paragraphs(moreInfoModule.limitationsAndCaveats.description);
  const tree: { [field: string]: Tree } = {
    ...protocolOf(study),
    source: { id: source, locator: 'study design' },
    registryStatus: statusOf(study, source),
    ...(limitations !== undefined && { limitations }),
    ...(!events && { safety: 'not extracted' }),
    arms: columns.armTree(),
    ...(columns.groups.length > 0 && { groups: columns.groupTree() }),
    ...(hasResults &&
      cut !== undefined && {
        cuts: { registry: { label: 'Results as posted in the registry', date: cut, source } },
      }),
    ...filled('outcomes', outcomes),
    ...(events && { adverseEvents: events }),
    ...filled('baseline', baseline),
    ...filled('disposition', disposition),
  };
  return { tree, coverage };
}

/** Fewer patients with any adverse event than with those that were not serious is a contradiction of the record. */
function doubtEventTotals(
  outcomes: { [key: string]: Tree },
  events: Tree | undefined,
  coverage: Coverage,
): void {
  for (const [key, outcome] of Object.entries(outcomes)) {
    const title = treeAt(outcome, ['title']) as string;
    if (!/\b(?:at least (?:one|1)|any) (?:treatment[- ]emergent )?adverse event/i.test(title)) continue;
    const results = treeAt(outcome, ['results']);
    for (const [column, cell] of Object.entries(isTreeMap(results) ? results : {})) {
      const [any, atRisk] = typeof cell === 'string' ? cell.split('/') : [];
      for (const total of ['serious', 'other']) {
        const [counted, of] = String(treeAt(events, ['groups', column, total]) ?? '').split('/');
        if (of === undefined || of !== atRisk || Number(any) >= Number(counted)) continue;
        const text = `${title}: ${cell} in ${column}, fewer than the ${counted}/${of} with ${total} adverse events (outcomes.${key})`;
        coverage.doubt('outcome measurements', '/resultsSection/outcomeMeasuresModule', text);
      }
    }
  }
}

function filled(name: string, tables: { [key: string]: Tree }): { [name: string]: Tree } {
  return Object.keys(tables).length > 0 ? { [name]: tables } : {};
}

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

function postedOutcomes(posted: readonly OutcomeMeasure[], setting: Setting): { [key: string]: Tree } {
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
  const statement = statementOf(measure);
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

function statementOf(measure: OutcomeMeasure | BaselineMeasure): Statement {
  const unitsAnalysed = 'typeUnitsAnalyzed' in measure ? oneLine(measure.typeUnitsAnalyzed) : undefined;
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

function sizesOf({ denoms }: OutcomeMeasure): Map<string, string> {
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
    const own = reserved.has(key) ? `outcome-${key}` : key;
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

function plannedTrees(study: Study, source: string): { [key: string]: Tree } {
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

type Baseline = Study['resultsSection']['baselineCharacteristicsModule'];

function baselineOf(
  { groups, denoms, measures, typeUnitsAnalyzed }: Baseline,
  columns: Columns,
  source: string,
  coverage: Coverage,
): { [key: string]: Tree } {
  const sizes = new Map(
    (denoms[0]?.counts ?? []).flatMap(({ groupId, value }) =>
      groupId !== undefined && value !== undefined ? [[groupId, value] as const] : [],
    ),
  );
  const joined = columns.join(groups, sizes);
  const taken = new Set<string>();
  const units = oneLine(typeUnitsAnalyzed);
  return Object.fromEntries(
    measures.flatMap((measure, index): [string, Tree][] => {
      const pointer = `/resultsSection/baselineCharacteristicsModule/measures/${index}`;
      const statement = {
        ...statementOf(measure),
        ...(units !== undefined && !/^participants?$/i.test(units) && { unitsAnalysed: units }),
      };
      const own = measure.denoms.length > 0 ? measure.denoms : denoms;
      const table = mapTable(
        { statement, classes: measure.classes, denoms: own, joined, kind: 'baseline', pointer },
        coverage,
      );
      if (table.cells.length === 0) return [];
      const base = shortSlug(statement.title, 48) || 'characteristic';
      let key = base;
      for (let number = 2; taken.has(key); number += 1) key = `${base}-${number}`;
      taken.add(key);
      const description = statement.description;
      return [
        [
          key,
          {
            title: statement.title,
            ...(description !== '' && { description }),
            ...treeOf(table),
            source: { id: source, locator: 'baseline characteristics' },
          },
        ],
      ];
    }),
  );
}
