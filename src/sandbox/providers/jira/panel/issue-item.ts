import type { PanelAction, PanelItem } from '../../../page-api.ts';
import { action, choice, textInput } from '../../shared/panel.ts';
import { PEOPLE, PRIORITIES, PROJECTS, personOf, projectOf } from '../account.ts';
import { textOf } from '../adf/document.ts';
import type { Engine } from '../engine.ts';
import { statusOf, transitionsFrom } from '../workflow.ts';
import { type Issue, keyOf } from '../world.ts';
import { PERSON } from './person.ts';

export function issueItem(engine: Engine, issue: Issue): PanelItem {
  const key = keyOf(issue);
  const last = engine.world.comments.findLast(({ issueId }) => issueId === issue.id);
  return {
    id: issue.id,
    title: `${key} ${issue.summary}`,
    detail: [
      priorityName(issue),
      issue.assigneeId === null ? 'nobody assigned' : `@${personOf(issue.assigneeId).login}`,
      ...(issue.flagged ? ['flagged'] : []),
      ...issue.labels,
      ...(last ? [`${personOf(last.authorId).name} wrote: ${last.body}`] : []),
    ].join(', '),
    state: statusOf(issue.statusId).name,
    url: engine.links.issue(key),
    actions: issueActions(issue),
  };
}

function issueActions(issue: Issue): PanelAction[] {
  const open = transitionsFrom(projectOf(issue.projectKey), issue.statusId).map(({ to }) => to.name);
  const others = PROJECTS.filter(({ key }) => key !== issue.projectKey);
  return [
    action('move-issue', 'Move', choice('status', 'To', open), PERSON),
    action('rename-issue', 'Rename', textInput('title', 'Title', issue.summary), PERSON),
    action(
      'describe-issue',
      'Describe',
      textInput('description', 'Description', textOf(issue.description)),
      PERSON,
    ),
    action(
      'prioritize-issue',
      'Set priority',
      choice(
        'priority',
        'Priority',
        PRIORITIES.map(({ name }) => name),
        priorityName(issue),
      ),
      PERSON,
    ),
    action(
      'assign-issue',
      'Assign',
      choice('assignee', 'To whom', [...PEOPLE.map(({ login }) => login), 'nobody']),
    ),
    action('label-issue', 'Add a label', textInput('label', 'Label', 'blocked')),
    ...(issue.labels.length > 0
      ? [action('unlabel-issue', 'Take a label away', choice('label', 'Label', issue.labels))]
      : []),
    issue.flagged ? action('unflag-issue', 'Take the flag away') : action('flag-issue', 'Add a flag'),
    action('comment-issue', 'Comment', textInput('body', 'Comment', 'Looks good to me'), PERSON),
    ...others.map(({ key }) => action('transfer-issue', `Transfer to ${key}`)),
    action('delete-issue', 'Delete'),
  ];
}

function priorityName({ priorityId }: Issue): string {
  return PRIORITIES.find(({ id }) => id === priorityId)?.name ?? 'no priority';
}
