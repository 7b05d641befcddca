const words: Record<string, string> = {
  itt: 'intention to treat',
  evaluable: 'evaluable patients',
};

/** A population as readers know it. */
export function writePopulation(population: string): string {
  return words[population] ?? population;
}
