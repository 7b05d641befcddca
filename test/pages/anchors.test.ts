import { describe, expect, test } from 'vitest';
import { Desk } from './proofed.ts';

const briefing = 'content/briefings/2026-04-14-aquila-delays-myeloma.md';

async function dangling(text: string, line?: [from: string, to: string]): Promise<string[]> {
  const edits: [string, string, string][] = [
    [briefing, '\n## What was shown', `\n${text}\n\n## What was shown`],
  ];
  const desk = new Desk(line ? [...edits, [briefing, ...line]] : edits);
  const { obstacles } = await desk.composed('aquila-delays');
  return obstacles
    .filter(({ code }) => code === 'dangling-anchor')
    .map(({ message, hints, place }) =>
      [
        `${place.file}:${place.line}:${place.column}` ===
        desk.spotOf(briefing, `#${/#([^’]*)/.exec(message)?.[1]}`)
          ? 'there'
          : place,
        message,
        ...hints,
      ].join(' | '),
    );
}

describe('a link to a place that the page does not have', () => {
  test('is told where it was written, with the places there are', async () => {
    const [found, ...others] = await dangling('See [there](#nowhere) and [safety](#s-safty).');
    expect(found).toMatch(
      /^there \| ‘#nowhere’ does not exist on the page \| there are: .*#s-safety.*#sources/,
    );
    expect(others).toHaveLength(1);
    expect(others[0]).toMatch(/^there \| ‘#s-safty’ .*did you mean ‘#s-safety’/);
    expect(found).not.toMatch(/#(?:e\d|n\d|source-\d|note-|fig-)/);
  });

  test('in the front matter too', async () => {
    const found = await dangling('Words.', [
      'Subcutaneous daratumumab lowered',
      '[Subcutaneous](#gone) daratumumab lowered',
    ]);
    expect(found.join()).toContain('‘#gone’ does not exist on the page');
  });

  test('and of what there is nothing is said', async () => {
    expect(
      await dangling(
        '[a](#sources) [b](#disclosures) [c](#s-safety) [d](#e1) [e](#source-1) [f](https://example.org/#x)[^n]\n\n[^n]: Note.',
      ),
    ).toEqual([]);
  });
});

/** `file:line:column message` of each with a mail line and an edited mail template. */
async function danglingInMail(edits: [string, string, string][], spots: [string, string][]) {
  const desk = new Desk(edits);
  const { obstacles, mail } = await desk.composed('aquila-delays');
  const found = obstacles
    .filter(({ code }) => code === 'dangling-anchor')
    .map(({ message, place: { file, line, column } }) => `${file}:${line}:${column} ${message}`);
  return { found, html: mail?.html, spots: spots.map(([file, text]) => desk.spotOf(file, text)) };
}

describe('a link that only the mail has', () => {
  test('leads to a place on the page, or is told where it was written', async () => {
    const lines = 'mail: { subject: "A [b](#gone)", preheader: "[c](#lost) and [d](#s-safety)" }\ntitle:';
    const edit: [string, string, string] = [briefing, 'title:', lines];
    const { found, html, spots } = await danglingInMail(
      [edit],
      [
        [briefing, '#gone'],
        [briefing, '#lost'],
      ],
    );
    expect(found).toEqual([
      `${spots[0]} ‘#gone’ does not exist on the page`,
      `${spots[1]} ‘#lost’ does not exist on the page`,
    ]);
    expect(html).toMatch(/class="preheader">c and d/);
  });

  test('of a template leads to a place in the mail or on the page', async () => {
    const file = 'templates/mail.hbs';
    const links = '<a href="#here">a</a><a href="{{page}}#there">b</a><a href="{{page}}#sources">c</a><h1 ';
    const { found, spots } = await danglingInMail(
      [
        [file, '<h1 ', links],
        ['content/house.yaml', 'publication:', 'site: https://example.com/archive/\npublication:'],
      ],
      [
        [file, '#here'],
        [file, '#there'],
      ],
    );
    expect(found).toEqual([
      `${spots[0]} ‘#here’ does not exist in the mail`,
      `${spots[1]} ‘#there’ does not exist on the page`,
    ]);
  });
});
