import type { Role } from './policy-schema.ts';

/** Who asks: a person by their role, or BuildRunner itself when a webhook or the clock sets it to work. */
export type Asker = Role | 'system';

interface ActionRule {
  /** The least role of people; `system` for what only BuildRunner does by itself. */
  takes: Asker;
  /** Completes “may …”. */
  does: string;
  /** It is done with a provider, and the policy is told with which. */
  withProvider?: true;
}

/** Everything that can be asked for. What is not listed here is refused. */
export const ACTIONS = {
  'project.rename': { takes: 'admin', does: 'set the project up' },
  'integration.configure': { takes: 'admin', does: 'configure an integration', withProvider: true },
  'integration.disconnect': { takes: 'admin', does: 'disconnect an integration' },
  'integration.test': { takes: 'member', does: 'test a connection', withProvider: true },
  'integration.read': { takes: 'viewer', does: 'see the integrations' },
  'delivery.read': { takes: 'viewer', does: 'see the webhook deliveries' },
  'delivery.replay': { takes: 'admin', does: 'replay webhook deliveries' },
  'dead_letter.read': { takes: 'viewer', does: 'see the jobs that were given up' },
  'dead_letter.revive': { takes: 'admin', does: 'have jobs that were given up tried again' },
  'plan.read': { takes: 'viewer', does: 'see the plan' },
  'plan.edit': { takes: 'member', does: 'add and change microsteps' },
  'plan.import': { takes: 'deployer', does: 'import a plan' },
  'issue.read': { takes: 'viewer', does: 'see and search issues' },
  'issue.link': { takes: 'member', does: 'link issues and decide conflicts', withProvider: true },
  'issue.create': { takes: 'member', does: 'create an issue', withProvider: true },
  'issue.sync': { takes: 'member', does: 'start a sync', withProvider: true },
  'subscription.create': { takes: 'member', does: 'subscribe a channel' },
  'subscription.remove': { takes: 'member', does: 'unsubscribe a channel' },
  'subscription.resume': { takes: 'member', does: 'let a paused subscription go on' },
  'subscription.read': { takes: 'viewer', does: 'see what a channel hears of' },
  'preview.deploy': { takes: 'deployer', does: 'deploy a preview', withProvider: true },
  'preview.redeploy': { takes: 'deployer', does: 'deploy a preview again', withProvider: true },
  'preview.cancel': { takes: 'deployer', does: 'cancel a build' },
  'preview.extend': { takes: 'deployer', does: 'extend or keep a preview', withProvider: true },
  'preview.expire': { takes: 'deployer', does: 'remove a preview' },
  'preview.qa': { takes: 'member', does: 'mark a preview as QA passed', withProvider: true },
  'preview.read': { takes: 'viewer', does: 'see previews and build logs' },
  'account.link': { takes: 'viewer', does: 'say who they are elsewhere' },
  'policy.read': { takes: 'viewer', does: 'read the policy' },
  'approval.request': { takes: 'member', does: 'ask for an approval' },
  'approval.decide': { takes: 'viewer', does: 'approve or deny' },
  'audit.read': { takes: 'admin', does: 'read the audit log' },

  'webhook.handle': { takes: 'system', does: 'act on a webhook delivery' },
  'provider.use': { takes: 'system', does: 'talk to a tracker or a repository' },
  'preview.auto_deploy': { takes: 'system', does: 'deploy a branch unasked' },
  'preview.sweep': { takes: 'system', does: 'remove previews whose time is over' },
  'integration.watch': { takes: 'system', does: 'look whether integrations are in trouble' },
  'news.release': { takes: 'system', does: 'send the news that was held' },
  'vault.reseal': { takes: 'system', does: 'seal credentials with the present key' },
  'credential.remind': { takes: 'system', does: 'remind of credentials that are old' },
  'audit.prune': { takes: 'system', does: 'remove what the audit log keeps no longer' },
  'delivery.prune': { takes: 'system', does: 'remove what is kept of webhook deliveries no longer' },
  'plan.follow': { takes: 'system', does: 'take over what a tracker says' },
  'issue.sync_all': { takes: 'system', does: 'sync every few minutes' },
} as const satisfies Record<string, ActionRule>;

export type Action = keyof typeof ACTIONS;

/** Whether there is an action of this name. */
export function isAction(name: string): name is Action {
  return Object.hasOwn(ACTIONS, name);
}

/** Whether an action is done with a provider, and the policy may say with which. */
export function isWithProvider(action: Action): boolean {
  const rule: ActionRule = ACTIONS[action];
  return rule.withProvider === true;
}
