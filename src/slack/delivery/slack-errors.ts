import { ErrorCode, type WebAPICallError } from '@slack/web-api';

/**
 * Slack's answers that trying again at once will not change, each with what a person can do. From
 * https://docs.slack.dev/reference/methods/chat.postMessage and chat.update.
 */
const PERMANENT: Readonly<Record<string, string>> = {
  channel_not_found: 'BuildRunner cannot see this channel. Type `/invite @BuildRunner` there.',
  not_in_channel: 'BuildRunner is not in this channel. Type `/invite @BuildRunner` there.',
  is_archived: 'The channel has been archived.',
  restricted_action: 'The workspace does not let apps post in this channel.',
  account_inactive: 'The app has been removed from the workspace.',
  token_revoked: 'The app’s token has been revoked. Install it again.',
  invalid_auth: 'The app’s token is not valid. Check SLACK_BOT_TOKEN.',
  not_authed: 'The app has no token. Check SLACK_BOT_TOKEN.',
  no_permission: 'The app is not allowed to post here.',
  missing_scope: 'The app lacks a permission. Install it again from slack-manifest.yml.',
  cant_update_message: 'The message can no longer be changed.',
  edit_window_closed: 'The message can no longer be changed.',
  message_not_found: 'The message was deleted by a person.',
  thread_not_found: 'The thread was deleted by a person.',
  invalid_blocks: 'Slack does not accept the message. This is a bug of BuildRunner.',
  msg_too_long: 'Slack does not accept the message. This is a bug of BuildRunner.',
  no_text: 'Slack does not accept the message. This is a bug of BuildRunner.',
  metadata_too_large: 'Slack does not accept the message. This is a bug of BuildRunner.',
};

/** What is the matter with the channel itself: any message there would be refused. */
const OF_CHANNEL: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'restricted_action',
]);

/** Whether Slack's word means that a channel takes no message at all. */
export function isOfChannel(code: string): boolean {
  return OF_CHANNEL.has(code);
}

/** What a person can do about Slack's word; undefined where it is none that trying again does not help. */
export function adviceFor(code: string): string | undefined {
  return PERMANENT[code];
}

/** What a person deleted or closed: it is not to be brought back. */
const GONE: ReadonlySet<string> = new Set([
  'message_not_found',
  'thread_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/** Whether a message with this failure is gone for good; `code` is Slack's word. */
export function isGone(code: string): boolean {
  return GONE.has(code);
}

export type SlackFailure =
  /** `code` is Slack's own word. */
  | { kind: 'permanent'; code: string; advice: string }
  /** Slack asks to wait, in ms. */
  | { kind: 'rate_limited'; delayMs: number }
  | { kind: 'passing' };

/** What an error of Slack's Web API means for another try. */
export function classifySlackError(error: unknown): SlackFailure {
  if (!isCallError(error)) return { kind: 'passing' };
  if (error.code === ErrorCode.RateLimitedError)
    return { kind: 'rate_limited', delayMs: error.retryAfter * 1000 };
  const code = slackErrorCode(error);
  if (code === undefined) return { kind: 'passing' };
  if (code === 'ratelimited') return { kind: 'rate_limited', delayMs: 1000 };
  const advice = PERMANENT[code];
  return advice === undefined ? { kind: 'passing' } : { kind: 'permanent', code, advice };
}

/** Slack's own word for why it refused a call; undefined where it gave none. */
export function slackErrorCode(error: unknown): string | undefined {
  return isCallError(error) && error.code === ErrorCode.PlatformError ? error.data.error : undefined;
}

function isCallError(error: unknown): error is WebAPICallError {
  return error instanceof Error && 'code' in error && Object.values<unknown>(ErrorCode).includes(error.code);
}
