import type { ChangeText } from '../../src/changes/report.ts';
import type { DataFact } from '../../src/changes/snapshot.ts';

export type PartOfFact = Partial<DataFact>;

export const firstReport = [{ id: 'gamma-2024', title: 'First report of GAMMA' }];
export const laterReport = [{ id: 'gamma-2026', title: 'GAMMA after longer follow-up' }];

/** A response rate of one arm, as far as it is not said otherwise. */
export function factWith(more: PartOfFact = {}): DataFact {
  return {
    id: 'gamma.orr.a',
    subject: 'GAMMA, Drug A: overall response rate',
    owner: 'gamma',
    about: { endpoint: 'orr', shape: 'proportion', arms: ['a'] },
    endpoint: 'ORR',
    arms: ['Drug A'],
    ...printed('60/100 (60%)'),
    state: 'value',
    grade: 'primary',
    sources: firstReport,
    used: true,
    ...more,
  };
}

/** A value that is nothing but its estimate. */
export function printed(value: string): Pick<DataFact, 'value' | 'estimate' | 'details'> {
  return { value, estimate: value, details: {} };
}

/** A hazard ratio with what stands in its brackets. */
export function ratio(value: string, details: Record<string, string> = {}): PartOfFact {
  const said = Object.values(details).join('; ');
  return {
    about: { endpoint: 'pfs', shape: 'hazardRatio', arms: ['a', 'b'] },
    endpoint: 'PFS',
    arms: ['Drug A', 'Drug B'],
    value: said === '' ? `HR ${value}` : `HR ${value} (${said})`,
    estimate: `HR ${value}`,
    details,
  };
}

/** Sales of one quarter. */
export function saleOf(quarter: string, value: string, more: PartOfFact = {}): DataFact {
  return factWith({
    id: `zorvex.${quarter}`,
    owner: 'zorvex',
    about: { endpoint: `sales ${quarter}`, shape: 'sale', arms: [] },
    endpoint: `Sales, ${quarter}`,
    arms: [],
    ...printed(value),
    ...more,
  });
}

interface Sides {
  before?: DataFact | undefined;
  after?: DataFact | undefined;
}

/** What is told with what speaks: words bare, data in `⟨⟩` with the side, `!` for a value, sources in `[]`. */
export function spoken(parts: readonly ChangeText[], { before, after }: Sides): string {
  const sideOf = (fact: DataFact) => (fact === before ? 'before' : fact === after ? 'after' : 'neither');
  return parts.map((part) => sayPart(part, sideOf)).join('');
}

function sayPart(part: ChangeText, sideOf: (fact: DataFact) => string): string {
  if (part.by === 'words') return part.text;
  const side = sideOf(part.fact);
  const said = part.by === 'sources' ? part.of : part.by;
  if (said !== side) throw new Error(`${said} is said of the data ${side}`);
  if (part.by === 'sources') return `[${side}${part.named ? ', named' : ''}]`;
  return `⟨${side}${part.isValue ? '!' : ''}: ${part.text}⟩`;
}
