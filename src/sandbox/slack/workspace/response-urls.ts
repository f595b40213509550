import { Refusal } from './refusal.ts';
import type { ResponseUrl } from './state.ts';
import type { Workspace } from './workspace.ts';

const USES = 5;
const LIFETIME_MS = 30 * 60_000;

/** What a response_url is for. */
export type ResponsePlace = Omit<ResponseUrl, 'usesLeft' | 'expiresAt'>;

/** A new response_url: five uses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
export function issueResponseUrl(workspace: Workspace, place: ResponsePlace): string {
  const now = workspace.now().getTime();
  const { responseUrls } = workspace.state;
  for (const [id, url] of Object.entries(responseUrls)) {
    if (now > url.expiresAt + LIFETIME_MS) delete responseUrls[id];
  }
  const id = workspace.newId('R');
  responseUrls[id] = { ...place, usesLeft: USES, expiresAt: now + LIFETIME_MS };
  workspace.commit();
  return `${workspace.baseUrl()}/slack/response/${id}`;
}

/** Uses a response_url once. Throws `expired_url` or `used_url`. */
export function spendResponseUrl(workspace: Workspace, id: string): ResponsePlace {
  const url = workspace.state.responseUrls[id];
  if (!url || workspace.now().getTime() > url.expiresAt) throw new Refusal('expired_url');
  if (url.usesLeft <= 0) throw new Refusal('used_url');
  url.usesLeft -= 1;
  workspace.commit();
  return url;
}
