import { drawFigure } from '../../src/figures/draw.ts';
import type { CaveatsModel, Grid, UnlikeModel } from '../../src/page/models.ts';
import { html } from '../../src/page/renderer.ts';
import { briefingPage, renderer } from '../paper/briefing-page.ts';
import { gallery } from './cases.ts';
import { figure, WORDS } from './figure.ts';

const SENTENCE =
  'Whether a deeper response lasts longer is a question that only time and a control arm answer. ';
const ROWS = [1, 6, 18, 40];

/** The gallery as a briefing would print it: each case a section with text around its figure, then tables. */
export async function galleryOnPaper(): Promise<string> {
  const sections: string[] = [];
  for (const [kind, cases] of Object.entries(gallery)) {
    for (const [name, chart] of Object.entries(cases)) {
      const number = sections.length + 1;
      const spec = { ...figure(chart), id: `${kind}-${number}`, number };
      const picture = await drawFigure(spec, { accent: '#0b5d75' });
      const set = renderer.figure({
        id: `figure-${spec.id}`,
        number,
        title: html(`What the ${kind} says of data that are ${name}`),
        subtitle: html('Patients, % of those randomised'),
        drawing: html(picture.inline),
        source: html('Sources: none; the numbers are made up.'),
        remarks: number % 2 === 0 ? 'Bars show intervals of 95%.' : '',
        inColumn: spec.span === 'column',
        ...(number % 3 === 0 && { unlike, caveats: caveats(number % 9) }),
        data: grid(1),
      });
      sections.push(section(`Gallery of ${kind}`, number, set));
    }
  }
  for (const rows of ROWS) {
    const number = sections.length + 1;
    const set = renderer.table({
      id: `table-${rows}`,
      number,
      title: html(`A table of ${rows} rows`),
      grid: grid(rows),
      source: html('Sources: none.'),
      ...(rows % 4 === 2 && { unlike, caveats: caveats(rows) }),
    });
    sections.push(section('Tables', number, set));
  }
  return briefingPage(sections.join('\n'));
}

/** Texts of many lengths with margins of many, now and then a figure right under its heading. */
function section(heading: string, number: number, exhibit: string): string {
  const paragraph = (length: number, entries: number) =>
    `<div class="block"><p>${SENTENCE.repeat(length)}</p>${evidence(number, entries)}</div>`;
  const before = number % 4 === 0 ? '' : paragraph((number % 5) + 1, number % 7);
  return `<h2>${heading}, part ${number}</h2>\n${before}${exhibit}${paragraph((number % 3) + 1, number % 4)}${paragraph(1, number % 9)}`;
}

function evidence(first: number, entries: number): string {
  if (entries === 0) return '';
  const named = Array.from(
    { length: entries },
    (_, at) =>
      `<span class="group"><span class="run"><span class="grade secondary"></span><a>e${first + 2 * at}</a></span></span>`,
  );
  return `<p class="evidence">${named.join(' ')} · [<a>1</a>, <a>${first}</a>] <a class="differs">≠ page 9</a></p>`;
}

const unlike: UnlikeModel = {
  lead: 'Not a head-to-head comparison.',
  named: 'Different diseases, two test sensitivities, 20 patients, no control arm.',
  all: 'All 13 differences',
};

function caveats(length: number): CaveatsModel {
  return {
    label: 'this',
    blocks: [],
    others: Array.from({ length }, () => ({ text: `${WORDS}: ${SENTENCE}`, reasons: [] })),
  } as unknown as CaveatsModel;
}

function grid(rows: number): Grid {
  const cell = (text: string, heading: boolean) => ({
    content: html(text),
    align: heading ? 'start' : 'number',
    heading,
    pad: '',
    sub: html(heading ? 'phase 3, open label' : '95% CI 20.1–88.0'),
  });
  return {
    columns: ['Trial', 'MRD−', 'ORR'].map((label, index) => ({ label, align: index ? 'number' : 'start' })),
    rows: Array.from({ length: rows }, (_, row) => ({
      cells: [cell(`${WORDS} ${row + 1}`, true), cell('65.1%', false), cell('7.5%', false)],
    })),
  } as unknown as Grid;
}
