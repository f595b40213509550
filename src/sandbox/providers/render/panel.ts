import type { Panel, PanelAction, PanelItem } from '../../page-api.ts';
import { OWNER, REPOSITORY, TOKEN, WEB_APP_ID, WEB_APP_PREVIEW_ID } from './account.ts';
import { commitOf } from './branches.ts';
import { statusOf } from './deploys.ts';
import type { Engine } from './engine.ts';
import { hasEnded } from './lifecycle.ts';
import { findService } from './services.ts';
import { type Branch, type Delivery, type Deploy, FAILURES, type Service, type World } from './world.ts';

const SHOWN = 12;

const action = (id: string, label: string, inputs?: PanelAction['inputs']): PanelAction =>
  inputs ? { id, label, inputs } : { id, label };

const FAILURE_INPUT = {
  name: 'failure',
  label: 'How it fails',
  initial: 'type error',
  options: [...FAILURES],
};

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
      { title: 'Deploys', items: world.deploys.slice(-SHOWN).reverse().map(deployItemOf(engine)) },
      { title: 'Services', items: world.services.map((service) => serviceItem(engine, service)) },
      { title: 'Pull requests', items: pullRequestItems(world) },
      { title: 'Branches', items: world.branches.map((branch) => branchItem(world, branch)) },
      { title: 'Webhooks', items: webhookItems(world) },
      { title: 'Deliveries', items: world.deliveries.slice(-SHOWN).reverse().map(deliveryItem) },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  const previews = findService(world, WEB_APP_ID)?.previews;
  return [
    world.buildsHeld ? action('resume-builds', 'Resume builds') : action('hold-builds', 'Hold builds'),
    previews === 'off'
      ? action('previews-on', 'Turn pull request previews on')
      : action('previews-off', 'Turn pull request previews off'),
    world.webhooksDropped
      ? action('deliver-webhooks', 'Deliver webhooks again')
      : action('drop-webhooks', 'Drop webhooks'),
    world.webhooksDoubled
      ? action('send-once', 'Send every webhook once')
      : action('send-twice', 'Send every webhook twice'),
    world.tokenRevoked ? action('restore-token', 'Restore token') : action('revoke-token', 'Revoke token'),
    action('exhaust-rate-limit', 'Use up the rate limit'),
    action('push-branch', 'Push a new branch', [
      { name: 'branch', label: 'Branch', initial: 'feature/new' },
      { name: 'message', label: 'Commit message', initial: 'Begin something new' },
    ]),
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
      actions: hasEnded(deploy, engine.now())
        ? []
        : [
            action('finish-ready', 'Finish now'),
            action('finish-failed', 'Fail now', [FAILURE_INPUT]),
            action('cancel', 'Cancel'),
          ],
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

function branchItem(world: World, branch: Branch): PanelItem {
  const commit = commitOf(world, branch.sha);
  const mayOpen =
    branch.name !== REPOSITORY.defaultBranch &&
    !world.pullRequests.some((pullRequest) => pullRequest.branch === branch.name);
  return {
    id: branch.name,
    title: branch.name,
    detail: `${commit.sha.slice(0, 7)} ${commit.message} (${commit.author})`,
    state: commit.failure ?? 'builds',
    actions: [
      action('push', 'Push a commit', [
        { name: 'message', label: 'Commit message', initial: 'Improve it a little' },
      ]),
      commit.failure
        ? action('mend-branch', 'Mend its builds')
        : action('break-branch', 'Break its builds', [FAILURE_INPUT]),
      ...(mayOpen
        ? [
            action('open-pull-request', 'Open a pull request', [
              { name: 'title', label: 'Title', initial: commit.message },
            ]),
          ]
        : []),
    ],
  };
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
