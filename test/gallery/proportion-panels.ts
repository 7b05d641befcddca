import type { PanelRow, ProportionPanelsChart } from '../../src/figures/proportion-panels/layout.ts';
import type { DotRow } from '../../src/figures/proportions/layout.ts';
import { type Cases, UNBROKEN, WORDS } from './figure.ts';
import { proportionRow } from './proportions.ts';

export function panelCell(percent: number, over: Partial<DotRow> = {}): DotRow {
  const interval = { low: Math.max(0, percent - 6), high: Math.min(100, percent + 5) };
  const beside = `${Math.round(percent * 2)}/200`;
  return proportionRow({ value: percent, interval, printed: `${percent.toFixed(1)}%`, beside, ...over });
}

export function panelsChart(headings: string[], ...rows: PanelRow[]): ProportionPanelsChart {
  return {
    kind: 'proportion-panels',
    headings: headings.map((text) => ({ heading: [{ text }] })),
    rows,
  };
}

const about = 'D-VRd, transplant-eligible';
const none = { interval: { low: 0, high: 16.8 }, printed: '0%', beside: '0/20' };
const all = { interval: { low: 83.2, high: 100 }, printed: '100%', beside: '20/20' };
const six = [
  'Overall response',
  'Complete response or better',
  'Very good partial response or better',
  'MRD negativity, sensitivity 10⁻⁵',
  'MRD negativity, sensitivity 10⁻⁶',
  'Sustained MRD negativity',
];

function hardRows(count: number, panels: number): PanelRow[] {
  return Array.from({ length: count }, (_, i) => ({
    label: i % 2 ? WORDS : UNBROKEN,
    sublabel: i % 3 ? 'daratumumab, bortezomib, lenalidomide and dexamethasone, transplant-eligible' : '',
    cells: Array.from({ length: panels }, (_, panel) => {
      const over = { beside: '1,234/2,345', hollow: i % 4 === 0, focus: i === 0 };
      return (i + panel) % 7 === 6 ? undefined : panelCell((i * 5 + panel * 13) % 101, over);
    }),
  }));
}

export const proportionPanelsCases: Cases<'proportion-panels'> = {
  'two arms, three endpoints': panelsChart(
    ['Overall response', 'Complete response or better', 'MRD negativity, sensitivity 10⁻⁵'],
    {
      label: 'Zorvex',
      sublabel: 'experimental',
      cells: [
        panelCell(92.9, { focus: true }),
        panelCell(51.1, { focus: true }),
        panelCell(32.4, { focus: true }),
      ],
    },
    {
      label: 'Observation',
      sublabel: 'control',
      cells: [panelCell(81.6), panelCell(24.9), panelCell(11.1, { hollow: true })],
    },
  ),
  'none, all and not reported': panelsChart(
    ['Overall response', 'Complete response'],
    { label: 'ALPHA', sublabel: about, cells: [panelCell(100, all), panelCell(0, none)] },
    { label: 'BETA', sublabel: about, cells: [panelCell(0, none), undefined] },
  ),
  'one panel': panelsChart([''], { label: 'ALPHA', sublabel: about, cells: [panelCell(50)] }),
  '20 rows with 40-character labels': panelsChart(six.slice(0, 2), ...hardRows(20, 2)),
  'six endpoints': panelsChart(six, ...hardRows(6, 6)),
  'rare events': panelsChart(
    ['Stroke', 'Myocardial infarction', 'Death from cardiovascular causes'],
    ...['Zorvex', 'Placebo'].map((label, i) => ({
      label,
      sublabel: '',
      cells: [1.7, 3.2, 2.5].map((value) =>
        panelCell(value + i / 2, {
          interval: { low: value + i / 2 - 0.4, high: value + i / 2 + 0.4 },
          focus: i === 0,
        }),
      ),
    })),
  ),
};
