import type { MessageRef } from '../jobs/job.ts';
import type { PreviewRow, Timestamp } from '../store/schema.ts';
import type { Subscription } from '../store/subscription-schema.ts';
import { type HeldVerdict, judgeChannels, type News, type Verdict } from './judge-news.ts';
import { messageKey } from './message-key.ts';
import { outcomeOf } from './preview-outcome.ts';

const EVENTS = { ready: 'preview.ready', failed: 'build.failed' } as const;

/** A card of a preview that exists, or is on its way: in which channel, since when. */
export interface PresentCard {
  channel: string;
  since: Timestamp;
}

/** What is to be told of a preview: at once, and later. */
export interface Destinations {
  messages: MessageRef[];
  held: { message: MessageRef; news: News; verdict: HeldVerdict }[];
}

/**
 * The messages that should exist for a preview as it is now, each channel at most once however many subscriptions
 * cover it. Where it was asked for there is a card from the start; a subscribed channel gets one when what it
 * subscribed to comes true. A card that exists is kept up to date, and what happens after it was posted is told as the
 * channel's subscription says, since a change of a message makes no sound.
 *
 * @param heldKeys of what is told in digests: it is not told besides
 */
export function destinations(
  preview: PreviewRow,
  subscriptions: readonly Subscription[],
  cards: readonly PresentCard[],
  heldKeys: ReadonlySet<string> = new Set(),
): Destinations {
  const { workspace_id: workspaceId, id: previewId, channel: home, attempt } = preview;
  const about = { workspaceId, previewId } as const;
  const present = new Map(cards.map(({ channel, since }) => [channel, since]));
  const outcome = outcomeOf(preview);
  const news = newsOf(preview);
  const isShown = (channel: string) => channel === home || present.has(channel);
  const verdicts = news ? judgeChannels(news, subscriptions, isShown) : new Map<string, Verdict>();

  const tell = (channel: string, how: { broadcast: boolean; flat?: true }): MessageRef[] =>
    outcome ? [{ ...about, channel, form: 'outcome', attempt, outcome, ...how }] : [];
  /** A card that was posted for this very outcome has told it already, and so has a digest. */
  const isTold = (channel: string) => {
    const since = channel === home ? undefined : present.get(channel);
    if (since !== undefined && outcome !== undefined && since >= outcome.at) return true;
    return tell(channel, { broadcast: false }).some((message) => heldKeys.has(messageKey(message)));
  };
  const outcomeIn = (channel: string): MessageRef[] => {
    const isHome = channel === home;
    const { act } = verdicts.get(channel) ?? { act: 'nothing' };
    const isHeard = (act === 'update' || act === 'thread' || act === 'flat') && !isTold(channel);
    if (isHeard && act === 'flat') return tell(channel, { broadcast: false, flat: true });
    // What no subscription names, such as its end, is told wherever there is a card.
    if (!isHome && !isHeard && (news || !present.has(channel))) return [];
    return tell(channel, { broadcast: isHeard && act === 'update' });
  };

  const judged = [...verdicts.keys()];
  const posted = judged.filter((channel) => verdicts.get(channel)?.act === 'post' && !isTold(channel));
  const withCards = new Set([...(home === null ? [] : [home]), ...present.keys(), ...posted]);
  const shown = [...withCards].map((channel): MessageRef => ({ ...about, channel, form: 'card' }));
  const told = [...new Set([...withCards, ...judged])].flatMap(outcomeIn);
  const held = judged.flatMap((channel) => {
    const verdict = verdicts.get(channel);
    if (!news || verdict?.act !== 'hold' || isTold(channel)) return [];
    return tell(channel, { broadcast: false }).map((message) => ({ message, news, verdict }));
  });
  return { messages: [...shown, ...told], held };
}

/** What channels may have asked to hear of it. */
function newsOf(preview: PreviewRow): News | undefined {
  const { state, project_id: projectId, branch, finished_at: finishedAt, updated_at: updatedAt } = preview;
  if (state !== 'ready' && state !== 'failed') return undefined;
  return {
    event: EVENTS[state],
    projectId,
    at: finishedAt ?? updatedAt,
    isFailure: state === 'failed',
    environment: 'preview',
    branch,
  };
}
