import type { VendorAdvice } from '../http-errors.ts';
import { codeOf } from './dialect.ts';

const MEND = 'then run `/buildrunner configure jira`.';
const TOKENS = 'https://id.atlassian.com/manage-profile/security/api-tokens';

/** What people are told when Jira refuses, naming the field or the page that mends it. */
export interface JiraAdvice {
  account: VendorAdvice;
  project: VendorAdvice;
  issue: VendorAdvice;
  webhooks: VendorAdvice;
}

export function jiraAdvice({ projectKey }: { projectKey: string }): JiraAdvice {
  const common = {
    vendor: 'Jira',
    unauthorized: `Jira refused Email and API token: one of them is wrong, or the token is revoked or expired. Make a new one at ${TOKENS}, ${MEND}`,
    forbidden: `Jira does not let the account do this in ${projectKey}. Check its permissions in Project settings → Access or People.`,
    codeOf,
  };
  const missing = (notFound: string): VendorAdvice => ({ ...common, notFound });
  return {
    account: missing(`Jira's API is not there. Check Base URL, ${MEND}`),
    project: missing(
      `Jira finds no project ${projectKey}, or the account may not see it. Check Project key, and that the account may browse the project, ${MEND}`,
    ),
    issue: missing(
      `Jira finds no such issue, or the account may not see it. It may have been deleted, or moved to a project that the account may not browse.`,
    ),
    webhooks: {
      ...missing('Jira finds no such webhook. It may have been deleted already.'),
      forbidden:
        'Jira lets only its administrators register webhooks. Use the API token of one, or create the webhook by hand in Settings → System → WebHooks.',
    },
  };
}
