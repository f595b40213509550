/** How long Slack's word is believed, in ms. */
const REMEMBER_MS = 5 * 60_000;
/** How soon it is asked again after it did not answer, in ms. */
const ASK_AGAIN_MS = 30_000;
/** How long Slack is waited for, in ms: a command has to be acknowledged within three seconds. */
const PATIENCE_MS = 1_500;

/** Gives what is remembered under `key`, or asks. Never rejects, and never waits longer than a command may take. */
export type Recall<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Remembers answers of Slack for a while. Where it does not answer, what was last known counts; `unknown` where nothing
 * is: that should give the least rights.
 */
export function createRecall<T>(options: {
  unknown: T;
  now: () => Date;
  onError: (error: unknown, key: string) => void;
}): Recall<T> {
  const known = new Map<string, { value: T; until: number }>();
  const remember = (key: string, value: T, forMs: number) => {
    known.set(key, { value, until: options.now().getTime() + forMs });
    return value;
  };

  return async (key, ask) => {
    const remembered = known.get(key);
    if (remembered && remembered.until > options.now().getTime()) return remembered.value;
    const fallback = remembered?.value ?? options.unknown;
    const asked = ask().then(
      (value) => remember(key, value, REMEMBER_MS),
      (error: unknown) => {
        options.onError(error, key);
        return remember(key, fallback, ASK_AGAIN_MS);
      },
    );
    // An answer that comes too late is remembered all the same: the next try knows.
    return Promise.race([asked, after(PATIENCE_MS, fallback)]);
  };
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref());
}
