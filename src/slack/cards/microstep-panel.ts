import type { Button, KnownBlock } from '@slack/types';
import { formatRef } from '../../plan/ref.ts';
import type { IssueLinkRow } from '../../store/issue-schema.ts';
import type { MicrostepHistoryRow, MicrostepRow } from '../../store/plan-schema.ts';
import { context, lineSections, section } from '../blocks.ts';
import { LIMITS } from '../limits.ts';
import { code, escapeMrkdwn, link, plain, slackTime, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

const STATUS_WORDS = ['todo', 'doing', 'done', 'blocked'] as const;

const LINK_STATES = { reserved: 'being made', linked: 'in step', gone: 'deleted there' } as const;

/** One microstep with all that belongs to it: the Issue Panel. */
export function microstepPanel(
  step: MicrostepRow,
  links: readonly IssueLinkRow[],
  history: readonly MicrostepHistoryRow[],
  providerName: (provider: string) => string,
): Rendered {
  const ref = formatRef(step);
  const blocks: KnownBlock[] = [
    section(`${code(ref)} *${escapeMrkdwn(truncate(step.title, 300))}*\n${statusLine(step)}`),
    {
      type: 'actions',
      block_id: `step:${step.id}`,
      elements: [
        {
          type: 'static_select',
          action_id: 'step:status',
          placeholder: plain('Move to …', LIMITS.placeholder),
          options: STATUS_WORDS.map((status) => ({
            text: plain(status, LIMITS.optionText),
            value: `${ref}:${status}`,
          })),
        },
        button('step:link-issue', 'Link an issue', ref),
      ],
    },
    ...links.flatMap((row) => linkBlocks(row, providerName(row.provider))),
  ];
  if (history.length > 0) {
    blocks.push({ type: 'divider' }, ...lineSections(history.slice(0, 8).map(historyLine), 1));
  }
  if (links.length === 0) blocks.push(context('No issue is linked yet.'));
  return { text: `${ref} ${escapeMrkdwn(step.title)} is ${step.status}.`, blocks };
}

/** One microstep in one line. */
export function microstepLine(step: MicrostepRow): string {
  return `${code(formatRef(step))} *${step.status}* ${escapeMrkdwn(truncate(step.title, 200))}`;
}

function statusLine({ status, priority, assignee, branch }: MicrostepRow): string {
  const parts = [`*${status}*`];
  if (priority !== 'none') parts.push(`priority ${priority}`);
  if (assignee !== null) parts.push(`<@${assignee}>`);
  if (branch !== null) parts.push(code(branch));
  return parts.join(' · ');
}

function linkBlocks(row: IssueLinkRow, providerName: string): KnownBlock[] {
  const issue = link(row.url, row.issue_key ?? 'an issue');
  const conflict = row.conflict === null ? '' : ' · :twisted_rightwards_arrows: in conflict';
  const text = `:link: ${issue} in ${providerName} · ${LINK_STATES[row.state]}${conflict}`;
  return [{ ...section(text), accessory: button('issue:unlink', 'Unlink', row.id) }];
}

function historyLine({ field, before, after, actor, at }: MicrostepHistoryRow): string {
  const who = /^[UW][A-Z0-9]+$/.test(actor) ? `<@${actor}>` : escapeMrkdwn(actor);
  const short = (value: string | null) => escapeMrkdwn(truncate(value ?? '–', 60));
  return `${slackTime(at)} ${who} changed ${field}: ${short(before)} → ${short(after)}`;
}

function button(actionId: string, label: string, value: string): Button {
  return { type: 'button', action_id: actionId, text: plain(label, LIMITS.buttonText), value };
}
