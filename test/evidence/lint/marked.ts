import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { findQuantities } from '../../../src/evidence/lint/quantities.ts';

/** Whether a text names a source: a sentence that cites, one that does not, a field of a trial, a text of a house. */
type Setting = 'cited' | 'uncited' | 'field' | 'page';

interface Span {
  start: number;
  end: number;
  text: string;
}

/** A sentence of a corpus with what has to be said of its numbers. */
interface Marked {
  text: string;
  setting: Setting;
  /** Refused wherever they are typed. */
  results: Span[];
  /** Stated where a source is named, refused where none is. */
  protocol: Span[];
}

/** The sentences of a file in this folder. */
export function readCorpus(file: string): Marked[] {
  const fields = parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as Record<
    string,
    Partial<Record<Setting, string[]>>
  >;
  return Object.values(fields).flatMap((field) =>
    Object.entries(field).flatMap(([setting, sentences]) =>
      sentences.map((sentence) => readMarks(sentence, setting as Setting)),
    ),
  );
}

function readMarks(sentence: string, setting: Setting): Marked {
  const marked: Marked = { text: '', setting, results: [], protocol: [] };
  for (const [, before = '', mark, text = ''] of sentence.matchAll(/([^[]*)(?:\[([!=])([^\]]*)\]|$)/g)) {
    marked.text += before;
    const span = { start: marked.text.length, end: marked.text.length + text.length, text };
    if (mark === '!') marked.results.push(span);
    if (mark === '=') marked.protocol.push(span);
    marked.text += text;
  }
  return marked;
}

/** What is said of one sentence and should not be, in words. */
export interface Faults {
  misses: string[];
  alarms: string[];
}

export function faultsOf({ text, setting, results, protocol }: Marked): Faults {
  const sourced = setting === 'cited' || setting === 'field';
  const refused = findQuantities(text, setting === 'field').filter(
    ({ kind }) => kind === 'evidence' || (kind === 'protocol' && !sourced),
  );
  const due = sourced ? results : [...results, ...protocol];
  const meets = (a: Span) => (b: Span) => a.start < b.end && b.start < a.end;
  return {
    misses: due.filter((one) => !refused.some(meets(one))).map((one) => `${one.text} in: ${text}`),
    alarms: refused.filter((one) => !due.some(meets(one))).map((one) => `${one.text} in: ${text}`),
  };
}
