import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTool } from './tool.ts';

const root = path.join(import.meta.dirname, '..');
const flagship = 'briefings/2026-04-21-car-t-moves-upstream.md';
const maia = 'trials/maia.yaml';
const aquila = 'trials/aquila.yaml';
const paragraph = 'The same disease, once: AQUILA, daratumumab alone against monitoring.';
/** The one warning about the shipped content: its flagship says what three trials span. */
const spanned = 'claim-pooled-range';

let place: string;

beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'trialbrief-gate-'));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Edit {
  file: string;
  /** Must stand there once. */
  from: string;
  to: string;
}

/** Runs a command of the tool over the shipped content with some edits. */
function run(command: string[], edits: Edit[] = []) {
  rmSync(path.join(place, 'content'), { recursive: true, force: true });
  cpSync(path.join(root, 'content'), path.join(place, 'content'), { recursive: true });
  for (const { file, from, to } of edits) {
    const text = readFileSync(path.join(place, 'content', file), 'utf8');
    expect(text.split(from), `${from} in ${file}`).toHaveLength(2);
    writeFileSync(
      path.join(place, 'content', file),
      text.replace(from, () => to),
    );
  }
  return runTool(command, { cwd: place });
}

interface Told {
  code: string;
  severity: string;
  message: string;
  place: { file: string; line: number; column: number };
}

/** What `check --strict` says of the edited content beyond what it says of the shipped, and its exit code. */
function check(...edits: Edit[]): { status: number | null; told: Told[] } {
  const { status, told: all } = checkAll(...edits);
  return { status, told: all.filter(({ code }) => code !== spanned) };
}

function checkAll(...edits: Edit[]): { status: number | null; told: Told[] } {
  const { status, stdout, stderr } = run(['check', '--strict', '--json'], edits);
  expect(stdout, stderr).not.toBe('');
  return { status, told: JSON.parse(stdout).diagnostics };
}

/** Line and column of a text in a file as it is after the edits. */
function placeOf(file: string, text: string): { file: string; line: number; column: number } {
  const content = readFileSync(path.join(place, 'content', file), 'utf8');
  const at = content.indexOf(text);
  expect(at, text).toBeGreaterThanOrEqual(0);
  const before = content.slice(0, at).split('\n');
  return { file: `content/${file}`, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function told(code: string, file: string, text: string, severity = 'error') {
  return expect.objectContaining({ code, severity, place: expect.objectContaining(placeOf(file, text)) });
}

test('the shipped briefings may be published', () => {
  const { status, told: all } = checkAll();
  expect(status).toBe(0);
  expect(all).toEqual([told(spanned, flagship, '{{range "maia.cr.d-rd"', 'warning')]);
});

describe('what must not be published is refused, each at its place', () => {
  test('a number that lost its source', () => {
    const finding = /^ {2}teae\.dara:\n(?: {4}.*\n)*/m.exec(
      readFileSync(path.join(root, 'content', aquila), 'utf8'),
    );
    const [whole = ''] = finding ?? [];
    const { status, told: all } = check({
      file: aquila,
      from: whole,
      to: whole.replace('    source: aquila-altai-2025\n', ''),
    });
    expect(status).toBe(3);
    expect(all).toEqual([told('missing-field', aquila, 'teae.dara:')]);
  });

  const claim = 'ORR was 71% in the control arm.';
  test.each<[string, Edit]>([
    [
      'prose',
      {
        file: flagship,
        from: paragraph,
        to: `${paragraph} ${claim}`,
      },
    ],
    [
      'a caption',
      { file: flagship, from: 'note: PERSEUS and CEPHEUS', to: `note: ${claim} PERSEUS and CEPHEUS` },
    ],
    [
      'an alternative text',
      {
        file: flagship,
        from: 'the last bar is not confirmed.',
        to: `the last bar is not confirmed. ${claim}`,
      },
    ],
    ['the label of an arm', { file: maia, from: 'label: D-Rd\n', to: "label: 'D-Rd, ORR 71%'\n" }],
  ])('an unsourced number in %s', (_, edit) => {
    const { status, told: all } = check(edit);
    expect(status).toBe(3);
    const found = all.filter(({ code }) => code === 'unsourced-number');
    expect(new Set(found.map(({ place: at }) => `${at.file}:${at.line}:${at.column}`)).size).toBe(1);
    expect(found[0]).toEqual(told('unsourced-number', edit.file, '71%'));
  });

  test('a contrast that nobody answers for, under every exhibit that draws it', () => {
    const entry = '  - rule: disease\n    between: [car-prism, aquila, maia, cepheus, perseus]\n';
    const { status, told: all } = check({
      file: flagship,
      from: entry,
      to: '  - rule: disease\n    between: [car-prism, aquila]\n',
    });
    expect(status).toBe(3);
    expect(all.filter(({ code }) => code === 'not-comparable')).toEqual([
      told('not-comparable', flagship, '{{value "car-prism.mrd" show="n of N"}} at the finer test'),
      told('not-comparable', flagship, 'Trial by trial, not'),
    ]);
    expect(all.find(({ code }) => code === 'acknowledges-nothing')?.severity).toBe('warning');
  });

  test('the control arm’s result told of the drug', () => {
    const { status, told: all } = check({
      file: flagship,
      from: paragraph,
      to: `${paragraph} With daratumumab, MAIA saw a complete response in {{value "maia.cr.rd"}}.`,
    });
    expect(status).toBe(3);
    expect(all).toEqual([told('claim-control-arm', flagship, '{{value "maia.cr.rd"}}')]);
  });

  test('efficacy whose safety was extracted and is not shown', () => {
    const sentence =
      'In AQUILA, grade 3 or 4 events: {{value "aquila.teae.dara"}} with daratumumab, {{value "aquila.teae.monitoring"}} monitored.{{cite "aquila-altai-2025"}}';
    const { status, told: all } = check({ file: flagship, from: sentence, to: '' });
    expect([status, all.map(({ code }) => code)]).toEqual([3, ['safety-missing']]);
  });

  test('a house that discloses less than an opinion asks for', () => {
    const house = readFileSync(path.join(root, 'content/house.yaml'), 'utf8');
    const [positions = ''] = /^ {2}positions:[\s\S]*?(?=^ {2}\w)/m.exec(house) ?? [];
    const { status, told: all } = check({ file: 'house.yaml', from: positions, to: '' });
    expect(status).toBe(3);
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(['disclosures-missing']));
    expect(all[0]).toEqual(told('disclosures-missing', 'house.yaml', 'disclosures:'));
  });

  test('a printed interval that its own numbers contradict', () => {
    const { status, told: all } = check({
      file: maia,
      from: 'proportion: { events: 118, of: 368, percent: 32.1 }',
      to: 'proportion: { events: 118, of: 368, percent: 32.1, ci: [20.0, 30.0] }',
    });
    expect(status).toBe(3);
    expect(all.map(({ severity }) => severity)).toContain('error');
  });
});

describe('what an editor is told of, and may publish', () => {
  test('the benchmark that a table leaves out', () => {
    const { status, told: all } = check({
      file: flagship,
      from: 'aquila.dara, maia.d-rd',
      to: 'maia.d-rd',
    });
    expect(status).toBe(0);
    const found = all.find(({ code }) => code === 'claim-benchmark');
    expect(found).toEqual(told('claim-benchmark', flagship, 'Trial by trial, not', 'warning'));
    expect(found?.message).toMatch(/leaves out AQUILA, a randomised trial in the same disease/);
  });
});

describe('build --strict', () => {
  const faulty: Edit = {
    file: flagship,
    from: paragraph,
    to: 'ORR was 71% in the control arm.',
  };

  test('writes nothing when one briefing must not go out; build warns and writes', () => {
    const refused = run(['build', '--strict'], [faulty]);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/^error unsourced-number content\/briefings\//m);
    expect(refused.stderr).toContain('nothing was written');
    expect(existsSync(path.join(place, 'out'))).toBe(false);

    const draft = run(['build'], [faulty]);
    expect(draft.status).toBe(0);
    expect(draft.stderr).toMatch(/^warning unsourced-number content\/briefings\//m);
    expect(existsSync(path.join(place, 'out/2026-04-21-car-t-moves-upstream/briefing.pdf'))).toBe(true);
  });

  test('refuses what an earlier build left as a draft, and leaves it there', () => {
    const again = run(['build', '--strict'], [faulty]);
    expect(again.status).toBe(3);
    expect(again.stderr).toMatch(/^error unsourced-number/m);
    expect(existsSync(path.join(place, 'out/2026-04-21-car-t-moves-upstream/briefing.pdf'))).toBe(true);
    const mended = run(['build', '--strict']);
    expect(mended.status, mended.stderr).toBe(0);
    expect(mended.stdout).toMatch(/^built +out\/2026-04-21/m);
    expect(mended.stdout).toMatch(/^built +out\/2026-04-14/m);
  });

  test('compares again what a draft did not compare word by word, and once only', () => {
    expect(run(['build']).status).toBe(0);
    const strict = run(['build', '--strict']);
    expect(strict.stdout.match(/^unchanged /gm)).toHaveLength(3);
    run(['build'], [faulty]);
    expect(run(['build']).stdout).toMatch(/^built +out\/2026-04-21/m);
    const third = run(['build', '--strict']).stdout;
    expect(third).toMatch(/^unchanged out\/2026-04-14/m);
    expect(third).toMatch(/^built +out\/2026-04-21/m);
    expect(run(['build', '--strict']).stdout.match(/^unchanged /gm)).toHaveLength(3);
  });
});

describe('trace', () => {
  const trace = (...args: string[]) => run(['trace', 'car-t-moves-upstream', ...args]);

  test('leads from a printed number to its line, its source and every place', () => {
    run(['build']);
    const { status, stdout } = trace('--find', '32.1');
    expect(status).toBe(0);
    const line = placeOf(maia, '  mrd.d-rd:').line;
    expect(stdout).toMatch(/^maia\.mrd\.d-rd {2}\(entry \d+ of the ledger, primary\)$/m);
    expect(stdout).toContain('118/368 (32.1%; 95%\u00a0CI\u00a027.3–37.1)  MAIA, D-Rd: MRD negativity');
    expect(stdout).toContain('exact (Clopper–Pearson), computed here');
    expect(stdout).toContain(`data    content/${maia}:${line}\n`);
    expect(stdout).toMatch(/source {2}\[\d+\] maia-jnj-2025, /);
    expect(stdout).toMatch(
      /page {4}out\/2026-04-21-car-t-moves-upstream\/index\.html#n\d+-\d+ {2}text: ‘32\.1%’/,
    );
    expect(stdout).toMatch(/pdf {5}briefing\.pdf, page 1, 2, 3$/m);
  });

  test('finds by id and by source too, and says when the data have changed since', () => {
    const byId = JSON.parse(trace('--find', 'darzalex.2026-Q1', '--json').stdout);
    expect(byId.found.map(({ id }: { id: string }) => id)).toEqual(['darzalex.2026-Q1']);
    const bySource = JSON.parse(trace('--find', 'maia-jnj-2025', '--json').stdout);
    expect(bySource.found.map(({ id }: { id: string }) => id)).toContain('maia.mrd.d-rd');
    const changed = run(
      ['trace', 'car-t-moves-upstream', '--find', 'maia.mrd.d-rd'],
      [{ file: maia, from: 'name: MAIA', to: '\nname: MAIA' }],
    );
    expect(changed.stdout).toContain('(changed since this edition was built)');
  });

  test('finds what a drawing shows, on its page of the PDF', () => {
    const { found } = JSON.parse(trace('--find', '3.54', '--json').stdout);
    const [sale] = found;
    expect(sale.id).toBe('darzalex.2025-Q2');
    expect(sale.html.map(({ where }: { where: string }) => where)).toContain('figure sales');
    expect(sale.pdfPages).toHaveLength(1);
  });

  test('says what there is when nothing matches', () => {
    expect(trace('--find', '99.99').status).toBe(1);
    const unknown = run(['trace', 'car-t']);
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toMatch(/^there is no edition ‘car-t’ in out\/; /);
  });
});
