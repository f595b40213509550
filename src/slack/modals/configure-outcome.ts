import type { KnownBlock, ModalView } from '@slack/types';
import type { ConnectionReport } from '../../integrations/contract.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import type { WebhookOutcome } from '../../integrations/register-webhook.ts';
import { section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, plain, truncate } from '../text.ts';

/** Shown while the vendor is being asked. */
export function testingView(manifest: Manifest): ModalView {
  const text = `:hourglass_flowing_sand: Testing the connection to ${escapeMrkdwn(manifest.name)} …`;
  return view(manifest, 'Close', [
    section(text),
    section('It goes on if you close this; you are told how it went.'),
  ]);
}

/** Shown when the connection works and all is saved. */
export function configuredView(
  manifest: Manifest,
  outcome: { report: ConnectionReport; webhook: WebhookOutcome },
  unheard?: string,
): ModalView {
  const blocks: KnownBlock[] = [
    section(`:white_check_mark: *Connection successful*\n${escapeMrkdwn(outcome.report.summary)}`),
    ...outcome.report.details.map(({ title, items }) => section(list(title, items))),
    { type: 'divider' },
    section(webhookText(manifest, outcome.webhook)),
    ...(unheard ? [section(`:warning: The channel will not hear of it. ${unheard}`)] : []),
  ];
  return view(manifest, 'Done', blocks);
}

/** A connection report as a message or a modal shows it. */
export function reportText(report: ConnectionReport): string {
  const details = report.details.map(({ title, items }) => list(title, items));
  return truncate([escapeMrkdwn(report.summary), ...details].join('\n'), LIMITS.sectionText);
}

function list(title: string, items: readonly string[]): string {
  const lines = items.length > 0 ? items.map((item) => `• ${escapeMrkdwn(item)}`) : ['_none_'];
  return truncate(`*${escapeMrkdwn(title)}*\n${lines.join('\n')}`, LIMITS.sectionText);
}

function webhookText(manifest: Manifest, { url, registered, problem }: WebhookOutcome): string {
  if (registered) return ':satellite_antenna: *Webhook registered.* Builds are heard of as they happen.';
  const why = problem ? `${escapeMrkdwn(problem)}\n` : '';
  const where = url
    ? `Deliver to ${code(url)}`
    : `Deliver to ${code(`https://<your address>${manifest.webhook.path}`)}`;
  const secret = `and set the secret as ${code(manifest.webhook.secret_env)}.`;
  const events = `Events: ${manifest.webhook.events.map(code).join(', ')}`;
  const meanwhile = 'Until then BuildRunner asks for news itself.';
  return truncate(`:bulb: *Webhook*\n${why}${where} ${secret}\n${events}\n${meanwhile}`, LIMITS.sectionText);
}

function view(manifest: Manifest, close: string, blocks: KnownBlock[]): ModalView {
  return { type: 'modal', title: plain(manifest.name, LIMITS.viewTitle), close: plain(close, 24), blocks };
}
