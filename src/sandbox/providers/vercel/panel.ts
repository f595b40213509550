import type { Panel, PanelAction, PanelItem } from '../../page-api.ts';
import { branchItem, buildActions, FAILURES, holdAction, messageInput } from '../shared/builds.ts';
import { action, choice, deliveryItem, newest, switchActions, textInput } from '../shared/panel.ts';
import { DOCS, PROJECTS, projectOf, TEAM, TOKEN, USER, WEB_APP } from './account.ts';
import { commitOf } from './branches.ts';
import type { Engine } from './engine.ts';
import { hasEnded, stateAt } from './lifecycle.ts';
import type { Branch, Deployment, World } from './world.ts';

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
        items: newest(world.deployments, (deployment) => deploymentItem(engine, deployment)),
      },
      { title: 'Branches', items: world.branches.map((branch) => branchOf(world, branch)) },
      { title: 'Webhooks', items: webhookItems(world) },
      {
        title: 'Deliveries',
        items: newest(world.deliveries, (one) => deliveryItem(one.type, one, world.webhooks)),
      },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  return [
    holdAction(world),
    ...switchActions(world),
    action('exhaust-rate-limit', "Use up this minute's requests"),
    action(
      'push-branch',
      'Push a new branch',
      choice(
        'project',
        'Project',
        PROJECTS.map(({ name }) => name),
      ),
      textInput('branch', 'Branch', 'feature/new'),
      messageInput('Begin something new'),
    ),
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
    actions: ended ? [action('delete', 'Delete')] : [...buildActions(FAILURES), action('delete', 'Delete')],
  };
}

function branchOf(world: World, { projectId, name, sha }: Branch): PanelItem {
  return branchItem(`${projectOf(projectId).name}:${name}`, commitOf(world, sha), {
    failures: FAILURES,
    push: [choice('deploy', 'Let Vercel deploy it', ['no', 'yes'])],
  });
}

function webhookItems(world: World): PanelItem[] {
  return world.webhooks.map(({ id, url, events }) => ({
    id,
    title: url,
    detail: events.join(', '),
    actions: [action('delete-webhook', 'Delete')],
  }));
}
