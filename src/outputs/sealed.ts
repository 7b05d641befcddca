import type { Input, ToolVersions } from './manifest.ts';

/** Why a revision after the first was made. A retraction keeps the text and takes its conclusions back. */
export type CorrectionKind = 'correction' | 'erratum' | 'retraction';

export interface SealedFile {
  /** Relative to the folder of the revision, with forward slashes. */
  path: string;
  mediaType: string;
  /** Length. */
  bytes: number;
  sha256: string;
}

/** manifest.json of a sealed revision, `<slug>/<date>/r<revision>/`. */
export interface SealedManifest {
  schema: 2;
  /** `2026-04-21-car-t-moves-upstream`. */
  id: string;
  slug: string;
  /** Of the edition, YYYY-MM-DD. */
  date: string;
  /** From 1. */
  revision: number;
  title: string;
  dek: string;
  series?: string;
  /** As printed. */
  authors: string[];
  keywords: string[];
  /** Language tag. */
  language: string;
  /** YYYY-MM-DD. */
  dataAsOf: string;
  /** Trials that the edition shows. */
  trials: { id: string; name: string }[];
  /** Day of sealing, YYYY-MM-DD, UTC. */
  published: string;
  correction?: { kind: CorrectionKind; reason: string };
  /** Content files that it was made from; each is kept as it was read under inputs/: UTF-8, lines ended by \n. */
  inputs: Input[];
  tool: ToolVersions;
  /** Everything in the folder but the manifest itself and its signature. */
  files: SealedFile[];
  /** Place in the archive's chain, from 1. */
  sequence: number;
  /** sha256 of the manifest that was sealed before, null for the first. */
  previous: string | null;
  /** Fingerprint of the public key that manifest.sig can be checked with; absent when it is not signed. */
  key?: string;
}

/** What a revision says of itself, before it has its place in a chain. */
export type EditionMetadata = Omit<SealedManifest, 'schema' | 'files' | 'sequence' | 'previous' | 'key'>;

/** head.json: the newest revision, so that its loss is noticed. Written after it: at most one behind. */
export interface ArchiveHead {
  schema: 1;
  sequence: number;
  folder: string;
  /** sha256 of its manifest. */
  manifest: string;
}

/** A revision as it lies in an archive. */
export interface SealedRevision {
  manifest: SealedManifest;
  /** sha256 of manifest.json as it lies there: the name of this revision in the chain. */
  hash: string;
  /** `car-t-moves-upstream/2026-04-21/r1`, relative to the archive. */
  folder: string;
}
