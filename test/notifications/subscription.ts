import type { EventName, Subscription } from '../../src/store/subscription-schema.ts';

/** A channel's subscription to these events, as it is made with no options. */
export function subscription(
  channel: string,
  events: EventName[],
  changes: Partial<Subscription> = {},
): Subscription {
  return {
    id: `s-${channel}`,
    projectId: 'default',
    channel,
    events,
    mode: 'update',
    createdBy: 'U1',
    createdAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}
