/** A place on the page where a number stands, to lead back to from its entry. */
export interface LedgerPlace {
  anchor: string;
  /** `text`, `Figure 1`. */
  part: string;
}

/** The places of the numbers of one page. */
export interface LedgerPlaces {
  /** Gives the links of some markup their ids, and remembers them. Every markup once, with its part. */
  anchor(markup: string, part: string): string;
  /** By number in the ledger, in the order of the calls. */
  places: ReadonlyMap<number, LedgerPlace[]>;
}

const boundNumber = /<a class="(finding[^"]*)" href="#e(\d+)"/g;

export function createLedgerPlaces(): LedgerPlaces {
  const places = new Map<number, LedgerPlace[]>();
  return {
    places,
    anchor: (markup, part) =>
      markup.replace(boundNumber, (_, kind: string, digits: string) => {
        const entry = Number(digits);
        const before = places.get(entry) ?? [];
        const anchor = `n${entry}-${before.length + 1}`;
        places.set(entry, [...before, { anchor, part }]);
        return `<a class="${kind}" id="${anchor}" href="#e${entry}"`;
      }),
  };
}
