import type { BuildContext, Composed } from './build.ts';
import type { Loaded } from './content/files.ts';
import { type Diagnostic, isError } from './diagnostics.ts';
import { type Edition, finishEdition } from './edition.ts';
import { namedSeries } from './model/house.ts';
import { type Artifact, artifact } from './outputs/artifact.ts';
import type { EditionMetadata } from './outputs/sealed.ts';
import type { Browser } from './ports.ts';
import { trialsShown } from './profiles.ts';

/** What is to be sealed of an edition, but for its place in the archive. */
export interface Publication {
  facts: EditionMetadata;
  /** The edition's files and, under inputs/, what they were made from. */
  files: Artifact[];
}

/**
 * print → compare → gather: a page becomes a publication, unless something blocks it. `published` is the day
 * of sealing, YYYY-MM-DD.
 */
export async function finishPublication(
  composed: Composed,
  { loaded, context }: { loaded: Loaded; context: BuildContext },
  { browser, published }: { browser: Promise<Browser>; published: string },
): Promise<Publication | { problems: Diagnostic[] }> {
  const early = composed.obstacles.filter(isError);
  if (early.length > 0) return { problems: early };
  const edition = await finishEdition(composed, context, browser, {
    thorough: true,
    png: true,
    mail: true,
  });
  const problems = edition.obstacles.filter(isError);
  if (problems.length > 0) return { problems };
  const tool = { ...context.tool, browser: (await browser).version };
  return {
    facts: { ...factsOf(composed, context), published, tool },
    // The manifest of a draft knows no place in a chain.
    files: [
      ...edition.artifacts.filter(({ path }) => path !== 'manifest.json'),
      ...keptInputs(edition, loaded),
    ],
  };
}

function factsOf(
  { briefing, release, title, dek, inputs }: Composed,
  { library: { house } }: BuildContext,
): Omit<EditionMetadata, 'published' | 'tool'> {
  const { correction } = release;
  const series = namedSeries(briefing, house);
  return {
    id: briefing.id,
    slug: briefing.slug,
    date: briefing.date,
    revision: release.revision,
    title,
    dek,
    ...(series !== undefined && { series }),
    authors: briefing.authors.map((id) => house.authors[id]?.name ?? id),
    keywords: briefing.keywords ?? [],
    language: house.locale,
    dataAsOf: briefing.dataAsOf,
    trials: trialsShown(briefing)
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...(correction && { correction: { kind: correction.kind, reason: correction.reason } }),
    inputs: inputs.files,
  };
}

const mediaTypes: Record<string, string> = {
  '.yaml': 'application/yaml',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.css': 'text/css; charset=utf-8',
  '.hbs': 'text/x-handlebars-template; charset=utf-8',
};

/** The content files of an edition as they were read, templates and logo among them. */
function keptInputs({ inputs }: Edition, { files, designs }: Loaded): Artifact[] {
  const texts = new Map([...files, ...designs].map(({ key, text }) => [key, text]));
  return inputs.map(({ path: key }) => {
    const mediaType = mediaTypes[/\.[a-z]+$/.exec(key)?.[0] ?? ''] ?? 'application/octet-stream';
    return artifact(`inputs/${key}`, mediaType, texts.get(key) ?? '');
  });
}
