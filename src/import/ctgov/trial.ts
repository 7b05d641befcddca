import { shortSlug, takeKey } from '../../model/slug.ts';
import { isTreeMap, type Tree, treeAt } from '../tree.ts';
import { Columns } from './columns.ts';
import { Coverage } from './coverage.ts';
import { eventsOf } from './events.ts';
import { flowOf } from './flow.ts';
import { mapTable, treeOf } from './measure-table.ts';
import { plannedTrees, postedOutcomes, sizesOf, statementOf } from './outcomes.ts';
import { dateIn, protocolOf, statusOf } from './protocol.ts';
import type { Found, Study } from './study.ts';
import { paragraphs } from './words.ts';

export interface ImportedTrial {
  /** What a file under trials/ contains. */
  tree: { [field: string]: Tree };
  coverage: Coverage;
}

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

type Baseline = Study['resultsSection']['baselineCharacteristicsModule'];

function baselineOf(
  { groups, denoms, measures, typeUnitsAnalyzed }: Baseline,
  columns: Columns,
  source: string,
  coverage: Coverage,
): { [key: string]: Tree } {
  const joined = columns.join(groups, sizesOf({ denoms }));
  const taken = new Set<string>();
  return Object.fromEntries(
    measures.flatMap((measure, index): [string, Tree][] => {
      const pointer = `/resultsSection/baselineCharacteristicsModule/measures/${index}`;
      const statement = statementOf(measure, typeUnitsAnalyzed);
      const own = measure.denoms.length > 0 ? measure.denoms : denoms;
      const table = mapTable(
        { statement, classes: measure.classes, denoms: own, joined, kind: 'baseline', pointer },
        coverage,
      );
      if (table.cells.length === 0) return [];
      const key = takeKey(shortSlug(statement.title, 48) || 'characteristic', taken);
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
