import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import {
  type BuildContext,
  type Composed,
  composeEdition,
  makeIndex,
  prepareBuild,
} from '../../src/build.ts';
import { checkContent } from '../../src/check.ts';
import { loadContent } from '../../src/content/files.ts';
import { loadTemplates } from '../../src/page/templates.ts';
import { correctedRelease } from '../changes/corrected.ts';
import { composeFigures } from '../gallery/figures-page.ts';
import { composeTables } from '../gallery/tables-page.ts';
import { type Look, openScreen, type Screen } from './screen.ts';

/** The shipped editions: a commentary, a flash and an evidence brief. */
export const shippedEditions = [
  '2026-04-21-car-t-moves-upstream',
  '2026-04-14-aquila-delays-myeloma',
  '2026-04-28-daratumumab-added-to-vrd',
] as const;

const root = path.join(import.meta.dirname, '../..');

/** The pages of a build by name: the shipped briefings, one as a correction (`corrected`), and `index`. */
export async function shippedPages(): Promise<Record<string, string>> {
  const templates = loadTemplates(path.join(root, 'templates'), 'templates');
  const checked = checkContent(loadContent(path.join(root, 'content'), 'content'), templates, 'content');
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  const context = prepareBuild(checked, {
    tool: { trialbrief: '0.1.0', node: 'v24', files: 'f' },
    hashes: new Map(),
    profiles: {},
  });
  const composed = await Promise.all(checked.library.briefings.map((one) => composeEdition(one, context)));
  const corrected = await correctedFlagship(composed, context);
  const listed = composed.map((one) => [one.briefing.id, { ...one, date: one.briefing.date }] as const);
  return {
    ...Object.fromEntries(composed.map(({ briefing, html }) => [briefing.id, html])),
    corrected: corrected.html,
    index: (await makeIndex(Object.fromEntries(listed), context)).html,
  };
}

/** The flagship as a correction of an edition that said something else. */
async function correctedFlagship(composed: Composed[], context: BuildContext): Promise<Composed> {
  const flagship = composed.find(({ briefing }) => briefing.slug.startsWith('car-t'));
  if (!flagship) throw new Error('the flagship is gone');
  return composeEdition(flagship.briefing, context, correctedRelease(flagship.data.snapshot));
}

/** The pages of `npm run gallery`, by name. */
export async function galleryPages(): Promise<Record<string, string>> {
  const [figures, tables] = await Promise.all([composeFigures(), composeTables()]);
  return { 'gallery of figures': figures.html, 'gallery of tables': tables.composed.html };
}

/** Pages as files, as a reader opens them: their addresses by name. `using` removes them. */
export function asFiles(pages: Record<string, string>): { addresses: Record<string, string> } & Disposable {
  const folder = mkdtempSync(path.join(tmpdir(), 'trialbrief-test-'));
  const addresses = Object.entries(pages).map(([name, html]) => {
    const file = path.join(folder, `${name}.html`);
    writeFileSync(file, html);
    return [name, pathToFileURL(file).href];
  });
  return {
    addresses: Object.fromEntries(addresses),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Makes pages before the tests of a file, opens them by name, and closes the screen after the tests. */
export function openedPages(makePages: () => Promise<Record<string, string>>): {
  open(name: string, look: Look): Promise<Page>;
} {
  let screen: Screen;
  let files: ReturnType<typeof asFiles>;
  beforeAll(async () => {
    files = asFiles(await makePages());
    screen = await openScreen();
  });
  afterAll(async () => {
    await screen[Symbol.asyncDispose]();
    files[Symbol.dispose]();
  });
  return { open: (name, look) => screen.open(files.addresses[name] ?? '', look) };
}
