import { trialsOfFigure } from '../figures/requests.ts';
import type { Briefing, Library } from '../model/library.ts';
import { trialsOfTable } from '../tables/requests.ts';
import { isShared, sha256 } from './artifact.ts';
import type { Input } from './manifest.ts';

/**
 * The content files that an edition depends on: its own, the house's, the bibliography, the templates
 * that it overrides, and those of the trials and products it uses. The set is determined by these
 * files alone, so as long as none of them changes the edition cannot either. `shown` are the data that its page
 * shows, by address; `owners` the ids of the trials and products.
 */
export function inputsOf(
  briefing: Briefing,
  library: Library,
  shown: readonly { id: string }[],
  hashes: ReadonlyMap<string, string>,
): { files: Input[]; digest: string; owners: ReadonlySet<string> } {
  const used = ownersUsed(briefing, library, shown);
  const files = [...hashes]
    .filter(([key]) => key === briefing.parsed.file.key || isShared(key) || used.has(ownerOf(key)))
    .map(([key, hash]) => ({ path: key, sha256: hash }));
  return { files, digest: sha256(JSON.stringify(files)), owners: used };
}

/** `trials/maia.yaml` belongs to maia. */
function ownerOf(key: string): string {
  return /^(?:trials|products)\/(.+)\.yaml$/.exec(key)?.[1] ?? '';
}

function ownersUsed(
  briefing: Briefing,
  { trials, data }: Library,
  shown: readonly { id: string }[],
): Set<string> {
  const used = new Set<string>();
  for (const { id } of shown) {
    const datum = data.get(id);
    if (datum) used.add(datum.kind === 'sale' ? datum.product.id : datum.trial.id);
  }
  for (const table of briefing.tables) {
    for (const { id } of trialsOfTable(table)) used.add(id);
  }
  for (const figure of briefing.figures) {
    for (const { id } of trialsOfFigure(figure)) used.add(id);
  }
  const products = [...used].flatMap(
    (id) => trials.get(id)?.arms.flatMap(({ product }) => product ?? []) ?? [],
  );
  return new Set([...used, ...products]);
}
