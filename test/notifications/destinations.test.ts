import { describe, expect, it } from 'vitest';
import { destinations } from '../../src/notifications/destinations.ts';
import { messageKey } from '../../src/notifications/message-key.ts';
import type { Subscription } from '../../src/store/settings-schema.ts';
import { previewRow } from '../previews/preview-row.ts';

function subscription(channel: string, ...events: Subscription['events']): Subscription {
  return {
    id: `s-${channel}`,
    projectId: 'default',
    channel,
    events,
    createdBy: 'U1',
    createdAt: '2026-01-01',
  };
}

const both = ['preview.ready', 'build.failed'] as const;

describe('destinations', () => {
  it('is the card where it was asked for, while it builds', () => {
    const messages = destinations(
      previewRow({ state: 'building' }),
      [subscription('C2', ...both)],
      new Set(),
    );
    expect(messages.map(messageKey)).toEqual(['card:preview:pv-7k3m9x@C1']);
  });

  it('tells the outcome in the thread, and in the channel when it is subscribed', () => {
    const ready = previewRow({ state: 'ready' });
    expect(destinations(ready, [], new Set()).at(-1)).toMatchObject({ form: 'outcome', broadcast: false });
    const subscribed = destinations(ready, [subscription('C1', ...both)], new Set());
    expect(subscribed.at(-1)).toMatchObject({ form: 'outcome', broadcast: true });
    expect(subscribed).toHaveLength(2);
  });

  it('gives a subscribed channel one card, however many subscriptions cover it', () => {
    const twice = [
      subscription('C2', ...both),
      subscription('C2', 'build.failed'),
      subscription('C3', 'preview.ready'),
    ];
    const channels = destinations(previewRow({ state: 'failed', channel: null }), twice, new Set());
    expect(channels.map(messageKey)).toEqual(['card:preview:pv-7k3m9x@C2']);
  });

  it('keeps cards up to date that exist already', () => {
    const messages = destinations(previewRow({ state: 'building', attempt: 2 }), [], new Set(['C2']));
    expect(messages.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  });

  it('leaves other projects’ subscriptions alone', () => {
    const other = { ...subscription('C2', ...both), projectId: 'other' };
    expect(destinations(previewRow({ state: 'ready', channel: null }), [other], new Set())).toEqual([]);
  });
});
