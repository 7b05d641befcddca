import path from 'node:path';
import { checkContent } from '../build/check-content.ts';
import { type BuildContext, prepareBuild } from '../build.ts';
import { type Loaded, loadContent } from '../content/load.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { hashesOf } from '../outputs/input-files.ts';
import { toolVersions } from '../outputs/tool.ts';
import { loadTemplates } from '../pages/templates.ts';
import type { ProjectPaths } from './sources.ts';

/** Content that passed all checks. */
export interface OpenContent {
  loaded: Loaded;
  context: BuildContext;
}

/** Loads, parses and checks all content, ignoring earlier builds. */
export function openContent(
  { folder, shownAs }: { folder: string; shownAs: string },
  { root }: ProjectPaths,
): OpenContent | { problems: Diagnostic[] } {
  const templates = loadTemplates(path.join(root, 'templates'), 'templates');
  const loaded = loadContent(folder, shownAs);
  const checked = checkContent(loaded, templates, shownAs);
  if ('problems' in checked) return checked;
  const context = prepareBuild(checked, { tool: toolVersions(root), hashes: hashesOf(loaded), profiles: {} });
  return { loaded, context };
}
