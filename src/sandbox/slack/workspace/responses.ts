import { z } from 'zod';
import { DOCUMENTED_LIMITS } from '../block-kit/limits.ts';
import { channelById } from './channels.ts';
import { demandContent, readContent } from './content.ts';
import { findMessage } from './messages.ts';
import { addMessage, changeMessage, removeMessage } from './posting.ts';
import { Refusal } from './refusal.ts';
import type { ResponsePlace } from './response-urls.ts';
import { APP } from './seed.ts';
import type { Workspace } from './workspace.ts';

const responseSchema = z.looseObject({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/**
 * Carries out an app's answer to a command or its post to a response_url: a new message, or the original
 * replaced or deleted. Throws the refusal Slack gives for content it does not take.
 */
export function applyResponse(workspace: Workspace, place: ResponsePlace, body: unknown): void {
  const parsed = responseSchema.safeParse(body);
  if (!parsed.success) throw new Refusal('invalid_arguments');
  const response = parsed.data;
  const channel = channelById(workspace, place.channel);
  const original =
    place.originalTs === undefined ? undefined : findMessage(workspace, place.channel, place.originalTs);
  if (response.delete_original) {
    if (original) removeMessage(workspace, original);
    return;
  }
  const content = readContent(response, DOCUMENTED_LIMITS.messageText);
  demandContent(content);
  if (response.replace_original && original) {
    changeMessage(workspace, channel, original, { blocks: [], attachments: [], text: '', ...content });
    return;
  }
  const threadTs = response.thread_ts ?? place.threadTs;
  addMessage(workspace, channel, {
    text: '',
    ...content,
    user: APP.botUserId,
    ...(threadTs && { threadTs }),
    ...(response.response_type === 'ephemeral' && { visibleTo: place.user }),
  });
}
