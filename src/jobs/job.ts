import type { Transaction } from '../store/database.ts';
import type { Trouble } from '../store/health-schema.ts';

/**
 * Every kind of job with what it carries. Jobs are level-triggered: they name a thing and bring it to what it
 * should be, so running one twice does no harm and a later one may stand for an earlier one.
 */
export interface JobKinds {
  /** Hands a stored webhook delivery to the service that its events concern. */
  'delivery.process': { deliveryId: string };
  /** Does what an event of Slack's asks for. */
  'slack.event': { eventId: string; body: Record<string, unknown> };
  /** Asks the platform for a deployment, unless an earlier try already did. */
  'preview.deploy': { previewId: string };
  /** Asks the platform what became of a preview's deployment: a webhook said that it changed. */
  'preview.refresh': { previewId: string };
  /** The same after a while, for what no webhook tells. Of its own kind, so that it never puts off a refresh. */
  'preview.poll': { previewId: string };
  /** Stops the build of this attempt, which a person no longer wants. */
  'preview.cancel': { previewId: string; attempt: number };
  /** Stops a build that a newer push made pointless. */
  'preview.supersede': { workspaceId: string; integrationId: string; externalId: string };
  /** Removes a preview at its vendor. */
  'preview.expire': { previewId: string };
  /** Tells the repository how a preview stands: commit status, deployment, comment on the pull request. */
  'preview.report': { previewId: string };
  /** Looks for previews whose time is near or over. */
  'preview.sweep': Record<string, never>;
  /** Tells Slack how a step of a workflow ended, once it did. */
  'workflow.complete': { executionId: string };
  /** Decides which channels hear of a preview's present state. */
  'preview.announce': { previewId: string };
  /** Tells of a production deployment that its vendor says is over. */
  'deployment.announce': { workspaceId: string; integrationId: string; externalId: string };
  /** Brings a microstep and its issue in step. */
  'issue.reconcile': { linkId: string };
  /** Makes the issue that a link was reserved for. */
  'issue.create': { linkId: string };
  /** Looks for the microstep of an issue that is not linked. */
  'issue.match': { workspaceId: string; integrationId: string; externalId: string };
  /** Reads one more page of a tracker's changes or, with `after` (a link's id), looks at the links that follow it. */
  'issue.sync': { workspaceId: string; integrationId: string; runId: string; after?: string };
  /** Begins a run over the changes of every tracker. */
  'issue.sync_all': { trigger: 'schedule' | 'start' };
  /** Tells of something about a link that people want to know or decide. */
  'issue.announce': { linkId: string; what: IssueNews; at: string; advice?: string };
  /** Asks people whether a microstep and an issue are the same. */
  'issue.suggest': {
    workspaceId: string;
    projectId: string;
    integrationId: string;
    microstepId: string;
    issue: SuggestedIssue;
  };
  /** Shows an approval, as it stands, to whom it concerns. */
  'approval.announce': { approvalId: string };
  /** Ends an approval that nobody decided on in time. */
  'approval.expire': { approvalId: string };
  /** Does what was approved, once. */
  'approval.run': { approvalId: string };
  /** Brings one Slack message to what it should show. */
  'message.deliver': { message: MessageRef };
  /** Sends digests of the news that was held and is due. */
  'news.release': Record<string, never>;
  /** Reminds of credentials that have been in use for long. */
  'credential.remind': Record<string, never>;
  /** Looks whether integrations are in trouble. */
  'integration.watch': Record<string, never>;
  /** Seals anew what an older key sealed. */
  'vault.reseal': Record<string, never>;
  /** Removes the audit events that the policy no longer keeps. */
  'audit.prune': Record<string, never>;
  /** Removes what the policy no longer keeps of webhook deliveries, a batch at a time. */
  'delivery.prune': Record<string, never>;
}

/** `unmapped`: nothing says what the issue's status means. `held`: the policy does not let the issue's status be carried over yet. */
export type IssueNews =
  | 'status'
  | 'conflict'
  | 'unmapped'
  | 'unmapped_priority'
  | 'gone'
  | 'not_created'
  | 'held';

/** Which message of ours, in which channel. */
export type MessageRef = {
  workspaceId: string;
  /** A person's id stands for their direct message. */
  channel: string;
} & (
  | PreviewMessage
  | IssueMessage
  | DeploymentMessage
  | DigestMessage
  | PauseMessage
  | RotationMessage
  | HealthMessage
  | PolicyMessage
  | ApprovalMessage
);

export type PreviewMessage = { previewId: string } & (
  | { form: 'card' }
  /**
   * A reply under the card that tells of one outcome; `broadcast` shows it in the channel as well. `flat`: a message of
   * its own, where there may be no card.
   */
  | { form: 'outcome'; attempt: number; outcome: PreviewOutcome; broadcast: boolean; flat?: true }
);

/** What was held for a channel, told at once. */
export type DigestMessage = { form: 'digest'; digestId: string };

/** What is told of a preview beside its card; `at` (ISO 8601) tells one from the next of its kind. */
export interface PreviewOutcome {
  kind: 'ready' | 'failed' | 'expiring' | 'not_removed' | 'replaced';
  at: string;
}

export interface DeploymentMessage {
  form: 'deployment';
  integrationId: string;
  provider: string;
  reported: ReportedDeployment;
}

/** A production deployment as its vendor told of it when it was over. */
export interface ReportedDeployment {
  externalId: string;
  state: 'ready' | 'failed';
  branch?: string;
  commit?: { sha: string; message?: string; author?: string };
  url?: string;
  inspectUrl?: string;
  error?: string;
}

export type IssueMessage =
  /** `at` tells one piece of news from the next of its kind. `thread`: under the first that was told of this link. */
  | { form: 'issue_news'; linkId: string; what: IssueNews; at: string; advice?: string; thread?: true }
  | { form: 'suggestion'; microstepId: string; integrationId: string; issue: SuggestedIssue };

/** That nothing can be told in the channel `paused`, for Slack's `reason`. `since` tells one pause from the next. */
export interface PauseMessage {
  form: 'subscription_paused';
  paused: string;
  reason: string;
  since: string;
}

/** Reminds an admin of an integration's credentials, in use since then. */
export type RotationMessage = { form: 'rotation'; integrationId: string; since: string };

/** Tells an admin that an integration is in trouble, or is no more. `at` tells one time from the next. */
export interface HealthMessage {
  form: 'health';
  integrationId: string;
  provider: string;
  what: Trouble | 'over';
  at: string;
}

export type ApprovalMessage = { approvalId: string } & (
  | { form: 'approval' }
  /** Tells who asked what came of it. */
  | { form: 'approval_outcome'; state: ApprovalEnd }
);

export type ApprovalEnd = 'denied' | 'expired' | 'done' | 'failed';

/** That the policy file cannot be used, or with no problems, that it can again. `at` tells one time from the next. */
export interface PolicyMessage {
  form: 'policy_news';
  at: string;
  problems: readonly string[];
}

/** An issue as it was when it was suggested. */
export interface SuggestedIssue {
  provider: string;
  externalId: string;
  key: string;
  title: string;
  url: string;
}

export type JobKind = keyof JobKinds;

/** A job to be enqueued. */
export type Job = {
  [K in JobKind]: {
    kind: K;
    payload: JobKinds[K];
    /** Of one kind and key at most one waits: a later one takes its place. `preview:pv-7k3m9x`. */
    key: string;
    /**
     * Jobs of one lane never run side by side, whatever their kind, and those that are due run in the order in which
     * they became so. The key when absent.
     */
    lane?: string;
    /** Of all jobs that are due those with smaller numbers run first; 0 when absent. */
    priority?: number;
    /** Not before this time; at once when absent. */
    runAt?: Date;
  };
}[JobKind];

/** What a handler is told beside the payload. */
export interface JobRun {
  /** From 1. */
  attempt: number;
  /** Aborted when the process is stopping. */
  signal: AbortSignal;
}

export type JobHandlers = {
  [K in JobKind]: (payload: JobKinds[K], run: JobRun) => Promise<void>;
};

/** A job that was given up after its last try, or at once because trying again could not help. */
export interface DeadJob {
  id: string;
  kind: JobKind;
  key: string;
  payload: unknown;
  attempts: number;
  lastError: string;
  createdAt: Date;
}

/** The durable queue. Enqueueing is part of the caller's transaction; the work begins after its commit. */
export interface Queue {
  enqueue(transaction: Transaction, job: Job): Promise<void>;
  /** Begins to work. What a crash left half done is begun again first. */
  work(handlers: JobHandlers): Promise<void>;
  /** Takes up no more, waits up to `graceMs` for what is running; what is not done by then runs again later. */
  stop(graceMs: number): Promise<void>;
  counts(): Promise<{ ready: number; running: number; dead: number }>;
  dead(): Promise<DeadJob[]>;
  /** Gives a dead job a fresh start, once the caller's transaction is committed. False where there is no such job. */
  revive(transaction: Transaction, id: string): Promise<boolean>;
}
