/** Something that a command was given, or needs, cannot be used as it is; the message says what helps. Exit code 2. */
export class Unusable extends Error {
  constructor(message: string, fix: string) {
    super(`${message}\n  ${fix}`);
    this.name = 'Unusable';
  }
}
