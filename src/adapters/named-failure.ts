/**
 * A failure with the file that it is about: a full disk and a damaged database do not say by themselves which
 * file it was. Gives the error itself, with `path` where it had none, and with `fix`: what helps.
 */
export function named(error: unknown, file: string, fix?: string): unknown {
  if (error instanceof Error && !('path' in error)) Object.assign(error, { path: file, ...(fix && { fix }) });
  return error;
}

/** Does something with a file; what it throws says which file it was. */
export function naming<T>(file: string, work: () => T, fix?: string): T {
  try {
    return work();
  } catch (error) {
    throw named(error, file, fix);
  }
}
