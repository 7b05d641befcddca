const words: Record<string, string> = {
  itt: 'intention to treat',
  mitt: 'modified intention to treat',
  'full analysis': 'full analysis set',
  'per protocol': 'per-protocol set',
  safety: 'safety set',
  evaluable: 'evaluable patients',
};

/** A population as readers know it. */
export function writePopulation(population: string): string {
  return words[population] ?? population;
}
