import { type Act, found, type Inputs, textIn } from '../../shared/acts.ts';
import { PROJECTS, TEAMS } from '../account.ts';
import {
  addComment,
  archiveIssue,
  createIssue,
  editIssue,
  type IssueEdit,
  restoreIssue,
} from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import { PRIORITIES } from '../graph/issue.ts';
import type { Issue } from '../world.ts';
import { personIn, personNamed } from './person.ts';

/** What people do with issues. */
export function issueActs(engine: Engine): Record<string, Act> {
  const { world } = engine;

  const of = (run: (issue: Issue, inputs: Inputs) => void): Act => {
    return (item, inputs) =>
      run(
        found(
          world.issues.find(({ id }) => id === item),
          'issue',
        ),
        inputs,
      );
  };
  const edit = (editOf: (issue: Issue, inputs: Inputs) => IssueEdit): Act => {
    return of((issue, inputs) => editIssue(engine, issue, personIn(inputs), editOf(issue, inputs)));
  };
  const labelOf = ({ teamId }: Issue, { label }: Inputs) =>
    found(
      world.labels.find(
        (candidate) => candidate.name === label && (candidate.teamId === null || candidate.teamId === teamId),
      ),
      'label',
    );

  return {
    'create-issue'(_item, inputs) {
      const team = found(
        TEAMS.find(({ key }) => key === inputs.team),
        'team',
      );
      createIssue(engine, personIn(inputs), team, { title: textIn(inputs, 'title', 'A title') });
    },
    'move-issue': edit(({ teamId }, { state }) => ({
      stateId: found(
        world.states.find((candidate) => candidate.teamId === teamId && candidate.name === state),
        'state',
      ).id,
    })),
    'rename-issue': edit((_issue, inputs) => ({ title: textIn(inputs, 'title', 'A title') })),
    'describe-issue': edit((_issue, { description }) => ({ description: description || null })),
    'prioritize-issue': edit((_issue, { priority }) => ({
      priority: found(
        [...PRIORITIES.keys()].find((number) => PRIORITIES[number] === priority),
        'priority',
      ),
    })),
    'assign-issue': edit((_issue, { assignee = 'ada' }) => ({
      assigneeId: assignee === 'nobody' ? null : personNamed(assignee).id,
    })),
    'label-issue': edit((issue, inputs) => ({
      labelIds: [...new Set([...issue.labelIds, labelOf(issue, inputs).id])],
    })),
    'unlabel-issue': edit((issue, inputs) => ({
      labelIds: issue.labelIds.filter((id) => id !== labelOf(issue, inputs).id),
    })),
    'comment-issue': of((issue, inputs) => {
      addComment(engine, personIn(inputs), textIn(inputs, 'body', 'A comment'), issue);
    }),
    'comment-project'(item, inputs) {
      const project = found(
        PROJECTS.find(({ id }) => id === item),
        'project',
      );
      addComment(engine, personIn(inputs), textIn(inputs, 'body', 'A comment'), project);
    },
    'archive-issue': of((issue, inputs) => archiveIssue(engine, issue, personIn(inputs), false)),
    'delete-issue': of((issue, inputs) => archiveIssue(engine, issue, personIn(inputs), true)),
    'restore-issue': of((issue, inputs) => restoreIssue(engine, issue, personIn(inputs))),
  };
}
