import { type Act, found, type Inputs, Refused, textIn } from '../../shared/acts.ts';
import { PRIORITIES, PROJECTS, projectOf, TASK } from '../account.ts';
import { documentOf } from '../adf/document.ts';
import {
  addComment,
  createIssue,
  deleteIssue,
  editIssue,
  type IssueEdit,
  moveToProject,
} from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import { transitionsFrom } from '../workflow.ts';
import type { Issue } from '../world.ts';
import { personIn, personNamed } from './person.ts';

/** What people do with issues. */
export function issueActs(engine: Engine): Record<string, Act> {
  const of = (run: (issue: Issue, inputs: Inputs) => void): Act => {
    return (item, inputs) => {
      const issue = engine.world.issues.find(({ id }) => id === item);
      run(found(issue, 'issue'), inputs);
    };
  };
  const edit = (editOf: (issue: Issue, inputs: Inputs) => IssueEdit): Act => {
    return of((issue, inputs) => editIssue(engine, issue, personIn(inputs), editOf(issue, inputs)));
  };

  return {
    'create-issue'(_item, inputs) {
      const project = found(
        PROJECTS.find(({ key }) => key === inputs.project),
        'project',
      );
      const summary = textIn(inputs, 'title', 'A title');
      createIssue(engine, personIn(inputs), project, { summary, typeId: TASK.id });
    },
    'move-issue': edit((issue, { status }) => {
      const open = transitionsFrom(projectOf(issue.projectKey), issue.statusId);
      const transition = found(
        open.find(({ to }) => to.name === status),
        'transition from here',
      );
      // A person fills in what the screen demands.
      const demanded = transition.demands ? { rootCause: issue.rootCause ?? 'Human error' } : {};
      return { statusId: transition.to.id, ...demanded };
    }),
    'rename-issue': edit((_issue, inputs) => ({ summary: textIn(inputs, 'title', 'A title') })),
    'describe-issue': edit((_issue, { description = '' }) => ({ description: documentOf(description) })),
    'prioritize-issue': edit((_issue, { priority }) => ({
      priorityId: found(
        PRIORITIES.find(({ name }) => name === priority),
        'priority',
      ).id,
    })),
    'assign-issue': edit((_issue, { assignee = 'ada' }) => ({
      assigneeId: assignee === 'nobody' ? null : personNamed(assignee).accountId,
    })),
    'label-issue': edit((issue, inputs) => {
      const label = textIn(inputs, 'label', 'A label');
      if (/\s/.test(label)) throw new Refused('A label of Jira has no spaces.');
      return { labels: [...new Set([...issue.labels, label])] };
    }),
    'unlabel-issue': edit((issue, { label }) => {
      const given = found(
        issue.labels.find((name) => name === label),
        'label on this issue',
      );
      return { labels: issue.labels.filter((name) => name !== given) };
    }),
    'flag-issue': edit(() => ({ flagged: true })),
    'unflag-issue': edit(() => ({ flagged: false })),
    'comment-issue': of((issue, inputs) => {
      addComment(engine, issue, personIn(inputs), textIn(inputs, 'body', 'A comment'));
    }),
    'transfer-issue': of((issue, inputs) => {
      const other = found(
        PROJECTS.find(({ key }) => key !== issue.projectKey),
        'project',
      );
      moveToProject(engine, issue, personIn(inputs), other);
    }),
    'delete-issue': of((issue, inputs) => deleteIssue(engine, issue, personIn(inputs))),
  };
}
