import type { AppraisedPart } from '../evidence/appraisal/appraise.ts';
import type { Call } from '../model/prose.ts';
import { figureModelOf, tableModelOf } from './exhibit-models.ts';
import { type Html, html } from './markup.ts';
import type { PageParts } from './page.ts';
import type { PageSetting } from './page-setting.ts';
import { bodyHtml } from './prose-html.ts';
import type { Renderer } from './renderer.ts';
import { verdictModel } from './verdict-model.ts';

/**
 * The text, each exhibit in its place with its verdict, and under each paragraph what must be said of it. Of an
 * evidence brief what stands before its first heading is `lead`.
 */
export function bodyMarkup(
  parts: PageParts,
  setting: PageSetting,
  renderer: Renderer,
): { lead?: Html; rest: Html } {
  const blocks = exhibitsOf(parts, setting, renderer);
  const remarks = remarksOf(parts, setting, renderer);
  const set = (markup: string) => setting.anchored(html(markup), 'text');
  const whole = bodyHtml(parts.briefing.body, { ...setting.prose, blocks, remarks });
  const cut = parts.briefing.layout === 'evidence' ? whole.search(/<h[2-6] id="s-|$/) : 0;
  return { ...(cut > 0 && { lead: set(whole.slice(0, cut)) }), rest: set(whole.slice(cut)) };
}

/** Markup by `figure <id>` and `table <id>`. */
function exhibitsOf(
  { assessment: { entries }, figures, tables }: PageParts,
  { inline, verdictOn, places }: PageSetting,
  renderer: Renderer,
): Map<string, string> {
  return new Map([
    ...figures.map(({ plan, picture }) => {
      const { id, number } = plan.spec;
      const verdict = verdictOn(`figure ${id}`, `figure ${number}`);
      const model = figureModelOf(plan, picture, { inline, entries, verdict });
      return [`figure ${id}`, places.anchor(renderer.figure(model), `Figure ${number}`)] as const;
    }),
    ...tables.map((table) => {
      const { id, number } = table;
      const verdict = verdictOn(`table ${id}`, `table ${number}`);
      const model = tableModelOf(table, { inline, entries, verdict });
      return [`table ${id}`, places.anchor(renderer.table(model), `Table ${number}`)] as const;
    }),
  ]);
}

/** Markup by the number that ends the paragraph. */
function remarksOf({ assessment }: PageParts, setting: PageSetting, renderer: Renderer): Map<Call, string> {
  const remarks = new Map<Call, string>();
  for (const part of assessment.appraisal.parts) {
    if (part.end) remarks.set(part.end, remarkOn(part, setting, renderer));
  }
  return remarks;
}

/** A paragraph of which everything is stated elsewhere has a line of its own; else it has its caveats. */
function remarkOn(part: AppraisedPart, setting: PageSetting, renderer: Renderer): string {
  const model = verdictModel(part, 'this paragraph', setting);
  if (!model) return '';
  const { line, elsewhere, blocks, majors, minors } = model;
  const isAllElsewhere =
    blocks.length + majors.length === 0 && minors.toString() === '' && elsewhere.length > 0;
  if (line === undefined || !isAllElsewhere) return renderer.verdict(model);
  const links = elsewhere.map(({ link }) => link.toString()).join(' and ');
  return `<p class="remark"><span class="verdict">${line}</span>, stated under ${links}.</p>`;
}
