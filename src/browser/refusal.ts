/** Something outside the page that the page asked for, and how it asked. */
export interface RefusedRequest {
  readonly url: string;
  readonly reason: string;
}

/** The page asked for something outside itself, so nothing was printed. */
export class PageNotSelfContained extends Error {
  readonly requests: readonly RefusedRequest[];

  constructor(requests: readonly RefusedRequest[]) {
    const list = requests.map(({ url, reason }) => `  ${url || '(no address)'}: ${reason}`);
    super(['The page reaches outside itself:', ...list].join('\n'));
    this.name = 'PageNotSelfContained';
    this.requests = requests;
  }
}

/** A page of which nothing is on paper: what a stylesheet hides or makes transparent has no tags. */
export class NothingPrinted extends Error {
  constructor() {
    super(
      'The page prints nothing: a stylesheet or a template hides all of it.\n  compare content/templates/ with the shipped files: display, visibility, opacity, position',
    );
    this.name = 'NothingPrinted';
  }
}
