const abbreviations = new Set(['us', 'eu', 'uk', 'usa', 'emea', 'apac', 'latam', 'row', 'mena', 'uae']);

/** A region as printed: `rest-of-world` gives Rest of world, `us` US; a name with capitals stays as it is. */
export function regionName(key: string): string {
  if (abbreviations.has(key)) return key === 'row' ? 'Rest of world' : key.toUpperCase();
  if (/\p{Lu}/u.test(key)) return key;
  const spaced = key.replace(/[-_]/g, ' ');
  return `${spaced.charAt(0).toUpperCase()}${spaced.slice(1)}`;
}

/** A region within a sentence: `international`, but US and Rest of world as printed. */
export function regionInProse(name: string): string {
  return name === 'International' ? 'international' : name;
}
