import { createHmac } from 'node:crypto';

/**
 * The `x-slack-signature` of a request body sent at `timestamp`, in seconds since the epoch
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function slackSignature(signingSecret: string, timestamp: number, body: string): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return `v0=${digest}`;
}
