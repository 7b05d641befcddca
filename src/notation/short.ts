const forms: readonly (readonly [RegExp, string])[] = [
  [/^about /, '~'],
  [/percentage points?$/, 'pp'],
  [/months$/, 'mo'],
  [/billion$/, 'bn'],
  [/million$/, 'm'],
];

/** A number as short as it is in the margin of a line: `~90%`, `61.9 mo`. */
export function inShort(text: string): string {
  return forms.reduce((shorter, [long, short]) => shorter.replace(long, short), text);
}
