import leven from 'leven';

/** How alike two titles are to some way of comparing, from 0 to 1. */
export type Similarity = (a: string, b: string) => number;

/** Lower case and no punctuation: what such comparisons are usually fed. */
export function plainWords(title: string): string[] {
  return title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** 1 less the edits needed as a share of the longer title. */
export const levenshteinRatio: Similarity = (a, b) => {
  const [one, other] = [plainWords(a).join(' '), plainWords(b).join(' ')];
  return 1 - leven(one, other) / Math.max(one.length, other.length, 1);
};

/** Sørensen-Dice over pairs of neighbouring letters, each as often as it stands there. */
export const bigramDice: Similarity = (a, b) => {
  const [one, other] = [bigrams(a), bigrams(b)];
  const left = Map.groupBy(other, (pair) => pair);
  const shared = one.filter((pair) => left.get(pair)?.pop() !== undefined).length;
  return one.length + other.length === 0 ? 0 : (2 * shared) / (one.length + other.length);
};

/** Words in common, of all words. */
export const jaccard: Similarity = (a, b) => {
  const { common, onlyA, onlyB } = partWords(a, b);
  const all = common.length + onlyA.length + onlyB.length;
  return all === 0 ? 0 : common.length / all;
};

/** `token_set_ratio` of fuzzywuzzy: common words alone, and with the rest of either title, the best of three ratios. */
export const tokenSetRatio: Similarity = (a, b) => {
  const words = partWords(a, b);
  const common = words.common.join(' ');
  const withA = [...words.common, ...words.onlyA].join(' ');
  const withB = [...words.common, ...words.onlyB].join(' ');
  const ofCommon = common === '' ? 0 : Math.max(indelRatio(common, withA), indelRatio(common, withB));
  return Math.max(ofCommon, indelRatio(withA, withB));
};

/** Cosine of the vectors of words weighted by term frequency and smoothed inverse document frequency. */
export function tfIdfCosine(corpus: readonly string[], words: (title: string) => string[]): Similarity {
  const frequency = new Map<string, number>();
  for (const title of corpus) {
    for (const word of new Set(words(title))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const vector = (title: string) => {
    const weights = new Map<string, number>();
    for (const word of words(title)) {
      const idf = 1 + Math.log((corpus.length + 1) / ((frequency.get(word) ?? 0) + 1));
      weights.set(word, (weights.get(word) ?? 0) + idf);
    }
    return weights;
  };
  return (a, b) => {
    const [one, other] = [vector(a), vector(b)];
    let product = 0;
    for (const [word, weight] of one) product += weight * (other.get(word) ?? 0);
    const lengths = Math.hypot(...one.values()) * Math.hypot(...other.values());
    return lengths === 0 ? 0 : product / lengths;
  };
}

/** Each word once, in alphabetical order. */
function partWords(a: string, b: string) {
  const [one, other] = [new Set(plainWords(a)), new Set(plainWords(b))];
  return {
    common: [...one].filter((word) => other.has(word)).sort(),
    onlyA: [...one].filter((word) => !other.has(word)).sort(),
    onlyB: [...other].filter((word) => !one.has(word)).sort(),
  };
}

function bigrams(title: string): string[] {
  return plainWords(title).flatMap((word) =>
    Array.from({ length: Math.max(word.length - 1, 0) }, (_, at) => word.slice(at, at + 2)),
  );
}

/** Twice the longest common subsequence, of both lengths. */
function indelRatio(a: string, b: string): number {
  if (a.length + b.length === 0) return 0;
  let before = new Uint16Array(b.length + 1);
  for (const letter of a) {
    const row = new Uint16Array(b.length + 1);
    for (let at = 1; at <= b.length; at += 1) {
      row[at] =
        letter === b[at - 1] ? (before[at - 1] ?? 0) + 1 : Math.max(before[at] ?? 0, row[at - 1] ?? 0);
    }
    before = row;
  }
  return (2 * (before[b.length] ?? 0)) / (a.length + b.length);
}
