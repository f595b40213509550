/**
 * Nothing went wrong, it only is too early: Slack asks to wait, or a card has to be posted before its thread. The
 * queue takes the code for a vendor's rate limit, waits as long as asked, and counts no try.
 *
 * `restsLane`: nothing else is sent to the channel before then, so that its messages keep their order.
 */
export class PostponedDelivery extends Error {
  override readonly name = 'PostponedDelivery';
  readonly code = 'rate_limited';
  readonly retryable = true;
  /** In milliseconds. */
  readonly delayMs: number;
  readonly restsLane: boolean;

  constructor(reason: string, delayMs: number, { restsLane = false } = {}) {
    super(reason);
    this.delayMs = delayMs;
    this.restsLane = restsLane;
  }
}
