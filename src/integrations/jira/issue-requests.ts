import { z } from 'zod';
import { hasCode, ProviderError } from '../errors.ts';
import { pathSegment } from '../path-segment.ts';
import {
  createdIssue,
  type IssueAnswer,
  type IssuePage,
  issueAnswer,
  issuePage,
  type ProjectAnswer,
  projectAnswer,
  type TransitionAnswer,
  transitionList,
} from './answers.ts';
import type { JiraCaller } from './caller.ts';
import { MARKER_PROPERTY } from './marker.ts';

/** Jira gives fewer where the fields asked for are large. */
export const PAGE_SIZE = 100;

/** What a search asks for. */
export interface IssueSearch {
  jql: string;
  fields: string[];
  limit?: number;
  /** Whether the marker is wanted too. */
  withMarker?: boolean;
  token?: string | undefined;
}

/** Values by field id, in Jira's form. */
export type FieldValues = Readonly<Record<string, unknown>>;

const anyFields = z.object({ fields: z.record(z.string(), z.unknown()) });

/** The requests about issues, one function each. All throw `ProviderError`. */
export function issueRequests(caller: JiraCaller) {
  const { advice, projectKey } = caller;

  const project = (): Promise<ProjectAnswer> =>
    caller.ask(projectAnswer, advice.project, (jira, client) =>
      jira.getProject(client, { projectIdOrKey: pathSegment(projectKey, advice.project) }),
    );

  const read = (
    idOrKey: string,
    fields: string[],
    more: { properties?: string[] } = {},
  ): Promise<IssueAnswer> =>
    caller.ask(issueAnswer, advice.issue, (jira, client) =>
      jira.getIssue(client, { issueIdOrKey: pathSegment(idOrKey, advice.issue), fields, ...more }),
    );

  /**
   * Jira answers 404 for what may not be seen as well. An account that lost the project must not make every linked issue
   * look deleted: then what is wrong with the project is told instead, as code `forbidden`.
   */
  async function projectStillThere(): Promise<void> {
    try {
      await project();
    } catch (error) {
      if (!hasCode(error, 'not_found')) throw error;
      throw new ProviderError('forbidden', error.advice, { detail: error.message, cause: error });
    }
  }

  return {
    project,

    /** Undefined where there is none; the old key of an issue that has moved leads to where it is now. */
    async byKey(key: string, fields: string[]): Promise<IssueAnswer | undefined> {
      try {
        return await read(key, fields, { properties: [MARKER_PROPERTY] });
      } catch (error) {
        if (hasCode(error, 'not_found')) return undefined;
        throw error;
      }
    },

    /** Throws code `not_found` only for an issue that is gone, never for a project that cannot be seen. */
    async byId(externalId: string, fields: string[]): Promise<IssueAnswer> {
      if (!/^\d+$/.test(externalId)) {
        throw new ProviderError('not_found', advice.issue.notFound, { detail: 'no id of an issue' });
      }
      try {
        return await read(externalId, fields);
      } catch (error) {
        if (hasCode(error, 'not_found')) await projectStillThere();
        throw error;
      }
    },

    /** The values of any fields of an issue. */
    async valuesOf(externalId: string, fields: string[]): Promise<FieldValues> {
      const answer = await caller.ask(anyFields, advice.issue, (jira, client) =>
        jira.getIssue(client, { issueIdOrKey: pathSegment(externalId, advice.issue), fields }),
      );
      return answer.fields;
    },

    /** Answers the new issue's id. */
    async create(fields: FieldValues, marker: string): Promise<string> {
      const { id } = await caller.ask(createdIssue, advice.project, (jira, client) =>
        jira.createIssue(client, {
          fields: { ...fields },
          properties: [{ key: MARKER_PROPERTY, value: { marker } }],
        }),
      );
      return id;
    },

    async edit(externalId: string, fields: FieldValues): Promise<void> {
      await caller.send(advice.issue, (jira, client) =>
        jira.editIssue(client, {
          issueIdOrKey: pathSegment(externalId, advice.issue),
          fields: { ...fields },
        }),
      );
    },

    transitions: (externalId: string): Promise<TransitionAnswer[]> =>
      caller.ask(transitionList, advice.issue, (jira, client) =>
        jira.getTransitions(client, {
          issueIdOrKey: pathSegment(externalId, advice.issue),
          expand: 'transitions.fields',
        }),
      ),

    async transition(externalId: string, transitionId: string): Promise<void> {
      await caller.send(advice.issue, (jira, client) =>
        jira.doTransition(client, {
          issueIdOrKey: pathSegment(externalId, advice.issue),
          transition: { id: transitionId },
        }),
      );
    },

    /** One page of what a query finds; `token` is that of the page before. */
    page: ({ jql, fields, limit = PAGE_SIZE, withMarker, token }: IssueSearch): Promise<IssuePage> =>
      caller.ask(issuePage, advice.project, (jira, client) =>
        jira.searchAndReconsileIssuesUsingJqlPost(client, {
          jql,
          fields,
          maxResults: Math.min(limit, PAGE_SIZE),
          ...(withMarker && { properties: [MARKER_PROPERTY] }),
          ...(token && { nextPageToken: token }),
        }),
      ),
  };
}

export type IssueRequests = ReturnType<typeof issueRequests>;
