import path from 'node:path';
import type { House } from '../../src/model/house.ts';
import { createRenderer } from '../../src/page/renderer.ts';
import { baseStyle, pageStyle, setFallbacks } from '../../src/page/style.ts';
import { loadTemplates } from '../../src/page/templates.ts';

const templates = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');
const base = baseStyle(templates);
const house = { accent: '#0b5d75', paper: 'A4' } as House;

/** The templates' partials for figures and tables. */
export const renderer = createRenderer(templates);

/** A page with the styles of briefings around a text of its own; `css` comes last. */
export function briefingPage(body: string, css = ''): string {
  const style = pageStyle(base, house, { left: 'A test of print', right: 'Tests', foot: 'Tests · r1' });
  const page = `<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A test of print</title>
<style>${style}${css}</style></head>
<body class="briefing"><main><div class="opening"><h1 class="large">A test of print</h1></div>
<div class="prose">${body}</div></main></body></html>`;
  return setFallbacks(page, '');
}
