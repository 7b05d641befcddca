import { text } from './scalars.ts';

/** Sets of patients that trials commonly analyse, with the short forms they are also written in. */
const knownPopulations: Record<string, readonly string[]> = {
  enrolled: [],
  randomised: [],
  itt: ['intention to treat', 'intention-to-treat', 'intent to treat', 'intent-to-treat'],
  mitt: ['modified itt', 'modified intention to treat', 'modified intent-to-treat'],
  'full analysis': ['fas', 'full analysis set'],
  'per protocol': ['pp', 'pps', 'per-protocol', 'per protocol set'],
  treated: ['as treated'],
  safety: ['safety set', 'safety population'],
  evaluable: [],
  responders: [],
  're-randomised': [],
};

const byName = new Map(
  Object.entries(knownPopulations).flatMap(([name, others]) =>
    [name, ...others].map((one): [string, string] => [one, name]),
  ),
);

/** One of the known sets, or a description in the words of the source (at least two words). */
export const population = text
  .transform((written) => byName.get(written.toLowerCase()) ?? written)
  .refine((name) => name in knownPopulations || /\S\s+\S/.test(name), {
    error: `expected ${Object.keys(knownPopulations).join(', ')}, or a description of more than one word`,
    params: { code: 'unknown-value' },
  });
