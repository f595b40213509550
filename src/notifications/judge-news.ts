import picomatch from 'picomatch';
import type { Timestamp } from '../store/schema.ts';
import {
  type Environment,
  eventsOf,
  type Subscription,
  type SubscriptionEvent,
} from '../store/subscription-schema.ts';
import { endOfSpan, isWithin, nextTime } from '../timing/local-time.ts';

/** Something that channels may have asked to hear of. */
export interface News {
  event: SubscriptionEvent;
  projectId: string;
  /** When it came about. Judged by this, it is judged alike however often and whenever that is done. */
  at: Timestamp;
  isFailure: boolean;
  /** Those only where it is of a deployment. */
  environment?: Environment;
  branch?: string;
}

/**
 * What becomes of news in a channel. `post`: the first message about its thing. `update`: that message is changed, and the
 * news told under it and in the channel. `thread`: told under it alone. `flat`: a message of its own.
 */
export type Verdict =
  | { act: 'post' | 'update' | 'thread' | 'flat' }
  | HeldVerdict
  | { act: 'nothing'; why: string };

export interface HeldVerdict {
  act: 'hold';
  why: 'digest' | 'quiet';
  until: Date;
}

/**
 * Decides what a subscription makes of news. `isShown`: its channel has a message about the thing already. Failures go
 * through quiet hours: they are what people want to be woken by. A digest holds them too.
 */
export function judgeNews(news: News, subscription: Subscription, isShown: boolean): Verdict {
  const why = whyNot(news, subscription);
  if (why !== undefined) return { act: 'nothing', why };
  const { digestAt, quiet, mode, timeZone = 'UTC' } = subscription;
  const at = new Date(news.at);
  if (digestAt !== undefined) return { act: 'hold', why: 'digest', until: nextTime(at, digestAt, timeZone) };
  if (quiet && !news.isFailure && isWithin(at, quiet, timeZone)) {
    return { act: 'hold', why: 'quiet', until: endOfSpan(at, quiet, timeZone) };
  }
  return { act: mode === 'flat' || isShown ? mode : 'post' };
}

function whyNot(news: News, subscription: Subscription): string | undefined {
  const { projectId, events, branch, environment, onlyFailures, paused } = subscription;
  if (projectId !== news.projectId) return 'another project';
  if (!eventsOf(events).includes(news.event)) return 'another event';
  if (onlyFailures && !news.isFailure) return 'no failure';
  if (environment !== undefined && environment !== news.environment) return 'another environment';
  if (branch !== undefined && !isBranch(news.branch, branch)) return 'another branch';
  return paused && 'paused';
}

/** Names of branches have no hidden parts, and patterns of people no need of what may take for ever to match. */
const BRANCH_GLOBS = { dot: true, noextglob: true } as const;

function isBranch(branch: string | undefined, glob: string): boolean {
  return branch !== undefined && picomatch.isMatch(branch, glob, BRANCH_GLOBS);
}

/** What each channel with a subscription makes of news, once however many of its subscriptions cover it. */
export function judgeChannels(
  news: News,
  subscriptions: readonly Subscription[],
  isShown: (channel: string) => boolean,
): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const subscription of subscriptions) {
    const { channel } = subscription;
    const verdict = judgeNews(news, subscription, isShown(channel));
    const other = verdicts.get(channel);
    verdicts.set(channel, other ? stronger(other, verdict) : verdict);
  }
  return verdicts;
}

/** The later the weaker; of what is held, what is held for longer. */
const BY_STRENGTH: readonly Verdict['act'][] = ['flat', 'post', 'update', 'thread', 'hold', 'nothing'];

function stronger(one: Verdict, other: Verdict): Verdict {
  if (one.act === 'hold' && other.act === 'hold') return one.until <= other.until ? one : other;
  return BY_STRENGTH.indexOf(one.act) <= BY_STRENGTH.indexOf(other.act) ? one : other;
}
