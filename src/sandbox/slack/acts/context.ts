import type { ActResult } from '../../page-api.ts';
import type { Answer, AppConnection } from '../to-app/connection.ts';
import { Refusal } from '../workspace/refusal.ts';
import type { StoredChannel } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What carrying out a person's act needs. */
export interface ActContext {
  workspace: Workspace;
  app: AppConnection;
}

/** Something the person cannot do here; `message` is what they are told. */
export class ActRefused extends Error {
  override readonly name = 'ActRefused';
}

/** The channel where the person acts. Throws `ActRefused` where they are not in it. */
export function channelOf({ workspace }: ActContext, user: string, id: string): StoredChannel {
  const channel = workspace.state.channels.find((candidate) => candidate.id === id);
  if (!channel?.members.includes(user)) throw new ActRefused('You are not in this channel.');
  return channel;
}

/** Tells the person, as Slack does, that the app did not answer as it should; gives the act's result. */
export function reportFailure(
  { workspace }: ActContext,
  user: string,
  answer: Answer & { ok: false },
): ActResult {
  const name = workspace.bot.realName;
  workspace.notify(user, failureText(name, answer));
  return { ok: false };
}

function failureText(name: string, { reason, status = 0 }: Answer & { ok: false }): string {
  if (reason === 'http_timeout') return `${name} did not respond in time (operation_timeout).`;
  if (reason === 'connection_failed') return `${name} could not be reached (dispatch_failed).`;
  const code = status >= 500 ? 'http_service_error' : 'http_client_error';
  return `${name} answered with HTTP ${status} (${code}).`;
}

/** Tells the person that Slack does not take what the app answered, and why. */
export function reportRefusal({ workspace }: ActContext, user: string, refusal: Refusal): ActResult {
  const metadata = refusal.details.response_metadata as { messages?: string[] } | undefined;
  const why = [refusal.code, ...(metadata?.messages ?? [])].join(' ');
  workspace.notify(user, `Slack did not take ${workspace.bot.realName}'s answer: ${why}`);
  return { ok: false };
}

/** Runs `apply`; a refusal becomes a notice. */
export function applying(context: ActContext, user: string, apply: () => void): ActResult {
  try {
    apply();
    return { ok: true };
  } catch (error) {
    if (error instanceof Refusal) return reportRefusal(context, user, error);
    throw error;
  }
}
