import type { Audit } from '../governance/audit.ts';
import { type Actor, type Gate, Refusal } from '../governance/gate.ts';
import type { Database } from '../store/database.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Settings } from '../store/settings-schema.ts';
import type { EventName, Subscription } from '../store/subscription-schema.ts';
import { isSameWish, withoutEvents } from './wish.ts';

/** What a person wants a channel to hear of, and how. */
export type Wish = Omit<
  Subscription,
  'id' | 'projectId' | 'paused' | 'resumedAt' | 'createdBy' | 'createdAt'
>;

/**
 * Posts in the channel of these subscriptions what it will hear of. Gives Slack's own word for why that channel takes no message;
 * rejects where it is for another reason.
 */
export type Probe = (
  workspaceId: string,
  subscriptions: readonly Subscription[],
) => Promise<string | undefined>;

/** What channels hear of. Every call asks the policy first. */
export interface Subscriptions {
  /**
   * Makes a subscription, or gives one to the same events and of the same filters its new way to be told. It begins paused
   * where its channel takes no message.
   */
  subscribe(actor: Actor, wish: Wish): Promise<Subscription>;
  /** Has a channel hear of everything, unless it hears of something already: then undefined. */
  ensure(actor: Actor, channel: string): Promise<Subscription | undefined>;
  /**
   * A channel hears of these events no more, or of nothing at all. Gives its subscriptions that are left. Throws `Refusal`
   * where it does not hear of them anyway.
   */
  unsubscribe(actor: Actor, channel: string, events?: readonly EventName[]): Promise<Subscription[]>;
  /** Those of a channel. */
  inChannel(actor: Actor, channel: string): Promise<Subscription[]>;
  /** Those that a person has made, in whatever channel; paused ones first. */
  ownOf(actor: Actor): Promise<Subscription[]>;
}

export interface SubscriptionOptions {
  settings: SettingsStore;
  database: Database;
  audit: Audit;
  gate: Gate;
  probe: Probe;
  now: () => Date;
  newId: () => string;
}

export function createSubscriptions(options: SubscriptionOptions): Subscriptions {
  const { settings, database, audit, gate } = options;

  function record({ workspaceId, userId }: Actor, what: string, payload: Record<string, unknown>) {
    return audit.record(database.db, {
      workspaceId,
      actor: userId,
      action: `subscription.${what}`,
      payload,
    });
  }

  function fresh({ projects }: Pick<Settings, 'projects'>, actor: Actor, wish: Wish): Subscription {
    const projectId = projects[0]?.id ?? 'default';
    const made = { createdBy: actor.userId, createdAt: options.now().toISOString() };
    return { ...wish, id: options.newId(), projectId, ...made };
  }

  async function make(actor: Actor, wish: Wish): Promise<Subscription> {
    const proposed = fresh(await settings.read(actor.workspaceId), actor, wish);
    const reason = await options.probe(actor.workspaceId, [proposed]);
    const tried =
      reason === undefined ? proposed : { ...proposed, paused: { reason, at: proposed.createdAt } };
    const { subscription, isNew } = await settings.update(actor.workspaceId, ({ subscriptions }) => {
      const index = subscriptions.findIndex((other) => isSameWish(other, tried));
      const former = subscriptions[index];
      if (!former) {
        subscriptions.push(tried);
        return { subscription: tried, isNew: true };
      }
      const changed = { ...tried, id: former.id, createdAt: former.createdAt };
      subscriptions[index] = changed;
      return { subscription: changed, isNew: false };
    });
    const { id, channel, events } = subscription;
    await record(actor, isNew ? 'created' : 'changed', { subscription: id, channel, events });
    return subscription;
  }

  async function inChannel({ workspaceId }: Actor, channel: string): Promise<Subscription[]> {
    const { subscriptions } = await settings.read(workspaceId);
    return subscriptions.filter((each) => each.channel === channel);
  }

  return {
    async subscribe(actor, wish) {
      await gate.require(actor, 'subscription.create');
      return make(actor, wish);
    },

    async ensure(actor, channel) {
      await gate.require(actor, 'subscription.create');
      const present = await inChannel(actor, channel);
      return present.length > 0 ? undefined : make(actor, { channel, events: ['all'], mode: 'update' });
    },

    async unsubscribe(actor, channel, events) {
      await gate.require(actor, 'subscription.remove');
      const changed = await settings.update(actor.workspaceId, (draft) => {
        const before = draft.subscriptions.filter((each) => each.channel === channel);
        const left = before.flatMap((each) => withoutEvents(each, events));
        const others = draft.subscriptions.filter((each) => each.channel !== channel);
        draft.subscriptions = [...others, ...left];
        return { before, left };
      });
      const { before, left } = changed;
      if (before.length === 0) throw new Refusal('This channel hears of nothing.');
      if (JSON.stringify(before) === JSON.stringify(left)) {
        throw new Refusal(`This channel does not hear of ${events?.join(', ')}.`);
      }
      await record(actor, 'removed', { channel, ...(events && { events }) });
      return left;
    },

    async inChannel(actor, channel) {
      await gate.require(actor, 'subscription.read');
      return inChannel(actor, channel);
    },

    async ownOf(actor) {
      await gate.require(actor, 'subscription.read');
      const { subscriptions } = await settings.read(actor.workspaceId);
      const own = subscriptions.filter(({ createdBy }) => createdBy === actor.userId);
      return own.sort((a, b) => Number(b.paused !== undefined) - Number(a.paused !== undefined));
    },
  };
}
