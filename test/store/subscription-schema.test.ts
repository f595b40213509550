import { describe, expect, it } from 'vitest';
import { emptySettings, settingsSchema } from '../../src/store/settings-schema.ts';
import {
  EVENT_NAMES,
  eventsOf,
  SUBSCRIPTION_EVENTS,
  subscriptionSchema,
} from '../../src/store/subscription-schema.ts';

const base = {
  id: 's1',
  projectId: 'default',
  channel: 'C1',
  createdBy: 'U1',
  createdAt: '2026-01-05T10:00:00.000Z',
};
const read = (subscription: object) => subscriptionSchema.parse({ ...base, ...subscription });

describe('a subscription of before one could choose', () => {
  it.each([
    ['the two events of the beginning', ['preview.ready', 'build.failed']],
    ['those and the issues’', ['preview.ready', 'build.failed', 'issue.status', 'issue.attention']],
    ['in whatever order', ['issue.attention', 'issue.status', 'build.failed', 'preview.ready']],
    ['deployments too', [...SUBSCRIPTION_EVENTS]],
  ])('that had everything hears of everything: %s', (_, events) => {
    expect(read({ events })).toEqual({ ...base, events: ['all'], mode: 'update' });
    expect(eventsOf(read({ events }).events)).toContain('deployment.completed');
  });

  it('that a person has cut down by hand stays as it is', () => {
    expect(read({ events: ['build.failed'] })).toEqual({ ...base, events: ['build.failed'], mode: 'update' });
  });

  it('is read once: what was chosen since is not taken for everything', () => {
    const chosen = {
      events: ['preview.ready', 'build.failed', 'issue.status', 'issue.attention'],
      mode: 'thread',
    };
    expect(read(chosen)).toEqual({ ...base, ...chosen });
    const again = read(read({ events: ['preview.ready', 'build.failed'] }));
    expect(again).toEqual({ ...base, events: ['all'], mode: 'update' });
  });

  it('leaves its document valid', () => {
    const document = {
      ...emptySettings(),
      subscriptions: [{ ...base, events: ['preview.ready', 'build.failed'] }],
    };
    expect(settingsSchema.parse(document).subscriptions).toMatchObject([{ events: ['all'] }]);
  });
});

describe('a subscription', () => {
  it.each([
    ['an unknown event', { events: ['preview.red'], mode: 'update' }],
    ['no event', { events: [], mode: 'update' }],
    ['an unknown mode', { events: ['all'], mode: 'loud' }],
    ['no such time', { events: ['all'], mode: 'update', digestAt: '25:00' }],
    ['no such place', { events: ['all'], mode: 'update', timeZone: 'Europe/Atlantis' }],
  ])('with %s is refused', (_, changes) => {
    expect(subscriptionSchema.safeParse({ ...base, ...changes }).success).toBe(false);
  });

  it.each(EVENT_NAMES)('to %s stands for events that there are', (name) => {
    expect(eventsOf([name]).length).toBeGreaterThan(0);
    expect(SUBSCRIPTION_EVENTS).toEqual(expect.arrayContaining(eventsOf([name])));
  });

  it('names each event once, however many names it has', () => {
    expect(eventsOf(['previews', 'preview.ready', 'issues'])).toEqual([
      'preview.ready',
      'build.failed',
      'issue.status',
      'issue.attention',
    ]);
    expect(eventsOf(['all'])).toEqual(SUBSCRIPTION_EVENTS);
  });
});
