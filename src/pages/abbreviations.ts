import type { House } from '../model/house.ts';

/** The house's abbreviations that occur in a text as words of their own, in alphabetical order. */
export function abbreviationsIn(text: string, { abbreviations }: House): { term: string; meaning: string }[] {
  return Object.entries(abbreviations)
    .filter(([term]) => text.includes(term) && wordPattern(term).test(text))
    .map(([term, meaning]) => ({ term, meaning }))
    .sort((a, b) => (a.term.toLowerCase() < b.term.toLowerCase() ? -1 : 1));
}

function wordPattern(term: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}-])${RegExp.escape(term)}(?![\\p{L}\\p{N}-])`, 'u');
}
