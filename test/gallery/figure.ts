import type { Chart, FigureSpec } from '../../src/figures/spec.ts';

/** Charts of one kind by what is hard about them. */
export type Cases<K extends Chart['kind']> = Record<string, Extract<Chart, { kind: K }>>;

/** 40 characters in words, and in one word that no line can hold. */
export const WORDS = 'Isatuximab-VRd (GMMG-HD7, part 1, arm B)';
export const UNBROKEN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMN';

/** A figure around a chart, with texts that would break out if they were not escaped. */
export function figure(chart: Chart): FigureSpec {
  return {
    id: chart.kind,
    number: 1,
    title: 'Depth <of> "response" & more',
    subtitle: '',
    source: '',
    alt: 'PERSEUS 231 of 355 (65.1%)',
    chart,
    span: chart.kind === 'sales' ? 'column' : 'page',
    caption: {
      title: [{ text: 'Depth <of> "response" & more: ' }, { text: '65.1%', datum: 'perseus.mrd6.d-vrd' }],
      subtitle: [{ text: 'Patients, % of those randomised' }],
      note: [{ text: 'Hollow: not confirmed in a primary document.' }],
      sources: ['Journal of Examples 2025', 'Example Congress 2024'],
      imprint: 'Example Notes · 21 April 2026',
    },
  };
}
