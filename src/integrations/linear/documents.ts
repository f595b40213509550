/**
 * Every GraphQL document that is sent to Linear, each with just the fields that are read. What a document costs is its
 * objects (1 point) and fields (0.1), times the size of each list they are in; 10,000 points is the most.
 *
 * Source: https://linear.app/developers/rate-limiting#complexity-limits
 */

/** The most entries that a page can have. */
export const PAGE_SIZE = 250;

/** How many labels of an issue are asked for where many issues are: 250 such issues cost some 8,000 points. */
export const LABELS_IN_LISTS = 20;

const ISSUE = `
fragment IssueParts on Issue {
  id identifier url title description priority updatedAt archivedAt trashed
  state { id name type }
  team { id key }
  assignee { id name email }
  labels(first: $labels) { nodes { id name } pageInfo { hasNextPage } }
}`;

export const ISSUE_BY_ID = `${ISSUE}
query IssueById($id: String!, $labels: Int!) {
  issue(id: $id) { ...IssueParts }
}`;

export const CHANGED_ISSUES = `${ISSUE}
query ChangedIssues($filter: IssueFilter, $first: Int!, $after: String, $labels: Int!) {
  issues(filter: $filter, first: $first, after: $after, orderBy: updatedAt) {
    nodes { ...IssueParts }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const MATCHING_ISSUES = `${ISSUE}
query MatchingIssues($filter: IssueFilter, $first: Int!, $labels: Int!) {
  issues(filter: $filter, first: $first, orderBy: updatedAt) { nodes { ...IssueParts } }
}`;

export const CREATE_ISSUE = `${ISSUE}
mutation CreateIssue($input: IssueCreateInput!, $labels: Int!) {
  issueCreate(input: $input) { success issue { ...IssueParts } }
}`;

export const UPDATE_ISSUE = `${ISSUE}
mutation UpdateIssue($id: String!, $input: IssueUpdateInput!, $labels: Int!) {
  issueUpdate(id: $id, input: $input) { success issue { ...IssueParts } }
}`;

export const TEAM_STATES = `
query TeamStates($id: String!) {
  team(id: $id) { states(first: 250) { nodes { id name type position } } }
}`;

export const TEAMS = `
query Teams($filter: TeamFilter, $after: String) {
  teams(filter: $filter, first: 250, after: $after) {
    nodes { id key name }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const LABELS = `
query Labels($filter: IssueLabelFilter) {
  issueLabels(filter: $filter, first: 250) { nodes { id name retiredAt } }
}`;

export const CREATE_LABEL = `
mutation CreateLabel($input: IssueLabelCreateInput!) {
  issueLabelCreate(input: $input) { success issueLabel { id name } }
}`;

export const WORKSPACE = `
query Workspace {
  viewer { name email }
  organization { name }
  projects(first: 50) { nodes { name } pageInfo { hasNextPage } }
}`;

export const WEBHOOKS = `
query Webhooks($after: String) {
  webhooks(first: 250, after: $after) {
    nodes { id url allPublicTeams team { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const CREATE_WEBHOOK = `
mutation CreateWebhook($input: WebhookCreateInput!) {
  webhookCreate(input: $input) { success webhook { id } }
}`;

export const DELETE_WEBHOOK = `
mutation DeleteWebhook($id: String!) {
  webhookDelete(id: $id) { success }
}`;
