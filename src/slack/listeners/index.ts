import type { App } from '@slack/bolt';
import { registerApprovals } from './approvals.ts';
import { registerAuditButtons } from './audit-buttons.ts';
import { registerBuildLog } from './build-log.ts';
import { registerConfigureForm } from './configure-form.ts';
import type { ListenerContext } from './context.ts';
import { registerConversation } from './conversation.ts';
import { registerCreateIssueForm } from './create-issue-form.ts';
import { registerDeployForm } from './deploy-form.ts';
import { registerDeploySearch } from './deploy-search.ts';
import { registerHome } from './home.ts';
import { registerImportForm } from './import-form.ts';
import { registerIssueButtons } from './issue-buttons.ts';
import { registerIssueSearch } from './issue-search.ts';
import { registerLinkForm } from './link-form.ts';
import { registerMapStatusForm } from './map-status-form.ts';
import { registerPreviewButtons } from './preview-buttons.ts';
import { registerSlashCommand } from './slash-command.ts';
import { registerSubscriptions } from './subscriptions.ts';

export function registerListeners(app: App, context: ListenerContext): void {
  registerSlashCommand(app, context);
  registerConversation(app, context);
  registerConfigureForm(app, context);
  registerDeployForm(app, context);
  registerDeploySearch(app, context);
  registerPreviewButtons(app, context);
  registerBuildLog(app, context);
  registerIssueButtons(app, context);
  registerIssueSearch(app, context);
  registerLinkForm(app, context);
  registerAuditButtons(app, context);
  registerCreateIssueForm(app, context);
  registerImportForm(app, context);
  registerApprovals(app, context);
  registerMapStatusForm(app, context);
  registerSubscriptions(app, context);
  registerHome(app, context);
}
