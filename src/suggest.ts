import { closest, distance } from 'fastest-levenshtein';

/** The known name that the author most likely meant, or undefined when none is near. */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(name, known as string[]);
  const changes = distance(name, best);
  // As many changes as letters would be another word.
  return changes < name.length && changes <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined;
}

/** Hints for an unknown name: the nearest one, else the whole list when it is short. */
export function suggest(name: string, known: readonly string[]): string[] {
  const nearest = findNearest(name, known);
  if (nearest !== undefined) return [`did you mean ‘${nearest}’?`];
  if (known.length === 0) return [];
  if (known.length <= 12) return [`known: ${known.join(', ')}`];
  return [`${known.length} are known, among them ${known.slice(0, 6).join(', ')}`];
}
