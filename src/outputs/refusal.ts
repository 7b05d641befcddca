/** Something outside the page that the page asked for, and how it asked. */
export interface RefusedRequest {
  readonly url: string;
  readonly reason: string;
}

/** The page asked for something outside itself, so nothing was printed. */
export class RenderingRefused extends Error {
  readonly requests: readonly RefusedRequest[];

  constructor(requests: readonly RefusedRequest[]) {
    const list = requests.map(({ url, reason }) => `  ${url || '(no address)'}: ${reason}`);
    super(['The page reaches outside itself:', ...list].join('\n'));
    this.name = 'RenderingRefused';
    this.requests = requests;
  }
}
