/** A piece of running text. */
export type Run =
  | { kind: 'words'; text: string }
  /** A trial or regimen, which does not break at its hyphens. */
  | { kind: 'name'; text: string }
  /** Bound to the entry of the evidence ledger whose id is an address or a computation. */
  | { kind: 'number'; text: string; id: string; entry: number; how: 'value' | 'computed' | 'former' }
  /** A number that is no evidence. */
  | { kind: 'waived'; text: string }
  /** Cites the sources of these numbers, from 1. It prints at the end of its block. */
  | { kind: 'citation'; sources: readonly number[] }
  /** `sources`: references in the text itself, `[3, 7]`, which are no numbers of evidence. */
  | { kind: 'emphasis' | 'strong' | 'struck' | 'code' | 'small' | 'sources'; runs: Text }
  | { kind: 'link'; href: string; title?: string; runs: Text }
  /** Refers to the footnote of a letter. */
  | { kind: 'note'; letter: string; isFirst: boolean }
  | { kind: 'break' };

/** A text that is read in one go: a line, a paragraph, a cell. */
export type Text = readonly Run[];

export function words(text: string): Text {
  return text === '' ? [] : [{ kind: 'words', text }];
}

/** All runs of some texts, those within others too, in reading order. */
export function* runsIn(...texts: Text[]): Generator<Run> {
  for (const text of texts) {
    for (const run of text) {
      yield run;
      if ('runs' in run) yield* runsIn(run.runs);
    }
  }
}

/** Its characters alone: no citations, no marks. */
export function charactersOf(text: Text): string {
  return text
    .map((run) => {
      if ('text' in run) return run.text;
      if ('runs' in run) return charactersOf(run.runs);
      return run.kind === 'break' ? ' ' : '';
    })
    .join('');
}
