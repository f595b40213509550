import type { Action, Asker } from '../../src/governance/actions.ts';
import { ROLES } from '../../src/governance/policy-schema.ts';

const from = (least: (typeof ROLES)[number]) => ROLES.slice(ROLES.indexOf(least));

/** Who may do what under a policy that says nothing. */
export const WHO_MAY: Readonly<Record<Action, readonly Asker[]>> = {
  'project.rename': from('admin'),
  'integration.configure': from('admin'),
  'integration.disconnect': from('admin'),
  'integration.test': from('member'),
  'integration.read': from('viewer'),
  'delivery.read': from('viewer'),
  'delivery.replay': from('admin'),
  'dead_letter.read': from('viewer'),
  'dead_letter.revive': from('admin'),
  'plan.read': from('viewer'),
  'plan.edit': from('member'),
  'plan.import': from('deployer'),
  'issue.read': from('viewer'),
  'issue.link': from('member'),
  'issue.create': from('member'),
  'issue.sync': from('member'),
  'subscription.create': from('member'),
  'subscription.remove': from('member'),
  'subscription.resume': from('member'),
  'subscription.read': from('viewer'),
  'preview.deploy': from('deployer'),
  'preview.redeploy': from('deployer'),
  'preview.cancel': from('deployer'),
  'preview.extend': from('deployer'),
  'preview.expire': from('deployer'),
  'preview.qa': from('member'),
  'preview.read': from('viewer'),
  'account.link': from('viewer'),
  'policy.read': from('viewer'),
  'approval.request': from('member'),
  // The policy names nobody who approves.
  'approval.decide': [],
  'audit.read': from('admin'),
  'integration.watch': ['system'],
  'news.release': ['system'],
  'vault.reseal': ['system'],
  'credential.remind': ['system'],
  'audit.prune': ['system'],
  'delivery.prune': ['system'],
  'plan.follow': ['system'],
  'webhook.handle': ['system'],
  'provider.use': ['system'],
  // The policy names no branch.
  'preview.auto_deploy': [],
  'preview.sweep': ['system'],
  'issue.sync_all': ['system'],
};
