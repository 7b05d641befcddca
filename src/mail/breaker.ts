import type { Fate } from './outcome.ts';

/** Ends a run that would only do the same to everyone. */
export type Breaker =
  | { state: 'closed'; server: number; refused: number }
  | { state: 'open'; answer: string };

export const closed: Breaker = { state: 'closed', server: 0, refused: 0 };

/** In a row, without a message accepted between them. */
const mostTroubles = 5;
const mostRefusals = 10;

/**
 * Opens at once when the server refuses whoever sends, after five troubles with the server in a row, and after ten
 * messages in a row that were refused for something other than their mailbox, as for policy or content.
 */
export function afterFate(breaker: Breaker, { state, about, answer }: Fate): Breaker {
  if (breaker.state === 'open') return breaker;
  if (state === 'queued') return { state: 'open', answer };
  if (state === 'sent') return closed;
  const server = about === 'server' ? breaker.server + 1 : 0;
  const refused = breaker.refused + (about === 'message' ? 1 : 0);
  if (server >= mostTroubles || refused >= mostRefusals) return { state: 'open', answer };
  return { state: 'closed', server, refused };
}
