import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverageLine } from '../../src/evidence/lint/lint.ts';
import { unsourcedDiagnostic } from '../../src/evidence/lint/proofread.ts';
import { Desk, type Edit, proofreadPage } from './proofed.ts';

const BASE = path.join(import.meta.dirname, '../cases/base/content');
const briefing = 'content/briefings/2026-01-15-base.md';
const house = 'content/house.yaml';
const alpha = 'content/trials/alpha.yaml';
const figure = 'templates/partials/figure.hbs';
const claim = 'ORR was 71% in the control arm';

const atEndOfTitle = 'title: Response by arm';

describe('the briefings as they are', () => {
  test.each(['aquila', 'car-t'])('the shipped one on %s holds no unsourced number', async (id) => {
    expect(await new Desk([]).unsourcedIn(id)).toEqual([]);
  });

  test('the invented one neither, and its coverage is told', async () => {
    const { problems, counts } = proofreadPage(await new Desk([], BASE).finished('base'));
    expect(problems).toEqual([]);
    expect(coverageLine(counts)).toMatch(/^\d+ numbers: [3-9]\d traced, \d+ names and dates, 0 waived$/);
  });
});

describe('an unsourced number is told once, where it was written', () => {
  const places: [what: string, where: string, edit: Edit][] = [
    ['a paragraph', 'the text', [briefing, 'Sales grew', `${claim}. Sales grew`]],
    ['emphasis', 'the text', [briefing, 'Sales grew', 'ORR was **71**% there. Sales grew']],
    [
      'a number with an entity for its space',
      'the text',
      [briefing, 'Sales grew', 'ORR was 71&nbsp;% there. Sales grew'],
    ],
    ['a list', 'the text', [briefing, 'Sales grew', `- One.\n- ${claim}.\n\nSales grew`]],
    ['a heading', 'the text', [briefing, '## Results', `## Results: ${claim}`]],
    ['the title', 'the title', [briefing, 'title: Zorvex', `title: ${claim}, Zorvex`]],
    ['the dek', 'the dek', [briefing, 'dek: A briefing', `dek: ${claim}. A briefing`]],
    [
      'a folded line of the bottom line',
      'the bottom line',
      [
        briefing,
        `bottomLine: ['Response was`,
        `bottomLine:\n  - >-\n    One\n    ${claim}.\nkeywords: ['Response was`,
      ],
    ],
    [
      'a key figure',
      'the key figures',
      [briefing, '[alpha.orr.zor]\n', `[{ value: alpha.orr.zor, label: "ORR", detail: "said: ${claim}" }]\n`],
    ],
    [
      'the title of a figure',
      'figure responses, title',
      [briefing, atEndOfTitle, `${atEndOfTitle}, ${claim}`],
    ],
    ['a note', 'figure responses, note', [briefing, atEndOfTitle, `${atEndOfTitle}\n    note: ${claim}`]],
    [
      'an alternative text over several lines',
      'figure responses, alternative text',
      [
        briefing,
        atEndOfTitle,
        `${atEndOfTitle}\n    alt: |\n      Response in {{value "beta.orr"}};\n      ${claim}.`,
      ],
    ],
    [
      'the note of a table',
      'table side-by-side, note',
      [briefing, 'title: Trial by trial', `title: Trial by trial\n    note: '''${claim}'''`],
    ],
    [
      'a template, beside an expression',
      'figure responses, source line',
      [figure, '{{source}}</span></p>', `{{source}}</span> In&nbsp;all, ${claim}.</p>`],
    ],
    [
      'a template, where the page lists what is not linted',
      'the template partials/ledger',
      ['templates/partials/ledger.hbs', '<h2>Evidence ledger', `<h2>Evidence ledger. ${claim}`],
    ],
    [
      'an attribute in a template',
      'the key figures',
      ['templates/partials/key-figures.hbs', '"Key figures"', `"Key figures; ${claim}"`],
    ],
    [
      'a template’s head',
      'the dek',
      ['templates/partials/metadata.hbs', 'content="{{description}}"', `content="{{description}} ${claim}"`],
    ],
    [
      'the label of an arm',
      'figure responses, alternative text',
      [alpha, 'label: Observation', `label: "${claim}: Observation"`],
    ],
    [
      'the name of a disease',
      'figure responses, alternative text',
      [alpha, 'disease: invented disease', `disease: ${claim}`],
    ],
    ['the name of an author', 'the byline', [house, 'Ada Example', `Ada Example (${claim})`]],
    ['a disclosure', 'the disclosures', [house, 'positions: None.', `positions: None. ${claim}.`]],
    [
      'the method of the house',
      'the method',
      [house, 'method: Every number', `method: >-\n  One\n  ${claim}.\n  Every number`],
    ],
  ];

  test.each(places)('in %s', async (_, where, edit) => {
    const desk = new Desk([edit], BASE);
    const [file] = edit;
    const length = edit[2].includes('**') ? 5 : edit[2].includes('&nbsp;%') ? 2 : 3;
    expect(await desk.unsourcedIn('base')).toEqual([
      `${desk.spotOf(file, '71')}+${length} ‘${edit[2].includes('&nbsp;%') ? '71 %' : '71%'}’ in ${where}`,
    ]);
  });

  test('each of several, also of one number in one part of the page', async () => {
    const desk = new Desk(
      [
        [briefing, '{{figure "responses"}}', `${claim}.\n\n${claim}.\n\n{{figure "responses"}}`],
        [figure, '{{source}}</span>', `{{source}}</span> ${claim}.`],
        [house, 'method: ', `method: ${claim}, two thirds of them. `],
      ],
      BASE,
    );
    const unsourced = await desk.unsourcedIn('base');
    expect(unsourced.map((one) => one.replace(/:.*?‘/, ' ‘'))).toEqual([
      `${briefing} ‘71%’ in the text`,
      `${briefing} ‘71%’ in the text`,
      `${figure} ‘71%’ in figure responses, source line`,
      `${house} ‘71%’ in the method`,
      `${house} ‘two thirds’ in the method`,
    ]);
    expect(new Set(unsourced).size).toBe(5);
  });

  test('at the first line of the briefing where no file holds it', async () => {
    const page = await new Desk([], BASE).finished('base');
    const html = page.html.replace('</header>', '<p>Some 71% of 12</p></header>');
    const { problems, counts } = proofreadPage({ ...page, html });
    expect(problems.map(({ message, place }) => [message, place])).toEqual([
      ['‘71% of 12’ in the masthead leads to no source', { file: briefing, line: 1, column: 1 }],
    ]);
    expect(coverageLine(counts)).toMatch(/, 1 unsourced$/);
  });

  test('a waived one is counted with its reason given, and not told', async () => {
    const waived = '{{plain "two thirds" reason="a way of speaking"}}';
    const page = await new Desk(
      [[briefing, 'Sales grew', `In ${waived} of all cases, sales grew`]],
      BASE,
    ).finished('base');
    const { problems, counts } = proofreadPage(page);
    expect(problems).toEqual([]);
    expect(counts.waived).toBe(1);
  });
});

describe('what is said of it', () => {
  const at = (file: string) => ({ file, line: 3, column: 5, length: 3 });

  test('names the part of the page, and how to bind or waive', () => {
    expect(
      unsourcedDiagnostic({
        text: '71%',
        where: 'text',
        why: 'a number',
        protocol: false,
        place: at('content/briefings/x.md'),
      }),
    ).toEqual({
      code: 'unsourced-number',
      severity: 'error',
      message: '‘71%’ in the text leads to no source',
      place: at('content/briefings/x.md'),
      hints: ['bind it with {{value "…"}}, or waive it with {{plain "71%" reason="…"}}'],
      related: [],
    });
  });

  test('names a figure by its id, and tells that only a briefing can bind', () => {
    const said = unsourcedDiagnostic({
      text: 'half',
      where: 'figure depth, drawing',
      why: 'a share in words',
      protocol: false,
      place: at('content/trials/x.yaml'),
    });
    expect(said.message).toBe('‘half’ in figure depth, drawing leads to no source');
    expect(said.hints).toEqual([
      'numbers can only be bound in a briefing: remove it here and write {{value "…"}} there',
    ]);
  });
});
