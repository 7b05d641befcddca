import type { ArchiveHead, SealedRevision } from '../outputs/sealed.ts';
import { headFile, manifestFile, revisionFolder } from './files.ts';
import { headOf } from './manifest.ts';

/**
 * Where the manifests of an archive do not follow each other: gaps, forks, manifests that were changed
 * after the next one was sealed, folders that were exchanged. `head` is what head.json says.
 */
export function checkChain(archive: readonly SealedRevision[], head: ArchiveHead | undefined): ArchiveFlaw[] {
  const bearers = archive.filter(({ hash }) => hash === head?.manifest);
  const named = bearers.find(({ folder }) => folder === head?.folder) ?? bearers[0];
  // A head that is wrong about the revision that it names is blamed for that alone.
  const known = head && named ? headOf(named) : head;
  return [
    ...archive.flatMap(misplaced),
    ...forks(archive),
    ...gaps(archive, known),
    ...revisionGaps(archive),
    ...changedManifests(archive, known),
    ...headFlaws(archive, known),
    ...(head && known ? contradictions(head, known) : []),
  ];
}

/** What head.json says of the revision whose manifest it names, and what that says of itself. */
function contradictions(head: ArchiveHead, named: ArchiveHead): ArchiveFlaw[] {
  const wrong = (['sequence', 'folder'] as const).filter((key) => head[key] !== named[key]);
  if (wrong.length === 0) return [];
  const sayings = wrong.map((key) => `${key} ${head[key]}, where its manifest says ${named[key]}`);
  return [{ kind: 'altered', where: headFile, message: `says ${sayings.join(' and ')}` }];
}

function misplaced({ manifest, folder }: SealedRevision): ArchiveFlaw[] {
  const own = revisionFolder(manifest);
  if (own === folder) return [];
  return [{ kind: 'misplaced', where: folder, message: `its manifest says that it was sealed as ${own}` }];
}

function forks(archive: readonly SealedRevision[]): ArchiveFlaw[] {
  const bySequence = Map.groupBy(archive, ({ manifest }) => manifest.sequence);
  const shared = [...bySequence.values()].filter(({ length }) => length > 1);
  return shared.flatMap((claimants) =>
    claimants.map(({ folder, manifest }) => {
      const others = claimants.filter((one) => one.folder !== folder).map((one) => one.folder);
      const message = `says that it was sealed as number ${manifest.sequence}, and so does ${others.join(', ')}`;
      return { kind: 'chain', where: folder, message };
    }),
  );
}

/** Numbers of the chain that nothing in the archive has. */
function gaps(archive: readonly SealedRevision[], head: ArchiveHead | undefined): ArchiveFlaw[] {
  const known = archive.map(({ manifest, folder }) => ({ sequence: manifest.sequence, by: folder }));
  if (head) known.push({ sequence: head.sequence + 1, by: headFile });
  return known
    .toSorted((a, b) => a.sequence - b.sequence)
    .flatMap(({ sequence, by }, index, sorted) => {
      const before = sorted[index - 1]?.sequence ?? 0;
      if (sequence - before < 2) return [];
      const where = head && by === headFile ? head.folder : numbers(before + 1, sequence - 1);
      const message = `${numbers(before + 1, sequence - 1)} of the archive is gone: ${by} refers to what was sealed before it`;
      return [{ kind: 'missing' as const, where, message }];
    });
}

function numbers(from: number, to: number): string {
  return from === to ? `number ${from}` : `numbers ${from} to ${to}`;
}

/** Revisions of one edition are numbered without a gap. */
function revisionGaps(archive: readonly SealedRevision[]): ArchiveFlaw[] {
  const editions = Map.groupBy(archive, ({ manifest }) => `${manifest.slug}/${manifest.date}`);
  return [...editions].flatMap(([edition, revisions]) => {
    const sorted = revisions.map(({ manifest }) => manifest.revision).sort((a, b) => a - b);
    return sorted.flatMap((number, index) => {
      const expected = (sorted[index - 1] ?? 0) + 1;
      if (number <= expected) return [];
      const message = `r${number} of the edition is there, this one is gone`;
      return [{ kind: 'missing' as const, where: `${edition}/r${expected}`, message }];
    });
  });
}

interface Witness {
  hash: string | null;
  by: string;
}

/**
 * Follows the hashes from the newest manifest back. A manifest is blamed when the next one remembers it
 * otherwise; one that was itself changed is a poor witness, and the message says so.
 */
function changedManifests(archive: readonly SealedRevision[], head: ArchiveHead | undefined): ArchiveFlaw[] {
  const witnesses = new Map<number, Witness>();
  if (head) witnesses.set(head.sequence, { hash: head.manifest, by: headFile });
  const flaws = new Map<string, ArchiveFlaw>();
  for (const { folder, hash, manifest } of archive.toReversed()) {
    const file = `${folder}/${manifestFile}`;
    const witness = witnesses.get(manifest.sequence);
    if (witness && witness.hash !== hash) {
      const also = flaws.has(witness.by) ? ', which was changed itself,' : '';
      const message = `is not the manifest that was sealed: ${witness.by}${also} remembers another`;
      flaws.set(file, { kind: 'altered', where: file, message });
    }
    witnesses.set(manifest.sequence - 1, { hash: manifest.previous, by: file });
  }
  const first = witnesses.get(0);
  if (first && first.hash !== null) {
    const message = 'says that it was sealed first, and names one before it';
    flaws.set(first.by, { kind: 'chain', where: first.by, message });
  }
  return [...flaws.values()].reverse();
}

/** A publisher that was killed leaves head.json one behind, or, with its very first revision, none. */
function headFlaws(archive: readonly SealedRevision[], head: ArchiveHead | undefined): ArchiveFlaw[] {
  const newest = archive.at(-1)?.manifest.sequence ?? 0;
  if (!head && newest > 1) {
    return [
      { kind: 'missing', where: headFile, message: 'is missing: nothing shows which revision is newest' },
    ];
  }
  if (head && newest - head.sequence > 1) {
    const message = `names number ${head.sequence} as the newest, but number ${newest} exists`;
    return [{ kind: 'altered', where: headFile, message }];
  }
  return [];
}

/** Something of an archive that is not as it was sealed. */
export interface ArchiveFlaw {
  kind:
    | 'altered'
    | 'missing'
    | 'extra'
    | 'swapped'
    | 'unreadable'
    | 'misplaced'
    | 'chain'
    | 'unsigned'
    | 'signature';
  /** Path in the archive of the file or folder. */
  where: string;
  /** In one sentence. */
  message: string;
}
