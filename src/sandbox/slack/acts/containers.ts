import { elementsOf, type PlacedElement } from '../block-kit/elements-of.ts';
import { messageContainer, viewContainer } from '../to-app/payloads.ts';
import { findMessage } from '../workspace/messages.ts';
import type { StoredChannel, StoredMessage, StoredView } from '../workspace/state.ts';
import { modalsOf } from '../workspace/views.ts';
import { type ActContext, ActRefused, channelOf } from './context.ts';
import { completeState, type StateValues } from './input-state.ts';

type Place = { messageTs: string; channel: string } | { viewId: string };

/** Where a person acts: a message they see or a view they have open, with its blocks and its part of a payload. */
export interface Container {
  blocks: readonly unknown[];
  payload: Record<string, unknown>;
  channel?: StoredChannel;
  message?: StoredMessage;
}

/** Finds the container. Throws `ActRefused` where the person does not see it. */
export function containerOf(context: ActContext, user: string, place: Place, state: StateValues): Container {
  if ('viewId' in place) {
    const view = viewOf(context, user, place.viewId);
    const values = completeState(view.blocks, state);
    return { blocks: view.blocks, payload: viewContainer(view, values) };
  }
  const channel = channelOf(context, user, place.channel);
  const message = findMessage(context.workspace, channel.id, place.messageTs);
  if (!message || (message.visibleTo !== undefined && message.visibleTo !== user)) {
    throw new ActRefused('This message is gone.');
  }
  const blocks = [...message.blocks, ...message.attachments.flatMap((attachment) => attachment.blocks ?? [])];
  const values = completeState(blocks, state);
  const payload = { ...messageContainer(context.workspace, channel, message), state: { values } };
  return { blocks, payload, channel, message };
}

/** A modal or App Home that the person has before them. Throws `ActRefused`. */
export function viewOf({ workspace }: ActContext, user: string, viewId: string): StoredView {
  const views = [...modalsOf(workspace, user), workspace.state.homes[user]];
  const view = views.find((candidate) => candidate?.id === viewId);
  if (!view) throw new ActRefused('This view is no longer open.');
  return view;
}

/** The element the person used. Throws `ActRefused`. */
export function elementIn(container: Container, blockId: unknown, actionId: unknown): PlacedElement {
  const found = elementsOf(container.blocks).find(
    ({ block, element }) => block.block_id === blockId && element.action_id === actionId,
  );
  if (!found) throw new ActRefused('This control is gone.');
  return found;
}
