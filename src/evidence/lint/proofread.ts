import { type Diagnostic, type Place, problem } from '../../diagnostics.ts';
import { namePart } from '../../notation/written.ts';
import type { EndpointNames } from './endpoint-names.ts';
import {
  type Counts,
  type FiledText,
  findOrigin,
  type LintResult,
  type LintText,
  lintEach,
  mostPlaced,
  type StatedNumber,
  type Stray,
  sumCounts,
} from './lint.ts';
import type { Fields } from './stated.ts';

export interface Proofs {
  /** What a reader of the finished page sees or hears. */
  page: LintText[];
  prose: ReadProse;
  /** Texts of trials that name their source, read when first asked for. */
  fields: () => Fields;
  /** What templates say by themselves. */
  templates: ReadTemplates;
  /** Of the endpoints that the library knows. */
  names: EndpointNames;
  /** Texts of the other files that the page is made of. */
  scalars: Iterable<FiledText>;
  /** Used if none of these contains the number. */
  fallback: Place;
}

/** The author's texts of a briefing, each under the name of its part of the page. */
export interface ReadProse {
  texts: FiledText[];
  /** Numbers in them without a source, found when first asked for: most pages have none to place. */
  strays(): Stray[];
}

/** The texts of templates, and the numbers in them: the same for every page that they set. */
export interface ReadTemplates {
  texts: FiledText[];
  unsourced: ProofUnsourced[];
}

export type ProofUnsourced = LintResult['unsourced'][number] & { place: Place };

/** The numbers of a page that lead to no source, each once and where it was written, and those that a source states. */
export function proofread(proofs: Proofs): {
  unsourced: ProofUnsourced[];
  stated: StatedNumber[];
  counts: Counts;
} {
  const results = lintEach(proofs.page, proofs);
  const all = results.flatMap(({ strays }) => strays);
  const [strays, more] = [all.slice(0, mostPlaced), all.length - mostPlaced];
  const placed = [...(strays.length > 0 ? placeAll(strays, proofs) : []), ...proofs.templates.unsourced];
  const found = once(placed, proofs.fallback);
  const last = found.at(-1);
  const unsourced = more > 0 && last ? [...found, { ...last, text: `… and ${more} more` }] : found;
  const counts = sumCounts(results.map(({ counts }) => counts));
  return {
    unsourced,
    stated: results.flatMap(({ stated }) => stated),
    counts: { ...counts, numbers: counts.numbers - strays.length + found.length },
  };
}

/** Templates may contain numbers where the page is not read: among its sources, in its ledger. */
export function proofreadTemplates(texts: LintText[]): ReadTemplates {
  const unsourced = lintEach(texts).flatMap(({ strays }) =>
    strays.flatMap(({ text, where, why, protocol, place }) =>
      place ? [{ text, where, why, protocol, place }] : [],
    ),
  );
  return { texts: filedTexts(texts), unsourced };
}

export function readProse(texts: LintText[], names: EndpointNames): ReadProse {
  let strays: Stray[] | undefined;
  return {
    texts: filedTexts(texts),
    strays: () => (strays ??= lintEach(texts, { names }).flatMap((found) => found.strays)),
  };
}

function placeAll(strays: Stray[], { prose, templates, scalars, fallback }: Proofs): ProofUnsourced[] {
  const inProse = Map.groupBy(prose.strays(), keyOf);
  const turns = new Map<string, number>();
  const files = [...templates.texts, ...scalars, ...prose.texts];
  return strays.map((stray) => {
    const key = keyOf(stray);
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    const same = inProse.get(key) ?? [];
    const place = same[turn]?.place ?? findOrigin(stray, files) ?? same.at(-1)?.place ?? fallback;
    const { text, where, why, protocol } = stray;
    return { text, where, why, protocol, place };
  });
}

/** The same number in the same part of the page, however its unit is written: `71 %` may be `71&nbsp;%` in prose. */
function keyOf({ where, text }: Stray): string {
  const [number = text] = /\p{N}+(?:[.,]\p{N}+)*|\p{L}+/u.exec(text) ?? [];
  return `${where}: ${number}`;
}

function filedTexts(texts: LintText[]): FiledText[] {
  return texts.flatMap(({ segments }) =>
    segments.flatMap((segment) =>
      segment.kind === 'text' && segment.at ? [{ text: segment.text, at: segment.at }] : [],
    ),
  );
}

/** A title appears in the head of the page and at its top, a label in a drawing and in its table. */
function once(all: ProofUnsourced[], fallback: Place): ProofUnsourced[] {
  const told = new Set<string>();
  return all.filter(({ place, text, where }) => {
    const spot = `${place.file}:${place.line}:${place.column}:${text}:${place === fallback ? where : ''}`;
    return !told.has(spot) && told.add(spot);
  });
}

export function unsourcedDiagnostic({ text, where, protocol, place }: ProofUnsourced): Diagnostic {
  const hint = place.file.endsWith('.md')
    ? `bind it with {{value "…"}}, or waive it with {{plain "${text}" reason="…"}}`
    : 'numbers can only be bound in a briefing: remove it here and write {{value "…"}} there';
  return problem('unsourced-number', `‘${text}’ in ${namePart(where)} leads to no source`, place, {
    hints: [...(protocol ? [protocolHint(place.file)] : []), hint],
  });
}

function protocolHint(file: string): string {
  return file.endsWith('.md')
    ? 'if it says how a trial was done, cite the source that states it in the same sentence: {{cite "…"}}'
    : 'if it says how the trial was done, name the source that states it: source: at the level of the trial';
}
