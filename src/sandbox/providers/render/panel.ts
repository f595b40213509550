import type { Panel, PanelAction, PanelItem } from '../../page-api.ts';
import { branchItem, buildActions, holdAction, messageInput } from '../shared/builds.ts';
import { action, deliveryItem, newest, switchActions, textInput } from '../shared/panel.ts';
import { OWNER, REPOSITORY, TOKEN, WEB_APP_ID, WEB_APP_PREVIEW_ID } from './account.ts';
import { commitOf } from './branches.ts';
import { statusOf } from './deploys.ts';
import type { Engine } from './engine.ts';
import { hasEnded } from './lifecycle.ts';
import { findService } from './services.ts';
import { type Branch, type Deploy, FAILURES, type Service, type World } from './world.ts';

/** The pretend Render as the sandbox's page shows it. */
export function renderPanel(engine: Engine, apiUrl: string): Panel {
  const { world } = engine;
  return {
    id: 'render',
    title: 'Render',
    hints: [
      { label: 'API', value: apiUrl },
      { label: world.tokenRevoked ? 'API key (revoked)' : 'API key', value: TOKEN },
      { label: 'Service kept for previews', value: WEB_APP_PREVIEW_ID },
      { label: 'Production service, whose pull requests are previewed', value: WEB_APP_ID },
      { label: 'Workspace', value: `${OWNER.name} (${OWNER.email})` },
    ],
    sections: [
      { title: 'Deploys', items: newest(world.deploys, deployItemOf(engine)) },
      { title: 'Services', items: world.services.map((service) => serviceItem(engine, service)) },
      { title: 'Pull requests', items: pullRequestItems(world) },
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
  const previews = findService(world, WEB_APP_ID)?.previews;
  return [
    holdAction(world),
    previews === 'off'
      ? action('previews-on', 'Turn pull request previews on')
      : action('previews-off', 'Turn pull request previews off'),
    ...switchActions(world),
    action('exhaust-rate-limit', 'Use up the rate limit'),
    action(
      'push-branch',
      'Push a new branch',
      textInput('branch', 'Branch', 'feature/new'),
      messageInput('Begin something new'),
    ),
  ];
}

function deployItemOf(engine: Engine) {
  const { world, links } = engine;
  return (deploy: Deploy): PanelItem => {
    const commit = commitOf(world, deploy.sha);
    const service = findService(world, deploy.serviceId);
    return {
      id: deploy.id,
      title: `${service?.name ?? deploy.serviceId}: ${deploy.branch}`,
      detail: `${commit.sha.slice(0, 7)} ${commit.message}`,
      state: statusOf(world, deploy, engine.now()),
      ...(service ? { url: links.deploy(service, deploy) } : {}),
      actions: hasEnded(deploy, engine.now()) ? [] : buildActions(FAILURES),
    };
  };
}

function serviceItem({ links }: Engine, service: Service): PanelItem {
  return {
    id: service.id,
    title: service.name,
    detail: `${service.id}, branch ${service.branch}${service.autoDeploy ? ', deploys pushes' : ''}`,
    state: service.suspended ? 'suspended' : 'in use',
    url: links.site(service),
    actions: [],
  };
}

function pullRequestItems(world: World): PanelItem[] {
  return world.pullRequests.map(({ number, title, branch, author }) => {
    const preview = world.services.find(({ pullRequest }) => pullRequest === number);
    return {
      id: String(number),
      title: `#${number} ${title}`,
      detail: `${branch} to ${REPOSITORY.defaultBranch}, by ${author}`,
      state: preview ? `preview ${preview.id}` : 'no preview',
      actions: [action('close-pull-request', 'Close')],
    };
  });
}

function branchOf(world: World, { name, sha }: Branch): PanelItem {
  const commit = commitOf(world, sha);
  const item = branchItem(name, commit, { failures: FAILURES });
  const mayOpen =
    name !== REPOSITORY.defaultBranch && !world.pullRequests.some(({ branch }) => branch === name);
  const open = action(
    'open-pull-request',
    'Open a pull request',
    textInput('title', 'Title', commit.message),
  );
  return mayOpen ? { ...item, actions: [...item.actions, open] } : item;
}

function webhookItems(world: World): PanelItem[] {
  return world.webhooks.map(({ id, name, url, enabled, eventFilter }) => ({
    id,
    title: url,
    detail: `${name}: ${eventFilter.length > 0 ? eventFilter.join(', ') : 'all events'}`,
    state: enabled ? 'enabled' : 'disabled',
    actions: [action('delete-webhook', 'Delete')],
  }));
}
