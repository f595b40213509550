import type { Issue, IssueChanges, IssueTracker, Vocabulary } from '../contract.ts';
import { ProviderError } from '../errors.ts';
import type { IssueAnswer, ProjectAnswer } from './answers.ts';
import type { JiraCaller } from './caller.ts';
import { changesSince } from './changed-since.ts';
import { changedFields, newFields } from './issue-fields.ts';
import { type IssueReading, readFields, stateOf, toIssue } from './issue-map.ts';
import type { IssueRequests } from './issue-requests.ts';
import { searchIssues } from './issue-search.ts';
import { isKeyIn, issueKeyInUrl } from './issue-url.ts';
import { findMarked } from './marker-search.ts';
import type { SiteFacts } from './site-facts.ts';
import type { StatusWords } from './status-words.ts';
import { planTransition } from './transition-plan.ts';

export interface JiraIssuesParts {
  requests: IssueRequests;
  siteFacts: () => Promise<SiteFacts>;
  words: StatusWords;
  vocabulary: Vocabulary;
  caller: JiraCaller;
}

interface Reading extends IssueReading {
  /** The ids of the fields that are asked for. */
  fields: string[];
  timeZone: string;
}

/** The issues of the configured project; one that was moved out of it is still found by its id. */
export function jiraIssues(parts: JiraIssuesParts): IssueTracker {
  const { requests, siteFacts, words, vocabulary, caller } = parts;
  const { projectKey, baseUrl } = caller;

  async function reading(): Promise<Reading> {
    const { flagField, timeZone } = await siteFacts();
    return { words, vocabulary, baseUrl, flagField, fields: readFields(flagField), timeZone };
  }

  return {
    async search(text, limit) {
      const how = await reading();
      const found = await searchIssues(requests, { projectKey, fields: how.fields }, text, limit);
      return found.map((answer) => toIssue(how, answer));
    },

    async get(externalId) {
      const how = await reading();
      return toIssue(how, await requests.byId(externalId, how.fields));
    },

    async atUrl(url) {
      const key = issueKeyInUrl({ baseUrl, projectKey }, url);
      if (key === undefined) return undefined;
      const how = await reading();
      const found = await requests.byKey(key, how.fields);
      // The key of an issue that was moved leads to where it is now.
      return found && isKeyIn(projectKey, found.key) ? toIssue(how, found) : undefined;
    },

    async create({ marker, status, ...draft }) {
      const how = await reading();
      const issueType = { id: standardType(await requests.project()) };
      const fields = { project: { key: projectKey }, issuetype: issueType, ...newFields(draft, vocabulary) };
      const id = await requests.create(fields, marker);
      return withStatus(how, await requests.byId(id, how.fields), status);
    },

    async findByMarker({ marker, status }, since) {
      const how = await reading();
      const found = await findMarked(requests, { projectKey, fields: how.fields }, marker, since);
      return found && withStatus(how, found, status);
    },

    async update(externalId, changes) {
      const how = await reading();
      return change(how, await requests.byId(externalId, how.fields), changes);
    },

    async *changedSince(cursor) {
      const how = await reading();
      const search = { projectKey, fields: how.fields, timeZone: how.timeZone, now: caller.now() };
      for await (const { found, cursor: next } of changesSince(requests, search, cursor)) {
        yield { issues: found.map((answer) => toIssue(how, answer)), cursor: next };
      }
    },
  };

  /**
   * An issue is made where its workflow begins, and goes on from there. Where the workflow has no way it stays, and what
   * comes back says so: failing now would leave an issue behind that nobody knows of.
   */
  async function withStatus(
    how: Reading,
    created: IssueAnswer,
    status: IssueChanges['status'],
  ): Promise<Issue> {
    try {
      return await change(how, created, status ? { status } : {});
    } catch (error) {
      if (error instanceof ProviderError && !error.retryable) return toIssue(how, created);
      throw error;
    }
  }

  async function change(how: Reading, before: IssueAnswer, changes: IssueChanges): Promise<Issue> {
    const { id } = before;
    const transition = await planTransition(requests, how, before, changes.status);
    const fields = changedFields(before, changes, vocabulary, how.flagField);
    const steps = [
      ...(Object.keys(fields).length > 0 ? [() => requests.edit(id, fields)] : []),
      ...(transition ? [() => requests.transition(id, transition.id)] : []),
    ];
    if (steps.length === 0) return toIssue(how, before);
    // Many workflows let nobody edit what is done: out of there the status goes first, else last.
    const isDone = words.meaning(stateOf(before, how.flagField).status) === 'done';
    for (const step of isDone ? steps.toReversed() : steps) await step();
    return toIssue(how, await requests.byId(id, how.fields));
  }
}

/** "Task", or the project's first kind of issue that stands for itself. */
function standardType({ issueTypes, key }: ProjectAnswer): string {
  const standard = issueTypes.filter(({ subtask, hierarchyLevel }) => !subtask && !hierarchyLevel);
  const chosen = standard.find(({ name }) => name?.toLowerCase() === 'task') ?? standard[0];
  if (chosen) return chosen.id;
  throw new ProviderError(
    'invalid_request',
    `The Jira project ${key} has no kind of issue that can be created. Add "Task" in Project settings → Work types.`,
  );
}
