import type { KnownBlock } from '@slack/types';
import type { IntegrationStatus } from '../../integrations/status.ts';
import { LIMITS } from '../limits.ts';
import { escapeMrkdwn, plain, slackTime, truncate } from '../text.ts';

/** Each integration with how it stands and what can be done about it. */
export function statusBlocks(integrations: readonly IntegrationStatus[]): KnownBlock[] {
  return integrations.map(
    (integration): KnownBlock => ({
      type: 'section',
      text: { type: 'mrkdwn', text: truncate(statusText(integration), LIMITS.sectionText) },
      accessory: {
        type: 'button',
        action_id: 'integration:configure',
        text: plain(integration.state === 'not_configured' ? 'Configure' : 'Change', LIMITS.buttonText),
        value: integration.provider,
      },
    }),
  );
}

const STATES = {
  healthy: ':large_green_circle: healthy',
  failing: ':red_circle: failing',
  not_configured: ':white_circle: not configured',
} as const;

function statusText({ name, state, lastTest, lastWebhookAt, webhookUrl }: IntegrationStatus): string {
  const lines = [`*${name}* · ${STATES[state]}`];
  if (state === 'not_configured') return lines.join('\n');
  if (lastTest) lines.push(`Tested ${slackTime(lastTest.at)}: ${escapeMrkdwn(lastTest.summary)}`);
  const webhook = lastWebhookAt ? `last heard ${slackTime(lastWebhookAt)}` : 'nothing heard yet';
  lines.push(`Webhook: ${webhookUrl ? webhook : 'no address known; set PUBLIC_URL'}`);
  return lines.join('\n');
}
