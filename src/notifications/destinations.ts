import type { MessageRef } from '../jobs/job.ts';
import type { PreviewRow, Timestamp } from '../store/schema.ts';
import { eventsOf, type Subscription } from '../store/subscription-schema.ts';
import { outcomeOf } from './preview-outcome.ts';

const EVENTS = { ready: 'preview.ready', failed: 'build.failed' } as const;

/** A card of a preview that exists, or is on its way: in which channel, since when. */
export interface PresentCard {
  channel: string;
  since: Timestamp;
}

/**
 * The messages that should exist for a preview as it is now, each channel at most once however many subscriptions
 * cover it. Where it was asked for there is a card from the start; a subscribed channel gets one when what it
 * subscribed to comes true. A card that exists is kept up to date, and what happens after it was posted is told in its
 * thread, since a change of a message makes no sound.
 */
export function destinations(
  preview: PreviewRow,
  subscriptions: readonly Subscription[],
  cards: readonly PresentCard[],
): MessageRef[] {
  const { workspace_id: workspaceId, id: previewId, channel: home, state, attempt } = preview;
  const event = state === 'ready' || state === 'failed' ? EVENTS[state] : undefined;
  const listening = new Set(
    subscriptions
      .filter(
        ({ projectId, events }) =>
          projectId === preview.project_id && event && eventsOf(events).includes(event),
      )
      .map(({ channel }) => channel),
  );
  const present = new Map(cards.map(({ channel, since }) => [channel, since]));
  const channels = [...new Set([...(home === null ? [] : [home]), ...present.keys(), ...listening])];
  const about = { workspaceId, previewId } as const;
  const messages: MessageRef[] = channels.map((channel) => ({ ...about, channel, form: 'card' }));

  const outcome = outcomeOf(preview);
  if (!outcome) return messages;
  const hears = (channel: string) => {
    if (channel === home) return true;
    const since = present.get(channel);
    if (since === undefined) return false;
    // A card that was posted for this very outcome has told it already.
    return event === undefined || (listening.has(channel) && since < outcome.at);
  };
  const told = channels.filter(hears).map((channel): MessageRef => {
    return { ...about, channel, form: 'outcome', attempt, outcome, broadcast: listening.has(channel) };
  });
  return [...messages, ...told];
}
