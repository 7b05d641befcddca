import { drawFigure } from '../../src/figures/draw.ts';
import type { Grid, VerdictModel } from '../../src/pages/display-model.ts';
import { html } from '../../src/pages/markup.ts';
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
        ...(number % 3 === 0 && { verdict: verdict(number % 9) }),
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
      ...(rows % 4 === 2 && { verdict: verdict(rows) }),
    });
    sections.push(section('Tables', number, set));
  }
  return briefingPage(sections.join('\n'));
}

/** Texts of many lengths, now and then a figure right under its heading. */
function section(heading: string, number: number, exhibit: string): string {
  const paragraph = (length: number) => `<p>${SENTENCE.repeat(length)}</p>`;
  const before = number % 4 === 0 ? '' : paragraph((number % 5) + 1);
  return `<h2>${heading}, part ${number}</h2>\n${before}${exhibit}${paragraph((number % 3) + 1)}${paragraph(1)}`;
}

function verdict(length: number): VerdictModel {
  return {
    label: 'this',
    line: html('Not a head-to-head comparison'),
    blocks: [],
    folded: false,
    more: '',
    majors: Array.from({ length }, () => ({ text: html(`${WORDS}: ${SENTENCE}`), reasons: [] })),
    minors: html(SENTENCE.repeat(2)),
    elsewhere: [],
  } as unknown as VerdictModel;
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
