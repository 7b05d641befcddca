import { assessBriefing } from '../../src/evidence/assess.ts';
import type { Prose } from '../../src/model/briefing.ts';
import { createPageSetting } from '../../src/page/page-setting.ts';
import type { Block } from '../../src/text/block.ts';
import { blocksOf } from '../../src/text/from-prose.ts';
import { withBriefing } from '../base-library.ts';

interface Options {
  files?: Record<string, string>;
  frontMatter?: string;
  names?: RegExp;
}

/** The text of a briefing of the base library, and how its page sets it. */
export function setting(body: string, { files, frontMatter = '', names }: Options = {}) {
  const { library, briefing } = withBriefing(body, frontMatter, files);
  const assessment = assessBriefing(library, briefing);
  return { briefing, assessment, page: createPageSetting(assessment, names) };
}

/** Blocks of a text. */
export function blocksIn(body: string, options: Options = {}): Block[] {
  const { briefing, page } = setting(body, options);
  return blocksOf(briefing.body, page.text);
}

/** The text as a page sets it. */
export function pageOf(body: string, options: Options & { exhibits?: Map<string, string> } = {}): string {
  const { briefing, page } = setting(body, options);
  return page.blocks(blocksOf(briefing.body, page.text), options.exhibits ?? new Map(), new Set()).toString();
}

/** What the check refuses is set as text all the same. */
export function unchecked(body: string): string {
  const { briefing, page } = setting('Words.');
  const prose: Prose = {
    ...briefing.body,
    segments: [{ kind: 'text', text: body, at: () => briefing.title.place }],
  };
  return page.blocks(blocksOf(prose, page.text), new Map(), new Set()).toString();
}
