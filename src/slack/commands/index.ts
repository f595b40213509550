import { setTimeout as delay } from 'node:timers/promises';
import type { Rooms } from '../rooms.ts';
import { auditCommand } from './audit.ts';
import type { Command } from './command.ts';
import { configureCommand } from './configure.ts';
import { createIssueCommand } from './create-issue.ts';
import { deadLettersCommand } from './dead-letters.ts';
import { deployPreviewCommand } from './deploy-preview.ts';
import { disconnectCommand } from './disconnect.ts';
import { importPlanCommand } from './import-plan.ts';
import { linkAccountCommand } from './link-account.ts';
import { linkIssueCommand } from './link-issue.ts';
import { policyCommand } from './policy.ts';
import { previewCommand } from './preview.ts';
import { previewsCommand } from './previews.ts';
import { replayCommand } from './replay.ts';
import { setupCommand } from './setup.ts';
import { statusCommand } from './status.ts';
import { stepCommand } from './step.ts';
import { stepsCommand } from './steps.ts';
import { subscribeCommand } from './subscribe.ts';
import { subscriptionsCommand } from './subscriptions.ts';
import { syncCommand } from './sync.ts';
import { testCommand } from './test.ts';
import { unsubscribeCommand } from './unsubscribe.ts';
import { webhooksCommand } from './webhooks.ts';
import { whoamiCommand } from './whoami.ts';

/** Every command there is, in the order in which help lists them. */
export function allCommands(rooms: Rooms): Command[] {
  const commands: Command[] = [
    setupCommand(rooms),
    configureCommand(rooms),
    testCommand(rooms),
    disconnectCommand(rooms),
    statusCommand(rooms.status),
    deployPreviewCommand(rooms),
    previewsCommand(rooms.previews),
    previewCommand(rooms),
    stepsCommand(rooms),
    stepCommand(rooms),
    importPlanCommand(rooms),
    linkIssueCommand(rooms),
    createIssueCommand(rooms),
    syncCommand(rooms.issues.runs, { wait: delay }),
    subscribeCommand(rooms),
    unsubscribeCommand(rooms),
    subscriptionsCommand(rooms),
    webhooksCommand(rooms.deliveries),
    replayCommand(rooms),
    deadLettersCommand(rooms),
    auditCommand(rooms),
    linkAccountCommand(rooms),
    whoamiCommand(rooms),
    policyCommand(rooms, () => commands),
  ];
  return commands;
}
