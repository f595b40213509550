import { describe, expect, it } from 'vitest';
import { destinations as destinationsOf } from '../../src/notifications/destinations.ts';
import { messageKey } from '../../src/notifications/message-key.ts';
import { MODES, type Subscription } from '../../src/store/subscription-schema.ts';
import { previewRow } from '../previews/preview-row.ts';
import { subscription } from './subscription.ts';

/** The messages alone. */
const destinations = (...given: Parameters<typeof destinationsOf>) => destinationsOf(...given).messages;

const FINISHED = '2026-01-05T10:02:00.000Z';
const LATER = '2026-01-05T10:03:00.000Z';
const EARLIER = '2026-01-05T10:00:30.000Z';
const ENDS = '2026-01-12T10:02:00.000Z';

const both = ['preview.ready', 'build.failed'] as const;

describe('destinations', () => {
  it('is the card where it was asked for, while it builds', () => {
    const messages = destinations(previewRow({ state: 'building' }), [subscription('C2', [...both])], []);
    expect(messages.map(messageKey)).toEqual(['card:preview:pv-7k3m9x@C1']);
  });

  it('tells the outcome in the thread, and in the channel when it is subscribed', () => {
    const ready = previewRow({ state: 'ready' });
    expect(destinations(ready, [], []).at(-1)).toMatchObject({ form: 'outcome', broadcast: false });
    const subscribed = destinations(ready, [subscription('C1', [...both])], []);
    expect(subscribed.at(-1)).toMatchObject({ form: 'outcome', broadcast: true });
    expect(subscribed).toHaveLength(2);
  });

  it('gives a subscribed channel one card, however many subscriptions cover it', () => {
    const twice = [
      subscription('C2', [...both]),
      subscription('C2', ['build.failed']),
      subscription('C3', ['preview.ready']),
    ];
    const channels = destinations(previewRow({ state: 'failed', channel: null }), twice, []);
    expect(channels.map(messageKey)).toEqual(['card:preview:pv-7k3m9x@C2']);
  });

  it('keeps cards up to date that exist already', () => {
    const messages = destinations(
      previewRow({ state: 'building', attempt: 2 }),
      [],
      [{ channel: 'C2', since: LATER }],
    );
    expect(messages.map(({ channel }) => channel)).toEqual(['C1', 'C2']);
  });

  it('leaves other projects’ subscriptions alone', () => {
    const other = { ...subscription('C2', [...both]), projectId: 'other' };
    expect(destinations(previewRow({ state: 'ready', channel: null }), [other], [])).toEqual([]);
  });

  it('tells in the thread of a card that was there before how the next attempt ended', () => {
    const failed = previewRow({ state: 'failed', attempt: 2, channel: null, finished_at: FINISHED });
    const outcomes = (since: string, ...subscriptions: Subscription[]) =>
      destinations(failed, subscriptions, [{ channel: 'C2', since }]).filter(
        ({ form }) => form === 'outcome',
      );
    expect(outcomes(EARLIER, subscription('C2', [...both]))).toMatchObject([
      { channel: 'C2', broadcast: true },
    ]);
    expect(outcomes(LATER, subscription('C2', [...both]))).toEqual([]);
    expect(outcomes(EARLIER, subscription('C2', ['preview.ready']))).toEqual([]);
  });

  it('warns wherever there is a card, even where only a push asked for it', () => {
    const expiring = previewRow({ state: 'expiring', channel: null, expires_at: ENDS, updated_at: FINISHED });
    const told = destinations(expiring, [], [{ channel: 'C2', since: EARLIER }]);
    expect(told.map(messageKey)).toEqual([
      'card:preview:pv-7k3m9x@C2',
      `outcome:preview:pv-7k3m9x:1:expiring:${ENDS}@C2`,
    ]);
  });

  it('warns anew of another end, and once of each', () => {
    const keyOf = (changes: Parameters<typeof previewRow>[0]) =>
      messageKey(destinations(previewRow({ state: 'expiring', ...changes }), [], []).at(-1)!);
    const first = keyOf({ expires_at: ENDS });
    expect(keyOf({ expires_at: ENDS, updated_at: LATER })).toBe(first);
    expect(keyOf({ expires_at: '2026-01-19T10:02:00.000Z' })).not.toBe(first);
    expect(keyOf({ expires_at: ENDS, failure: 'It could not be removed.' })).not.toBe(first);
  });

  it('warns of no end that a person asked for, unless it does not come', () => {
    const ended = previewRow({ state: 'expiring', expires_at: FINISHED, updated_at: FINISHED });
    expect(destinations(ended, [], []).map(({ form }) => form)).toEqual(['card']);
    const refused = { ...ended, failure: 'It could not be removed.', updated_at: LATER };
    expect(destinations(refused, [], []).at(-1)).toMatchObject({ outcome: { kind: 'not_removed' } });
  });

  it.each([
    ['update', ['outcome C1 broadcast', 'outcome C2 broadcast']],
    ['thread', ['outcome C1', 'outcome C2']],
    ['flat', ['outcome C1 flat', 'outcome C2 flat', 'outcome C3 flat']],
  ] as const)('tells as the channel’s subscription says: %s', (mode, expected) => {
    const ready = previewRow({ state: 'ready', attempt: 2, finished_at: FINISHED });
    const subscriptions = ['C1', 'C2', 'C3'].map((channel) => subscription(channel, ['all'], { mode }));
    const outcomes = destinations(ready, subscriptions, [{ channel: 'C2', since: EARLIER }]).flatMap(
      (message) => {
        if (message.form !== 'outcome') return [];
        const { form, channel, broadcast, flat } = message;
        return [[form, channel, broadcast && 'broadcast', flat && 'flat'].filter(Boolean).join(' ')];
      },
    );
    expect(outcomes).toEqual(expected);
  });

  it('gives a flat channel no card, and leaves the one alone that it has', () => {
    const ready = previewRow({ state: 'ready', channel: null, finished_at: FINISHED });
    const flat = [
      subscription('C2', ['all'], { mode: 'flat' }),
      subscription('C3', ['all'], { mode: 'flat' }),
    ];
    const told = destinations(ready, flat, [{ channel: 'C3', since: LATER }]);
    expect(told.map(({ form, channel }) => `${form} ${channel}`)).toEqual(['card C3', 'outcome C2']);
  });

  it('holds what its channel hears later, and tells who asked all the same', () => {
    const ready = previewRow({ state: 'ready', finished_at: FINISHED });
    const digest = { digestAt: '18:00', timeZone: 'UTC' };
    const subscriptions = [subscription('C1', ['all'], digest), subscription('C2', ['all'], digest)];
    const { messages, held } = destinationsOf(ready, subscriptions, []);
    expect(messages).toMatchObject([
      { form: 'card', channel: 'C1' },
      { form: 'outcome', channel: 'C1', broadcast: false },
    ]);
    expect(held.map(({ message, verdict }) => [message.channel, verdict.until.toISOString()])).toEqual([
      ['C1', '2026-01-05T18:00:00.000Z'],
      ['C2', '2026-01-05T18:00:00.000Z'],
    ]);
  });

  it('does not hold what a card has told, nor tell what is held', () => {
    const ready = previewRow({ state: 'ready', channel: null, finished_at: FINISHED });
    const digest = [subscription('C2', ['all'], { digestAt: '18:00' })];
    expect(destinationsOf(ready, digest, [{ channel: 'C2', since: LATER }]).held).toEqual([]);
    const heldKeys = new Set(
      destinationsOf(ready, digest, []).held.map(({ message }) => messageKey(message)),
    );
    expect(heldKeys.size).toBe(1);
    for (const mode of MODES) {
      const atOnce = [subscription('C2', ['all'], { mode })];
      const told = destinationsOf(ready, atOnce, [], heldKeys);
      expect(told).toEqual({ messages: [], held: [] });
    }
  });
});
