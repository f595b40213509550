import type { Button, ConfirmationDialog, KnownBlock } from '@slack/types';
import type { PreviewRow, PreviewState } from '../../store/schema.ts';
import { actions, button, context, fields, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import {
  code,
  codeBlock,
  duration,
  escapeMrkdwn,
  isLinkable,
  link,
  plain,
  slackTime,
  truncate,
} from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Each state has its word; the emoji only repeats it. */
export const STATES: Readonly<Record<PreviewState, { emoji: string; word: string }>> = {
  requested: { emoji: ':hourglass_flowing_sand:', word: 'Requested' },
  queued: { emoji: ':hourglass_flowing_sand:', word: 'Queued' },
  building: { emoji: ':hammer_and_wrench:', word: 'Building' },
  ready: { emoji: ':white_check_mark:', word: 'Ready' },
  failed: { emoji: ':x:', word: 'Failed' },
  cancelled: { emoji: ':no_entry_sign:', word: 'Cancelled' },
  expiring: { emoji: ':alarm_clock:', word: 'Expiring' },
  expired: { emoji: ':wastebasket:', word: 'Expired' },
};

/** Longest text of a notification, in characters; what stands in the blocks need not be repeated. */
const LONGEST_FALLBACK = 1000;
/** Longest reason shown, in characters before escaping. */
const LONGEST_REASON = 300;
const LONGEST_SUBJECT = 80;
const LONGEST_AUTHOR = 60;

/** What a preview's card shows beside the preview itself. */
export interface PreviewCardContext {
  /** The provider's name for people: `Vercel`. */
  providerName: string;
  /** What it was deployed for: `p1.s2.ms3`. */
  microstep?: string | undefined;
  /** The Slack user who made the commit. */
  author?: string | undefined;
}

/** The one live message of a preview: a pure function of its state. */
export function previewCard(preview: PreviewRow, shown: PreviewCardContext): Rendered {
  const { providerName } = shown;
  const { emoji, word } = STATES[preview.state];
  const title = `${emoji} *${word}* · ${preview.state === 'ready' ? link(preview.url, preview.branch) : code(preview.branch)}`;
  const blocks: KnownBlock[] = [
    section(title),
    fields(facts(preview, shown)),
    ...failure(preview),
    context(footer(preview)),
    actions(buttons(preview), `preview:${preview.id}`),
  ];
  return { text: fallback(preview, word, providerName), blocks };
}

function fallback(preview: PreviewRow, word: string, providerName: string): string {
  const title = `${word}: preview of ${escapeMrkdwn(preview.branch)} on ${providerName}.`;
  const where = preview.state === 'ready' && isLinkable(preview.url) ? escapeMrkdwn(preview.url) : undefined;
  const why = preview.state === 'failed' && preview.failure ? escapeMrkdwn(preview.failure) : undefined;
  return truncate([title, where ?? why].filter(Boolean).join(' '), LONGEST_FALLBACK);
}

function facts(
  preview: PreviewRow,
  { providerName, microstep, author }: PreviewCardContext,
): [string, string][] {
  const commit = preview.commit_sha
    ? `${code(preview.commit_sha.slice(0, 7))} ${commitSubject(preview)}${byline(preview, author)}`
    : '—';
  const rows: [string, string][] = [
    ['Branch', code(preview.branch)],
    ['Commit', commit],
    ['Provider', link(preview.inspect_url, providerName)],
    ['Asked for by', preview.requested_by === 'auto' ? 'a push' : `<@${preview.requested_by}>`],
  ];
  if (preview.pull_request !== null) rows.push(['Pull request', `#${preview.pull_request}`]);
  if (microstep !== undefined) rows.push(['Microstep', code(microstep)]);
  return rows;
}

function byline({ commit_author: name }: PreviewRow, author: string | undefined): string {
  if (author !== undefined) return ` by <@${author}>`;
  return name ? ` by ${escapeMrkdwn(truncate(name, LONGEST_AUTHOR))}` : '';
}

function commitSubject(preview: PreviewRow): string {
  const [subject = ''] = (preview.commit_message ?? '').split('\n');
  return escapeMrkdwn(truncate(subject, LONGEST_SUBJECT));
}

function failure(preview: PreviewRow): KnownBlock[] {
  if (preview.state !== 'failed') return note(preview);
  const lines: string[] = preview.log_excerpt === null ? [] : JSON.parse(preview.log_excerpt);
  const unsaid = lines.length > 0 ? 'The build failed.' : 'The build never started.';
  const reason = escapeMrkdwn(truncate(preview.failure ?? '', LONGEST_REASON)).trim() || unsaid;
  const log = lines.length > 0 ? `\n${codeBlock(lines, LIMITS.sectionText - reason.length - 1)}` : '';
  return [section(`${reason}${log}`)];
}

/** What went wrong on the way without ending it. */
function note(preview: PreviewRow): KnownBlock[] {
  const text = escapeMrkdwn(truncate(preview.failure ?? '', LONGEST_REASON)).trim();
  return text === '' ? [] : [section(`:warning: ${text}`)];
}

function footer(preview: PreviewRow): string {
  const asked = `${code(preview.id)} · asked for ${slackTime(preview.requested_at)}`;
  const attempt = preview.attempt > 1 ? ` · attempt ${preview.attempt}` : '';
  return `${asked}${attempt}${took(preview)}${lifetime(preview)}`;
}

const EXPIRE_CONFIRM: ConfirmationDialog = {
  title: plain('Remove this preview?', LIMITS.confirmTitle),
  text: plain('It is removed at once. It can be deployed again.', LIMITS.confirmText),
  confirm: plain('Remove', LIMITS.confirmButton),
  deny: plain('Leave it', LIMITS.confirmButton),
  style: 'danger',
};

function lifetime(preview: PreviewRow): string {
  if (preview.state === 'expired') return ` · removed ${slackTime(preview.updated_at)}`;
  if (preview.state !== 'ready' && preview.state !== 'expiring') return '';
  const qa = preview.qa_passed_by === null ? '' : ` · QA passed by <@${preview.qa_passed_by}>`;
  const until = preview.expires_at === null ? 'kept' : `until ${slackTime(preview.expires_at)}`;
  return ` · ${until}${qa}`;
}

function took(preview: PreviewRow): string {
  if (preview.finished_at !== null) {
    const ms = Date.parse(preview.finished_at) - Date.parse(preview.requested_at);
    return ` · took ${duration(ms)}`;
  }
  return preview.building_at === null ? '' : ` · building since ${slackTime(preview.building_at)}`;
}

function buttons(preview: PreviewRow): Button[] {
  const offered: Button[] = [];
  const offer = (act: string, label: string, extra: Partial<Button> = {}) =>
    offered.push(button(`preview:${act}`, label, { value: preview.id, ...extra }));
  switch (preview.state) {
    case 'requested':
    case 'queued':
    case 'building':
      offer('cancel', 'Cancel', { style: 'danger' });
      break;
    case 'ready':
      if (isLinkable(preview.url)) offer('open', 'Open', { style: 'primary', url: preview.url });
      offer('logs', 'Logs');
      offer('redeploy', 'Redeploy');
      if (preview.qa_passed_by === null) offer('qa', 'Mark QA passed');
      if (preview.expires_at !== null) offer('extend', 'Extend');
      offer('expire', 'Expire', { confirm: EXPIRE_CONFIRM });
      break;
    case 'expiring':
      offer('extend', 'Extend', { style: 'primary' });
      offer('keep', 'Keep');
      offer('logs', 'Logs');
      break;
    case 'failed':
    case 'cancelled':
      if (preview.external_id !== null) offer('logs', 'Logs');
      offer('redeploy', preview.state === 'failed' ? 'Retry' : 'Redeploy', { style: 'primary' });
      break;
    case 'expired':
      offer('redeploy', 'Redeploy');
  }
  return offered;
}
