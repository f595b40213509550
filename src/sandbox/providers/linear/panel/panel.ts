import type { Panel, PanelAction, PanelItem } from '../../../page-api.ts';
import { action, choice, deliveryItem, newest, switchActions, textInput } from '../../shared/panel.ts';
import { BOT, PEOPLE, PROJECTS, TEAMS, type Team, TOKEN, teamOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import { STATE_TYPES, type Webhook, type World } from '../world.ts';
import { issueItem } from './issue-item.ts';
import { PERSON } from './person.ts';

/** The pretend Linear as the sandbox's page shows it. */
export function linearPanel(engine: Engine, apiUrl: string): Panel {
  const { world, links } = engine;
  const issuesOf = (team: Team) => world.issues.filter(({ teamId }) => teamId === team.id);
  return {
    id: 'linear',
    title: 'Linear',
    hints: [
      { label: 'API', value: apiUrl },
      { label: world.tokenRevoked ? 'API key (revoked)' : 'API key', value: TOKEN },
      { label: 'Teams', value: TEAMS.map(({ key, name }) => `${key} (${name})`).join(', ') },
      { label: 'Projects', value: PROJECTS.map(({ name }) => name).join(', ') },
      { label: "The key's account", value: `${BOT.email}, ${world.isAdmin ? 'an admin' : 'no admin'}` },
      { label: 'People', value: PEOPLE.map(({ name, email }) => `${name} (${email})`).join(', ') },
    ],
    sections: [
      ...TEAMS.map((team) => ({
        title: `Issues of ${team.key}`,
        items: newest(issuesOf(team), (issue) => issueItem(engine, issue)),
      })),
      { title: 'Workflows', items: TEAMS.map((team) => workflowItem(world, team, links.team(team.key))) },
      { title: 'Projects', items: PROJECTS.map(({ id, name }) => projectItem(id, name, links.project(id))) },
      { title: 'Webhooks', items: world.webhooks.map(webhookItem) },
      {
        title: 'Deliveries',
        items: newest(world.deliveries, (one) =>
          deliveryItem(`${one.type}.${one.action}`, one, world.webhooks),
        ),
      },
    ],
    actions: panelActions(world),
  };
}

function panelActions(world: World): PanelAction[] {
  return [
    action(
      'create-issue',
      'Create an issue',
      textInput('title', 'Title', 'Something new'),
      choice(
        'team',
        'Team',
        TEAMS.map(({ key }) => key),
      ),
      PERSON,
    ),
    ...switchActions(world),
    world.isAdmin
      ? action('demote-account', "Make the key's account a plain member")
      : action('promote-account', "Make the key's account an admin"),
    action('exhaust-rate-limit', "Use up this hour's requests"),
  ];
}

function workflowItem(world: World, team: Team, url: string): PanelItem {
  const names = world.states.filter(({ teamId }) => teamId === team.id).map(({ name }) => name);
  return {
    id: team.key,
    title: `${team.name} (${team.key})`,
    detail: names.join(' → '),
    url,
    actions: [
      action(
        'add-state',
        'Add a state',
        textInput('name', 'Name', 'Blocked'),
        choice('type', 'Type', STATE_TYPES, 'started'),
      ),
    ],
  };
}

function projectItem(id: string, name: string, url: string): PanelItem {
  const comment = textInput('body', 'Comment', 'On track');
  return {
    id,
    title: name,
    detail: 'A comment here is on no issue',
    url,
    actions: [action('comment-project', 'Comment', comment, PERSON)],
  };
}

function webhookItem({ id, url, resourceTypes, teamId, enabled }: Webhook): PanelItem {
  return {
    id,
    title: url,
    detail: `${resourceTypes.join(', ')} of ${teamId === null ? 'all public teams' : teamOf(teamId).key}`,
    ...(enabled ? {} : { state: 'disabled' }),
    actions: [action('delete-webhook', 'Delete')],
  };
}
