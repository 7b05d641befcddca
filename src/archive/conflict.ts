/** Somebody else was first, or what stands may not be replaced: nothing was written. Exit code 6. */
export class Conflict extends Error {
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[] = []) {
    super([message, ...hints].join('\n  '));
    this.name = 'Conflict';
    this.hints = hints;
  }
}
