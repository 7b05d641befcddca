/** A moment that a clock gave, in milliseconds since 1970. */
export function toDate(at: number): Date {
  return new Date(at);
}

/** `2026-04-21T09:30:00Z`. */
export function writeTime(at: number): string {
  return `${toDate(at).toISOString().slice(0, 19)}Z`;
}
