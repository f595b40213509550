import type { ExplainedAction } from '../../governance/explain-policy.ts';
import { WORKSPACE_ADMINS } from '../../governance/policy-schema.ts';
import type { Standing } from '../../governance/roles.ts';
import { context, lineSections, section } from '../blocks.ts';
import { code, escapeMrkdwn } from '../text.ts';
import type { Rendered } from './rendered.ts';

const YES = ':white_check_mark:';
const NO = ':no_entry:';

/** What a person may do, action by action. */
export function policyOverview(
  userId: string,
  standing: Standing,
  explained: readonly ExplainedAction[],
): Rendered {
  const allowed = explained.filter(({ decision }) => decision.allowed);
  return {
    text: `<@${userId}> is ${standing.role} and may do ${allowed.length} of ${explained.length} things.`,
    blocks: [
      section(standingText(userId, standing)),
      ...lineSections(explained.map(line)),
      context('`/buildrunner policy @someone preview.deploy` tells more of one of them.'),
    ],
  };
}

/** Why a person may or may not do one thing, and who could let them. */
export function policyDetail(
  userId: string,
  standing: Standing,
  { action, does, decision, exceptions }: ExplainedAction,
): Rendered {
  const { allowed, rule, reason, approvers } = decision;
  const may = allowed ? 'may' : 'may not';
  const about = exceptions.map(
    ({ provider, decision: { reason: why, rule: by } }) =>
      `${NO} Not with ${code(provider)}: ${escapeMrkdwn(why)} ${ruleText(by)}`,
  );
  const override =
    approvers.length > 0 ? [`An approval can override it, by ${approvers.map(entryText).join(', ')}.`] : [];
  const lines = [
    `${allowed ? YES : NO} <@${userId}> ${may} ${does} (${code(action)}). ${escapeMrkdwn(reason)} ${ruleText(rule)}`,
    ...about,
    ...override,
  ];
  return {
    text: `<@${userId}> ${may} ${does}.`,
    blocks: [section(standingText(userId, standing)), ...lineSections(lines)],
  };
}

/** An entry of the policy's lists as people know it. It pings nobody but a person who is named themselves. */
export function entryText(entry: string): string {
  if (entry === WORKSPACE_ADMINS) return 'the workspace’s admins';
  return entry.startsWith('S') ? `the user group ${code(entry)}` : `<@${entry}>`;
}

const OUTSIDERS = 'as guests and people of other companies are unless the policy names them';

/** A person’s role, and the line of the policy by which they have it, or why they have it without one. */
export function standingText(userId: string, { role, rule, entry }: Standing): string {
  const names = entry === undefined ? '' : `, which names ${entryText(entry)}`;
  return `*<@${userId}> is ${role}*, ${rule === undefined ? OUTSIDERS : `by ${code(rule)}${names}`}.`;
}

function line({ action, does, decision, exceptions }: ExplainedAction): string {
  if (!decision.allowed) return `${NO} ${does} ${code(action)} · ${code(decision.rule)}`;
  const but = exceptions.map(({ provider }) => code(provider)).join(', ');
  return `${YES} ${does} ${code(action)}${but ? ` · not with ${but}` : ''}`;
}

function ruleText(rule: string): string {
  return code(`governance/policy.yml: ${rule}`);
}
