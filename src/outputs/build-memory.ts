import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics.ts';
import { sha256 } from './artifact.ts';

/** What a build remembers of an edition, so that the next one can tell that nothing changed. */
export interface RememberedEdition {
  title: string;
  dek: string;
  date: string;
  /** Hash over the tool and every file in `inputs`. */
  key: string;
  /** Content files that the edition depends on. */
  inputs: string[];
  /** Size in bytes and time of change of each file written. */
  files: Record<string, [number, number]>;
  warnings: Diagnostic[];
}

/** out/.build.json. It holds no content, only hashes: a wrong one costs time, never correctness. */
export interface BuildMemory {
  schema: 1;
  /** Hash over the tool and all content of a build that built everything; empty otherwise. */
  everything: string;
  /** Warnings that belong to no edition. */
  warnings: Diagnostic[];
  editions: Record<string, RememberedEdition>;
  index: [number, number];
}

export const emptyMemory: BuildMemory = {
  schema: 1,
  everything: '',
  warnings: [],
  editions: {},
  index: [0, 0],
};

export function memoryFile(out: string): string {
  return path.join(out, '.build.json');
}

/** The memory of the last build into `out`; empty when there is none that can be read. */
export function recallBuild(out: string): BuildMemory {
  try {
    const memory = JSON.parse(readFileSync(memoryFile(out), 'utf8')) as BuildMemory;
    return memory.schema === 1 ? memory : emptyMemory;
  } catch {
    return emptyMemory;
  }
}

/** Hash over the tool and some files, given as path and sha256. */
export function keyOf(tool: string, inputs: readonly (readonly [string, string])[]): string {
  return sha256(JSON.stringify([tool, inputs.toSorted(([a], [b]) => (a < b ? -1 : 1))]));
}

/** Whether every file of an edition is as the build left it. */
export function isIntact(folder: string, files: RememberedEdition['files']): boolean {
  return Object.entries(files).every(([name, stamp]) => isAsLeft(path.join(folder, name), stamp));
}

export function isAsLeft(file: string, [size, time]: [number, number]): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.size === size && stat.mtimeMs === time;
}

export function stampOf(file: string): [number, number] {
  const { size, mtimeMs } = statSync(file);
  return [size, mtimeMs];
}
