import { drawFigure } from '../../src/figures/draw.ts';
import type { Picture } from '../../src/figures/spec.ts';
import { gallery } from './cases.ts';
import { figure } from './figure.ts';

export const ACCENT = '#0b5d75';

const style = `${[400, 600]
  .map((weight) => {
    const face = weight === 400 ? 'Regular' : 'Semibold';
    return `@font-face{font-family:"Trialbrief Sans";font-weight:${weight};src:url(../../templates/fonts/TrialbriefSans-${face}.woff2)}`;
  })
  .join('')}body{font:15px/1.5 "Trialbrief Sans",sans-serif;margin:2rem auto;max-width:660px;padding:0 1rem}
section{margin-block:3rem}h2,h3{font-size:1rem}h3{color:#565d69;font-weight:400}svg{max-width:100%;height:auto}`;

/** The page of every case of every kind of figure, wide and as on a phone, and the pictures by their ids. */
export async function composeFigures(): Promise<{ html: string; pictures: Map<string, Picture> }> {
  const pictures = new Map<string, Picture>();
  const sections: string[] = [];
  for (const [kind, cases] of Object.entries(gallery)) {
    for (const [name, chart] of Object.entries(cases)) {
      const id = `${kind}-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`;
      const picture = await drawFigure({ ...figure(chart), id, title: name }, { accent: ACCENT });
      pictures.set(id, picture);
      sections.push(
        `<section id="${id}"><h2>${kind}: ${name}</h2>${picture.svg}<h3>On a phone</h3>${picture.narrow}</section>`,
      );
    }
  }
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery of figures</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Gallery of figures</h1>
<p><a href="tables.html">Every kind of table</a></p>
${sections.join('\n')}
</main>
</body>
</html>
`;
  return { html, pictures };
}
