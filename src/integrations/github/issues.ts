import type { Connection, IssueDraft, IssueTracker } from '../contract.ts';
import { isAtHostOf } from '../pages-of.ts';
import type { IssueAnswer } from './answers.ts';
import type { GitHubCaller } from './caller.ts';
import { changesSince } from './changed-since.ts';
import { LabelWords } from './issue-labels.ts';
import { toIssue } from './issue-map.ts';
import { labelsFor, patchesFor, planStatus } from './issue-patch.ts';
import { refuseHalfDone, refuseOvertaken } from './issue-refused.ts';
import { issueRequests } from './issue-requests.ts';
import { searchIssues } from './issue-search.ts';
import { issueNumberInUrl } from './issue-url.ts';
import { splitMarker, withMarker } from './marker.ts';

/** How far GitHub's clock may be behind ours when an issue of ours is looked for. */
const CLOCK_MARGIN_MS = 5 * 60_000;

/** The issues of the configured repository; pull requests, which GitHub lists among them, are none. */
export function githubIssues(caller: GitHubCaller, connection: Connection): IssueTracker {
  const requests = issueRequests(caller);
  const words = new LabelWords(connection);
  const read = (answer: IssueAnswer) => toIssue(words, answer);

  return {
    async search(text, limit) {
      return (await searchIssues(requests, caller.repository, text, limit)).map(read);
    },

    async get(externalId) {
      return read(await requests.byId(externalId));
    },

    async atUrl(url) {
      const { repository } = caller;
      const number = issueNumberInUrl({ baseUrl: connection.baseUrl, repository }, url);
      if (number === undefined) return undefined;
      const answer = await requests.byNumber(number);
      // A repository of the same name elsewhere, on a server of one's own, is another one.
      return isAtHostOf(answer.html_url, url) ? read(answer) : undefined;
    },

    async create({ title, description = '', marker, status, assignee, ...changes }: IssueDraft) {
      const fresh = { state: 'open', reason: undefined, labels: [] } as const;
      const planned = status ? planStatus(words, fresh, status) : fresh;
      const labels = labelsFor(words, planned.labels, changes);
      const created = await requests.create({
        title,
        body: withMarker(description, marker),
        labels,
        assignees: assignee ? [assignee] : [],
      });
      // What GitHub left out of it shows in the answer: failing now would leave an issue behind that nobody knows of.
      // And an issue cannot be made closed.
      if (!status || planned.state === 'open') return read(created);
      return change(created, { status });
    },

    async findByMarker({ marker }, since) {
      const earliest = new Date(since.getTime() - CLOCK_MARGIN_MS);
      // Not by search: its index lags, and an issue of a moment ago would be made twice.
      const listing = { sort: 'created', direction: 'desc', since: withoutMilliseconds(earliest) } as const;
      for await (const { entries } of requests.list(listing)) {
        const ours = entries.find(({ body }) => splitMarker(body).marker === marker);
        if (ours) return read(ours);
        const oldest = entries.at(-1);
        if (!oldest || new Date(oldest.created_at) < earliest) return undefined;
      }
      return undefined;
    },

    async update(externalId, changes) {
      return change(await requests.byId(externalId), changes);
    },

    async *changedSince(cursor) {
      for await (const { found, cursor: next } of changesSince(requests, cursor)) {
        yield { issues: found.filter(({ isPullRequest }) => !isPullRequest).map(read), cursor: next };
      }
    },
  };

  async function change(before: IssueAnswer, changes: Parameters<IssueTracker['update']>[1]) {
    let answer = before;
    for (const patch of patchesFor(words, before, changes)) {
      answer = await requests.patch(before.number, patch);
      refuseHalfDone(answer, patch);
    }
    refuseOvertaken(words, answer, changes.status);
    return read(answer);
  }
}

/** GitHub's times have whole seconds: `2026-11-24T10:30:00Z`. */
function withoutMilliseconds(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
