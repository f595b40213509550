import type { PanelItem } from '../../../page-api.ts';
import { action, choice, textInput } from '../../shared/panel.ts';
import { DOCS_REPOSITORY, PEOPLE } from '../account.ts';
import type { Engine } from '../engine.ts';
import type { Issue } from '../world.ts';
import { PERSON } from './person.ts';

export function issueItem({ world, links }: Engine, issue: Issue): PanelItem {
  const { number, title, state, stateReason, labels, assignees } = issue;
  const open = state === 'open';
  const reason = stateReason === 'not_planned' ? ' as not planned' : '';
  return {
    id: String(number),
    title: `#${number} ${title}`,
    detail: [...labels, ...assignees.map((login) => `@${login}`)].join(', ') || 'no labels, nobody assigned',
    state: open ? state : `${state}${reason}`,
    url: links.page(`/issues/${number}`),
    actions: [
      open
        ? action('close-issue', 'Close', choice('reason', 'Why', ['completed', 'not planned']), PERSON)
        : action('reopen-issue', 'Reopen'),
      action('rename-issue', 'Rename', textInput('title', 'Title', title), PERSON),
      action('label-issue', 'Add a label', choice('label', 'Label', world.labels)),
      ...(labels.length > 0
        ? [action('unlabel-issue', 'Take a label away', choice('label', 'Label', labels))]
        : []),
      action(
        'assign-issue',
        'Assign',
        choice('assignee', 'To whom', [...PEOPLE.map(({ login }) => login), 'nobody']),
      ),
      action('comment-issue', 'Comment', textInput('body', 'Comment', 'Looks good to me'), PERSON),
      action('transfer-issue', `Transfer to ${DOCS_REPOSITORY.fullName}`),
      action('delete-issue', 'Delete'),
    ],
  };
}
