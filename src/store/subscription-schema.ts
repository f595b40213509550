import { z } from 'zod';
import { isTimeZone, LOCAL_TIME } from '../timing/local-time.ts';

/**
 * What a channel can hear of. `deployment.completed`: a production deployment is over. `issue.attention`: what waits for a
 * person's decision.
 */
export const SUBSCRIPTION_EVENTS = [
  'preview.ready',
  'build.failed',
  'deployment.completed',
  'issue.status',
  'issue.attention',
] as const;

export type SubscriptionEvent = (typeof SUBSCRIPTION_EVENTS)[number];

/**
 * Names for several events, kept as such: whoever asked for `all` also hears of what a later BuildRunner adds, and
 * whoever named events one by one does not.
 */
export const EVENT_GROUPS = {
  all: SUBSCRIPTION_EVENTS,
  previews: ['preview.ready', 'build.failed'],
  deployments: ['deployment.completed'],
  issues: ['issue.status', 'issue.attention'],
} as const satisfies Record<string, readonly SubscriptionEvent[]>;

export type EventGroup = keyof typeof EVENT_GROUPS;
export type EventName = SubscriptionEvent | EventGroup;

export const EVENT_NAMES: readonly EventName[] = [
  ...(Object.keys(EVENT_GROUPS) as EventGroup[]),
  ...SUBSCRIPTION_EVENTS,
];

/** The events that these names stand for, each once, in the order in which they are listed. */
export function eventsOf(names: readonly EventName[]): SubscriptionEvent[] {
  return SUBSCRIPTION_EVENTS.filter((event) =>
    names.some((name) => name === event || (isGroup(name) && groupHas(name, event))),
  );
}

function isGroup(name: EventName): name is EventGroup {
  return name in EVENT_GROUPS;
}

function groupHas(group: EventGroup, event: SubscriptionEvent): boolean {
  const events: readonly SubscriptionEvent[] = EVENT_GROUPS[group];
  return events.includes(event);
}

/**
 * How news is shown. `update`: one message a thing, changed in place, and what happens to it later told under it and in the
 * channel. `thread`: told under it alone. `flat`: every piece of news a message of its own.
 */
export const MODES = ['update', 'thread', 'flat'] as const;
export type Mode = (typeof MODES)[number];

export const ENVIRONMENTS = ['preview', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** In characters. */
export const LONGEST_BRANCH_GLOB = 200;

const localTime = z.string().regex(LOCAL_TIME);

const present = z.object({
  id: z.string(),
  projectId: z.string(),
  channel: z.string(),
  events: z.array(z.enum(EVENT_NAMES)).min(1),
  /** Glob of the branches it is about. */
  branch: z.string().min(1).max(LONGEST_BRANCH_GLOB).optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
  onlyFailures: z.boolean().optional(),
  mode: z.enum(MODES),
  /** Everything is held until then, and told at once. */
  digestAt: localTime.optional(),
  /** What is no failure is held until they are over. */
  quiet: z.object({ from: localTime, until: localTime }).optional(),
  /** Of whoever made it: what their times of day mean. */
  timeZone: z.string().refine(isTimeZone).optional(),
  /** Why nothing can be told there: Slack's own word. */
  paused: z.object({ reason: z.string(), at: z.string() }).optional(),
  /** When it last went on after a pause. */
  resumedAt: z.string().optional(),
  createdBy: z.string(),
  createdAt: z.string(),
});

/** All that there was to hear of, at one time or another, before people could choose. */
const FORMER_ALL: readonly (readonly string[])[] = [
  ['preview.ready', 'build.failed'],
  ['preview.ready', 'build.failed', 'issue.status', 'issue.attention'],
  [...SUBSCRIPTION_EVENTS],
];

const before = z.looseObject({ mode: z.undefined().optional(), events: z.array(z.string()) });

/**
 * Before there were modes nobody could choose: a subscription was made for everything there was then to hear of, and
 * everything is what was meant.
 */
function upToDate(subscription: unknown): unknown {
  const { success, data } = before.safeParse(subscription);
  if (!success) return subscription;
  const named = new Set(data.events);
  const meantAll = FORMER_ALL.some(
    (all) => all.length === named.size && all.every((event) => named.has(event)),
  );
  return { ...data, mode: 'update', ...(meantAll && { events: ['all'] }) };
}

export const subscriptionSchema = z.preprocess(upToDate, present);

export type Subscription = z.infer<typeof present>;
