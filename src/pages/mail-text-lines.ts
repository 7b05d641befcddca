/** Characters a line: what readers of plain text expect, and room for the marks of a quoted reply. */
const usualWidth = 72;

/** Before each line of what is set apart. */
const bar = '| ';

interface Filling {
  /** Before the first line. */
  first?: string;
  /** Spaces before the others. */
  indent?: number;
  width?: number;
}

/** A paragraph broken into lines. A word longer than a line, such as an address, stands on its own. */
export function filled(text: string, { first = '', indent = 0, width = usualWidth }: Filling = {}): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/ +/).filter(Boolean)) {
    if (!isEmpty && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** Lines behind a bar, as `set` fills them to the width that is left. */
export function barred(set: (width: number) => string): string {
  return set(usualWidth - bar.length)
    .split('\n')
    .map((line) => `${bar}${line}`.trimEnd())
    .join('\n');
}

/** A title over a line as long as its longest own. */
export function ruled(title: string, sign: string): string {
  const text = filled(title);
  const longest = Math.max(...text.split('\n').map(lengthOf));
  return `${text}\n${sign.repeat(longest)}`;
}

/** Heads at the left, what they mean beside them. */
export function columnsOf(
  rows: readonly { head: string; lines: readonly string[] }[],
  between = '\n\n',
): string {
  const left = Math.min(24, Math.max(...rows.map(({ head }) => lengthOf(head))) + 2);
  return rows
    .map(({ head, lines }) => {
      const pad = head + ' '.repeat(Math.max(2, left - lengthOf(head)));
      const [first = '', ...others] = lines.filter(Boolean);
      const rest = others.map((line) => filled(line, { first: ' '.repeat(left), indent: left }));
      return [filled(first, { first: pad, indent: left }), ...rest].join('\n');
    })
    .join(between);
}

/** As a reader counts: a letter with its accents is one. */
function lengthOf(text: string): number {
  return [...text.normalize('NFC')].length;
}
