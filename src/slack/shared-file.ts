import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Refusal } from '../governance/gate.ts';

/** In characters. */
const LONGEST_NAME = 200;
const LONGEST_URL = 1_000;

/** A file as a form tells of it. https://docs.slack.dev/reference/objects/file-object */
export const sharedFileSchema = z.object({
  /** Its end, which tells the kind: a form that remembers a file has room for so much. */
  name: z.string().transform((name) => name.slice(-LONGEST_NAME)),
  /** In bytes. */
  size: z.number(),
  url_private: z.url().max(LONGEST_URL),
});

export type SharedFile = z.infer<typeof sharedFileSchema>;

/** Where Slack keeps files. Those that people share from elsewhere are not there, and our token is not for them. */
const FILES_ORIGIN = 'https://files.slack.com';

/** Reads a file that a person uploaded, as UTF-8. Needs the scope `files:read`. Throws `Refusal`. */
export async function readSharedFile(
  client: WebClient,
  { name, size, url_private: url }: SharedFile,
  mostBytes: number,
): Promise<string> {
  if (size > mostBytes) throw new Refusal(`${name} is larger than ${mostBytes / 1_000_000} MB.`);
  const { origin } = new URL(url);
  if (origin !== FILES_ORIGIN && origin !== new URL(client.slackApiUrl).origin) {
    throw new Refusal(`${name} is not kept by Slack. Upload the file itself, or paste its text.`);
  }
  const headers = { authorization: `Bearer ${client.token ?? ''}` };
  const response = await fetch(url, { headers, redirect: 'manual' });
  // Without the scope Slack answers with its sign-in page, or leads to it.
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) {
    await response.body?.cancel();
    throw new Refusal(`Slack does not let BuildRunner read ${name}. Does the app have the scope files:read?`);
  }
  return response.text();
}
