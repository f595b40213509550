import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Pause } from '../../notifications/pause.ts';
import type { Database } from '../../store/database.ts';
import { findPreview } from '../../store/previews.ts';
import { code } from '../text.ts';
import type { DeliveryOptions } from './deliver.ts';
import { isOfChannel } from './slack-errors.ts';

/**
 * Tells whoever asked for a preview, in a direct message, why its card cannot be seen where it should be. Where a channel
 * takes no message at all, what it hears of is paused.
 */
export function createUndeliverableNotice(options: {
  database: Database;
  clientFor: (workspaceId: string) => Promise<WebClient>;
  pause: Pause;
  log: Logger;
}): DeliveryOptions['onUndeliverable'] {
  return async (message, { code: reason, advice }) => {
    if (isOfChannel(reason)) await options.pause(message.workspaceId, message.channel, reason);
    if (message.form !== 'card') return;
    const preview = await findPreview(options.database.db, message.previewId);
    if (!preview || preview.requested_by === 'auto') return;
    if (message.channel !== preview.channel) return;
    const client = await options.clientFor(message.workspaceId);
    const text = `The card of preview ${code(preview.id)} cannot be shown in <#${message.channel}>. ${advice} Then run \`/buildrunner preview ${preview.id} redeploy\`, or look at \`/buildrunner previews\`.`;
    await client.chat.postMessage({ channel: preview.requested_by, text }).catch((error: unknown) => {
      options.log.warn({ err: error, preview: preview.id }, 'nor can the person be told');
    });
  };
}
