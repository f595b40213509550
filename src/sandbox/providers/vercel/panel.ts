import type { Panel, PanelAction, PanelItem } from '../../page-api.ts';
import { DOCS, PROJECTS, projectOf, TEAM, TOKEN, USER, WEB_APP } from './account.ts';
import { commitOf } from './branches.ts';
import type { Engine } from './engine.ts';
import { hasEnded, stateAt } from './lifecycle.ts';
import type { Branch, Delivery, Deployment, World } from './world.ts';
import { FAILURES } from './world.ts';

const SHOWN = 12;

const action = (id: string, label: string, inputs?: PanelAction['inputs']): PanelAction =>
  inputs ? { id, label, inputs } : { id, label };

const FAILURE_INPUT = {
  name: 'failure',
  label: 'How it fails',
  initial: 'type error',
  options: [...FAILURES],
};

/** The pretend Vercel as the sandbox's page shows it. */
export function vercelPanel(engine: Engine, apiUrl: string): Panel {
  const { world } = engine;
  return {
    id: 'vercel',
    title: 'Vercel',
    hints: [
      { label: 'API', value: apiUrl },
      { label: world.tokenRevoked ? 'Token (revoked)' : 'Token', value: TOKEN },
      { label: 'Team', value: `${TEAM.slug} (${TEAM.id})` },
      { label: 'Projects', value: `${WEB_APP.name}, ${DOCS.name}` },
      { label: 'Account', value: USER.email },
    ],
    sections: [
      {
        title: 'Deployments',
        items: world.deployments
          .slice(-SHOWN)
          .reverse()
          .map((deployment) => deploymentItem(engine, deployment)),
      },
      { title: 'Branches', items: world.branches.map((branch) => branchItem(world, branch)) },
      { title: 'Webhooks', items: webhookItems(world) },
      { title: 'Deliveries', items: world.deliveries.slice(-SHOWN).reverse().map(deliveryItem) },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  return [
    world.buildsHeld ? action('resume-builds', 'Resume builds') : action('hold-builds', 'Hold builds'),
    world.webhooksDropped
      ? action('deliver-webhooks', 'Deliver webhooks again')
      : action('drop-webhooks', 'Drop webhooks'),
    world.webhooksDoubled
      ? action('send-once', 'Send every webhook once')
      : action('send-twice', 'Send every webhook twice'),
    world.tokenRevoked ? action('restore-token', 'Restore token') : action('revoke-token', 'Revoke token'),
    action('exhaust-rate-limit', "Use up this minute's requests"),
    action('push-branch', 'Push a new branch', [
      { name: 'project', label: 'Project', initial: WEB_APP.name, options: PROJECTS.map(({ name }) => name) },
      { name: 'branch', label: 'Branch', initial: 'feature/new' },
      { name: 'message', label: 'Commit message', initial: 'Begin something new' },
    ]),
  ];
}

function deploymentItem(engine: Engine, deployment: Deployment): PanelItem {
  const now = engine.now();
  const ended = hasEnded(deployment, now);
  const commit = commitOf(engine.world, deployment.sha);
  return {
    id: deployment.id,
    title: `${projectOf(deployment.projectId).name}: ${deployment.branch}`,
    detail: `${deployment.target ?? 'preview'}, ${commit.sha.slice(0, 7)} ${commit.message}`,
    state: stateAt(deployment, now),
    url: engine.links.inspector(deployment),
    actions: ended
      ? [action('delete', 'Delete')]
      : [
          action('finish-ready', 'Finish now'),
          action('finish-failed', 'Fail now', [FAILURE_INPUT]),
          action('cancel', 'Cancel'),
          action('delete', 'Delete'),
        ],
  };
}

function branchItem(world: World, branch: Branch): PanelItem {
  const commit = commitOf(world, branch.sha);
  const project = projectOf(branch.projectId);
  return {
    id: `${project.name}:${branch.name}`,
    title: `${project.name}: ${branch.name}`,
    detail: `${commit.sha.slice(0, 7)} ${commit.message} (${commit.author})`,
    state: commit.failure ?? 'builds',
    actions: [
      action('push', 'Push a commit', [
        { name: 'message', label: 'Commit message', initial: 'Improve it a little' },
        { name: 'deploy', label: 'Let Vercel deploy it', initial: 'no', options: ['no', 'yes'] },
      ]),
      commit.failure
        ? action('mend-branch', 'Mend its builds')
        : action('break-branch', 'Break its builds', [FAILURE_INPUT]),
    ],
  };
}

function webhookItems(world: World): PanelItem[] {
  return world.webhooks.map(({ id, url, events }) => ({
    id,
    title: url,
    detail: events.join(', '),
    actions: [action('delete-webhook', 'Delete')],
  }));
}

function deliveryItem(delivery: Delivery): PanelItem {
  const waiting = delivery.dueAt !== null;
  return {
    id: delivery.id,
    title: delivery.type,
    detail: `${delivery.url}, ${delivery.attempts === 1 ? '1 attempt' : `${delivery.attempts} attempts`}`,
    state: waiting && delivery.attempts > 0 ? `${delivery.outcome}, will be sent again` : delivery.outcome,
    actions: waiting ? [] : [action('send-again', 'Send again')],
  };
}
