import { type Person, personOf } from '../account.ts';
import { textOf } from '../adf/document.ts';
import { fieldsOf } from '../answers/issue.ts';
import { personAnswer } from '../answers/person.ts';
import type { Engine } from '../engine.ts';
import { jiraTime } from '../time.ts';
import { type Comment, type Issue, keyOf } from '../world.ts';

/** What a comment's webhook tells of its issue. */
const IN_SHORT = ['summary', 'issuetype', 'project', 'assignee', 'priority', 'status'];

/** An issue as its webhooks tell it, and who did it. Addresses are of the older API, and texts are plain. */
export function issueTold(engine: Engine, issue: Issue, by: Person): Record<string, unknown> {
  return {
    user: personAnswer(engine.links, by),
    issue: { ...head(engine, issue), fields: fieldsTold(engine, issue) },
  };
}

export function issueInShort(engine: Engine, issue: Issue): Record<string, unknown> {
  const fields = Object.entries(fieldsTold(engine, issue)).filter(([id]) => IN_SHORT.includes(id));
  return { ...head(engine, issue), fields: Object.fromEntries(fields) };
}

export function commentTold({ links }: Engine, comment: Comment): Record<string, unknown> {
  const { id, issueId, authorId, body, createdAt } = comment;
  const author = personAnswer(links, personOf(authorId));
  return {
    self: links.oldApi(`/issue/${issueId}/comment/${id}`),
    id,
    author,
    body,
    updateAuthor: author,
    created: jiraTime(createdAt),
    updated: jiraTime(createdAt),
    jsdPublic: true,
  };
}

function head({ links }: Engine, issue: Issue) {
  return { id: issue.id, self: links.oldApi(`/issue/${issue.id}`), key: keyOf(issue) };
}

function fieldsTold({ links }: Engine, issue: Issue): Record<string, unknown> {
  return fieldsOf(links, issue, textOf(issue.description) || null);
}
