import type { MessageRef } from '../jobs/job.ts';
import type { PreviewRow } from '../store/schema.ts';
import type { Subscription } from '../store/settings-schema.ts';

const EVENTS = { ready: 'preview.ready', failed: 'build.failed' } as const;

/**
 * The messages that should exist for a preview as it is now, each channel at most once however many subscriptions
 * cover it. Where it was asked for there is a card from the start, and its outcome is told in the card's thread;
 * a subscribed channel gets a card when what it subscribed to comes true. A card that exists is kept up to date.
 *
 * @param cardsIn the channels that have a card of this preview already
 */
export function destinations(
  preview: PreviewRow,
  subscriptions: readonly Subscription[],
  cardsIn: ReadonlySet<string>,
): MessageRef[] {
  const { workspace_id: workspaceId, id: previewId, channel: home, state, attempt } = preview;
  const event = state === 'ready' || state === 'failed' ? EVENTS[state] : undefined;
  const listening = new Set(
    subscriptions
      .filter(({ projectId, events }) => projectId === preview.project_id && event && events.includes(event))
      .map(({ channel }) => channel),
  );
  const channels = new Set([...(home === null ? [] : [home]), ...cardsIn, ...listening]);
  const messages: MessageRef[] = [...channels].map((channel) => ({
    workspaceId,
    channel,
    previewId,
    form: 'card',
  }));
  if (home !== null && tellsOutcome(preview)) {
    const broadcast = listening.has(home);
    messages.push({
      workspaceId,
      channel: home,
      previewId,
      form: 'outcome',
      attempt,
      state: preview.state,
      broadcast,
    });
  }
  return messages;
}

/** Which states are told of in the card's thread. One that a person ends now needs no warning. */
function tellsOutcome(
  preview: PreviewRow,
): preview is PreviewRow & { state: 'ready' | 'failed' | 'expiring' } {
  const { state, expires_at: expiresAt, updated_at: updatedAt } = preview;
  if (state === 'expiring') return expiresAt !== null && expiresAt > updatedAt;
  return state === 'ready' || state === 'failed';
}
