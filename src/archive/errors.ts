/** Another process was first, or what exists may not be replaced: nothing was written. Exit code 6. */
export class Conflict extends Error {
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[] = []) {
    super([message, ...hints].join('\n  '));
    this.name = 'Conflict';
    this.hints = hints;
  }
}

/** A file in an archive is not what was sealed, or does not belong in an archive. Exit code 1. */
export class ArchiveDamaged extends Error {
  constructor(message: string) {
    super(`${message}\n  run verify to see what else is wrong, and restore the archive from a copy`);
    this.name = 'ArchiveDamaged';
  }
}
