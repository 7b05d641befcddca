// What assessing and linting cost: `node bench/evidence.mjs <content folder> <folder of its editions>` prints
// the milliseconds of the first briefing in a process, and the median of the others, as JSON.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkContent } from '../src/check.ts';
import { loadContent } from '../src/content/files.ts';
import { assessBriefing } from '../src/evidence/assess.ts';
import { planFigures } from '../src/figures/plan.ts';
import { parseHtml } from '../src/page/html-document.ts';
import { proofreaderOf, readOwnTexts } from '../src/page/proofread.ts';
import { loadTemplates } from '../src/page/templates.ts';
import { median } from './measure.mjs';

const [content, out] = process.argv.slice(2);
const templates = loadTemplates(fileURLToPath(new URL('../templates', import.meta.url)), 'templates');
const checked = checkContent(loadContent(content, 'content'), templates, 'content');
if ('problems' in checked) throw new Error('the content has errors');

let ownTexts;
const times = checked.library.briefings.map((briefing) => {
  const html = readFileSync(path.join(out, briefing.id, 'index.html'), 'utf8');
  const begun = performance.now();
  const computed = assessBriefing(checked.library, briefing);
  const assessed = performance.now();
  const figures = planFigures(
    briefing.figures,
    briefing.figures.map(({ id }) => id),
    { ...computed, abbreviations: checked.library.house.abbreviations, imprint: '' },
  );
  const planned = performance.now();
  ownTexts ??= readOwnTexts(templates);
  const { library } = checked;
  const sources = { files: checked.files, templates: ownTexts, library, briefing, computed, figures };
  proofreaderOf(sources)(parseHtml(html));
  return performance.now() - planned + assessed - begun;
});
const [first, ...others] = times;
console.log(JSON.stringify({ first, each: median(others.length > 0 ? others : times) }));
