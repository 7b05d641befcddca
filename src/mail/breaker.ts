import type { DeliveryResult } from './outcome.ts';

/** Circuit breaker: stops a run when every further message would fail the same way. */
export type Breaker =
  | {
      state: 'closed';
      /** The server has accepted a message of this run, so we are allowed to send. */
      hasAccepted: boolean;
      /** Consecutive server failures and refusals. */
      troubles: number;
      refusals: number;
    }
  | { state: 'open'; answer: string };

export const closed = { state: 'closed', hasAccepted: false, troubles: 0, refusals: 0 } satisfies Breaker;

const mostTroubles = 5;
const mostRefusals = 10;

/**
 * Opens at once when the server refuses the sender, after five troubles with the server in a row, and after
 * ten refusals in a row for policy or content. Some servers call every recipient unknown to whom they do not
 * let us send: before a first message is accepted, refused mailboxes count like other refusals.
 */
export function afterResult(breaker: Breaker, { state, about, answer }: DeliveryResult): Breaker {
  if (breaker.state === 'open') return breaker;
  if (state === 'queued') return { state: 'open', answer };
  if (state === 'sent') return { ...closed, hasAccepted: true };
  const { hasAccepted } = breaker;
  const isRefusal = about === 'message' || (state === 'failed' && !hasAccepted);
  const troubles = about === 'server' ? breaker.troubles + 1 : 0;
  const refusals = breaker.refusals + (isRefusal ? 1 : 0);
  if (troubles >= mostTroubles || refusals >= mostRefusals) return { state: 'open', answer };
  return { state: 'closed', hasAccepted, troubles, refusals };
}
