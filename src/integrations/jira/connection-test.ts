import type { ConnectionReport } from '../contract.ts';
import { pathSegment } from '../path-segment.ts';
import { accountAnswer, projectAnswer, projectStatuses, type StatusAnswer } from './answers.ts';
import type { JiraCaller } from './caller.ts';
import type { StatusWords } from './status-words.ts';

/** Proves account and project, and tells what the project's statuses mean here. */
export async function testConnection(caller: JiraCaller, words: StatusWords): Promise<ConnectionReport> {
  const { advice, projectKey } = caller;
  const projectIdOrKey = pathSegment(projectKey, advice.project);
  const account = await caller.ask(accountAnswer, advice.account, (jira, client) =>
    jira.getCurrentUser(client),
  );
  const [project, statuses] = await Promise.all([
    caller.ask(projectAnswer, advice.project, (jira, client) => jira.getProject(client, { projectIdOrKey })),
    caller.ask(projectStatuses, advice.project, (jira, client) =>
      jira.getAllStatuses(client, { projectIdOrKey }),
    ),
  ]);
  const who = account.displayName ?? account.emailAddress ?? caller.email;
  const host = URL.canParse(caller.baseUrl) ? new URL(caller.baseUrl).host : caller.baseUrl;
  return {
    summary: `Connected to ${project.name ?? project.key} (${project.key}) at ${host} as ${who}.`,
    details: [
      { title: 'Account', items: [[who, account.emailAddress].filter(Boolean).join(', ')] },
      { title: 'Statuses', items: statusLines(statuses, words) },
    ],
  };
}

/** Each status once, whatever kinds of issue have it. */
function statusLines(statuses: readonly StatusAnswer[], words: StatusWords): string[] {
  const byName = new Map(statuses.map((status) => [status.name, status]));
  return [...byName.values()].map(
    (status) => `${status.name}: ${words.meaning(status) ?? 'means nothing here yet; map it to a status'}`,
  );
}
