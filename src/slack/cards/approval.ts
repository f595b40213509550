import type { KnownBlock } from '@slack/types';
import type { ApprovalEnd } from '../../jobs/job.ts';
import type { ApprovalRow } from '../../store/approval-schema.ts';
import { actions, button, context, section, sentence } from '../blocks.ts';
import { code, escapeMrkdwn, slackTime, truncate } from '../text.ts';
import type { Rendered } from './rendered.ts';

/** Longest of each, in characters before escaping. */
const LONGEST_REFUSAL = 800;
const LONGEST_REASON = 1_000;
const LONGEST_SUBJECT = 1_000;

/**
 * A request to override a refusal, for those who may: one message, changed in place once it is decided. `subject` says in
 * mrkdwn what would be done: “deploy `feature/login` with Vercel”.
 */
export function approvalCard(approval: ApprovalRow, subject: string): Rendered {
  const { id, requested_by: who, role, rule, refusal } = approval;
  const asked = `<@${who}> (${escapeMrkdwn(role)}) asks to ${truncate(subject, LONGEST_SUBJECT)}.`;
  const why = `:no_entry: ${escapeMrkdwn(truncate(refusal, LONGEST_REFUSAL))}\nRule: ${code(`governance/policy.yml: ${rule}`)}`;
  const blocks: KnownBlock[] = [
    section(`:raising_hand: ${asked}`),
    section(why),
    section(standing(approval)),
    context(footer(approval)),
  ];
  if (approval.state === 'pending') {
    const buttons = [
      button('approval:approve', 'Approve', { value: id, style: 'primary' }),
      button('approval:deny', 'Deny', { value: id, style: 'danger' }),
    ];
    blocks.push(actions(buttons, `approval:${id}`));
  }
  return { text: asked, blocks };
}

/** Tells who asked what came of it. */
export function approvalOutcome(approval: ApprovalRow, subject: string, state: ApprovalEnd): Rendered {
  const what = truncate(subject, LONGEST_SUBJECT);
  switch (state) {
    case 'done':
      return sentence(`:white_check_mark: Approved and done: ${what}. ${decision(approval)}`);
    case 'denied':
      return sentence(`:no_entry: Not approved: ${what}. ${decision(approval)}`);
    case 'expired':
      return sentence(`:hourglass: Nobody decided in time on this: ${what}. You can ask again.`);
    case 'failed':
      return sentence(`:warning: It could not be done: ${what}. ${outcome(approval)}`);
  }
}

function standing(approval: ApprovalRow): string {
  switch (approval.state) {
    case 'pending':
      return '*Waits for a decision.* It is done once, and the reason is kept.';
    case 'denied':
      return `*Denied.* ${decision(approval)}`;
    case 'expired':
      return '*Expired.* Nobody decided in time.';
    case 'failed':
      return `*Failed.* ${outcome(approval)}`;
    case 'done':
      return `*Approved and done.* ${decision(approval)}`;
    case 'offered':
    case 'approved':
      return `*Approved.* ${decision(approval)}`;
  }
}

function decision({ decided_by: who, decision_reason: reason }: ApprovalRow): string {
  if (who === null) return '';
  return `<@${who}>: ${escapeMrkdwn(truncate(reason ?? '', LONGEST_REASON))}`;
}

function outcome({ outcome: text }: ApprovalRow): string {
  return escapeMrkdwn(truncate(text ?? '', LONGEST_REASON));
}

function footer({ id, requested_at: asked, expires_at: over, state }: ApprovalRow): string {
  const parts = [code(id)];
  if (asked !== null) parts.push(`asked ${slackTime(asked)}`);
  if (over !== null && state === 'pending') parts.push(`over ${slackTime(over)}`);
  return parts.join(' · ');
}
