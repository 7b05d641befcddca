import { checkLibrary } from './check/library.ts';
import type { Loaded } from './content/load.ts';
import { type Parsed, parseSource } from './content/parse.ts';
import { type Diagnostic, inReadingOrder, isError } from './diagnostics.ts';
import { assessBriefing } from './evidence/assess.ts';
import { auditLibrary, type PlaceOf } from './evidence/audit/audit.ts';
import { followUpOf, patientsOf } from './evidence/reading-order.ts';
import { drawFigure, loadLibraries } from './figures/draw.ts';
import { planFigures } from './figures/plan.ts';
import type { Briefing, Library } from './model/library.ts';
import { callsOf } from './model/prose.ts';
import { proseText } from './notation/prose-text.ts';
import { type Artifact, artifact } from './outputs/artifact.ts';
import { inputsOf } from './outputs/dependencies.ts';
import { makeEvidenceCsv, makeEvidenceJson } from './outputs/evidence-files.ts';
import { type Input, makeManifest, type ToolVersions } from './outputs/manifest.ts';
import { sealPdf } from './outputs/pdf.ts';
import { installedFontCss } from './pages/fonts.ts';
import { type Listed, renderIndex } from './pages/index-page.ts';
import { renderPage } from './pages/page.ts';
import { createRenderer, type Renderer } from './pages/renderer.ts';
import { type BaseStyle, baseStyle } from './pages/style.ts';
import { checkTemplates } from './pages/template-check.ts';
import type { Templates } from './pages/templates.ts';
import type { Browser } from './ports.ts';
import { planTables } from './tables/plan.ts';

/** Content that may be built: it has no errors. */
export interface Checked {
  library: Library;
  warnings: Diagnostic[];
}

/** parse → check → audit: all problems of content and templates at once, or the library. */
export function checkContent(
  loaded: Loaded,
  templates: Templates,
  folder: string,
): Checked | { problems: Diagnostic[] } {
  const parsed = loaded.files.map(parseSource);
  const outcome = checkLibrary(parsed, folder);
  const diagnostics = inReadingOrder([
    ...loaded.diagnostics,
    ...outcome.diagnostics,
    ...checkTemplates(templates),
  ]);
  if (!outcome.ok || diagnostics.some(isError)) return { problems: diagnostics };
  const audited = auditLibrary(outcome.value, placesIn(parsed)).map(asWarning);
  return { library: outcome.value, warnings: inReadingOrder([...diagnostics, ...audited]) };
}

/** Places in the files of trials and products, by their ids. */
function placesIn(parsed: Parsed[]): PlaceOf {
  const files = parsed.filter(({ file }) => file.kind === 'trial' || file.kind === 'product');
  const byId = new Map(files.map((one) => [one.file.id, one]));
  return (owner, keys) => byId.get(owner)?.placeOf(keys) ?? { file: owner, line: 1, column: 1 };
}

/** Numbers that disagree are told, and do not stop a draft. */
function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' };
}

/** What all editions of one build share. */
export interface Workshop {
  library: Library;
  renderer: Renderer;
  style: BaseStyle;
  tool: Omit<ToolVersions, 'browser'>;
  /** Hash of each content file by path. */
  hashes: ReadonlyMap<string, string>;
  browser: Promise<Browser>;
}

export function openWorkshop(
  library: Library,
  templates: Templates,
  rest: Pick<Workshop, 'tool' | 'hashes' | 'browser'>,
): Workshop {
  loadLibraries().catch(() => {});
  return { library, renderer: createRenderer(templates), style: baseStyle(templates), ...rest };
}

/** A finished edition, in memory. */
export interface Edition {
  id: string;
  title: string;
  dek: string;
  date: string;
  inputs: Input[];
  artifacts: Artifact[];
}

const edition = 'r1';
const installedFonts = installedFontCss();

/** assess → plan → draw → render → print: one briefing becomes the files of its edition. */
export async function makeEdition(briefing: Briefing, shop: Workshop): Promise<Edition> {
  const { library, tool } = shop;
  const { house } = library;
  const assessment = assessBriefing(library, briefing);

  const [figureOrder, tableOrder] = [placed(briefing, 'figure'), placed(briefing, 'table')];
  const tables = planTables(briefing.tables.filter(isIn(tableOrder)), tableOrder, {
    ...assessment,
    patients: (row) => patientsOf(row, library),
    followUp: (row) => followUpOf(row, library),
  });
  const plans = planFigures(briefing.figures.filter(isIn(figureOrder)), figureOrder, assessment);
  const figures = await Promise.all(
    plans.map(async (plan) => ({ plan, picture: await drawFigure(plan.spec, { accent: house.accent }) })),
  );

  const inputs = inputsOf(briefing, library, assessment.evidence, shop.hashes);
  const colophon = `Made with trialbrief ${tool.trialbrief} from inputs ${inputs.digest.slice(0, 12)}.`;
  const html = renderPage(
    { house, briefing, assessment, figures, tables, style: shop.style, edition, colophon },
    shop.renderer,
  );

  const title = proseText(briefing.title, assessment);
  const dek = proseText(briefing.dek, assessment);
  const evidence = makeEvidenceJson(briefing.id, assessment.evidence, assessment.sources);
  const browser = await shop.browser;
  const [printed, ...pngs] = await Promise.all([
    browser.print({
      html,
      paper: house.paper,
      fontFaces: { embedded: shop.style.fontFaces, installed: installedFonts },
    }),
    ...figures.map(({ picture }) => picture.paint()),
  ]);
  const pdf = await sealPdf(printed, {
    title,
    author: briefing.authors.map((id) => house.authors[id]?.name ?? id).join(', '),
    subject: dek,
    keywords: briefing.keywords ?? [],
    date: briefing.date,
    language: house.locale,
    attachments: [
      {
        name: evidence.path,
        mediaType: evidence.mediaType,
        bytes: evidence.bytes,
        description: 'Every number of this briefing and its source',
      },
    ],
  });

  const artifacts: Artifact[] = [
    artifact('index.html', 'text/html; charset=utf-8', html),
    artifact('briefing.pdf', 'application/pdf', pdf),
    ...figures.flatMap(({ plan, picture }, index) => [
      artifact(`figures/${plan.spec.id}.svg`, 'image/svg+xml', picture.svg),
      artifact(`figures/${plan.spec.id}.png`, 'image/png', pngs[index] as Uint8Array),
    ]),
    evidence,
    makeEvidenceCsv(assessment.evidence),
  ];
  const facts = {
    id: briefing.id,
    edition,
    title,
    date: briefing.date,
    dataAsOf: briefing.dataAsOf,
    inputs: inputs.files,
  };
  const manifest = makeManifest({ ...facts, tool: { ...tool, browser: browser.version } }, artifacts);
  return {
    id: briefing.id,
    title,
    dek,
    date: briefing.date,
    inputs: inputs.files,
    artifacts: [...artifacts, manifest],
  };
}

/** Ids of figures or tables in the order in which the text places them: they are numbered so. */
function placed(briefing: Briefing, name: 'figure' | 'table'): string[] {
  return callsOf(briefing.body).flatMap((call) => (call.name === name ? [call.id] : []));
}

function isIn(order: string[]) {
  return ({ id }: { id: string }) => order.includes(id);
}

/** out/index.html for the editions that stand. */
export function makeIndex(editions: Record<string, Listed>, { library, renderer, style }: Workshop): string {
  return renderIndex(editions, library.house, { renderer, style });
}
