import { type Datum, formerAddressOf } from '../model/datum.ts';
import type { Call } from '../model/prose.ts';
import type { Grade } from '../model/source.ts';
import { type Computed, growthKey, writeNumber } from '../notation/calls.ts';
import { hasComputedInterval } from '../notation/values.ts';
import { escapeHtml, type Written, withPowers } from '../notation/written.ts';

const gradeMarks: Record<Grade, string> = { primary: '', secondary: '§', unconfirmed: '‡' };

function markOf(datum: Datum): string {
  return gradeMarks[datum.grade];
}

/** Number in the ledger by evidence id. */
export type Entries = ReadonlyMap<string, number>;

/** A number as a link to its entry in the ledger, with the mark of its grade. */
export function bindDatum({ html }: Written, datum: Datum, entries: Entries, marks = markOf(datum)): string {
  return link(datum.id, html, marks, entries);
}

/** A number that was computed here, as a link to the entry of its computation. */
export function bindComputation({ html }: Written, id: string, marks: string, entries: Entries): string {
  return link(id, html, marks, entries, 'finding computed');
}

/** A number as the edition before had it, as a link to the entry of how it was. */
export function bindFormer(text: string, address: string, entries: Entries): string {
  return link(formerAddressOf(address), withPowers(text), '', entries, 'finding former');
}

/** A number of data as they are; only a value bears the mark of its grade. */
export function bindFact(
  { text, fact, isValue }: { text: string; fact: { id: string; grade: Grade }; isValue?: true },
  entries: Entries,
): string {
  return link(fact.id, withPowers(text), isValue ? gradeMarks[fact.grade] : '', entries);
}

function link(id: string, html: string, marks: string, entries: Entries, kind = 'finding'): string {
  const entry = entries.get(id);
  if (entry === undefined) throw new Error(`The ledger has no entry for ‘${id}’.`);
  return `<a class="${kind}" href="#e${entry}" data-entry="${entry}"><data value="${escapeHtml(id)}">${html}</data>${superscript(marks)}</a>`;
}

/** An expression that prints a number, bound to what it was made from. */
export function bindNumber(
  call: Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>,
  computed: Computed & { entries: Entries },
): string {
  const number = writeNumber(call, computed);
  if (call.name === 'value') return bindValue(call, number, computed);
  const operands =
    call.name === 'growth'
      ? [call.sale.id, call.over]
      : (call.name === 'range' ? call.findings : [call.from, call.to]).map(({ id }) => id);
  const id = `${call.name}(${operands.join(', ')})`;
  return link(id, number.html, worstMark(call, computed), computed.entries, 'finding computed');
}

/** A sensitivity describes the test, not the result: it carries no mark. */
function bindValue(
  call: Extract<Call, { name: 'value' }>,
  number: Written,
  computed: Computed & { entries: Entries },
): string {
  const { datum, show } = call;
  const marks = `${showsComputedInterval(call, computed) ? '†' : ''}${markOf(datum)}`;
  return bindDatum(number, datum, computed.entries, show === 'threshold' ? '' : marks);
}

function showsComputedInterval(call: Extract<Call, { name: 'value' }>, { intervals }: Computed): boolean {
  if (call.datum.kind !== 'finding' || !/^(?:ci|full)/.test(call.show)) return false;
  return hasComputedInterval(call.datum, intervals);
}

/** The sales of a growth, and those that it is taken from. */
function salesOf(call: Extract<Call, { name: 'growth' }>, { growths }: Computed): Datum[] {
  return [call.sale, ...(growths.get(growthKey(call.sale, call.over))?.base ?? [])];
}

function worstMark(call: Extract<Call, { name: 'range' | 'gap' | 'growth' }>, computed: Computed): string {
  const data: Datum[] =
    call.name === 'growth'
      ? salesOf(call, computed)
      : call.name === 'range'
        ? call.findings
        : [call.from, call.to];
  const marks = data.map(markOf);
  return ['‡', '§'].find((mark) => marks.includes(mark)) ?? '';
}

function superscript(marks: string): string {
  return marks && `<sup class="mark">${marks}</sup>`;
}

/** References as superscript links to the list of sources. */
export function citeHtml(numbers: number[]): string {
  const links = [...new Set(numbers)]
    .sort((a, b) => a - b)
    .map((number) => `<a href="#source-${number}">${number}</a>`);
  return `<sup class="cite">${links.join(',')}</sup>`;
}
