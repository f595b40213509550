import type { Panel, PanelAction, PanelItem } from '../../../page-api.ts';
import { action, choice, deliveryItem, newest, switchActions, textInput } from '../../shared/panel.ts';
import { BOT, PEOPLE, REPOSITORY, TOKEN } from '../account.ts';
import type { Engine } from '../engine.ts';
import { PERMISSIONS } from '../permissions.ts';
import type { Delivery, World } from '../world.ts';
import { branchItem, deploymentItem, pullRequestItem } from './code-items.ts';
import { issueItem } from './issue-item.ts';
import { PERSON } from './person.ts';

/** The pretend GitHub as the sandbox's page shows it. */
export function githubPanel(engine: Engine, apiUrl: string): Panel {
  const { world } = engine;
  return {
    id: 'github',
    title: 'GitHub',
    hints: [
      { label: 'API', value: apiUrl },
      { label: world.tokenRevoked ? 'Access token (revoked)' : 'Access token', value: TOKEN },
      ...(world.withheld.length > 0 ? [{ label: 'It may not use', value: world.withheld.join(', ') }] : []),
      { label: 'Repository', value: REPOSITORY.fullName },
      { label: "The token's account", value: BOT.login },
      { label: 'People', value: PEOPLE.map(({ login, email }) => `${login} (${email})`).join(', ') },
    ],
    sections: [
      { title: 'Branches', items: world.branches.map((branch) => branchItem(engine, branch)) },
      { title: 'Pull requests', items: newest(world.pullRequests, (pull) => pullRequestItem(engine, pull)) },
      { title: 'Issues', items: newest(world.issues, (issue) => issueItem(engine, issue)) },
      { title: 'Deployments', items: newest(world.deployments, (one) => deploymentItem(engine, one)) },
      { title: 'Webhooks', items: webhookItems(world) },
      { title: 'Deliveries', items: newest(world.deliveries, (one) => deliveryOf(world, one)) },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  return [
    action('open-issue', 'Open an issue', textInput('title', 'Title', 'Something new'), PERSON),
    action(
      'create-branch',
      'Create a branch',
      textInput('branch', 'Branch', 'feature/new'),
      choice(
        'from',
        'From',
        world.branches.map(({ name }) => name),
      ),
      PERSON,
    ),
    action(
      'open-fork-pull-request',
      'Open a pull request from a fork',
      textInput('title', 'Title', 'A gift from outside'),
      textInput('branch', 'Branch', 'patch-1'),
    ),
    ...switchActions(world),
    world.withheld.length > 0
      ? action('give-permissions', 'Give the token all permissions')
      : action(
          'withhold-permission',
          'Take a permission away',
          choice('permission', 'Permission', PERMISSIONS),
        ),
    action('exhaust-rate-limit', "Use up this hour's requests"),
    action('secondary-rate-limit', 'Run into a secondary rate limit'),
  ];
}

function webhookItems(world: World): PanelItem[] {
  return world.webhooks.map(({ id, url, events, active }) => ({
    id: String(id),
    title: url,
    detail: events.join(', '),
    ...(active ? {} : { state: 'inactive' }),
    actions: [action('delete-webhook', 'Delete')],
  }));
}

function deliveryOf({ webhooks }: World, delivery: Delivery): PanelItem {
  const { event, action: act } = delivery;
  return deliveryItem(act ? `${event}.${act}` : event, delivery, webhooks);
}
