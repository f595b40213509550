import type { Panel, PanelAction, PanelItem } from '../../../page-api.ts';
import { action, choice, deliveryItem, newest, switchActions, textInput } from '../../shared/panel.ts';
import { BOT, OPS, PEOPLE, PROJECTS, type Project, SITE, TOKEN, WEB } from '../account.ts';
import { fieldName } from '../answers/field.ts';
import type { Engine } from '../engine.ts';
import { statusesOf, statusOf, workflowOf } from '../workflow.ts';
import type { Webhook, World } from '../world.ts';
import { issueItem } from './issue-item.ts';
import { PERSON } from './person.ts';

/** The pretend Jira as the sandbox's page shows it. */
export function jiraPanel(engine: Engine, apiUrl: string): Panel {
  const { world, links } = engine;
  const issuesOf = ({ key }: Project) => world.issues.filter(({ projectKey }) => projectKey === key);
  return {
    id: 'jira',
    title: 'Jira',
    hints: [
      { label: 'API', value: apiUrl },
      { label: 'Base URL', value: SITE },
      { label: 'Email', value: BOT.email },
      { label: world.tokenRevoked ? 'API token (revoked)' : 'API token', value: TOKEN },
      { label: 'Project key', value: WEB.key },
      { label: 'One with a strict workflow', value: OPS.key },
      {
        label: "The token's account",
        value: `${BOT.name}, ${world.isAdmin ? 'an administrator' : 'no administrator'}`,
      },
      { label: 'People', value: PEOPLE.map(({ name, email }) => `${name} (${email})`).join(', ') },
    ],
    sections: [
      ...PROJECTS.map((project) => ({
        title: `Issues of ${project.key}`,
        items: newest(issuesOf(project), (issue) => issueItem(engine, issue)),
      })),
      {
        title: 'Workflows',
        items: PROJECTS.map((project) => workflowItem(project, links.project(project.key))),
      },
      { title: 'Webhooks', items: world.webhooks.map(webhookItem) },
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
    action(
      'create-issue',
      'Create an issue',
      textInput('title', 'Title', 'Something new'),
      choice(
        'project',
        'Project',
        PROJECTS.map(({ key }) => key),
      ),
      PERSON,
    ),
    ...switchActions(world),
    world.isAdmin
      ? action('demote-account', "Make the token's account a plain user")
      : action('promote-account', "Make the token's account an administrator"),
    world.indexedUntil === null
      ? action('stop-index', 'Let the search index fall behind')
      : action('catch-up-index', 'Let the search index catch up'),
    action('exhaust-rate-limit', "Use up this hour's requests"),
  ];
}

/** What leads where, and what its screen demands. */
function workflowItem(project: Project, url: string): PanelItem {
  const transitions = workflowOf(project);
  const steps = transitions.flatMap(({ from, to, demands = [] }) => {
    const asks = demands.length > 0 ? ` (asks for ${demands.map(fieldName).join(', ')})` : '';
    return from === undefined ? [] : `${statusOf(from).name} → ${to.name}${asks}`;
  });
  const names = statusesOf(project).map(({ name }) => name);
  return {
    id: project.key,
    title: `${project.name} (${project.key})`,
    detail: steps.length > 0 ? steps.join(', ') : `${names.join(', ')}: from each to every other`,
    url,
    actions: [],
  };
}

function webhookItem({ id, url, events, jql, enabled }: Webhook): PanelItem {
  return {
    id,
    title: url,
    detail: `${events.join(', ')}${jql ? ` where ${jql}` : ''}`,
    ...(enabled ? {} : { state: 'disabled' }),
    actions: [action('delete-webhook', 'Delete')],
  };
}
