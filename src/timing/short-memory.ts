/** Gives what is remembered under `key`, or asks. Whoever asks while an answer is on its way shares it. */
export type ShortMemory<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Remembers answers for `forMs` from when they were asked for, and `most` of them at most: the oldest give way. A failure is
 * told to whoever waited for it, and asked about again the next time.
 */
export function createShortMemory<T>(options: {
  forMs: number;
  most: number;
  now: () => Date;
}): ShortMemory<T> {
  const known = new Map<string, { answer: Promise<T>; until: number }>();
  return (key, ask) => {
    const at = options.now().getTime();
    const remembered = known.get(key);
    if (remembered && remembered.until > at) return remembered.answer;
    const entry = { answer: ask(), until: at + options.forMs };
    entry.answer.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    known.delete(key);
    known.set(key, entry);
    for (const oldest of known.keys()) {
      if (known.size <= options.most) break;
      known.delete(oldest);
    }
    return entry.answer;
  };
}
