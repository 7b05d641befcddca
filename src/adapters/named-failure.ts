/**
 * A failure with the file that it is about: a full disk and a damaged database do not say by themselves which
 * file it was. Gives the error itself, with `path` where it had none, and with `mend`: what helps.
 */
export function named(error: unknown, file: string, mend?: string): unknown {
  if (error instanceof Error && !('path' in error))
    Object.assign(error, { path: file, ...(mend && { mend }) });
  return error;
}

/** Does something with a file; what it throws says which file it was. */
export function naming<T>(file: string, work: () => T, mend?: string): T {
  try {
    return work();
  } catch (error) {
    throw named(error, file, mend);
  }
}
