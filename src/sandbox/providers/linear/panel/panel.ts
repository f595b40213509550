import type { Panel, PanelAction, PanelItem } from '../../../page-api.ts';
import { BOT, PEOPLE, PROJECTS, TEAMS, type Team, TOKEN, teamOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import { type Delivery, STATE_TYPES, type Webhook, type World } from '../world.ts';
import { action, choice, PERSON, textInput } from './action.ts';
import { issueItem } from './issue-item.ts';

const SHOWN = 12;

/** The pretend Linear as the sandbox's page shows it. */
export function linearPanel(engine: Engine, apiUrl: string): Panel {
  const { world, links } = engine;
  const newest = <Thing>(things: readonly Thing[], item: (thing: Thing) => PanelItem) =>
    things.slice(-SHOWN).toReversed().map(item);
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
      { title: 'Deliveries', items: newest(world.deliveries, deliveryItem) },
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
    world.webhooksDropped
      ? action('deliver-webhooks', 'Deliver webhooks again')
      : action('drop-webhooks', 'Drop webhooks'),
    world.webhooksDoubled
      ? action('send-once', 'Send every webhook once')
      : action('send-twice', 'Send every webhook twice'),
    world.tokenRevoked ? action('restore-token', 'Restore token') : action('revoke-token', 'Revoke token'),
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

function deliveryItem({ id, type, action: act, url, attempts, outcome, dueAt }: Delivery): PanelItem {
  const again = dueAt === null ? '' : `, again at ${new Date(dueAt).toISOString().slice(11, 16)} UTC`;
  return {
    id,
    title: `${type}.${act}`,
    detail: `${url}, ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}`,
    state: `${outcome}${attempts > 0 ? again : ''}`,
    actions: dueAt === null || attempts > 0 ? [action('redeliver', 'Send again now')] : [],
  };
}
