/**
 * Nothing went wrong, it only is too early: Slack asks to wait, or a card has to be posted before its thread. The
 * queue takes the code for a vendor's rate limit, waits as long as asked, and counts no try.
 */
export class PostponedDelivery extends Error {
  override readonly name = 'PostponedDelivery';
  readonly code = 'rate_limited';
  readonly retryable = true;
  /** In milliseconds. */
  readonly delayMs: number;

  constructor(reason: string, delayMs: number) {
    super(reason);
    this.delayMs = delayMs;
  }
}
