import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FileKind } from '../../src/content/files.ts';
import { checkLibrary } from '../../src/content/library.ts';
import { parseSource } from '../../src/content/parse.ts';
import { isError } from '../../src/diagnostics.ts';
import { type Found, studiesIn } from '../../src/import/ctgov/study.ts';
import { trialOf } from '../../src/import/ctgov/trial.ts';
import { isTreeMap, type Tree, treeAt, writeTree } from '../../src/import/tree.ts';

/** Real studies of the registry, where they are beside the repository; tests that need them are skipped elsewhere. */
export const realStudies = path.join(import.meta.dirname, '../../../shared/fixtures/ctgov');
export const areThere = existsSync(realStudies);

/** Files of real studies, the large ones first by name, then those of `more/`. */
export function realFiles(): string[] {
  const of = (folder: string) =>
    readdirSync(folder)
      .filter((name) => /\.json(?:\.gz)?$/.test(name))
      .sort()
      .map((name) => path.join(folder, name));
  return [...of(realStudies), ...of(path.join(realStudies, 'more'))];
}

export function readStudy(file: string): Found {
  const bytes = readFileSync(file);
  return foundIn((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

export function foundIn(text: string): Found {
  const [found] = studiesIn(text);
  if (!found || 'problem' in found) throw new Error(found?.problem ?? 'no study');
  return found;
}

export function imported(study: object) {
  return trialOf(foundIn(JSON.stringify(study)), { source: 'record' });
}

const house = readFileSync(path.join(import.meta.dirname, '../cases/base/content/house.yaml'), 'utf8');

/** What `check` says against a trial: `code line: message`. */
export function errorsOf(tree: Tree, source = 'record'): string[] {
  const file = (kind: FileKind, key: string, text: string) =>
    parseSource({ kind, key, path: key, id: path.basename(key, '.yaml'), text });
  const record = { title: 'A record', publisher: 'Registry', type: 'registry', access: 'full text' };
  const outcome = checkLibrary(
    [
      file('house', 'house.yaml', house),
      file('sources', 'sources.yaml', writeTree({ [source]: record })),
      file('trial', 'trials/study.yaml', writeTree(tree)),
    ],
    'content',
  );
  return outcome.diagnostics
    .filter((one) => isError(one) && one.place.file.startsWith('trials/'))
    .map(({ code, place, message }) => `${code} ${place.line}: ${message}`);
}

/** The outcome whose title begins so. */
export function outcomeOf(tree: Tree, title: string): { [field: string]: Tree } {
  const outcomes = treeAt(tree, ['outcomes']);
  const found = Object.values(isTreeMap(outcomes) ? outcomes : {}).find((one) =>
    String(treeAt(one, ['title'])).startsWith(title),
  );
  if (!isTreeMap(found)) throw new Error(`no outcome ‘${title}’`);
  return found;
}

/** Key of the row or group with this label. */
export function keyOf(map: Tree | undefined, label: string): string {
  const found = Object.entries(isTreeMap(map) ? map : {}).find(([, one]) => treeAt(one, ['label']) === label);
  if (!found) throw new Error(`nothing is labelled ‘${label}’`);
  return found[0];
}

interface Group {
  title: string;
  value?: string | undefined;
  spread?: string;
  lower?: string;
  upper?: string;
  comment?: string;
  n?: string;
}

interface OutcomeOptions {
  title: string;
  type?: string;
  timeFrame?: string;
  param: string;
  dispersion?: string;
  unit: string;
  groups: Group[];
  analyses?: object[];
  more?: object;
  /** Title of the only class. */
  row?: string;
}

/** An outcome measure as the registry gives it. */
export function outcome({
  title,
  param,
  dispersion,
  unit,
  groups,
  analyses,
  type = 'PRIMARY',
  timeFrame = 'Month 12',
  row,
  more,
}: OutcomeOptions) {
  const id = (index: number) => `OG00${index}`;
  return {
    type,
    title,
    timeFrame,
    reportingStatus: 'POSTED',
    paramType: param,
    ...(dispersion && { dispersionType: dispersion }),
    unitOfMeasure: unit,
    groups: groups.map((group, index) => ({ id: id(index), title: group.title })),
    denoms: [
      {
        units: 'Participants',
        counts: groups.map(({ n = '100' }, index) => ({ groupId: id(index), value: n })),
      },
    ],
    classes: [
      {
        ...(row && { title: row }),
        categories: [
          {
            measurements: groups.map(({ value, spread, lower, upper, comment }, index) => ({
              groupId: id(index),
              value,
              ...(spread && { spread }),
              ...(lower && { lowerLimit: lower }),
              ...(upper && { upperLimit: upper }),
              ...(comment && { comment }),
            })),
          },
        ],
      },
    ],
    ...(analyses && { analyses }),
    ...more,
  };
}

/** A randomised study of two arms, Alpha and Placebo, with these outcomes. */
export function studyOf(
  outcomes: object[],
  { results = {}, protocol = {} }: { results?: object; protocol?: object } = {},
) {
  return {
    protocolSection: {
      identificationModule: { nctId: 'NCT00000001', briefTitle: 'A study', acronym: 'EXAMPLE' },
      statusModule: {
        overallStatus: 'COMPLETED',
        resultsFirstPostDateStruct: { date: '2024-05-06', type: 'ACTUAL' },
      },
      conditionsModule: { conditions: ['Asthma'] },
      designModule: {
        studyType: 'INTERVENTIONAL',
        phases: ['PHASE3'],
        designInfo: {
          allocation: 'RANDOMIZED',
          interventionModel: 'PARALLEL',
          maskingInfo: { masking: 'DOUBLE' },
        },
        enrollmentInfo: { count: 200, type: 'ACTUAL' },
      },
      armsInterventionsModule: {
        armGroups: [
          { label: 'Alpha', type: 'EXPERIMENTAL', interventionNames: ['Drug: alpha'] },
          { label: 'Placebo', type: 'PLACEBO_COMPARATOR', interventionNames: ['Drug: placebo'] },
        ],
      },
      ...protocol,
    },
    resultsSection: {
      participantFlowModule: {
        groups: [
          { id: 'FG000', title: 'Placebo' },
          { id: 'FG001', title: 'Alpha' },
        ],
        periods: [
          {
            title: 'Overall Study',
            milestones: [
              {
                type: 'STARTED',
                achievements: [
                  { groupId: 'FG000', numSubjects: '101' },
                  { groupId: 'FG001', numSubjects: '102' },
                ],
              },
              {
                type: 'COMPLETED',
                achievements: [
                  { groupId: 'FG000', numSubjects: '90' },
                  { groupId: 'FG001', numSubjects: '95' },
                ],
              },
            ],
          },
        ],
      },
      outcomeMeasuresModule: { outcomeMeasures: outcomes },
      ...results,
    },
  };
}
