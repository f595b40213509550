import type { Panel, PanelAction, PanelItem } from '../../page-api.ts';
import { branchItem, buildActions, FAILURES, holdAction, messageInput } from '../shared/builds.ts';
import { action, choice, deliveryItem, newest, switchActions, textInput } from '../shared/panel.ts';
import { ACCOUNT, SITE, TOKEN, USER } from './account.ts';
import { commitOf } from './branches.ts';
import { publishedDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import { hasEnded, stateAt } from './lifecycle.ts';
import type { Branch, Deploy, World } from './world.ts';

/** The pretend Netlify as the sandbox's page shows it. */
export function netlifyPanel(engine: Engine, apiUrl: string): Panel {
  const { world } = engine;
  return {
    id: 'netlify',
    title: 'Netlify',
    hints: [
      { label: 'API', value: apiUrl },
      { label: world.tokenRevoked ? 'Token (revoked)' : 'Token', value: TOKEN },
      { label: 'Site ID', value: SITE.id },
      { label: 'Site', value: `${SITE.name}, production branch ${SITE.productionBranch}` },
      { label: 'Account', value: `${ACCOUNT.name}, ${USER.email}` },
    ],
    sections: [
      { title: 'Deploys', items: newest(world.deploys, (deploy) => deployItem(engine, deploy)) },
      { title: 'Branches', items: world.branches.map((branch) => branchOf(world, branch)) },
      { title: 'Webhooks', items: hookItems(world) },
      {
        title: 'Deliveries',
        items: newest(world.deliveries, (one) => deliveryItem(one.event, one, world.webhooks)),
      },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  return [
    holdAction(world),
    world.logsWithheld
      ? action('give-logs', 'Give out build logs')
      : action('withhold-logs', 'Give out no build logs'),
    ...switchActions(world),
    action('exhaust-rate-limit', "Use up this minute's requests"),
    action(
      'push-branch',
      'Push a new branch',
      textInput('branch', 'Branch', 'feature/new'),
      messageInput('Begin something new'),
    ),
  ];
}

function deployItem(engine: Engine, deploy: Deploy): PanelItem {
  const { world, links } = engine;
  const now = engine.now();
  const commit = commitOf(world, deploy.sha);
  const published = deploy === publishedDeploy(world, now);
  return {
    id: deploy.id,
    title: `${SITE.name}: ${deploy.branch}`,
    detail: `${deploy.context}${published ? ', published' : ''}, ${commit.sha.slice(0, 7)} ${commit.message}`,
    state: deploy.canceledAt === null ? stateAt(deploy, now) : 'error (canceled)',
    url: `${links.admin()}/deploys/${deploy.id}`,
    actions: deployActions(deploy, { published, locked: world.lockedDeployId === deploy.id, now }),
  };
}

function deployActions(
  deploy: Deploy,
  { published, locked, now }: { published: boolean; locked: boolean; now: number },
): PanelAction[] {
  if (locked) return [action('unlock', 'Unlock publishing')];
  if (published) return [action('lock', 'Lock to this deploy')];
  if (hasEnded(deploy, now)) return [action('delete', 'Delete')];
  return [...buildActions(FAILURES), action('delete', 'Delete')];
}

function branchOf(world: World, { name, sha }: Branch): PanelItem {
  return branchItem(name, commitOf(world, sha), {
    failures: FAILURES,
    push: [choice('deploy', 'Let Netlify deploy it', ['no', 'yes'])],
  });
}

function hookItems(world: World): PanelItem[] {
  return world.webhooks.map(({ id, url, event, secret }) => ({
    id,
    title: event,
    detail: secret === null ? `${url}, not signed` : url,
    actions: [action('delete-webhook', 'Delete')],
  }));
}
