import type { Checked } from './build/check-content.ts';
import { proofreadPage } from './build/proofread-page.ts';
import { type Diagnostic, inReadingOrder, isError } from './diagnostics.ts';
import { obstaclesOf } from './evidence/appraisal/gate.ts';
import { type Assessment, assessBriefing } from './evidence/assess.ts';
import { type Counts, coverageLine } from './evidence/lint/lint.ts';
import { followUpOf, patientsOf } from './evidence/reading-order.ts';
import { drawFigure, loadLibraries } from './figures/draw.ts';
import { type FigurePlan, planFigures } from './figures/plan.ts';
import type { Picture } from './figures/spec.ts';
import type { Briefing } from './model/library.ts';
import { callsOf } from './model/prose.ts';
import { proseText } from './notation/prose-text.ts';
import { type Artifact, artifact } from './outputs/artifact.ts';
import { inputsOf } from './outputs/dependencies.ts';
import { makeEvidenceCsv, makeEvidenceJson } from './outputs/evidence-files.ts';
import { type Input, makeManifest, type ToolVersions } from './outputs/manifest.ts';
import { sealPdf } from './outputs/pdf.ts';
import { installedFontCss } from './pages/fonts.ts';
import { type Listed, renderIndex } from './pages/index-page.ts';
import { renderPage, setCoverage } from './pages/page.ts';
import { createRenderer, type Renderer } from './pages/renderer.ts';
import { type PageScript, pageScript } from './pages/script.ts';
import { type BaseStyle, baseStyle } from './pages/style.ts';
import type { Templates } from './pages/templates.ts';
import type { Browser } from './ports.ts';
import { planTables } from './tables/plan.ts';

/** What all editions of one build share. */
export interface Workshop extends Checked {
  renderer: Renderer;
  style: BaseStyle;
  script: PageScript;
  templates: Templates;
  tool: Omit<ToolVersions, 'browser'>;
  /** Hash of each content file by path. */
  hashes: ReadonlyMap<string, string>;
}

export function openWorkshop(
  checked: Checked,
  templates: Templates,
  rest: Pick<Workshop, 'tool' | 'hashes'>,
): Workshop {
  loadLibraries().catch(() => {});
  return {
    ...checked,
    renderer: createRenderer(templates),
    style: baseStyle(templates),
    script: pageScript(templates),
    templates,
    ...rest,
  };
}

/** An edition as a page, read by a critic, and not yet printed. */
export interface Composed {
  briefing: Briefing;
  assessment: Assessment;
  title: string;
  dek: string;
  figures: { plan: FigurePlan; picture: Picture }[];
  inputs: ReturnType<typeof inputsOf>;
  html: string;
  /** `214 numbers: 201 traced, 9 names and dates, 4 waived`. */
  coverage: string;
  counts: Counts;
  /** What an editor should mend; its errors stop publication. */
  obstacles: Diagnostic[];
}

const edition = 'r1';
const installedFonts = installedFontCss();

/** assess → plan → draw → render → proofread: one briefing becomes a page. */
export async function composeEdition(briefing: Briefing, shop: Workshop): Promise<Composed> {
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
  const page = renderPage(
    { ...shop, house, briefing, assessment, figures, tables, edition, colophon },
    shop.renderer,
  );
  const { counts, problems } = proofreadPage({
    ...shop,
    html: page,
    briefing,
    computed: assessment,
    figures: plans,
  });
  const coverage = coverageLine(counts);
  const audits = inputs.files.flatMap(({ path }) => shop.audits.get(path) ?? []);
  return {
    briefing,
    assessment,
    title: proseText(briefing.title, assessment),
    dek: proseText(briefing.dek, assessment),
    figures,
    inputs,
    html: setCoverage(page, coverage),
    coverage,
    counts,
    obstacles: inReadingOrder([
      ...obstaclesOf(briefing, assessment.appraisal, library, shop.disclosures),
      ...audits.filter(isError),
      ...problems,
    ]),
  };
}

/** A finished edition, in memory. */
export interface Edition {
  id: string;
  title: string;
  dek: string;
  date: string;
  inputs: Input[];
  artifacts: Artifact[];
  obstacles: Diagnostic[];
}

/** print → seal: a page becomes the files of its edition. */
export async function finishEdition(
  composed: Composed,
  shop: Workshop,
  opened: Promise<Browser>,
): Promise<Edition> {
  const { briefing, assessment, title, dek, figures, inputs, html, obstacles } = composed;
  const { house } = shop.library;
  const evidence = makeEvidenceJson(briefing.id, assessment.evidence, assessment.sources);
  const browser = await opened;
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
  const manifest = makeManifest({ ...facts, tool: { ...shop.tool, browser: browser.version } }, artifacts);
  return {
    id: briefing.id,
    title,
    dek,
    date: briefing.date,
    inputs: inputs.files,
    artifacts: [...artifacts, manifest],
    obstacles,
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
