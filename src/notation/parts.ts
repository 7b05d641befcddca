const exhibit = /^(?:figure|table) ./;

/** Whether the name of a part of a briefing is that of a figure or table: `figure depth`, not `text`. */
export function isExhibit(part: string): boolean {
  return exhibit.test(part);
}

/** `the text`, but `figure depth`, which is a name. */
export function namePart(part: string): string {
  return isExhibit(part) ? part : `the ${part}`;
}
