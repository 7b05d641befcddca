import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from '../tool.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-fields-'));
let outcome: ReturnType<typeof runTool>;

beforeAll(() => {
  cpSync(path.join(import.meta.dirname, 'content'), path.join(folder, 'content'), { recursive: true });
  outcome = runTool(['build', '--strict'], { cwd: folder });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Row {
  id: string;
  value: string;
  meaning: string;
  formula?: string;
  interval?: { text: string; method: string };
  data?: { file: string; line: number };
}

function evidenceOf(edition: string): Map<string, Row> {
  const file = path.join(folder, 'out', edition, 'evidence.json');
  const { evidence } = JSON.parse(readFileSync(file, 'utf8')) as { evidence: Row[] };
  return new Map(evidence.map((row) => [row.id, row]));
}

/** Text of the nth table of a page, a line a row. */
function tableOf(edition: string, id: string): string[] {
  const html = readFileSync(path.join(folder, 'out', edition, 'index.html'), 'utf8');
  const from = html.indexOf(`id="table-${id}"`);
  const table = html.slice(from, html.indexOf('</table>', from));
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<sup.*?<\/sup>/gs, '')
      .replace(/<\/(?:td|th)>/g, ' | ')
      .replace(/<span class="sub">/g, ' ')
      .replace(/<[^>]+>/g, '')
      .replaceAll(/[\u00a0\s]+/g, ' ')
      .trim(),
  );
}

function lineOf(trial: string, text: string): number {
  const lines = readFileSync(path.join(folder, 'content/trials', `${trial}.yaml`), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}

describe('trials of other fields, written as tables of results', () => {
  test('build without a warning', () => {
    expect(outcome.stderr).not.toMatch(/^(?:warning|error) /m);
    expect(outcome.status, outcome.stderr).toBe(0);
  });

  test('lead from every cell to its line', () => {
    const rows = evidenceOf('2026-02-10-caldera');
    expect(rows.get('caldera.components.mi.calvoxin')).toMatchObject({
      meaning: 'CALDERA, Calvoxin: Component of four-point MACE (Non-fatal myocardial infarction)',
      data: { file: 'trials/caldera.yaml', line: lineOf('caldera', 'mi: { calvoxin: 131') },
    });
    expect(rows.get('caldera.mace4.calvoxin-vs-placebo')).toMatchObject({
      value: 'HR\u00a00.84 (95%\u00a0CI\u00a00.73–0.95)',
      data: { line: lineOf('caldera', 'value: 0.84') - 1 },
    });
    expect(rows.get('caldera.baseline.age.all')).toMatchObject({
      meaning: 'CALDERA, All patients: Age',
      value: '64.7\u00a0years (SD\u00a09.2)',
    });
    expect(rows.get('caldera.ae.major-bleeding-serious.calvoxin')).toMatchObject({
      data: { line: lineOf('caldera', 'Major bleeding') },
    });
  });

  test('put every number of every block into the data file', () => {
    const data = readFileSync(path.join(folder, 'out/2026-02-10-caldera/data.json'), 'utf8');
    const ids = [...data.matchAll(/"id":"(caldera\.[^"]+)"/g)].map(([, id]) => id);
    expect(ids).toContain('caldera.ae.back-pain.placebo');
    expect(ids).toContain('caldera.ae.bruising.calvoxin.events');
    expect(ids).toContain('caldera.disposition.stopped-drug.placebo');
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('draw what a ratio of harm, a margin and rare events mean', () => {
    const page = (edition: string) => readFileSync(path.join(folder, 'out', edition, 'index.html'), 'utf8');
    const plain = (html: string) => html.replace(/<[^>]+>/g, '').replaceAll(/[\u00a0\s]+/g, ' ');
    const caldera = plain(page('2026-02-10-caldera'));
    expect(caldera).toContain('left of the line of no effect favours Calvoxin, right of it favours Placebo');
    const lumen = plain(page('2026-02-17-lumen-4'));
    expect(lumen).toMatch(/Non-inferiority margin 0\.3/);
    expect(lumen).toMatch(/Patients ?Tirvatide 10 mg/);
    const meridian = plain(page('2026-02-24-meridian-v'));
    const drawn = (edition: string, figure: string) =>
      plain(readFileSync(path.join(folder, 'out', edition, 'figures', `${figure}.svg`), 'utf8'));
    expect(drawn('2026-02-24-meridian-v', 'titres')).toContain('RSV-M, immunogenicity subset');
    expect(drawn('2026-02-10-caldera', 'composite')).toContain('Cardiovascular death');
    expect(meridian).toContain(
      'The axis begins at the origin and shows only the lower part of the full scale.',
    );
  });

  test('give differences of risks an entry of their own, with the number needed to treat', () => {
    const row = evidenceOf('2026-02-10-caldera').get('gap(caldera.mace4.calvoxin, caldera.mace4.placebo)');
    expect(row?.interval).toEqual({ text: '−2.9 to −0.4', method: 'Newcombe, method 10, computed here' });
    expect(row?.formula).toContain('NNTB 61 (35 to 231)');
  });

  test('set a harmful composite and its components in relative and absolute terms', () => {
    const [head, composite, first] = tableOf('2026-02-10-caldera', 'effects');
    expect(head).toBe(
      'Outcome | Calvoxin | Placebo | Relative effect (95% CI) | Absolute effect (95% CI) | Certainty | Evidence |',
    );
    expect(composite).toMatch(
      /^Four-point MACE \| 412\/4,612 \(8\.9%; .*\| HR 0\.84 \(0\.73–0\.95\) \| −1\.6 per 100 \(−2\.9 to −0\.4\) NNTB 61 \(35 to 231\) \| Moderate/,
    );
    expect(first).toMatch(
      /^Cardiovascular death Component of four-point MACE \| .*NNTB 323 \(NNTB 96 to ∞ to NNTH 232\)/,
    );
  });

  test('set each of several arms against the control, by name', () => {
    const rows = tableOf('2026-02-17-lumen-4', 'effects');
    expect(rows[0]).toBe(
      'Outcome | Arm | Compared with | Relative effect (95% CI) | Absolute effect (95% CI) | Evidence |',
    );
    expect(rows.filter((row) => row.startsWith('Change in HbA1c at week 40'))).toEqual([
      expect.stringMatching(
        /\(SE 0\.05\) Tirvatide 2 mg \| .* Insulin glargine \| — \| −0\.18 percentage points/,
      ),
      expect.stringMatching(/Tirvatide 5 mg \| .* Insulin glargine \| — \| −0\.49 percentage points/),
      expect.stringMatching(/Tirvatide 10 mg \| .* Insulin glargine \| — \| −0\.75 percentage points/),
    ]);
    expect(rows.find((row) => row.includes('OR 2.90'))).toMatch(/Tirvatide 10 mg .*NNTB 5 \(4 to 7\)/);
  });

  test('show the adverse events that matter, and count the rest', () => {
    const rows = tableOf('2026-02-17-lumen-4', 'harms');
    expect(rows.map((row) => row.split(' | ')[0])).toEqual([
      'Adverse event',
      'Serious adverse events',
      'Adverse events other than serious',
      'Deaths from any cause',
      'Nausea',
      'Diarrhoea',
      'Decreased appetite',
      'Vomiting',
      'Nasopharyngitis',
      'and 3 further terms in the data file',
    ]);
    expect(rows[3]).toMatch(/\| 1\/361 \(0\.3\) \| not reported \|/);
  });

  test('take the one group of an arm that an outcome was measured in', () => {
    const row = tableOf('2026-02-24-meridian-v', 'effects').find((one) =>
      one.startsWith('RSV-A neutralising'),
    );
    expect(row).toMatch(/day 29 \| .*RSV-M, immunogenicity subset \| .* GMR 11\.0/);
  });

  test('say in the design card what became of the patients, in the unit of the follow-up', () => {
    const rows = tableOf('2026-02-10-caldera', 'design');
    expect(rows).toContain('Completed the trial, n/N | Calvoxin 4,391/4,612Placebo 4,377/4,604 |');
    expect(rows.find((row) => row.startsWith('Median follow-up, years'))).toContain('| 3.1');
    expect(rows.join('\n')).not.toMatch(/PFS|Response criteria|Line of therapy/);
  });
});
