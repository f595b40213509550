import { AsyncLocalStorage } from 'node:async_hooks';

/** What the work at hand goes back to. */
export interface Trace {
  /** Our id of the webhook delivery. */
  deliveryId: string;
}

const storage = new AsyncLocalStorage<Trace | undefined>();

/**
 * Runs `work` so that everything logged, audited and enqueued within it is known to go back to `trace`, or to nothing
 * where that is undefined.
 */
export function tracing<Result>(trace: Trace | undefined, work: () => Result): Result {
  return storage.run(trace, work);
}

/** Undefined where the work does not go back to a delivery. */
export function currentTrace(): Trace | undefined {
  return storage.getStore();
}
