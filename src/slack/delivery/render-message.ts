import type { Accounts } from '../../governance/accounts.ts';
import { oldestCredential } from '../../integrations/credential-age.ts';
import type { MessageRef } from '../../jobs/job.ts';
import { outcomeOf } from '../../notifications/preview-outcome.ts';
import { findApproval } from '../../store/approvals.ts';
import { findIssueLink, linkOfIssue } from '../../store/issue-links.ts';
import { findPreview } from '../../store/previews.ts';
import type { PreviewRow } from '../../store/schema.ts';
import type { SettingsStore } from '../../store/settings.ts';
import { approvalCard, approvalOutcome } from '../cards/approval.ts';
import { deploymentMessage } from '../cards/deployment.ts';
import { integrationHealthMessage } from '../cards/integration-health.ts';
import { issueNewsMessage } from '../cards/issue-news.ts';
import { flatOutcome, outcomeMessage } from '../cards/outcome.ts';
import { policyNewsMessage } from '../cards/policy-news.ts';
import { previewCard } from '../cards/preview-card.ts';
import type { Rendered } from '../cards/rendered.ts';
import { rotationReminder } from '../cards/rotation-reminder.ts';
import { pausedMessage } from '../cards/subscription.ts';
import { decidedSuggestion, suggestionMessage } from '../cards/suggestion.ts';
import { type DescribeOptions, describeAct } from '../describe-act.ts';
import { renderDigest } from './render-digest.ts';

export interface RenderOptions extends DescribeOptions {
  settings: Pick<SettingsStore, 'read'>;
  accounts: Pick<Accounts, 'ownerOf'>;
}

/** What a message should show now; undefined when its subject is gone, or has moved on from what it was to tell. */
export async function renderMessage(
  options: RenderOptions,
  message: MessageRef,
): Promise<Rendered | undefined> {
  const { settings, plan, providerName } = options;
  const { db } = options.database;
  switch (message.form) {
    case 'card': {
      const preview = await findPreview(db, message.previewId);
      if (!preview) return undefined;
      const { microstep_id: id, provider } = preview;
      const microstep = id === null ? undefined : (await plan.read(db, id))?.ref;
      const author = await authorOf(options, preview);
      return previewCard(preview, { providerName: providerName(provider), microstep, author });
    }
    case 'outcome': {
      const preview = await findPreview(db, message.previewId);
      if (preview?.attempt !== message.attempt) return undefined;
      const current = outcomeOf(preview);
      const { kind, at } = message.outcome;
      if (current?.kind !== kind || current.at !== at) return undefined;
      const author = await authorOf(options, preview);
      return message.flat ? flatOutcome(preview, kind, author) : outcomeMessage(preview, kind, author);
    }
    case 'digest': {
      const render = (held: MessageRef) => renderMessage(options, held);
      return renderDigest({ ...options, render }, message.digestId);
    }
    case 'deployment':
      return deploymentMessage(message.reported, providerName(message.provider));
    case 'issue_news': {
      const link = await findIssueLink(db, message.linkId);
      const microstep = link && (await plan.read(db, link.microstep_id));
      return microstep && issueNewsMessage(link, microstep, message, providerName(link.provider));
    }
    case 'subscription_paused':
      return pausedMessage(message.paused, message.reason);
    case 'rotation': {
      const { integrations } = await settings.read(message.workspaceId);
      const integration = integrations.find(({ id }) => id === message.integrationId);
      if (!integration || oldestCredential(integration) !== message.since) return undefined;
      const { provider } = integration;
      return rotationReminder({ id: provider, name: providerName(provider) }, message.since);
    }
    case 'approval':
    case 'approval_outcome': {
      const approval = await findApproval(db, message.approvalId);
      if (!approval) return undefined;
      const subject = await describeAct(options, approval.act);
      if (message.form === 'approval') return approvalCard(approval, subject);
      return approvalOutcome(approval, subject, message.state);
    }
    case 'health':
      return integrationHealthMessage(message.what, {
        id: message.provider,
        name: providerName(message.provider),
      });
    case 'policy_news':
      return policyNewsMessage(message.problems);
    case 'suggestion': {
      const { microstepId, integrationId, issue } = message;
      const microstep = await plan.read(db, microstepId);
      if (!microstep) return undefined;
      const link = await linkOfIssue(db, integrationId, issue.externalId);
      if (link) return decidedSuggestion(issue);
      return suggestionMessage(microstep, integrationId, issue, providerName(issue.provider));
    }
  }
}

/** The Slack user who made the commit, where that is known. */
async function authorOf(
  { accounts }: RenderOptions,
  { workspace_id: workspaceId, commit_author: author }: PreviewRow,
): Promise<string | undefined> {
  return author === null ? undefined : accounts.ownerOf(workspaceId, author);
}
