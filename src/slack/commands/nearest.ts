import leven from 'leven';

/** The one of `words` that was probably meant, where one is near enough. */
export function nearest(typed: string, words: readonly string[]): string | undefined {
  const [closest] = words
    .map((word) => ({ word, distance: leven(typed, word) }))
    .sort((a, b) => a.distance - b.distance);
  const isNear = closest && closest.distance <= Math.max(2, Math.floor(closest.word.length / 3));
  return isNear ? closest.word : undefined;
}
