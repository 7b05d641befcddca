export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/**
 * Where the last UTF-16 unit of a scalar's value, or of the beginning of one, stands in the YAML. Folding
 * and indentation change white space only and escapes stand for one character, so the two are walked
 * side by side; undefined when they part all the same, or there is no such unit.
 */
export function offsetInSource(
  yaml: string,
  start: number,
  style: ScalarStyle,
  value: string,
): number | undefined {
  let at = firstOffset(yaml, start, style);
  let last: number | undefined;
  for (const character of value) {
    const isBlank = blanks.includes(character);
    if (!isBlank) at = afterBlanks(yaml, at);
    at = afterLineContinuation(yaml, at, style);
    const escaped = escapeLength(yaml, at, style);
    if (!isBlank && escaped === 0 && !yaml.startsWith(character, at)) return undefined;
    last = escaped ? at : at + character.length - 1;
    if (escaped) at += escaped;
    else at = isBlank ? afterBlanks(yaml, at) : at + character.length;
  }
  return last;
}

const blanks = ' \t\n';

function firstOffset(yaml: string, start: number, style: ScalarStyle): number {
  if (style === 'block') return yaml.indexOf('\n', start) + 1;
  return style === 'plain' ? start : start + 1;
}

function afterBlanks(yaml: string, at: number): number {
  let end = at;
  while (end < yaml.length && blanks.includes(yaml.charAt(end))) end += 1;
  return end;
}

/** In double quotes a backslash at the end of a line joins it with the next. */
function afterLineContinuation(yaml: string, at: number, style: ScalarStyle): number {
  return style === 'double' && yaml.startsWith('\\\n', at) ? afterBlanks(yaml, at + 1) : at;
}

const digitsOfEscape: Record<string, number> = { x: 2, u: 4, U: 8 };

/** Length of the escape at an offset; 0 when there is none. */
function escapeLength(yaml: string, at: number, style: ScalarStyle): number {
  if (style === 'single') return yaml.startsWith("''", at) ? 2 : 0;
  if (style !== 'double' || yaml[at] !== '\\') return 0;
  return 2 + (digitsOfEscape[yaml[at + 1] ?? ''] ?? 0);
}
