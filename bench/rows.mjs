// The rows of the benchmark: a time or peak of memory of ours, what it is compared with, and their ratio.
import os from 'node:os';

/** A row of times in milliseconds. It passes when the ratio is at most `target`, where there is one. */
export function row(label, value, against, than, target) {
  return rowOf(label, value, against, than, target, writeTime);
}

/** A row of peaks of memory in MB. */
export function memoryRow(label, value, against, than, target) {
  return rowOf(label, value, against, than, target, (megabytes) => `${megabytes.toFixed(0)} MB`);
}

function rowOf(label, value, against, than, target, write) {
  const ratio = value / against;
  return {
    label,
    value: write(value),
    against: `${than} ${write(against)}`,
    ratio,
    target,
    passed: target === undefined ? undefined : ratio <= target,
  };
}

function writeTime(milliseconds) {
  return milliseconds < 100 ? `${milliseconds.toFixed(1)} ms` : `${milliseconds.toFixed(0)} ms`;
}

/** The machine, and the head of the columns. Rows are printed as they are measured, so the columns have fixed widths. */
export function headLines() {
  const cpu = os.cpus();
  return [
    `${cpu.length} × ${cpu[0].model.trim()}, ${os.type()} ${os.release()}, Node ${process.versions.node}, ` +
      `load ${os.loadavg()[0].toFixed(1)}`,
    '',
    inColumns(['', 'ours', 'against', 'ratio', 'target', '']),
  ];
}

export function rowLine({ label, value, against, ratio, target, passed }) {
  return inColumns([
    label,
    value,
    against,
    ratio.toFixed(ratio < 1 ? 3 : 2),
    target === undefined ? '' : `≤ ${target}`,
    passed === undefined ? '' : passed ? 'met' : 'MISSED',
  ]);
}

const WIDTHS = [46, 15, 22, 5, 6, 6];

function inColumns(cells) {
  const padded = cells.map((cell, index) =>
    index === 0 ? cell.padEnd(WIDTHS[index]) : cell.padStart(WIDTHS[index]),
  );
  return padded.join('  ').trimEnd();
}
