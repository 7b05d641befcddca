/** An author for catalogues: a person by parts, or a name that is not to be taken apart. */
export type Person = { given: string; family: string } | { literal: string };

/**
 * Takes a printed name apart. The family name is the last word with the particles before it: `van der Berg`.
 * Roles and bodies (`The editor`, `Smith and Sons`, `MRD group`) stay whole.
 */
export function personOf(name: string): Person {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.at(-1) ?? '';
  const isWhole =
    words.length < 2 ||
    /^(?:the|a)$/i.test(words[0] ?? '') ||
    !/^\p{Lu}/u.test(last) ||
    /[,&()\d]|\band\b/.test(name);
  if (isWhole) return { literal: name };
  const particle = words.findIndex((word, index) => index > 0 && /^\p{Ll}/u.test(word));
  const cut = particle > 0 ? particle : words.length - 1;
  return { given: words.slice(0, cut).join(' '), family: words.slice(cut).join(' ') };
}
