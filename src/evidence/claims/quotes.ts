/** Whether an offset lies between quotation marks. */
export function isQuoted(text: string, at: number): boolean {
  return [...text.matchAll(/“[^”]*”|"[^"]*"|«[^»]*»/g)].some(
    ({ index, 0: found }) => at > index && at < index + found.length,
  );
}
