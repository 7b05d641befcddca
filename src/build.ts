import { danglingAnchors } from './build/anchors.ts';
import { type DataOfEdition, dataOfEdition } from './build/changes-since.ts';
import type { Checked } from './build/check-content.ts';
import { type ComposedMail, composeMail, mailDifferences } from './build/compose-mail.ts';
import { finishedProblems } from './build/finished-page.ts';
import type { Profiles } from './build/profiles.ts';
import { proofreaderOf, readOwnTexts } from './build/proofread-page.ts';
import { draft, type Release, revisionName } from './build/release.ts';
import { fontsOfFigures, missingGlyphs, openTypefaces, setType } from './build/set-type.ts';
import { type Diagnostic, inReadingOrder, isError } from './diagnostics.ts';
import { obstaclesOf } from './evidence/appraisal/gate.ts';
import { type Assessment, assess, type Further, readBriefing } from './evidence/assess.ts';
import { statedRows } from './evidence/ledger.ts';
import { type Counts, coverageLine, type StatedNumber } from './evidence/lint/lint.ts';
import type { ReadTemplates } from './evidence/lint/proofread.ts';
import { followUpOf, patientsOf, uniqueData } from './evidence/reading-order.ts';
import { drawFigure, loadLibraries } from './figures/draw.ts';
import { type FigurePlan, planFigures } from './figures/plan.ts';
import type { Picture } from './figures/spec.ts';
import { placedIn } from './model/briefing-prose.ts';
import type { Briefing, Library } from './model/library.ts';
import { proseText } from './notation/prose-text.ts';
import { sha256 } from './outputs/artifact.ts';
import { inputsOf } from './outputs/dependencies.ts';
import type { ToolVersions } from './outputs/manifest.ts';
import { parseHtml } from './pages/html-document.ts';
import { type Listed, renderIndex } from './pages/index-page.ts';
import { renderPage, setCoverage } from './pages/page.ts';
import { createRenderer, type Renderer } from './pages/renderer.ts';
import { type PageScript, pageScript } from './pages/script.ts';
import { type BaseStyle, baseStyle, withoutFonts } from './pages/style.ts';
import { type Duty, watchDuties } from './pages/template-duties.ts';
import { planTables } from './tables/plan.ts';
import type { Typefaces } from './typefaces/fallbacks.ts';

/** What all editions of one build share. */
export interface Workshop extends Checked {
  renderer: Renderer;
  style: BaseStyle;
  script: PageScript;
  /** What the templates say, read by a critic. */
  ownTexts: ReadTemplates;
  typefaces: Typefaces;
  tool: Omit<ToolVersions, 'browser'>;
  /** Hash of each content file by path. */
  hashes: ReadonlyMap<string, string>;
  /** Of every trial and product, whether or not it is in the library. */
  profiles: Profiles;
}

export function openWorkshop(
  checked: Checked,
  rest: Pick<Workshop, 'tool' | 'hashes' | 'profiles'>,
): Workshop {
  const { templates } = checked;
  loadLibraries().catch(() => {});
  return {
    ...checked,
    renderer: createRenderer(templates),
    style: baseStyle(templates),
    script: pageScript(templates),
    ownTexts: readOwnTexts(templates),
    typefaces: openTypefaces(templates),
    ...rest,
  };
}

/** An edition as a page, read by a critic, and not yet printed. */
export interface Composed {
  briefing: Briefing;
  release: Release;
  assessment: Assessment;
  title: string;
  dek: string;
  figures: { plan: FigurePlan; picture: Picture }[];
  inputs: ReturnType<typeof inputsOf>;
  /** For data.json, and what changed since the edition before. */
  data: DataOfEdition;
  html: string;
  /** What a reader has to be able to see of it. */
  duties: Duty[];
  /** `214 numbers: 201 traced, 9 names and dates, 4 waived`. */
  coverage: string;
  counts: Counts;
  /** Absent when house.yaml has no `mail:`. */
  mail?: ComposedMail;
  /** What an editor should mend; its errors stop publication. */
  obstacles: Diagnostic[];
}

/** assess → plan → draw → render → proofread: one briefing becomes a page, and a mail. */
export async function composeEdition(
  briefing: Briefing,
  shop: Workshop,
  release: Release = draft,
): Promise<Composed> {
  const { library, tool } = shop;
  const { house } = library;
  const reading = readBriefing(library, briefing);
  const shown = uniqueData(reading.uses).map((datum) => ({ id: datum.id }));
  const inputs = inputsOf(briefing, library, shown, shop.hashes);
  const { owners } = inputs;
  const data = dataOfEdition(briefing, library, { ...reading, owners, release });
  const bound = assess(reading, data.further);

  const { tables, plans } = planExhibits(briefing, bound, library);
  const drawn = { accent: house.accent, fallbacks: await fontsOfFigures(plans, shop.typefaces) };
  const figures = await Promise.all(
    plans.map(async (plan) => ({ plan, picture: await drawFigure(plan.spec, drawn) })),
  );

  const edition = revisionName(release);
  const { correction } = release;
  const partsWith = (assessment: Assessment) => ({
    ...{ house, briefing, assessment, figures, tables, edition },
    ...(correction && { correction }),
    ...(data.changes && { changes: data.changes }),
  });
  const keys = new Set(inputs.files.map(({ path }) => path));
  const files = shop.files.filter(({ file }) => keys.has(file.key));
  const setPage = (assessment: Assessment) => {
    const watched = watchDuties(shop.renderer);
    const page = renderPage(
      {
        ...shop,
        ...partsWith(assessment),
        colophon: `Edition ${edition}, made with trialbrief ${tool.trialbrief} from inputs ${inputs.digest.slice(0, 12)}.`,
      },
      watched.renderer,
    );
    const document = parseHtml(withoutFonts(page, shop.style));
    const proofread = proofreaderOf({
      files,
      templates: shop.ownTexts,
      briefing,
      library,
      computed: assessment,
      figures: plans,
    });
    return { assessment, page, document, watched, proofread, ...proofread(document) };
  };
  const first = setPage(bound);
  // What the page says by the word of a source is known once it is set; then its ledger lists that too.
  const { assessment, page, document, watched, proofread, counts, problems } =
    first.stated.length === 0
      ? first
      : setPage(assess(reading, withStated(data.further, first.stated, library)));
  const parts = partsWith(assessment);
  const { html, lacking } = await setType(page, document, shop.typefaces);
  const mail =
    house.mail &&
    composeMail(
      {
        ...shop,
        ...parts,
        settings: house.mail,
        seed: sha256(page),
        attached: true,
      },
      watched.renderer,
    );
  const ofMail = mail
    ? [...proofread(mail.read).problems, ...mailDifferences(mail, document, assessment.evidence)]
    : [];
  const coverage = coverageLine(counts);
  const audits = inputs.files.flatMap(({ path }) => shop.audits.get(path) ?? []);
  return {
    briefing,
    release,
    assessment,
    title: proseText(briefing.title, assessment),
    dek: proseText(briefing.dek, assessment),
    figures,
    inputs,
    data,
    html: setCoverage(html, coverage),
    duties: watched.page.duties,
    coverage,
    counts,
    ...(mail && { mail }),
    obstacles: inReadingOrder([
      ...obstaclesOf(briefing, assessment.appraisal, library, shop.disclosures),
      ...audits.filter(isError),
      ...problems,
      ...finishedProblems(watched, mail?.html, shop.script, shop.templates),
      ...danglingAnchors(document, briefing),
      ...missingGlyphs(lacking, briefing, files, shop.templates),
      ...ofMail,
    ]),
  };
}

/** The ledger's entries for numbers that sources state, and the sources themselves. */
function withStated(
  { uses, rows }: Further = { uses: [], rows: [] },
  stated: readonly StatedNumber[],
  library: Library,
): Further {
  const sources = stated.flatMap((one) => one.sources.flatMap(({ id }) => library.sources.get(id) ?? []));
  return {
    uses: [...uses, { kind: 'call', call: { name: 'cite', sources }, where: 'ledger' }],
    rows: [...rows, ...statedRows(stated)],
  };
}

/** The figures and tables that the text places, in its order. */
function planExhibits({ body, figures, tables }: Briefing, assessment: Assessment, library: Library) {
  const [figureOrder, tableOrder] = [placedIn(body, 'figure'), placedIn(body, 'table')];
  return {
    tables: planTables(tables.filter(isIn(tableOrder)), tableOrder, {
      ...assessment,
      patients: (row) => patientsOf(row, library),
      followUp: (row) => followUpOf(row, library),
    }),
    plans: planFigures(figures.filter(isIn(figureOrder)), figureOrder, assessment),
  };
}

function isIn(order: string[]) {
  return ({ id }: { id: string }) => order.includes(id);
}

/** out/index.html for the editions that stand. */
export async function makeIndex(editions: Record<string, Listed>, shop: Workshop): Promise<string> {
  const page = renderIndex(editions, shop.library.house, shop);
  return (await setType(page, parseHtml(withoutFonts(page, shop.style)), shop.typefaces)).html;
}
