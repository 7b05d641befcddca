import { describe, expect, test } from 'vitest';
import { Desk, type Edit } from './proofed.ts';

const CAR_T = 'content/briefings/2026-04-21-car-t-moves-upstream.md';

async function pageWith(...edits: Edit[]): Promise<string> {
  return (await new Desk(edits).finished('car-t')).html;
}

/** An element of a page by how its start tag begins, without tags. */
function plain(html: string): string {
  return html
    .replace(/<span class="aside">.*?<\/span>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

const within = (html: string, start: RegExp, end: string) => {
  const from = html.search(start);
  return from < 0 ? '' : html.slice(from, html.indexOf(end, from));
};

describe('the bottom line', () => {
  const file = new Desk([]).files.find(({ path }) => path === CAR_T)?.text ?? '';
  const [written = ''] = /^bottomLine:\n(?: {2}.*\n)+/m.exec(file) ?? [];
  const lineOf = (html: string) => within(html, /<section class="bottom-line/, '</section>');

  test('in three parts is labelled, in their order, each with its evidence', async () => {
    const line = lineOf(await pageWith());
    expect(line).toContain('class="bottom-line labelled"');
    expect([...line.matchAll(/<b>(.*?)<\/b>/g)].map(([, label]) => label)).toEqual([
      'Shown',
      'Not shown',
      'Watch',
    ]);
    expect(line.match(/<span class="evidence">/g)?.length).toBeGreaterThan(0);
    expect(line).not.toContain('<h2>');
  });

  test('may leave parts out, and keeps their order whichever way they are written', async () => {
    const line = lineOf(await pageWith([CAR_T, written, 'bottomLine:\n  watch: Time.\n  shown: Depth.\n']));
    expect(plain(line)).toBe('Shown Depth. Watch Time.');
  });

  test('in sentences has a heading and no labels', async () => {
    const line = lineOf(await pageWith([CAR_T, written, 'bottomLine: [One., Two.]\n']));
    expect(line).not.toContain('labelled');
    expect(plain(line)).toBe('Bottom line One. Two.');
  });

  test('may be left out', async () => {
    expect(lineOf(await pageWith([CAR_T, written, '']))).toBe('');
  });
});

describe('the status line', () => {
  const status = 'status: Known from a commentary and unreviewed notes; the paper is cited, not yet read\n';
  const lineOf = (html: string) => within(html, /<span class="status">/, '</p>');

  test('is the author’s, behind the mark of the worst grade', async () => {
    const line = lineOf(await pageWith());
    expect(line).toMatch(/^<span class="status"><span class="grade (?:secondary|unconfirmed)">/);
    expect(plain(line)).toBe(
      'Known from a commentary and unreviewed notes; the paper is cited, not yet read',
    );
  });

  test('is counted from the grades without one, and its numbers are no claim', async () => {
    const page = await new Desk([[CAR_T, status, '']]).finished('car-t');
    const graded = page.computed.evidence.flatMap(({ grade }) => grade ?? []);
    const count = (grade: string) => graded.filter((one) => one === grade).length;
    expect(plain(lineOf(page.html))).toBe(
      `${count('primary')} of ${graded.length} values read in primary documents, ${count('secondary')} in secondary reports, ${count('unconfirmed')} unconfirmed`,
    );
    expect(await new Desk([[CAR_T, status, '']]).unsourcedIn('car-t')).toEqual([]);
  });

  test('is proofread, and its numbers are bound', async () => {
    const edit = (text: string): Edit => [CAR_T, status, `status: ${text}\n`];
    const [found] = await new Desk([edit('Read in 71% of sources')]).unsourcedIn('car-t');
    expect(found).toContain('‘71%’');
    expect(found).toContain(`${CAR_T}:`);
    const html = await pageWith(edit('Of {{value "car-prism.mrd" show="n of N"}} from notes'));
    expect(lineOf(html)).toMatch(/<a class="finding" [^>]*><data value="car-prism.mrd">/);
  });
});

describe('key figures', () => {
  test('may be left out, and then have no place', async () => {
    expect(await pageWith()).not.toContain('class="key-figures"');
    const html = await pageWith([CAR_T, 'keywords:', 'keyFigures: [car-prism.mrd]\nkeywords:']);
    expect(html).toContain('<section class="key-figures"');
  });
});

describe('the caveats of a display', () => {
  const figureOf = (html: string) =>
    within(html, /<div class="figure[^"]*" id="figure-depth"/, '<details class="data">');
  const place = (where: string): Edit => [
    CAR_T,
    '    kind: proportions\n',
    `    kind: proportions\n    caveats: ${where}\n`,
  ];

  test('are one sentence beneath it, and at the end in full', async () => {
    const figure = figureOf(await pageWith());
    expect(figure).toContain('<p class="unlike">');
    expect(figure).not.toContain('class="caveats"');
    expect(figureOf(await pageWith(place('end')))).toBe(figure);
  });

  test('are in full beneath it where its author says so', async () => {
    const html = await pageWith(place('here'));
    const figure = figureOf(html);
    expect(figure).toContain('<p class="unlike">');
    expect(figure).toContain('<aside class="caveats"');
    expect(figure).toContain('Shown nevertheless: each rate is named with its sensitivity');
    expect(html).toContain('id="differences"');
  });
});

describe('a cross-trial table that the text does not place', () => {
  const tableOf = (html: string) => within(html, /<details class="annex differences"/, '</details>');

  test('is the first rows of what differs', async () => {
    const html = await pageWith();
    expect(html).not.toContain('id="table-context"');
    const [facts = '', points = ''] = tableOf(html).split('<tbody class="points">');
    expect(facts.match(/<tr><th scope="row">/g)?.length).toBeGreaterThan(2);
    expect(facts).toContain('data value="car-prism.mrd"');
    expect(points).toContain('■');
  });

  test('is where the text places it, and then not there', async () => {
    const html = await pageWith([CAR_T, '{{figure "depth"}}', '{{figure "depth"}}\n\n{{table "context"}}']);
    expect(html).toContain('id="table-context"');
    const [facts = ''] = tableOf(html).split('<tbody class="points">');
    expect(facts).not.toContain('<tr><th scope="row">');
  });

  test('has its numbers in the ledger, told as what differs', async () => {
    const { html, computed } = await new Desk([]).finished('car-t');
    const [facts = ''] = tableOf(html).split('<tbody class="points">');
    const linked = [...facts.matchAll(/data-entry="(\d+)"/g)].map(
      ([, entry]) => computed.evidence[Number(entry) - 1],
    );
    expect(linked.length).toBeGreaterThan(5);
    for (const row of linked) expect(row?.where).toContain('table context');
  });
});
