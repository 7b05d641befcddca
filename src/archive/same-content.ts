import type { Input } from '../outputs/manifest.ts';

/** A content file in which two makings of an edition differ. */
export interface ChangedInput {
  path: string;
  how: 'changed' | 'added' | 'gone';
}

/** The content files in which an edition differs from what was sealed, in order of path; none of the same content. */
export function changedInputs(sealed: readonly Input[], now: readonly Input[]): ChangedInput[] {
  const [before, after] = [sealed, now].map((files) => new Map(files.map((one) => [one.path, one.sha256])));
  const paths = [...new Set([...sealed, ...now].map(({ path }) => path))].sort();
  return paths.flatMap((path): ChangedInput[] => {
    const [old, fresh] = [before?.get(path), after?.get(path)];
    if (old === fresh) return [];
    return [{ path, how: old === undefined ? 'added' : fresh === undefined ? 'gone' : 'changed' }];
  });
}
