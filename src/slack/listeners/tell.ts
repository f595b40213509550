import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { sentence } from '../blocks.ts';
import type { Rendered } from '../cards/rendered.ts';
import { patiently } from '../patiently.ts';

/** Where a person acted, as the bodies of buttons, shortcuts and forms tell it. */
export interface Acted {
  client: WebClient;
  user: string;
  /** Present where they acted on a message: it reaches them in its place. */
  respond?: RespondFn | undefined;
}

/** Tells a person alone, a sentence in mrkdwn or a whole message: where they acted, or in a direct message where that cannot be. Never throws. */
export async function tell(
  { log }: { log: Logger },
  { client, user, respond }: Acted,
  said: Rendered | string,
): Promise<void> {
  const message = typeof said === 'string' ? sentence(said) : said;
  const inDirectMessage = () => patiently(() => client.chat.postMessage({ channel: user, ...message }));
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
