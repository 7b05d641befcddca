import path from 'node:path';
import { type BuildContext, type Composed, composeEdition, prepareBuild } from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import { reportDiagnostics } from '../../src/report.ts';
import { briefingNamed, filesWith } from '../base-library.ts';
import { tableTexts } from './tables.ts';

/** The page of the briefing that shows every case of every kind of table. */
export async function composeTables(): Promise<{ composed: Composed; context: BuildContext }> {
  const templates = loadTemplates(path.join(import.meta.dirname, '../../templates'), 'templates');
  const files = filesWith(tableTexts());
  const checked = checkContent({ files, designs: [], diagnostics: [] }, templates, 'content');
  if ('problems' in checked) {
    const readSource = (file: string) => files.find((one) => one.path === file)?.text;
    throw new Error(reportDiagnostics(checked.problems, { colour: false, readSource }));
  }
  const context = prepareBuild(checked, {
    tool: { trialbrief: '0.1.0', node: 'v24', files: 'f' },
    hashes: new Map(),
    profiles: {},
  });
  const briefing = briefingNamed(checked.library, '2026-02-02-second');
  return { composed: await composeEdition(briefing, context), context };
}
