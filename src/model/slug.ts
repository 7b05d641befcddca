/** Key of a file or entry: lower case, digits and hyphens, usable as a file name everywhere. */
export const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Names that Windows keeps for devices. */
const deviceNames = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export function isSlug(name: string): boolean {
  return slugPattern.test(name) && !deviceNames.test(name);
}
