import {
  type Environment,
  type EventName,
  eventsOf,
  type Subscription,
  type SubscriptionEvent,
} from '../store/subscription-schema.ts';

type Filters = Pick<Subscription, 'events' | 'branch' | 'environment' | 'onlyFailures'>;

/** What news of each event may be. */
const KINDS: Readonly<
  Record<SubscriptionEvent, { environment?: Environment; mayFail: boolean; hasBranch: boolean }>
> = {
  'preview.ready': { environment: 'preview', mayFail: false, hasBranch: true },
  'build.failed': { environment: 'preview', mayFail: true, hasBranch: true },
  'deployment.completed': { environment: 'production', mayFail: true, hasBranch: true },
  'issue.status': { mayFail: false, hasBranch: false },
  'issue.attention': { mayFail: true, hasBranch: false },
};

/** Of the events asked for, those of which some news may pass the filters. */
export function hearableEvents({ events, branch, environment, onlyFailures }: Filters): SubscriptionEvent[] {
  return eventsOf(events).filter((event) => {
    const kind = KINDS[event];
    if (onlyFailures && !kind.mayFail) return false;
    if (branch !== undefined && !kind.hasBranch) return false;
    return environment === undefined || environment === kind.environment;
  });
}

/** Whether two subscriptions differ only in how they are told. */
export function isSameWish(one: Subscription, other: Subscription): boolean {
  const what = ({ projectId, channel, events, branch, environment, onlyFailures = false }: Subscription) =>
    JSON.stringify([projectId, channel, eventsOf(events), branch, environment, onlyFailures]);
  return what(one) === what(other);
}

/**
 * What is left of a subscription without these events, or without any where none are named. A group that loses one of its
 * events becomes the others by name.
 */
export function withoutEvents(subscription: Subscription, unwanted?: readonly EventName[]): Subscription[] {
  if (!unwanted) return [];
  const gone = eventsOf(unwanted);
  const left = subscription.events.flatMap((name): EventName[] => {
    const own = eventsOf([name]);
    const kept = own.filter((event) => !gone.includes(event));
    return kept.length === own.length ? [name] : kept;
  });
  return left.length > 0 ? [{ ...subscription, events: [...new Set(left)] }] : [];
}
