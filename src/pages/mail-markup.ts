import { escapeHtml } from '../notation/written.ts';
import { type Html, html } from './markup.ts';

const boundNumber =
  /<a class="finding[^"]*"(?: id="[^"]*")? href="#e\d+" data-entry="(\d+)"><data value="([^"]*)">(.*?)<\/data>(.*?)<\/a>/g;
const citation = /<a href="#source-(\d+)">(\d+)<\/a>/g;
const otherPlace = /<a href="#[^"]*">(.*?)<\/a>/g;

/**
 * Markup of the page as a mail can carry it: a number is followed by its entry of the ledger, as in the PDF; `e6`
 * and not `6`, which behind 10⁻⁵ would be read as a part of it. The ledger, the sources and other figures are
 * elsewhere: links lead to the page at `address` where there is one, and are no links where there is none.
 */
export function toMailMarkup(markup: Html, address: string | undefined): Html {
  const link = (anchor: string, text: string) =>
    address === undefined ? text : `<a href="${escapeHtml(address)}#${anchor}">${text}</a>`;
  const named = markup
    .toString()
    .replace(
      boundNumber,
      (_, entry: string, id: string, number: string, marks: string) =>
        `${bound(entry, id, number)}${marks}<sup class="mark entry">${link(`e${entry}`, `e${entry}`)}</sup>`,
    );
  return html(
    withoutRepeats(named)
      .replace(citation, (_, number: string, text: string) => link(`source-${number}`, text))
      .replace(otherPlace, (_, text: string) => text)
      .replace(/ id="s-[^"]*"| data-lines="\d+"| class="short"/g, ''),
  );
}

const entryMark = /<sup class="mark entry">(?:<a [^>]*>)?e(\d+)(?:<\/a>)?<\/sup>/g;

/** Of numbers in a row that lead to the same entry the last names it: it reads better, and says as much. */
function withoutRepeats(markup: string): string {
  return markup
    .split(/(?<=<\/(?:p|li|h\d)>)/)
    .map((part) => {
      const entries = [...part.matchAll(entryMark)].map(([, entry]) => entry);
      let index = 0;
      return part.replace(entryMark, (whole, entry: string) => {
        index += 1;
        return entries[index] === entry ? '' : whole;
      });
    })
    .join('');
}

/** The same without marks and entries, for where there is room for the number only. */
export function toBareMarkup(markup: Html): Html {
  return html(
    markup
      .toString()
      .replace(boundNumber, (_, entry: string, id: string, number: string) => bound(entry, id, number))
      .replace(/<sup class="cite">.*?<\/sup>/g, ''),
  );
}

function bound(entry: string, id: string, number: string): string {
  return `<span class="finding" data-finding="${id}" data-entry="${entry}">${number}</span>`;
}

/** Numbers of the sources that some markup of the page cites, rising. */
export function citedIn(markup: readonly Html[]): number[] {
  const numbers = markup.flatMap((one) =>
    [...one.toString().matchAll(citation)].map(([, number]) => Number(number)),
  );
  return [...new Set(numbers)].sort((a, b) => a - b);
}
