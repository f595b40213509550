/** What a method is told to answer instead of its work. */
export type PlannedFailure =
  /** `{ok: false, error}` with HTTP 200. */
  | { error: string }
  /** HTTP 429 with `Retry-After`, in seconds. */
  | { retryAfter: number }
  /** That HTTP status, with no body Slack would send. */
  | { status: number };

/** Failures to come, by method: how tests and the page make Slack misbehave. */
export class PlannedFailures {
  readonly #planned = new Map<string, { failure: PlannedFailure; times: number }>();

  /** The next `times` calls of `method` fail; a new plan replaces the old. */
  plan(method: string, failure: PlannedFailure, times = 1): void {
    this.#planned.set(method, { failure, times });
  }

  /** The failure due for a call of `method`, counting it off. */
  next(method: string): PlannedFailure | undefined {
    const entry = this.#planned.get(method);
    if (!entry || entry.times <= 0) return undefined;
    entry.times -= 1;
    return entry.failure;
  }
}
