import type { KnownBlock, StaticSelect } from '@slack/types';
import { formatRef } from '../../plan/ref.ts';
import type { IssueLinkRow } from '../../store/issue-schema.ts';
import { MICROSTEP_STATUSES, type MicrostepHistoryRow, type MicrostepRow } from '../../store/plan-schema.ts';
import type { PreviewRow } from '../../store/schema.ts';
import { actions, button, context, lineSections, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, link, plain, slackTime, truncate } from '../text.ts';
import { deployButton } from './deploy-button.ts';
import { previewLine } from './preview-line.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_TITLE = 300;
const LONGEST_IN_LIST = 200;
const LONGEST_VALUE = 60;
/** How many of the latest changes are shown, and how many links. */
const CHANGES_SHOWN = 8;
const LINKS_SHOWN = 20;

const LINK_STATES = { reserved: 'being made', linked: 'in step', gone: 'deleted there' } as const;

/** One microstep with all that belongs to it: the Issue Panel. */
export function microstepPanel(
  step: MicrostepRow,
  links: readonly IssueLinkRow[],
  history: readonly MicrostepHistoryRow[],
  previews: readonly PreviewRow[],
  providerName: (provider: string) => string,
): Rendered {
  const ref = formatRef(step);
  const blocks: KnownBlock[] = [
    section(`${code(ref)} *${escapeMrkdwn(truncate(step.title, LONGEST_TITLE))}*\n${statusLine(step)}`),
    actions(
      [statusMenu(ref), button('step:link-issue', 'Link an issue', { value: ref }), deployButton(ref)],
      `step:${step.id}`,
    ),
    ...links.slice(0, LINKS_SHOWN).map((row) => linkBlock(row, providerName(row.provider))),
  ];
  if (previews.length > 0) blocks.push(...lineSections(previews.map(previewLine), 1));
  if (history.length > 0) {
    blocks.push(
      { type: 'divider' },
      ...lineSections(
        history.slice(0, CHANGES_SHOWN).map((row) => historyLine(row, providerName)),
        1,
      ),
    );
  }
  if (links.length === 0) blocks.push(context('No issue is linked yet.'));
  return { text: `${ref} ${escapeMrkdwn(truncate(step.title, LONGEST_TITLE))} is ${step.status}.`, blocks };
}

function statusMenu(ref: string): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'step:status',
    placeholder: plain('Move to …', LIMITS.placeholder),
    options: MICROSTEP_STATUSES.map((status) => ({
      text: plain(status, LIMITS.optionText),
      value: `${ref}:${status}`,
    })),
  };
}

/** One microstep in one line. */
export function microstepLine(step: MicrostepRow): string {
  return `${code(formatRef(step))} *${step.status}* ${escapeMrkdwn(truncate(step.title, LONGEST_IN_LIST))}`;
}

function statusLine({ status, priority, assignee, branch }: MicrostepRow): string {
  const parts = [`*${status}*`];
  if (priority !== 'none') parts.push(`priority ${priority}`);
  if (assignee !== null) parts.push(`<@${assignee}>`);
  if (branch !== null) parts.push(code(branch));
  return parts.join(' · ');
}

function linkBlock(row: IssueLinkRow, providerName: string): KnownBlock {
  const issue = link(row.url, row.issue_key ?? 'an issue');
  const conflict = row.conflict === null ? '' : ' · :twisted_rightwards_arrows: in conflict';
  const text = `:link: ${issue} in ${providerName} · ${LINK_STATES[row.state]}${conflict}`;
  return section(text, button('issue:unlink', 'Unlink', { value: row.id }));
}

function historyLine(
  { field, before, after, actor, at }: MicrostepHistoryRow,
  providerName: (provider: string) => string,
): string {
  const who = /^[UW][A-Z0-9]+$/.test(actor) ? `<@${actor}>` : escapeMrkdwn(actorName(actor, providerName));
  const short = (value: string | null) => escapeMrkdwn(truncate(value ?? '–', LONGEST_VALUE));
  return `${slackTime(at)} ${who} changed ${field}: ${short(before)} → ${short(after)}`;
}

/** A tracker's issue acts as `linear:ENG-7`, which people know as ENG-7 in Linear. */
function actorName(actor: string, providerName: (provider: string) => string): string {
  const [, provider, issue] = /^([a-z]+):(.+)$/.exec(actor) ?? [];
  return provider === undefined ? actor : `${issue} in ${providerName(provider)}`;
}
