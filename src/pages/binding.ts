import { addressOf, type Datum, gradeOf } from '../model/datum.ts';
import type { Call } from '../model/prose.ts';
import type { Grade } from '../model/source.ts';
import { type Computed, growthKey, writeNumber } from '../notation/calls.ts';
import { hasComputedInterval } from '../notation/values.ts';
import { escapeHtml, type Written } from '../notation/written.ts';

const gradeMarks: Record<Grade, string> = { primary: '', secondary: '§', unconfirmed: '‡' };

export function markOf(datum: Datum): string {
  return gradeMarks[gradeOf(datum)];
}

/** A number tied to its finding or sale, with the mark of its grade. */
export function bindDatum({ html }: Written, datum: Datum, extraMark = ''): string {
  const id = escapeHtml(addressOf(datum));
  return `<data class="finding" value="${id}">${html}</data>${superscript(extraMark + markOf(datum))}`;
}

/** An expression that prints a number, bound to what it was made from. */
export function bindNumber(
  call: Extract<Call, { name: 'value' | 'range' | 'gap' | 'growth' }>,
  computed: Computed,
): string {
  const number = writeNumber(call, computed);
  if (call.name === 'value') return bindValue(call, number, computed);
  const operands =
    call.name === 'growth'
      ? [call.sale.id, call.over]
      : (call.name === 'range' ? call.findings : [call.from, call.to]).map(({ id }) => id);
  const id = escapeHtml(`${call.name}(${operands.join(', ')})`);
  return `<data class="finding computed" value="${id}">${number.html}</data>${superscript(worstMark(call, computed))}`;
}

/** A sensitivity describes the test, not the result: it carries no mark. */
function bindValue(call: Extract<Call, { name: 'value' }>, number: Written, computed: Computed): string {
  if (call.show === 'threshold')
    return `<data class="finding" value="${escapeHtml(addressOf(call.datum))}">${number.html}</data>`;
  return bindDatum(number, call.datum, showsComputedInterval(call, computed) ? '†' : '');
}

function showsComputedInterval(call: Extract<Call, { name: 'value' }>, { intervals }: Computed): boolean {
  if (call.datum.kind !== 'finding' || !/^(?:ci|full)/.test(call.show)) return false;
  return hasComputedInterval(call.datum.finding, intervals);
}

/** The quarter of a growth, and those that it is taken from. */
function salesOf(call: Extract<Call, { name: 'growth' }>, { growths }: Computed): Datum[] {
  const base = growths.get(growthKey(call.sale, call.over))?.base ?? [];
  const all = call.sale.product.sales.quarters.filter(
    (sale) => sale === call.sale || base.includes(sale.quarter),
  );
  return all.map((sale) => ({ kind: 'sale', sale }));
}

function worstMark(call: Extract<Call, { name: 'range' | 'gap' | 'growth' }>, computed: Computed): string {
  const data: Datum[] =
    call.name === 'growth'
      ? salesOf(call, computed)
      : (call.name === 'range' ? call.findings : [call.from, call.to]).map((finding) => ({
          kind: 'finding',
          finding,
        }));
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
