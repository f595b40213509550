import { canonicalStem } from './lexicon.ts';

/** What is to be done; one title seldom names two. */
const ACTIVITIES =
  'add remove fix change test document design research review refactor migrate monitor revert translate deprecate';

/**
 * In each line, words that exclude one another: two titles that differ in them are two pieces of work. Words joined by
 * a slash are on one side.
 */
const CONTRASTS = [
  ACTIVITIES,
  'enable/allow disable/block/deny/forbid/prevent',
  'login logout signup',
  'frontend backend',
  'client server',
  'staging production development sandbox',
  'administrator user guest customer vendor seller buyer merchant manager employee owner viewer editor author ' +
    'moderator driver rider passenger patient doctor teacher student tenant landlord candidate recruiter',
  'ios android web desktop',
  'mobile desktop tablet web',
  'import export',
  'upload download',
  'encrypt decrypt',
  'serialize deserialize',
  'compress decompress',
  'light dark',
  'read write',
  'hourly daily weekly monthly quarterly yearly/annual',
  'hour day week month quarter year',
  'before after',
  'up down',
  'top bottom',
  'left right',
  'header footer',
  'maximum minimum',
  'start stop/end',
  'open close',
  'show hide',
  'increase decrease/reduce',
  'lock unlock',
  'send receive',
  'buy sell',
  'push pull',
  'grant revoke',
  'approve/accept reject/decline',
  'input output',
  'request response',
  'source target',
  'parent child',
  'internal external',
  'public private',
  'old new',
  'success failure',
  'inbound outbound',
  'incoming outgoing',
  'sync async',
  'single multiple/bulk',
  'horizontal vertical',
  'ascending descending',
  'primary secondary',
  'local remote',
  'online offline',
  'manual automatic',
  'sender recipient',
  'expand collapse',
  'attach detach',
  'mount unmount',
  'join leave',
  'archive restore',
  'backup restore',
  'undo redo',
  'pause resume',
  'follow unfollow',
  'next previous',
  'more less',
  'over under',
  'short long',
  'free paid',
  'credit debit',
  'income expense',
  'contact contract',
  'invite invoice',
  'unit integration',
  'january february march april june july august september october november december',
  'monday tuesday wednesday thursday friday saturday sunday',
  'english french german spanish italian portuguese dutch polish swedish japanese chinese korean turkish arabic',
  'epic add',
];

/** Work on a thing that is not the making of it: beside a title without it, it names another piece of work. */
const NARROWING: ReadonlySet<string> = new Set(
  [
    'test document design research review refactor migrate monitor remove revert translate deprecate benchmark',
    'disable not',
  ].flatMap((line) => line.split(' ').map(canonicalStem)),
);

const ACTIVITY_STEMS: ReadonlySet<string> = new Set(ACTIVITIES.split(' ').map(canonicalStem));

const NEGATING_PREFIXES: ReadonlySet<string> = new Set(['un', 'in', 'im', 'dis', 'de', 'non', 'anti']);

/** By stem: on which side it is of which line. */
const SIDES: ReadonlyMap<string, ReadonlyMap<number, number>> = sidesByWord();

/** Whether two canonical stems exclude one another: opposites, two environments, two roles, a word and its negation. */
export function isOpposite(one: string, other: string): boolean {
  if (one === other) return false;
  const others = SIDES.get(other);
  for (const [line, side] of SIDES.get(one) ?? []) {
    const otherSide = others?.get(line);
    if (otherSide !== undefined && otherSide !== side) return true;
  }
  const [word, longer] = one.length < other.length ? [one, other] : [other, one];
  return longer.endsWith(word) && NEGATING_PREFIXES.has(longer.slice(0, -word.length));
}

/** Whether a canonical stem says what is to be done with a thing. */
export function isActivity(word: string): boolean {
  return ACTIVITY_STEMS.has(word);
}

/** Whether a canonical stem, where only one of two titles has it, makes them two pieces of work. */
export function isNarrowing(word: string): boolean {
  return NARROWING.has(word);
}

function sidesByWord(): Map<string, Map<number, number>> {
  const sides = new Map<string, Map<number, number>>();
  CONTRASTS.forEach((text, line) => {
    text.split(' ').forEach((words, side) => {
      for (const word of words.split('/').map(canonicalStem)) {
        sides.set(word, (sides.get(word) ?? new Map()).set(line, side));
      }
    });
  });
  return sides;
}
