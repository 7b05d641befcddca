const number = /-?\d+(?:\.\d+)?/g;

/**
 * The first line in which a drawing differs from the expected one; undefined when they are alike. Within
 * path data and coordinates numbers may differ by `tolerance` px; words, classes and colours may not.
 */
export function pictureDifference(drawn: string, expected: string, tolerance: number): string | undefined {
  const [a, b] = [drawn.trim().split('\n'), expected.trim().split('\n')];
  const index = b.findIndex((line, i) => !isLike(a[i] ?? '', line, tolerance));
  if (index >= 0) return `line ${index + 1}: ${a[index] ?? '(missing)'}\n  expected: ${b[index]}`;
  return a.length > b.length ? `line ${b.length + 1}: ${a[b.length]}\n  expected: (nothing)` : undefined;
}

function isLike(drawn: string, expected: string, tolerance: number): boolean {
  const [a, b] = [drawn, expected].map(partsOf) as [Parts, Parts];
  if (a.words !== b.words || a.numbers.length !== b.numbers.length) return false;
  return a.numbers.every((value, i) => Math.abs(value - (b.numbers[i] as number)) <= tolerance);
}

interface Parts {
  /** The line with its coordinates taken out. */
  words: string;
  numbers: number[];
}

function partsOf(line: string): Parts {
  const numbers: number[] = [];
  const words = line.replace(/ (?:d|x|y|width|height|viewBox)="[^"]*"/g, (attribute) =>
    attribute.replace(number, (value) => {
      numbers.push(Number(value));
      return '#';
    }),
  );
  return { words, numbers };
}
