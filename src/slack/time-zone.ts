import type { WebClient } from '@slack/web-api';
import { isTimeZone } from '../timing/local-time.ts';

/**
 * The time zone of a person's Slack profile; UTC where it names none that this platform knows. Rejects where Slack does
 * not answer. https://docs.slack.dev/reference/objects/user-object
 */
export async function timeZoneOf(client: WebClient, userId: string): Promise<string> {
  const { user } = await client.users.info({ user: userId });
  return user?.tz !== undefined && isTimeZone(user.tz) ? user.tz : 'UTC';
}
