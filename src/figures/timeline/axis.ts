/** A mark of the axis of years: where it stands and what it says. */
interface YearTick {
  at: number;
  text: string;
}

export interface YearAxis {
  from: number;
  to: number;
  ticks: YearTick[];
}

/** Whole years about all times; where they fall within two, quarters. */
export function yearAxis(times: readonly number[]): YearAxis {
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const isShort = last - first < 1.5;
  const unit = isShort ? 4 : 1;
  const from = Math.floor(first * unit) / unit;
  const to = Math.max(from + 1 / unit, Math.ceil(last * unit) / unit);
  const count = Math.round((to - from) * unit);
  const ticks = Array.from({ length: count + 1 }, (_, i) => from + i / unit).map((at) => ({
    at,
    text: isShort ? `${quarterStarts[Math.round((at % 1) * 4)]} ${Math.floor(at)}` : String(at),
  }));
  return { from, to, ticks };
}

const quarterStarts = ['Jan', 'Apr', 'Jul', 'Oct'];
