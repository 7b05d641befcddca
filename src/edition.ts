import { previousKey, revisionName } from './archive/release.ts';
import { type BuildContext, type Composed, type Index, makeIndex } from './build.ts';
import { changesData } from './changes/changes-data.ts';
import { makeDataJson } from './changes/data-file.ts';
import type { Diagnostic } from './diagnostics.ts';
import { verdictData } from './evidence/comparability/verdict.ts';
import { drawSocial } from './figures/draw.ts';
import type { SocialSpec } from './figures/social.ts';
import type { ComposedMail } from './mail/compose.ts';
import { type House, namedSeries } from './model/house.ts';
import { writeDate } from './notation/dates.ts';
import { capitalised } from './notation/values.ts';
import { type Artifact, artifact } from './outputs/artifact.ts';
import { type Input, makeManifest } from './outputs/manifest.ts';
import type { HtmlNumber } from './page/bound-numbers.ts';
import { makeEvidenceCsv, makeEvidenceJson, type TracedRow } from './page/evidence-files.ts';
import { caveatProblems, hiddenProblems, unprintedProblems } from './page/finished.ts';
import { unfolded } from './page/finished-tree.ts';
import type { Listed } from './page/index-page.ts';
import {
  compareNumbers,
  lostInPrint,
  type Occurrences,
  occurrencesOf,
  parityProblems,
} from './page/parity.ts';
import { printPage } from './page/print.ts';
import { fontsOfSocial } from './page/set-type.ts';
import { type BaseStyle, fontSlot, installedFontCss, putFonts, takeFonts } from './page/style.ts';
import { sealPdf } from './pdf/seal.ts';
import type { PdfPlaces } from './pdf/tags.ts';
import { readPdfText } from './pdf/text.ts';
import type { Browser } from './ports.ts';
import { consultationOf, consultedBy } from './profiles.ts';

/** How much is made of an edition beside what a draft needs: page, PDF, drawings, evidence, data. */
export interface Making {
  /** Read the PDF's own text to compare it with the page, and look at what the mail would weigh. */
  thorough: boolean;
  /** The figures and the picture for sharing as PNG. */
  png: boolean;
  mail: boolean;
}

/** A finished edition, in memory. */
export interface Edition {
  id: string;
  series?: string;
  title: string;
  dek: string;
  date: string;
  inputs: Input[];
  artifacts: Artifact[];
  obstacles: Diagnostic[];
  /** Keys of the files that its appraisal consults, and a hash over what it finds there. */
  consults: string[];
  consultation: string;
  /** What its page says of the edition before it; empty without one. */
  previous: string;
  /** What was made of it and looked at. */
  made: Making;
}

const installedFonts = installedFontCss();

function fontFacesOf({ fontFaces }: BaseStyle) {
  return { slot: fontSlot, embedded: fontFaces, installed: installedFonts };
}

/** print → compare → seal → mail: a page becomes the files of its edition. */
export async function finishEdition(
  composed: Composed,
  context: BuildContext,
  opened: Promise<Browser>,
  made: Making,
): Promise<Edition> {
  const { briefing, assessment, title, dek, figures, inputs, numbers } = composed;
  const { house } = context.library;
  const series = namedSeries(briefing, house);
  const revision = revisionName(composed.release);
  const browser = await opened;
  const fontFaces = fontFacesOf(context.style);
  const ids = [...assessment.entries.keys()];
  const placed = memoized((places: PdfPlaces) => occurrencesOf(ids, numbers, places));
  const pagesOfEntry = (entry: number, places: PdfPlaces) =>
    placed(places).get(ids[entry - 1] ?? '')?.pdfPages ?? [];
  const [{ html: bare, pdf: bytes, places }, prepared, social, pngs] = await Promise.all([
    printPage(takeFonts(composed.html, context.style), pagesOfEntry, (page) =>
      browser.print({ html: page, paper: house.paper, fontFaces }),
    ),
    composed.mail && (made.mail || made.thorough) ? prepare(composed.mail, made.mail) : undefined,
    made.png ? paintSocial(composed.social, context) : undefined,
    Promise.all(made.png ? figures.map(({ picture }) => picture.paint()) : []),
  ]);
  const text = made.thorough ? await readPdfText(bytes) : undefined;
  const differences = text ? compareNumbers(numbers, text) : lostInPrint(numbers, places);
  const unseen = text
    ? [
        ...hiddenProblems(
          composed.duties,
          await browser.look({ html: unfolded(bare), fontFaces }),
          context.templates,
        ),
        ...unprintedProblems(composed.duties, text.pages, context.templates),
        ...(composed.told ? caveatProblems(composed.told, text, context.templates) : []),
      ]
    : [];
  const rows = tracedRows(composed, context, placed(places));
  const evidence = evidenceFile(composed, rows);
  const pdf = await sealPdf(bytes, { ...metadataOf(composed, house), attachments: [attachmentOf(evidence)] });
  const mail = await prepared?.finish(context, pdf);
  const artifacts: Artifact[] = [
    artifact('index.html', 'text/html; charset=utf-8', putFonts(bare, context.style)),
    artifact('briefing.pdf', 'application/pdf', pdf),
    ...(social ? [artifact('social.png', 'image/png', social)] : []),
    ...figures.flatMap(({ plan, picture }, index) => {
      const png = pngs[index];
      return [
        artifact(`figures/${plan.spec.id}.svg`, 'image/svg+xml', picture.svg),
        ...(png ? [artifact(`figures/${plan.spec.id}.png`, 'image/png', png)] : []),
      ];
    }),
    evidence,
    makeEvidenceCsv(rows),
    makeDataJson(composed.data.snapshot),
    ...(mail?.artifacts ?? []),
  ];
  const obstacles = [
    ...composed.obstacles,
    ...parityProblems(differences, briefing.title.place),
    ...unseen,
    ...(mail?.obstacles ?? []),
  ];
  const facts = {
    id: briefing.id,
    edition: revision,
    ...(series !== undefined && { series }),
    title,
    date: briefing.date,
    dataAsOf: briefing.dataAsOf,
    inputs: inputs.files,
  };
  const manifest = makeManifest({ ...facts, tool: { ...context.tool, browser: browser.version } }, artifacts);
  return {
    id: briefing.id,
    ...(series !== undefined && { series }),
    title,
    dek,
    date: briefing.date,
    inputs: inputs.files,
    artifacts: [...artifacts, manifest],
    obstacles,
    consults: consultedBy(briefing, context.profiles),
    consultation: consultationOf(briefing, context.profiles),
    previous: previousKey(composed.release.others?.previous),
    made,
  };
}

async function paintSocial(social: SocialSpec, { library, typefaces }: BuildContext): Promise<Uint8Array> {
  return drawSocial(social, {
    accent: library.house.accent,
    fallbacks: await fontsOfSocial(social, typefaces),
  });
}

/** The list of editions. `thorough` looks at it in the browser, as a reader on a screen does. */
export async function finishIndex(
  editions: Record<string, Listed>,
  context: BuildContext,
  opened: Promise<Browser>,
  thorough: boolean,
): Promise<Pick<Index, 'html' | 'obstacles'>> {
  const { html, duties, obstacles } = await makeIndex(editions, context);
  if (!thorough) return { html, obstacles };
  const browser = await opened;
  const fontFaces = fontFacesOf(context.style);
  const seen = await browser.look({ html: takeFonts(html, context.style), fontFaces });
  return { html, obstacles: [...obstacles, ...hiddenProblems(duties, seen, context.templates)] };
}

function evidenceFile(
  { assessment, data, release, coverage, briefing }: Composed,
  rows: TracedRow[],
): Artifact {
  const { correction } = release;
  return makeEvidenceJson({
    edition: briefing.id,
    revision: revisionName(release),
    ...(correction && { correction }),
    ...(data.changes && { changes: changesData(data.changes) }),
    coverage,
    evidence: rows,
    comparisons: assessment.appraisal.parts.map(({ where, verdict }) => ({ where, ...verdictData(verdict) })),
    sources: assessment.sources,
  });
}

/** What a reader of the PDF finds in its properties. */
function metadataOf({ briefing, release, title, dek }: Composed, house: House) {
  const { correction } = release;
  return {
    title,
    author: briefing.authors.map((id) => house.authors[id]?.name ?? id).join(', '),
    subject: correction ? `${capitalised(correction.kind)} of ${writeDate(correction.date)}: ${dek}` : dek,
    revision: revisionName(release),
    keywords: briefing.keywords ?? [],
    date: briefing.date,
    ...(correction && { modified: correction.date }),
    language: house.locale,
  };
}

function attachmentOf({ path, mediaType, bytes }: Artifact) {
  return { name: path, mediaType, bytes, description: 'Every number of this briefing and its source' };
}

/** What was made of an argument last. */
function memoized<A extends object, R>(make: (argument: A) => R): (argument: A) => R {
  const made = new WeakMap<A, R>();
  return (argument) => {
    const before = made.get(argument);
    if (before) return before;
    const result = make(argument);
    made.set(argument, result);
    return result;
  };
}

/** The inliner and the composer of messages take 150 ms to load: meanwhile the browser prints. */
async function prepare(mail: ComposedMail, written: boolean) {
  const { examineMail, prepareMail, finishMail } = await import('./mail/finish.ts');
  const prepared = await prepareMail(mail, { painted: written });
  return {
    async finish(context: BuildContext, pdf: Uint8Array) {
      return written
        ? finishMail(prepared, context, pdf)
        : { artifacts: [], obstacles: examineMail(prepared, context, pdf).obstacles };
    },
  };
}

function tracedRows(
  { assessment, mail }: Composed,
  { library, originOf }: BuildContext,
  occurrences: ReadonlyMap<string, Occurrences>,
): TracedRow[] {
  const mailed = Map.groupBy(mail?.numbers ?? [], ({ id }) => id);
  return assessment.evidence.map((row, index) => {
    const datum = library.data.get(row.id);
    const data = datum && originOf(datum);
    const { html = [], pdfPages = [] } = occurrences.get(row.id) ?? {};
    const own = mailed.get(row.id);
    return {
      number: index + 1,
      ...row,
      ...(data && { data }),
      html,
      pdfPages,
      ...(own && { mail: eachOnce(own) }),
    };
  });
}

function eachOnce(numbers: readonly HtmlNumber[]): NonNullable<TracedRow['mail']> {
  const forms = new Map(numbers.map(({ where, text }) => [`${where} ${text}`, { where, text }]));
  return [...forms.values()];
}
