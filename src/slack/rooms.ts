import type { Logger } from 'pino';
import type { Accounts } from '../governance/accounts.ts';
import type { Approvals } from '../governance/approvals.ts';
import type { AuditQueries } from '../governance/audit-queries.ts';
import type { DeadLetters } from '../governance/dead-letters.ts';
import type { Gate } from '../governance/gate.ts';
import type { Policy } from '../governance/policy-schema.ts';
import type { Project } from '../governance/project.ts';
import type { Configuration } from '../integrations/configure.ts';
import type { CountDeliveries } from '../integrations/delivery-figures.ts';
import type { DeliveryQueries } from '../integrations/delivery-queries.ts';
import type { Disconnect } from '../integrations/disconnect.ts';
import type { Manifest } from '../integrations/manifest.ts';
import type { DeliveryReplay } from '../integrations/replay-deliveries.ts';
import type { createStatus } from '../integrations/status.ts';
import type { IssuesAtUrls } from '../issues/at-urls.ts';
import type { IssueLinks } from '../issues/links.ts';
import type { SearchIssues } from '../issues/search.ts';
import type { SyncRuns } from '../issues/sync-runs.ts';
import type { WordMap } from '../issues/word-map.ts';
import type { Resumption } from '../notifications/resume.ts';
import type { Subscriptions } from '../notifications/subscriptions.ts';
import type { Plan } from '../plan/plan.ts';
import type { BranchSearch } from '../previews/branch-search.ts';
import type { PreviewLifetime } from '../previews/lifetime.ts';
import type { PreviewQueries } from '../previews/queries.ts';
import type { PreviewRequests } from '../previews/requests.ts';
import type { WorkflowSteps } from '../previews/workflow-steps.ts';

/** What the listeners may call: the house's services, and nothing below them. */
export interface Rooms {
  previews: PreviewRequests & PreviewQueries & PreviewLifetime & BranchSearch;
  project: Project;
  workflowSteps: WorkflowSteps;
  plan: Plan;
  issues: {
    links: IssueLinks;
    search: SearchIssues;
    atUrls: IssuesAtUrls;
    wordMap: WordMap;
    runs: SyncRuns;
  };
  configuration: Configuration;
  disconnect: Disconnect;
  deliveries: DeliveryQueries & DeliveryReplay;
  deadLetters: DeadLetters;
  countDeliveries: CountDeliveries;
  auditLog: AuditQueries;
  status: ReturnType<typeof createStatus>;
  subscriptions: Subscriptions & Resumption;
  approvals: Approvals;
  accounts: Accounts;
  /** What an approval’s act would do, in mrkdwn. */
  describeAct: (json: string) => Promise<string>;
  manifests: ReadonlyMap<string, Manifest>;
  gate: Gate;
  policy: () => Policy;
  now: () => Date;
  /** A short reference that a person can quote and the log holds. */
  newReference: () => string;
  log: Logger;
}
