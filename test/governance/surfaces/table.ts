import type { Action } from '../../../src/governance/actions.ts';
import { providers } from '../../../src/integrations/registry.ts';
import type { PreviewAct } from '../../../src/slack/preview-acts.ts';
import type { PolicyName } from './policies.ts';
import type { Things } from './world.ts';

/** One way in which something can be set off. */
export interface Line {
  /** As the code's own registries call it. */
  surface: string;
  /** What a person types after a command's name, or what Slack tells a listener. */
  input: string | ((things: Things) => Record<string, unknown>);
  /** What the policy is asked first; nothing where there is nothing to ask. */
  asks: Action | undefined;
  /** Which of the policies refuse it even to an admin. */
  under: readonly PolicyName[];
}

type Given = Line['input'];

function line(surface: string, input: Given, asks: Action | undefined, ...under: PolicyName[]): Line {
  return { surface, input, asks, under };
}

const button = (value: string) => ({ action: { value } });
const nothing = () => ({});

const PREVIEW_ACTION: Readonly<Record<PreviewAct, [id: string, Action, ...PolicyName[]]>> = {
  redeploy: ['pv-ready', 'preview.redeploy', 'noProvider', 'noPlatform'],
  cancel: ['pv-building', 'preview.cancel'],
  extend: ['pv-ready', 'preview.extend', 'noProvider', 'noPlatform'],
  keep: ['pv-ready', 'preview.extend', 'noProvider', 'noPlatform'],
  expire: ['pv-ready', 'preview.expire'],
  qa: ['pv-ready', 'preview.qa', 'noProvider'],
};

const previewActs = Object.entries(PREVIEW_ACTION).flatMap(([act, [id, ...rest]]) => [
  line('command preview', `${id} ${act}`, ...rest),
  line(`action preview:${act}`, () => button(id), ...rest),
]);

const issue = ({ microstepId, issueId }: Things) =>
  button(JSON.stringify({ microstepId, integrationId: 'int-github', externalId: issueId }));

const viewOf = (metadata: object, values: object) => ({
  view: { id: 'V1', private_metadata: JSON.stringify(metadata), state: { values } },
});
const linkForm = (things: Things, values: object) =>
  viewOf({ microstepId: things.microstepId, ref: 'p1.s1.ms1' }, values);
const chosen = (value: string) => ({ selected_option: { value } });

/** Everything that people, programs and the clock can set off, and what the policy says to it. */
export const LINES: readonly Line[] = [
  line('command setup', '', 'project.rename'),
  line('command configure', 'vercel', 'integration.configure', 'noProvider'),
  line('command configure', 'netlify', 'integration.configure', 'noProvider', 'full'),
  line('command disconnect', 'vercel', 'integration.disconnect'),
  line('command test', 'vercel', 'integration.test', 'noProvider'),
  line('command status', '', 'integration.read'),
  line('command deploy-preview', '', 'preview.deploy'),
  line('command deploy-preview', 'feature/login', 'preview.deploy', 'noProvider', 'noPlatform'),
  line('command previews', '', 'preview.read'),
  line('command preview', 'pv-ready logs', 'preview.read'),
  ...previewActs,
  line('command steps', '', 'plan.read'),
  line('command step', 'p1.s1.ms1', 'plan.read'),
  line('command step', 'p1.s1.ms1 done', 'plan.edit', 'stuck', 'tracked'),
  line('command step', 'p1.s1.ms1 doing', 'plan.edit', 'stuck'),
  line('command step', 'add Build search', 'plan.edit'),
  line('command link-issue', 'p1.s1.ms1', 'issue.link'),
  line('command create-issue', 'Login', 'issue.create'),
  line('command sync', '--dry-run', 'issue.sync', 'noProvider'),
  line('command subscribe', 'all', 'subscription.create'),
  line('command unsubscribe', '', 'subscription.remove'),
  line('command subscriptions', '', 'subscription.read'),
  line('command webhooks', '', 'delivery.read'),
  line('command replay', 'failed', 'delivery.replay'),
  line('command replay', 'd-failed', 'delivery.replay'),
  line('command dead-letters', '', 'dead_letter.read'),
  line('command dead-letters', 'revive', 'dead_letter.revive'),
  line('command dead-letters', 'revive j1', 'dead_letter.revive'),
  line('command policy', '', 'policy.read'),
  line('command policy', '<@U7> preview.deploy', 'policy.read'),

  line('command link-account', '', 'account.link'),
  line('command whoami', '', 'account.link'),
  line('command audit', '', 'audit.read'),
  line('command import-plan', '', 'plan.import'),

  line('slash /buildrunner', () => ({ command: { text: 'previews' } }), 'preview.read'),
  line('event app_mention', () => ({ event: { user: 'U1', text: '<@UB> previews' } }), 'preview.read'),
  line('message', () => ({ message: { channel_type: 'im', text: 'previews' } }), 'preview.read'),
  line(
    'event link_shared',
    () => ({ event: { message_ts: '1.1', links: [{ url: 'https://tracker.example/PROJ-1' }] } }),
    'issue.read',
  ),
  line('event app_home_opened', () => ({ event: { tab: 'home', user: 'U1' } }), 'preview.read'),
  line(
    'function deploy-preview',
    () => ({
      event: { function_execution_id: 'Fx1' },
      inputs: { branch: 'feature/login', channel: 'C1', user: { id: 'U1' } },
    }),
    'preview.deploy',
    'noProvider',
    'noPlatform',
  ),
  line('shortcut deploy-qa-preview', nothing, 'preview.deploy'),
  line('action preview:new', () => button(''), 'preview.deploy'),
  line('action preview:logs', () => button('pv-ready'), 'preview.read'),
  line('action integration:configure', () => button('vercel'), 'integration.configure', 'noProvider'),
  line('action integration:test', () => button('vercel'), 'integration.test', 'noProvider'),
  line('action integration:sync', () => button('github'), 'issue.sync', 'noProvider'),
  line('action integration:disconnect', () => button('vercel'), 'integration.disconnect'),
  line('action issue:create-form', () => button('Login'), 'issue.create'),
  line('action issue:keep-ours', () => button('link-conflict'), 'issue.link'),
  line('action issue:take-theirs', () => button('link-conflict'), 'issue.link'),
  line('action issue:retry-create', () => button('link-reserved'), 'issue.create'),
  line('action issue:unlink', () => button('link-conflict'), 'issue.link'),
  line('action issue:link', issue, 'issue.link', 'noProvider'),
  line('action issue:not-this', issue, 'issue.link'),
  line('action /^preview:log-page(:|$)/', () => button(JSON.stringify(['pv-ready', 1])), 'preview.read'),
  line('action audit:older', () => button(JSON.stringify({ cursor: 'e1' })), 'audit.read'),
  line('action delivery:replay', () => button('d-failed'), 'delivery.replay'),
  line('action job:revive', () => button('j1'), 'dead_letter.revive'),
  line('action plan:import', () => button(''), 'plan.import'),
  line('options preview:branch', () => ({ payload: { value: 'feature' } }), 'preview.deploy'),
  line('options preview:microstep', () => ({ payload: { value: 'login' } }), 'plan.read'),
  line('view import-form', () => viewOf({}, { 'plan-text': { value: { value: '- Build' } } }), 'plan.import'),
  line('options issue:search', () => ({ payload: { value: 'issue' } }), 'issue.read'),
  line('action step:link-issue', () => button('p1.s1.ms1'), 'issue.link'),
  line('action step:status', () => ({ action: chosen('p1.s1.ms1:done') }), 'plan.edit', 'stuck', 'tracked'),
  line(
    'view deploy-form',
    () => viewOf({}, { branch: { 'preview:branch': chosen('feature/login') } }),
    'preview.deploy',
    'noProvider',
    'noPlatform',
  ),
  line(
    'view configure-form',
    () => viewOf({ provider: 'netlify' }, {}),
    'integration.configure',
    'noProvider',
    'full',
  ),
  line('action account:link', () => button(''), 'account.link'),
  line('view account-form', () => viewOf({}, { github: { value: { value: 'ada' } } }), 'account.link'),
  line('action setup:open', () => button(''), 'project.rename'),
  line('view setup-form', () => viewOf({}, { project: { value: { value: 'Web' } } }), 'project.rename'),
  line('action approval:request', () => button('ap-1'), 'approval.request'),
  line('action approval:approve', () => button('ap-1'), 'approval.decide'),
  line('action approval:deny', () => button('ap-1'), 'approval.decide'),
  line(
    'view approval-form',
    () => viewOf({ approvalId: 'ap-1', verdict: 'approve' }, { reason: { value: { value: 'ok' } } }),
    'approval.decide',
  ),
  line(
    'view link-form',
    (things) => linkForm(things, { issue: { 'issue:search': chosen(`int-github ${things.issueId}`) } }),
    'issue.link',
    'noProvider',
  ),
  line(
    'view link-form',
    (things) => linkForm(things, { 'new-issue': { value: chosen('int-github') } }),
    'issue.create',
    'noProvider',
  ),
  line(
    'action issue:link-posted',
    ({ issueId }) => button(JSON.stringify({ integrationId: 'int-github', externalId: issueId })),
    'issue.link',
  ),
  line(
    'view link-posted-form',
    ({ issueId }) =>
      viewOf(
        { integrationId: 'int-github', externalId: issueId },
        { microstep: { 'preview:microstep': chosen('p1.s1.ms1') } },
      ),
    'issue.link',
    'noProvider',
  ),
  line('action issue:map-status', () => button('link-unmapped'), 'integration.configure'),
  line('action issue:map-priority', () => button('link-unmapped'), 'integration.configure'),
  line(
    'view map-word-form',
    () =>
      viewOf(
        { integrationId: 'int-github', field: 'status', name: 'Icebox' },
        { meaning: { value: chosen('todo') } },
      ),
    'integration.configure',
  ),
  line(
    'shortcut create-issue-from-message',
    () => ({ shortcut: { message_ts: '1.1', message: { text: 'Login is broken' } } }),
    'issue.create',
  ),
  line(
    'view create-issue-form',
    () => viewOf({}, { title: { value: { value: 'Login' } }, tracker: { value: chosen('int-github') } }),
    'issue.create',
    'noProvider',
  ),
  line('action subscription:resume', () => button('C1'), 'subscription.resume'),
  // Whoever may invite the bot to a channel has Slack’s leave; what goes on there was asked for before.
  line('event member_joined_channel', () => ({ event: { user: 'UB' } }), undefined),
  // What these open is a link: Slack does it, and only wants to hear that the click was heard.
  line('action preview:open', () => button(''), undefined),
  line('action issue:open', () => button(''), undefined),

  line('api GET /api/integrations', '', 'integration.read'),
  line('api GET /api/integrations/sync/history', '', 'issue.read'),
  line('api POST /api/integrations/sync/issues', '', 'issue.sync', 'noProvider'),
  line('api GET /api/previews', '', 'preview.read'),
  line('api GET /api/deliveries', '', 'delivery.read'),
  line('api POST /api/deliveries/replay', '', 'delivery.replay'),
  line('api POST /api/deliveries/:id/replay', '', 'delivery.replay'),
  line('api GET /api/dead-letters', '', 'dead_letter.read'),
  line('api POST /api/dead-letters/revive', '', 'dead_letter.revive'),
  line('api POST /api/dead-letters/:id/revive', '', 'dead_letter.revive'),
  line('api GET /api/audit/events', '', 'audit.read'),

  line('schedule preview.sweep', '', 'preview.sweep'),
  line('schedule issue.sync_all', '', 'issue.sync_all'),
  line('schedule integration.watch', '', 'integration.watch'),
  line('schedule news.release', '', 'news.release'),
  line('schedule vault.reseal', '', 'vault.reseal'),
  line('schedule credential.remind', '', 'credential.remind'),
  line('schedule audit.prune', '', 'audit.prune'),
  line('schedule delivery.prune', '', 'delivery.prune'),

  ...[...providers.keys()].map((provider) => line(`webhook ${provider}`, '', 'webhook.handle', 'noProvider')),
];
