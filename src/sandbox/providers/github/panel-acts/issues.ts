import { type Act, found, type Inputs, textIn } from '../../shared/acts.ts';
import { addComment, deleteIssue, editIssue, openIssue, transferIssue } from '../changes/issues.ts';
import type { Engine } from '../engine.ts';
import type { Issue } from '../world.ts';
import { personIn } from './person.ts';

/** What people do with issues. */
export function issueActs(engine: Engine): Record<string, Act> {
  const of = (run: (issue: Issue, by: string, inputs: Inputs) => void): Act => {
    return (item, inputs) => {
      const issue = engine.world.issues.find(({ number }) => String(number) === item);
      run(found(issue, 'issue'), personIn(inputs), inputs);
    };
  };
  return {
    'open-issue'(_item, inputs) {
      const title = textIn(inputs, 'title', 'A title');
      openIssue(engine, personIn(inputs), { title, body: inputs.body || null, labels: [], assignees: [] });
    },
    'close-issue': of((issue, by, { reason }) => {
      const stateReason = reason === 'not planned' ? 'not_planned' : 'completed';
      editIssue(engine, issue, by, { state: 'closed', stateReason });
    }),
    'reopen-issue': of((issue, by) => editIssue(engine, issue, by, { state: 'open' })),
    'rename-issue': of((issue, by, inputs) => {
      editIssue(engine, issue, by, { title: textIn(inputs, 'title', 'A title') });
    }),
    'label-issue': of((issue, by, inputs) => {
      const label = textIn(inputs, 'label', 'A label');
      editIssue(engine, issue, by, { labels: [...issue.labels, label] });
    }),
    'unlabel-issue': of((issue, by, inputs) => {
      const label = found(
        issue.labels.find((name) => name === inputs.label),
        'label on this issue',
      );
      editIssue(engine, issue, by, { labels: issue.labels.filter((name) => name !== label) });
    }),
    'assign-issue': of((issue, _by, inputs) => {
      const nobody = inputs.assignee === 'nobody';
      const assignees = nobody ? [] : [personIn({ person: inputs.assignee ?? 'ada' })];
      editIssue(engine, issue, 'ada', { assignees });
    }),
    'comment-issue': of((issue, by, inputs) => {
      addComment(engine, issue.number, by, textIn(inputs, 'body', 'A comment'));
    }),
    'delete-issue': of((issue, by) => deleteIssue(engine, issue, by)),
    'transfer-issue': of((issue, by) => transferIssue(engine, issue, by)),
  };
}
