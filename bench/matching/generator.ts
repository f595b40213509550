import type { Title } from '../../src/issues/matching/index.ts';
import { CONTEXTS, MARKS, SUBJECTS, THINGS, VERBS } from './vocabulary.ts';

/** Of the issues so many are microsteps in other words. */
const KNOWN_SHARE = 0.6;
/** A plan has names of its own, and the longer it is the more: Heaps' law, with the exponent of English text. */
const NAMES_GROW = 0.6;
const NAMES_PER_TITLE = 8;

export interface Synthetic {
  issues: Title[];
  microsteps: Title[];
}

/** As many issues as microsteps, always the same for a seed. */
export function generate(count: number, seed: number): Synthetic {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  // The square favours the front, as few words are in most titles.
  const pickCommon = <T>(from: readonly T[]) => from[Math.floor(random() ** 2 * from.length)] as T;
  const names = Array.from({ length: Math.ceil(NAMES_PER_TITLE * count ** NAMES_GROW) }, () => name(pick));

  const title = () => {
    const owner = random() < 0.5 ? pick(names) : '';
    const words = [pickCommon(VERBS), owner, pickCommon(SUBJECTS), pickCommon(THINGS), pick(CONTEXTS)];
    return words.filter((word) => word !== '').join(' ') + pick(MARKS);
  };
  const reworded = (original: string) => {
    const [verb = '', ...rest] = original.split(' ');
    return pick([
      `PROJ-${Math.floor(random() * 10_000)}: ${original}`,
      `feat: ${original.toUpperCase()}`,
      `[Web] ${original}`,
      `${rest.join(' ')}: ${verb}`,
      `${original} soon`,
      original.replace(/(?<=[a-z]{4})([a-z])(?=[a-z])/, ''),
    ]);
  };

  const microsteps = Array.from({ length: count }, (_, n) => ({ id: `m${n}`, title: title() }));
  const issues = Array.from({ length: count }, (_, n) => {
    const id = `i${n}`;
    if (random() >= KNOWN_SHARE) return { id, title: title() };
    return { id, title: reworded(pick(microsteps).title) };
  });
  return { issues, microsteps };
}

function name(pick: <T>(from: readonly T[]) => T): string {
  const syllable = () => pick([...'bdfgklmnprstvz']) + pick([...'aeiou']) + pick(['', '', 'n', 'r', 'l']);
  return Array.from({ length: pick([2, 3]) }, syllable).join('');
}

/** Mulberry32: small, fast and the same everywhere; from 0 up to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
