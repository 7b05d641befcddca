import type { Trial } from '../model/trial.ts';

const words: Partial<Record<Trial['design'], string>> = {
  crossover: 'randomised crossover',
  cluster: 'cluster-randomised',
};

/** `phase 3, randomised, double-blind`; a trial without a phase by its design alone. */
export function writeDesign({ phase, design, masking }: Pick<Trial, 'phase' | 'design' | 'masking'>): string {
  return [phase !== 'not applicable' && `phase ${phase}`, words[design] ?? design, masking]
    .filter(Boolean)
    .join(', ');
}
