import type { KnownBlock, ModalView, SectionBlock } from '@slack/types';
import type { ConnectionReport } from '../../integrations/contract.ts';
import type { Manifest } from '../../integrations/manifest.ts';
import type { WebhookOutcome } from '../../integrations/register-webhook.ts';
import { lineSections, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, plain, truncate } from '../text.ts';

/** Longest problem shown, in characters before escaping. */
const LONGEST_PROBLEM = 500;

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
  /** Why the channel will not hear of it, as mrkdwn. */
  unheard?: string,
): ModalView {
  const blocks: KnownBlock[] = [
    ...reportSections(':white_check_mark: *Connection successful*', outcome.report),
    { type: 'divider' },
    section(webhookText(manifest, outcome.webhook)),
    ...(unheard ? [section(unheard)] : []),
  ];
  return view(manifest, 'Done', blocks);
}

/** A connection report under its title, a section for each of its lists. */
export function reportSections(title: string, report: ConnectionReport): SectionBlock[] {
  return [
    section(`${title}\n${escapeMrkdwn(report.summary)}`),
    ...report.details.flatMap((detail) => list(detail.title, detail.items)),
  ];
}

function list(title: string, items: readonly string[]): SectionBlock[] {
  const lines = items.length > 0 ? items.map((item) => `• ${escapeMrkdwn(item)}`) : ['_none_'];
  return lineSections([`*${escapeMrkdwn(title)}*`, ...lines], 1);
}

function webhookText(manifest: Manifest, { url, registered, problem }: WebhookOutcome): string {
  if (registered) return ':satellite_antenna: *Webhook registered.* What happens there is heard of at once.';
  const why = problem ? `${escapeMrkdwn(truncate(problem, LONGEST_PROBLEM))}\n` : '';
  const where = url
    ? `Deliver to ${code(url)}`
    : `Deliver to ${code(`https://<your address>${manifest.webhook.path}`)}`;
  const secret = `and set the secret as ${code(manifest.webhook.secret_env)}.`;
  const events = `Events: ${manifest.webhook.events.map(code).join(', ')}`;
  const meanwhile = 'Until then BuildRunner asks for news itself.';
  return `:bulb: *Webhook*\n${why}${where} ${secret}\n${events}\n${meanwhile}`;
}

function view(manifest: Manifest, close: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: plain(manifest.name, LIMITS.viewTitle),
    close: plain(close, LIMITS.viewButton),
    blocks,
  };
}
