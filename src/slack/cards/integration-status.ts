import type { SectionBlock } from '@slack/types';
import type { Allowance } from '../../integrations/call-limits.ts';
import type { IntegrationStatus } from '../../integrations/status.ts';
import type { Trouble } from '../../store/health-schema.ts';
import { button, section } from '../blocks.ts';
import { duration, escapeMrkdwn, slackTime, truncate } from '../text.ts';

/** Longest outcome of a test that is shown, in characters before escaping. */
const LONGEST_SUMMARY = 300;

/** Each integration with how it stands and what can be done about it. */
export function statusBlocks(integrations: readonly IntegrationStatus[]): SectionBlock[] {
  return integrations.map((integration) => {
    const label = integration.state === 'not_configured' ? 'Configure' : 'Change';
    const configure = button('integration:configure', label, { value: integration.provider });
    return section(statusText(integration), configure);
  });
}

const STATES = {
  healthy: ':large_green_circle: healthy',
  failing: ':red_circle: failing',
  not_configured: ':white_circle: not configured',
} as const;

const TROUBLES: Readonly<Record<Trouble, string>> = {
  refused: 'does not take our credentials',
  not_answering: 'does not answer',
  unverified: 'sends webhooks that are not signed with our secret',
  silent: 'sends no webhooks any more',
};

/** How one integration stands, as mrkdwn. */
export function statusText(integration: IntegrationStatus): string {
  const { name, state, lastTest, lastWebhookAt, webhookUrl, credentials, allowance, rest, trouble } =
    integration;
  const lines = [`*${escapeMrkdwn(name)}* · ${STATES[state]}`];
  if (state === 'not_configured') return lines.join('\n');
  if (lastTest) {
    const summary = escapeMrkdwn(truncate(lastTest.summary, LONGEST_SUMMARY));
    lines.push(`Tested ${slackTime(lastTest.at)}: ${summary}`);
  }
  const webhook = lastWebhookAt ? `last heard ${slackTime(lastWebhookAt)}` : 'nothing heard yet';
  lines.push(`Webhook: ${webhookUrl ? webhook : 'no address known; set PUBLIC_URL'}`);
  if (credentials) {
    const advice = credentials.isDue ? ' :warning: Older than a month: replace them.' : '';
    lines.push(`Credentials in use since ${slackTime(credentials.since)}${advice}`);
  }
  if (trouble) lines.push(`:warning: ${TROUBLES[trouble.trouble]}, told ${slackTime(trouble.since)}`);
  if (rest) {
    lines.push(
      `:hourglass: ${rest.failures} calls in a row were not answered; left alone since ${slackTime(rest.since)}, asked again at ${slackTime(rest.until)}`,
    );
  }
  if (allowance) lines.push(allowanceText(allowance));
  return lines.join('\n');
}

/** Of ours and, where the vendor tells it, of the vendor's own count. */
function allowanceText({ requests, windowSeconds, left, vendor, restsUntil }: Allowance): string {
  const ours = `Requests: ${left} of ${requests} left in ${duration(windowSeconds * 1000)}`;
  const limit = vendor?.limit === undefined ? '' : ` of ${vendor.limit}`;
  const until = vendor?.resetAt === undefined ? '' : ` until ${slackTime(vendor.resetAt)}`;
  const theirs = vendor ? `; the vendor counts ${vendor.remaining}${limit}${until}` : '';
  const rest =
    restsUntil === undefined ? '' : ` · :hourglass: rests until ${slackTime(restsUntil)}, as asked to`;
  return `${ours}${theirs}${rest}`;
}
