import { describe, expect, test } from 'vitest';
import { assessBriefing } from '../../src/evidence/assess.ts';
import { followUpOf, patientsOf } from '../../src/evidence/ledger.ts';
import { appendedTable } from '../../src/model/briefing.ts';
import { differencesModel, fullCaveatsOf, unlikeModel } from '../../src/page/caveats.ts';
import { createPageSetting } from '../../src/page/page-setting.ts';
import { planTables } from '../../src/tables/plan.ts';
import { trialWith, withBriefing } from '../base-library.ts';
import { BODY, FIGURE, FILES } from '../evidence/appraisal/appraised.ts';

function readings(body: string, frontMatter: string, files: Record<string, string> = FILES) {
  const { library, briefing } = withBriefing(body, frontMatter, files);
  const assessment = assessBriefing(library, briefing);
  const appended = appendedTable(briefing);
  const specs = planTables(briefing.tables, appended ? [appended.id] : [], {
    ...assessment,
    patients: (row) => patientsOf(row, library),
    followUp: (row) => followUpOf(row, library),
  });
  return { assessment, specs, setting: createPageSetting(assessment, undefined) };
}

const columns = ['gamma', 'delta', 'epsilon'].map((trial) => ({ trial, name: trial.toUpperCase() }));
const plain = (html: { toString(): string } | undefined) =>
  String(html ?? '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ');

const ANSWERED = `${FIGURE}acknowledge:
  - { rule: mrd-threshold, between: [gamma, delta, epsilon], reason: each is named with its own. }
`;

describe('the sentence beneath a display', () => {
  const { assessment } = readings(BODY, FIGURE);

  test('names what forbids the comparison, and leads to all of it', () => {
    const model = unlikeModel(assessment, 'figure depth');
    expect(model?.lead).toBe('Not a head-to-head comparison.');
    expect(model?.named).toMatch(/^Different test sensitivities, .*\.$/);
    expect(model?.all).toMatch(/^All \d+ differences$/);
  });

  test('of one trial tells of limits, and of a single one without a count', () => {
    const files = {
      'trials/gamma.yaml': trialWith(
        'orr: { endpoint: orr, arm: a, proportion: { events: 9, of: 9 }, population: treated, source: beta-2025 }',
      ),
    };
    const one = readings(
      '{{figure "one"}}',
      'figures:\n  one: { kind: proportions, title: One, findings: [gamma.orr] }\n',
      files,
    );
    const model = unlikeModel(one.assessment, 'figure one');
    expect(model && 'lead' in model).toBe(false);
    expect(model?.named).toMatch(/^Few patients/);
    expect(model?.all).toMatch(/^(?:The difference in full|All \d+ limits)$/);
  });

  test('is absent where nothing is set side by side', () => {
    expect(unlikeModel(assessment, 'opening')).toBeUndefined();
    expect(unlikeModel(assessment, 'figure unknown')).toBeUndefined();
  });
});

describe('the full list beneath a display', () => {
  test('has blocks with the author’s reasons, then what weighs less', () => {
    const { assessment, setting } = readings(BODY, ANSWERED);
    const model = fullCaveatsOf(assessment, 'figure depth', 'figure 1', setting);
    expect(model?.label).toBe('figure 1');
    expect(model?.blocks.map(({ text }) => plain(text))).toEqual([
      expect.stringMatching(/^The sensitivity of the MRD test differs: 10−5 \(GAMMA\), 10−6 \(DELTA\)/),
    ]);
    expect(model?.blocks[0]?.reasons.map(plain)).toEqual(['each is named with its own.']);
    expect(model?.others.length).toBeGreaterThan(0);
  });

  test('is absent where nothing is objected to', () => {
    const { assessment, setting } = readings(BODY, FIGURE);
    expect(fullCaveatsOf(assessment, 'opening', 'this', setting)).toBeUndefined();
  });
});

describe('what differs between the trials', () => {
  test('is a table of points by trials, each value once, blocks first', () => {
    const { assessment, setting } = readings(BODY, ANSWERED);
    const model = differencesModel(assessment, [], columns, setting);
    expect(model?.heading).toBe('What differs between the trials');
    expect(model?.columns.map(({ name }) => plain(name))).toEqual(['GAMMA', 'DELTA', 'EPSILON']);
    const [first] = model?.points ?? [];
    expect(first?.blocking).toBe(true);
    expect(first?.title).toBe('Test sensitivities');
    expect(first?.cells?.map(plain)).toEqual(['10−5', '10−6', '10−6']);
    expect(model?.points.map(({ blocking }) => blocking).lastIndexOf(true)).toBe(0);
    expect(model?.reasons.map(({ title, text }) => [title, plain(text)])).toEqual([
      ['Test sensitivities', 'each is named with its own.'],
    ]);
  });

  test('has a dash where a point is not about a trial', () => {
    const { assessment, setting } = readings('{{figure "depth"}}', FIGURE);
    const model = differencesModel(assessment, [], columns, setting);
    const [first] = model?.points ?? [];
    expect(first?.cells?.map(plain)[2]).toBe('—');
  });

  test('is told in sentences where there are too many trials for columns, or one', () => {
    const { assessment, setting } = readings(BODY, FIGURE);
    const many = Array.from({ length: 8 }, (_, index) => ({ trial: `t${index}`, name: `T${index}` }));
    for (const own of [many, columns.slice(0, 1)]) {
      const model = differencesModel(assessment, [], own, setting);
      expect(model?.columns).toEqual([]);
      expect(plain(model?.points[0]?.sentence)).toMatch(/^The sensitivity of the MRD test differs/);
      expect(model?.points[0]?.cells).toBeUndefined();
    }
    expect(differencesModel(assessment, [], columns.slice(0, 1), setting)?.heading).toBe(
      'What limits the results',
    );
  });

  test('begins with the rows of a cross-trial table that the text does not place, on its side', () => {
    const table = `tables:
  grid: { kind: cross-trial, title: Grid, note: In the order of the text., arms: [gamma.a, delta.a, epsilon.a], endpoints: [mrd-negativity] }
`;
    const { assessment, setting, specs } = readings(BODY, `${FIGURE}${table}`);
    expect(specs.map(({ id }) => id)).toEqual(['grid']);
    const model = differencesModel(assessment, specs, columns, setting);
    const facts = model?.facts.map(({ title, cells }) => [plain(title), ...(cells ?? []).map(plain)]) ?? [];
    expect(facts.map(([title]) => title)).toContain('N');
    const rates = facts.find(([title]) => title?.startsWith('MRD'));
    expect(rates?.slice(1)).toEqual(Array(3).fill(expect.stringContaining('50')));
    expect(model?.notes.map(plain)).toEqual(['In the order of the text.']);

    const many = Array.from({ length: 8 }, (_, at) => columns[at % 3] ?? { trial: 't', name: 'T' });
    const told = differencesModel(assessment, specs, many, setting)?.facts;
    const sentence = plain(told?.find(({ title }) => plain(title).startsWith('MRD'))?.sentence);
    expect(sentence).toMatch(/^GAMMA: 50.*; DELTA: 50.*; EPSILON: 50/);
    expect(told?.every(({ cells }) => cells === undefined)).toBe(true);
  });

  test('has names that may break, and the second line of a cell as a text of its own', () => {
    const table = `tables:
  grid: { kind: cross-trial, title: Grid, arms: [gamma.a, delta.a, epsilon.a], endpoints: [mrd-negativity] }
`;
    const { assessment, setting, specs } = readings(BODY, `${FIGURE}${table}`);
    const long = columns.map(({ trial }) => ({ trial, name: 'AWARD-3, Dulaglutide 1.5 mg' }));
    const model = differencesModel(assessment, specs, long, setting);
    expect(String(model?.columns[0]?.name)).toBe('AWARD-3, Dulaglutide 1.5 mg');
    const rates = model?.facts.find(({ title }) => plain(title).startsWith('MRD'));
    expect(String(rates?.cells?.[0])).toContain('<span class="sub">');
  });

  test('is absent where nothing differs and no table is left over', () => {
    const { assessment, setting } = readings('In {{value "gamma.mrd"}}.', '');
    expect(differencesModel(assessment, [], columns, setting)).toBeUndefined();
  });
});
