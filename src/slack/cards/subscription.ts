import type { Button, KnownBlock, SectionBlock } from '@slack/types';
import type { Mode, Subscription } from '../../store/subscription-schema.ts';
import { actions, button, context, lineSections, section } from '../blocks.ts';
import { adviceFor } from '../delivery/slack-errors.ts';
import { LIMITS } from '../limits.ts';
import { code, slackTime, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest glob that is shown, in characters. */
const LONGEST_GLOB = 80;

/** Slack's words for where the bot is not; it is told when it is invited. */
const MENDED_BY_INVITATION: readonly string[] = ['not_in_channel', 'channel_not_found'];

const MODE_WORDS: Readonly<Record<Mode, string>> = {
  update: 'one card a preview, later news under it and in the channel',
  thread: 'one card a preview, later news under it alone',
  flat: 'every piece of news a message of its own',
};

/** What a channel is told when subscriptions are made or go on: the proof that it can be told anything. */
export function subscribedMessage(subscriptions: readonly Subscription[]): Rendered {
  return {
    text: truncate(
      `From now on this channel hears of ${subscriptions.map(what).join('; ')}.`,
      LIMITS.messageText,
    ),
    blocks: [
      section(':bell: From now on this channel hears of:'),
      ...lineSections(subscriptions.map((each) => `${what(each)} · <@${each.createdBy}>\n${how(each)}`)),
      context('`/buildrunner subscriptions` lists them, `/buildrunner unsubscribe` ends them.'),
    ],
  };
}

/** Tells whoever made them that a channel's subscriptions are paused. */
export function pausedMessage(channel: string, reason: string): Rendered {
  const text = `Nothing can be told in <#${channel}> any more, so what you subscribed it to is paused.`;
  return {
    text,
    blocks: [
      section(`:double_vertical_bar: ${text}\n${whyPaused({ reason })}`),
      actions([resumeButton(channel)], `subscription:${channel}`),
    ],
  };
}

/** One of a person's own, with the channel it is of. */
export function ownSubscription(subscription: Subscription): SectionBlock {
  return block(subscription, `<#${subscription.channel}> · `);
}

/** A subscription in one or two lines: of what, how, by whom, and why nothing is told where it is paused. */
export function subscriptionLines(subscription: Subscription): string {
  const { createdBy, createdAt, paused } = subscription;
  const lines = [
    `${code(subscription.id)} · ${what(subscription)}`,
    `${how(subscription)} · <@${createdBy}>, ${slackTime(createdAt)}`,
  ];
  if (paused)
    lines.push(`:double_vertical_bar: *Paused* since ${slackTime(paused.at)}. ${whyPaused(paused)}`);
  return lines.join('\n');
}

/** Why a subscription is paused, and what to do. */
export function whyPaused({ reason }: { reason: string }): string {
  const why = adviceFor(reason) ?? `Slack said ${code(reason)}.`;
  return `${why} ${MENDED_BY_INVITATION.includes(reason) ? 'Then it goes on by itself.' : 'Then press _Resume_.'}`;
}

/** All subscriptions of a channel, under a sentence of mrkdwn. */
export function subscriptionList(text: string, subscriptions: readonly Subscription[]): Rendered {
  const blocks: KnownBlock[] = [
    section(`*${text}*`),
    ...subscriptions.slice(0, MOST_SHOWN).map((each) => block(each)),
  ];
  const more = subscriptions.length - MOST_SHOWN;
  return { text, blocks: more > 0 ? [...blocks, context(`… and ${more} more`)] : blocks };
}

/** How many are shown at once, a block each. */
const MOST_SHOWN = 40;

function block(subscription: Subscription, where = ''): SectionBlock {
  const text = `${where}${subscriptionLines(subscription)}`;
  return section(text, subscription.paused && resumeButton(subscription.channel));
}

function resumeButton(channel: string): Button {
  return button('subscription:resume', 'Resume', { value: channel });
}

/** `all`, `deployments` of production, failures only. */
function what({ events, branch, environment, onlyFailures }: Subscription): string {
  const parts = [events.map(code).join(', ')];
  if (branch !== undefined) parts.push(`branches ${code(truncate(branch, LONGEST_GLOB))}`);
  if (environment !== undefined) parts.push(`${environment} only`);
  if (onlyFailures) parts.push('failures only');
  return parts.join(', ');
}

function how({ mode, digestAt, quiet, timeZone = 'UTC' }: Subscription): string {
  if (digestAt !== undefined) return `One digest a day at ${digestAt} (${timeZone})`;
  const words = `${MODE_WORDS[mode].replace(/^./, (first) => first.toUpperCase())} (${code(mode)})`;
  return quiet ? `${words}; quiet ${quiet.from}–${quiet.until} (${timeZone}), but for failures` : words;
}
