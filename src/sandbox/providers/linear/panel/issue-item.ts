import type { PanelAction, PanelItem } from '../../../page-api.ts';
import { action, choice, textInput } from '../../shared/panel.ts';
import { PEOPLE, personOf } from '../account.ts';
import type { Engine } from '../engine.ts';
import { identifierOf, PRIORITIES, stateOfIssue } from '../graph/issue.ts';
import type { Issue } from '../world.ts';
import { PERSON } from './person.ts';

export function issueItem(engine: Engine, issue: Issue): PanelItem {
  const { world, links } = engine;
  const identifier = identifierOf(issue);
  const comments = world.comments.filter(({ issueId }) => issueId === issue.id);
  const last = comments.at(-1);
  return {
    id: issue.id,
    title: `${identifier} ${issue.title}`,
    detail: [
      PRIORITIES[issue.priority] ?? '',
      issue.assigneeId === null ? 'nobody assigned' : `@${personOf(issue.assigneeId).login}`,
      ...labelNames(engine, issue),
      ...(last ? [`${personOf(last.userId).name} wrote: ${last.body}`] : []),
    ].join(', '),
    state:
      issue.archivedAt === null ? stateOfIssue(world, issue).name : issue.trashed ? 'deleted' : 'archived',
    url: links.issue(identifier),
    actions: issue.archivedAt === null ? liveActions(engine, issue) : [action('restore-issue', 'Restore')],
  };
}

function liveActions(engine: Engine, issue: Issue): PanelAction[] {
  const { world } = engine;
  const states = world.states.filter(({ teamId }) => teamId === issue.teamId).map(({ name }) => name);
  const given = labelNames(engine, issue);
  const free = world.labels
    .filter(({ teamId }) => teamId === null || teamId === issue.teamId)
    .map(({ name }) => name)
    .filter((name) => !given.includes(name));
  return [
    action('move-issue', 'Move', choice('state', 'To', states, stateOfIssue(world, issue).name), PERSON),
    action('rename-issue', 'Rename', textInput('title', 'Title', issue.title), PERSON),
    action(
      'describe-issue',
      'Describe',
      textInput('description', 'Description', issue.description ?? ''),
      PERSON,
    ),
    action(
      'prioritize-issue',
      'Set priority',
      choice('priority', 'Priority', PRIORITIES, PRIORITIES[issue.priority]),
      PERSON,
    ),
    action(
      'assign-issue',
      'Assign',
      choice('assignee', 'To whom', [...PEOPLE.map(({ login }) => login), 'nobody']),
    ),
    ...(free.length > 0 ? [action('label-issue', 'Add a label', choice('label', 'Label', free))] : []),
    ...(given.length > 0
      ? [action('unlabel-issue', 'Take a label away', choice('label', 'Label', given))]
      : []),
    action('comment-issue', 'Comment', textInput('body', 'Comment', 'Looks good to me'), PERSON),
    action('archive-issue', 'Archive'),
    action('delete-issue', 'Delete'),
  ];
}

function labelNames({ world }: Engine, { labelIds }: Issue): string[] {
  return world.labels.filter(({ id }) => labelIds.includes(id)).map(({ name }) => name);
}
