import { elementsOf, inkOf, wordsOf } from './blocks.ts';
import type { Element, Printed } from './printed.ts';

/** The house's, and what lends them signs that they lack, such as ≠. */
const FAMILIES = /^(?:Trialbrief(?:Serif|Sans)|NotoSans(?:Math|Symbols2?)?-)/;

/** What a screen reader or a list of bookmarks would stumble over, each as a sentence. */
export function structureFaults(printed: Printed): string[] {
  const elements = elementsOf(printed.tree);
  const headings = elements.flatMap((element) => headingOf(element) ?? []);
  return [
    ...bookmarkFaults(headings, printed.bookmarks),
    ...headingFaults(headings),
    ...elements.flatMap(elementFaults),
    ...(printed.language ? [] : ['no language']),
    ...(printed.title ? [] : ['no title']),
    ...(printed.showsTitle ? [] : ['the title is not shown in the window’s bar']),
    ...printed.fonts.flatMap(fontFaults),
  ];
}

interface Heading {
  level: number;
  title: string;
}

function headingOf(element: Element): Heading | undefined {
  const level = /^H([1-6])$/.exec(element.role)?.[1];
  return level ? { level: Number(level), title: wordsOf(inkOf(element)) } : undefined;
}

function bookmarkFaults(headings: readonly Heading[], bookmarks: readonly Heading[]): string[] {
  const told = (list: readonly Heading[]) => list.map(({ level, title }) => `${level} ${title}`);
  const [wanted, found] = [told(headings), told(bookmarks)];
  const at = Array.from({ length: Math.max(wanted.length, found.length) }, (_, index) => index).find(
    (index) => wanted[index] !== found[index],
  );
  if (at === undefined) return [];
  return [`bookmark ‘${found[at] ?? 'none'}’ where the heading is ‘${wanted[at] ?? 'none'}’`];
}

function headingFaults(headings: readonly Heading[]): string[] {
  const first = headings.filter(({ level }) => level === 1).length;
  const jumps = headings.filter(({ level }, index) => level > (headings[index - 1]?.level ?? 0) + 1);
  return [
    ...(first === 1 ? [] : [`${first} headings of the first level`]),
    ...jumps.map(({ level, title }) => `heading ‘${title}’ jumps to level ${level}`),
  ];
}

function elementFaults(element: Element): string[] {
  if (element.role === 'Figure' && !element.alt?.trim()) return ['a drawing without alternative text'];
  if (element.role === 'TH' && !element.scope) return [`head ‘${wordsOf(inkOf(element))}’ without scope`];
  return [];
}

function fontFaults({ name, kind, embedded }: Printed['fonts'][number]): string[] {
  return [
    ...(FAMILIES.test(name) ? [] : [`font ‘${name}’ is not ours`]),
    ...(kind === 'Type3' ? [`font ‘${name}’ is of Type 3`] : []),
    ...(embedded || kind === 'Type3' ? [] : [`font ‘${name}’ is not embedded`]),
  ];
}
