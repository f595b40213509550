import type { Panel, PanelAction, PanelItem } from '../../page-api.ts';
import { ACCOUNT, SITE, TOKEN, USER } from './account.ts';
import { commitOf } from './branches.ts';
import { publishedDeploy } from './deploys.ts';
import type { Engine } from './engine.ts';
import { hasEnded, stateAt } from './lifecycle.ts';
import { type Branch, type Delivery, type Deploy, FAILURES, type World } from './world.ts';

const SHOWN = 12;

const action = (id: string, label: string, inputs?: PanelAction['inputs']): PanelAction =>
  inputs ? { id, label, inputs } : { id, label };

const FAILURE_INPUT = {
  name: 'failure',
  label: 'How it fails',
  initial: 'type error',
  options: [...FAILURES],
};

/** The pretend Netlify as the sandbox's page shows it. */
export function netlifyPanel(engine: Engine, apiUrl: string): Panel {
  const { world } = engine;
  const latest = world.deploys.slice(-SHOWN).reverse();
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
      { title: 'Deploys', items: latest.map((deploy) => deployItem(engine, deploy)) },
      { title: 'Branches', items: world.branches.map((branch) => branchItem(world, branch)) },
      { title: 'Webhooks', items: hookItems(world) },
      { title: 'Deliveries', items: world.deliveries.slice(-SHOWN).reverse().map(deliveryItem) },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  return [
    world.buildsHeld ? action('resume-builds', 'Resume builds') : action('hold-builds', 'Hold builds'),
    world.logsWithheld
      ? action('give-logs', 'Give out build logs')
      : action('withhold-logs', 'Give out no build logs'),
    world.webhooksDropped
      ? action('deliver-webhooks', 'Deliver webhooks again')
      : action('drop-webhooks', 'Drop webhooks'),
    world.webhooksDoubled
      ? action('send-once', 'Send every webhook once')
      : action('send-twice', 'Send every webhook twice'),
    world.tokenRevoked ? action('restore-token', 'Restore token') : action('revoke-token', 'Revoke token'),
    action('exhaust-rate-limit', "Use up this minute's requests"),
    action('push-branch', 'Push a new branch', [
      { name: 'branch', label: 'Branch', initial: 'feature/new' },
      { name: 'message', label: 'Commit message', initial: 'Begin something new' },
    ]),
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
  return [
    action('finish-ready', 'Finish now'),
    action('finish-failed', 'Fail now', [FAILURE_INPUT]),
    action('cancel', 'Cancel'),
    action('delete', 'Delete'),
  ];
}

function branchItem(world: World, branch: Branch): PanelItem {
  const commit = commitOf(world, branch.sha);
  return {
    id: branch.name,
    title: branch.name,
    detail: `${commit.sha.slice(0, 7)} ${commit.message} (${commit.author})`,
    state: commit.failure ?? 'builds',
    actions: [
      action('push', 'Push a commit', [
        { name: 'message', label: 'Commit message', initial: 'Improve it a little' },
        { name: 'deploy', label: 'Let Netlify deploy it', initial: 'no', options: ['no', 'yes'] },
      ]),
      commit.failure
        ? action('mend-branch', 'Mend its builds')
        : action('break-branch', 'Break its builds', [FAILURE_INPUT]),
    ],
  };
}

function hookItems(world: World): PanelItem[] {
  return world.hooks.map(({ id, url, event, secret }) => ({
    id,
    title: event,
    detail: secret === null ? `${url}, not signed` : url,
    actions: [action('delete-webhook', 'Delete')],
  }));
}

function deliveryItem(delivery: Delivery): PanelItem {
  const waiting = delivery.dueAt !== null;
  return {
    id: delivery.id,
    title: delivery.event,
    detail: `${delivery.url}, ${delivery.attempts === 1 ? '1 attempt' : `${delivery.attempts} attempts`}`,
    state: waiting && delivery.attempts > 0 ? `${delivery.outcome}, will be sent again` : delivery.outcome,
    actions: waiting ? [] : [action('send-again', 'Send again')],
  };
}
