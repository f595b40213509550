import type { Trouble } from '../store/health-schema.ts';
import type { Timestamp } from '../store/timestamp.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A vendor that is away for a moment is nobody's business: for so long, in ms, its calls have rested. */
const RESTS_FOR_MS = 2 * MINUTE_MS;
/** So many refusals in a row tell of the credentials, and not of one thing that they do not reach. */
export const MOST_REFUSALS = 3;
/** So many deliveries in an hour that cannot be verified, and none that can, tell of a wrong secret. */
const MOST_UNVERIFIED = 10;

/** How many of the latest deliveries tell what is usual. */
export const HEARD = 50;
/** Of fewer, or of some that go back further, nothing can be told. */
const FEWEST_HEARD = 20;
const HEARD_WITHIN_MS = 30 * DAY_MS;
/** A long weekend is no trouble; nor is a silence that is not far longer than any before it. */
const SHORTEST_SILENCE_MS = 4 * DAY_MS;
const FAR_LONGER = 3;

/** What has been seen of an integration. What the process itself saw is unknown after its start. */
export interface Signs {
  /** Since when its calls rest. */
  restsSince: Timestamp | undefined;
  /** How often the vendor refused its credentials since it last took them. */
  refusals: number;
  /** How many deliveries could not be verified within the last hour, since one could. */
  unverified: number;
  /** When its vendor last answered, took its credentials, sent what could be verified. */
  answeredAt: Timestamp | undefined;
  acceptedAt: Timestamp | undefined;
  verifiedAt: Timestamp | undefined;
  /** When its latest deliveries came, newest first. */
  heardAt: readonly Timestamp[];
}

export type Verdict =
  /** Nothing to tell. */
  | { news: 'none' }
  | { news: 'trouble'; trouble: Trouble }
  /** What was told is over. */
  | { news: 'over' };

/** What there is to tell of an integration of which `told` was the last. */
export function judge(
  told: { trouble: Trouble; since: Timestamp } | undefined,
  signs: Signs,
  now: Date,
): Verdict {
  if (told && !isOver(told, signs)) return { news: 'none' };
  const trouble = troubleIn(signs, now);
  if (trouble) return { news: 'trouble', trouble };
  return { news: told ? 'over' : 'none' };
}

function troubleIn(signs: Signs, now: Date): Trouble | undefined {
  if (signs.refusals >= MOST_REFUSALS) return 'refused';
  if (signs.restsSince !== undefined && now.getTime() - Date.parse(signs.restsSince) >= RESTS_FOR_MS) {
    return 'not_answering';
  }
  if (signs.unverified >= MOST_UNVERIFIED) return 'unverified';
  return isSilent(signs.heardAt, now) ? 'silent' : undefined;
}

/** It takes a sign that it is: that nothing is seen of a trouble, as after a start, is none. */
function isOver({ trouble, since }: { trouble: Trouble; since: Timestamp }, signs: Signs): boolean {
  switch (trouble) {
    case 'not_answering':
      return signs.restsSince === undefined && isAfter(signs.answeredAt, since);
    case 'refused':
      return signs.refusals === 0 && isAfter(signs.acceptedAt, since);
    case 'unverified':
      return isAfter(signs.verifiedAt, since);
    case 'silent':
      return isAfter(signs.heardAt[0], since);
  }
}

function isAfter(at: Timestamp | undefined, since: Timestamp): boolean {
  return at !== undefined && at > since;
}

function isSilent(heardAt: readonly Timestamp[], now: Date): boolean {
  const times = heardAt.map((at) => Date.parse(at));
  const [latest, oldest] = [times[0], times.at(-1)];
  if (latest === undefined || oldest === undefined) return false;
  if (times.length < FEWEST_HEARD || latest - oldest > HEARD_WITHIN_MS) return false;
  const gaps = times.slice(1).map((at, i) => (times[i] ?? at) - at);
  return now.getTime() - latest > Math.max(SHORTEST_SILENCE_MS, FAR_LONGER * Math.max(...gaps));
}
