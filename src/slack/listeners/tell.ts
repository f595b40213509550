import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { sentence } from '../blocks.ts';

/** Where a person acted, as the bodies of buttons, shortcuts and forms tell it. */
export interface Acted {
  client: WebClient;
  user: string;
  /** Present where they acted on a message: it reaches them in its place. */
  respond?: RespondFn | undefined;
}

/** Tells a person alone, in mrkdwn: where they acted, or in a direct message where that cannot be. Never throws. */
export async function tell(
  { log }: { log: Logger },
  { client, user, respond }: Acted,
  text: string,
): Promise<void> {
  const message = sentence(text);
  const inDirectMessage = () => client.chat.postMessage({ channel: user, ...message });
  try {
    if (!respond) await inDirectMessage();
    else {
      const answer = { ...message, response_type: 'ephemeral' as const, replace_original: false };
      await respond(answer).catch(inDirectMessage);
    }
  } catch (error) {
    log.warn({ err: error, user }, 'a person could not be told');
  }
}
