/**
 * What every provider offers, in BuildRunner's words. A provider's folder knows its vendor and nothing of
 * Slack; everything outside knows these types and nothing of a vendor.
 */

/** A provider's name as it stands in its manifest, in commands and in webhook paths: `vercel`. */
export type ProviderId = string;

/** The values a person typed into the configure modal, secrets already opened, and where the vendor's API lives. */
export interface Connection {
  values: Readonly<Record<string, string>>;
  /** Without a trailing slash. */
  baseUrl: string;
  vocabulary: Vocabulary;
}

/** The vendor's words and what they mean here: from the manifest, and what people decided themselves. */
export interface Vocabulary {
  /** By the vendor's name of a status; compared without regard to case. What people decided goes first. */
  statusOverrides: Readonly<Record<string, IssueStatus>>;
  statusNames: Readonly<Record<string, IssueStatus>>;
  /** By the vendor's category or type of a status, for names that nobody mapped. */
  statusCategories: Readonly<Record<string, IssueStatus>>;
  priorities: Readonly<Record<string, IssuePriority>>;
}

/** One folder of `src/integrations/`. Loading it must not load the vendor's SDK: `connect` does that on first use. */
export interface Provider {
  webhook: WebhookReceiver;
  connect(connection: Connection): Promise<ConnectedProvider>;
}

export interface ConnectedProvider {
  /** Proves that the credentials work and reach what was configured. Throws `ProviderError`. */
  test(): Promise<ConnectionReport>;
  deployments?: DeploymentPlatform;
  issues?: IssueTracker;
  repository?: Repository;
  /** Absent where the vendor's API cannot register a webhook: then the manifest's steps are shown. */
  webhooks?: WebhookRegistrar;
}

/** What a successful test found, as a person reads it. */
export interface ConnectionReport {
  /** One sentence: "Connected to web-app as ada@acme.example." */
  summary: string;
  /** Lists worth seeing: recent deployments, teams, projects. */
  details: { title: string; items: string[] }[];
}

export interface WebhookRegistrar {
  /**
   * Makes the vendor deliver to `url`, replacing a registration of ours for the same URL.
   *
   * @param proposedSecret what the vendor is to sign with, where it lets us choose
   * @returns the vendor's id for it, and the secret it will sign with
   */
  register(url: string, proposedSecret: string): Promise<{ id: string; secret: string }>;
  /** Removing one that is already gone is success. */
  remove(id: string): Promise<void>;
}

/** An HTTP request as it came in: header names in lower case, the body's bytes untouched. */
export interface InboundRequest {
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

export type Verification =
  /** `secretIndex` tells which of the given secrets signed it. */
  | { ok: true; secretIndex: number }
  /** `reason` is for logs and for the 401's body: it names the header expected and never a secret. */
  | { ok: false; reason: string };

/** Pure: the clock is passed in, nothing is stored. */
export interface WebhookReceiver {
  verify(request: InboundRequest, secrets: readonly string[], now: Date): Verification;
  /** Reads a verified request. Throws `NotUnderstood` where the body is not what this vendor sends. */
  normalize(request: InboundRequest): NormalizedDelivery;
}

export interface NormalizedDelivery {
  /** The vendor's id for this delivery, the same on its retries: what deduplication goes by. */
  deliveryId: string;
  /** The vendor's word for it: `deployment.ready`. */
  type: string;
  events: ProviderEvent[];
  /** Why there are no events, where there are none: "event type not used". */
  ignored?: string;
}

export type ProviderEvent = DeploymentEvent | IssueEvent | PushEvent | PullRequestEvent;

/** A deployment changed. It says which one; what became of it is asked of the vendor, so order does not matter. */
export interface DeploymentEvent {
  kind: 'deployment';
  externalId: string;
  state: DeploymentState;
  target: DeploymentTarget;
}

export type DeploymentState = 'queued' | 'building' | 'ready' | 'failed' | 'cancelled';
export type DeploymentTarget = 'preview' | 'production';

export interface Deployment {
  /** The vendor's id. */
  externalId: string;
  state: DeploymentState;
  target: DeploymentTarget;
  branch?: string;
  commit?: { sha: string; message?: string; author?: string };
  /** Absolute, once the vendor has given one. */
  url?: string;
  /** The vendor's own page about it. */
  inspectUrl?: string;
  createdAt: Date;
  /** The vendor's sentence on why it failed, where it has one. */
  error?: string;
}

export interface DeployRequest {
  branch: string;
  commitSha?: string;
  /** Ours: travels with the deployment so that `findByMarker` can tell it again after a crash. */
  marker: string;
}

/** All methods throw `ProviderError`. None of them ever touches production. */
export interface DeploymentPlatform {
  /** Refuses the production branch with code `production_branch`. */
  deploy(request: DeployRequest): Promise<Deployment>;
  /** The deployment that an earlier `deploy` with this marker made, if it did: makes deploying safe to retry. */
  findByMarker(request: DeployRequest): Promise<Deployment | undefined>;
  /** Throws code `not_found` for one that is gone. */
  get(externalId: string): Promise<Deployment>;
  /** Newest first. */
  listByBranch(branch: string): Promise<Deployment[]>;
  /** Cancelling one that has ended is success. */
  cancel(externalId: string): Promise<void>;
  /** Removing one that is gone is success. Refuses production with code `production_deployment`. */
  remove(externalId: string): Promise<void>;
  /** Oldest line first; empty when the build never started. */
  buildLog(externalId: string): Promise<BuildLogLine[]>;
}

export interface BuildLogLine {
  text: string;
  stream: 'stdout' | 'stderr';
  at?: Date;
}

/** An issue changed. It says which one; what it is now is asked of the vendor. */
export interface IssueEvent {
  kind: 'issue';
  action: 'created' | 'updated' | 'deleted' | 'commented';
  /** The vendor's stable id, not the key that a move may change. */
  externalId: string;
  key?: string;
}

/** A branch got a new head, or is gone. */
export interface PushEvent {
  kind: 'push';
  branch: string;
  deleted: boolean;
  /** The new head; absent when the branch is gone. */
  commit?: { sha: string; message: string; author: string };
}

export interface PullRequestEvent {
  kind: 'pull_request';
  action: 'opened' | 'synchronized' | 'reopened' | 'closed';
  number: number;
  title: string;
  url: string;
  /** Of the head. */
  branch: string;
  commitSha: string;
  /** From another repository, whose code must not run with our credentials unasked. */
  fromFork: boolean;
  merged: boolean;
}

export type IssueStatus = 'todo' | 'doing' | 'done' | 'blocked';
export type IssuePriority = 'urgent' | 'high' | 'normal' | 'low' | 'none';

export interface IssuePerson {
  externalId: string;
  name: string;
  /** Where the vendor tells it. */
  email?: string;
}

export interface Issue {
  /** The vendor's stable id. */
  externalId: string;
  /** What people call it: `PROJ-12`, `ENG-3`, `#12`. */
  key: string;
  url: string;
  title: string;
  /** Markdown. */
  description: string;
  status: {
    /** The vendor's own name for it. */
    name: string;
    /** Ours; undefined where nothing maps it. */
    meaning: IssueStatus | undefined;
  };
  priority: IssuePriority;
  assignee: IssuePerson | undefined;
  labels: string[];
  updatedAt: Date;
}

/** Only what is given is set. */
export interface IssueChanges {
  title?: string;
  /** Markdown. */
  description?: string;
  status?: IssueStatus;
  priority?: IssuePriority;
  /** By the vendor's id; null takes the assignee away. */
  assignee?: string | null;
  /** All of them: what is not listed is taken away. */
  labels?: string[];
}

export interface IssueDraft extends IssueChanges {
  title: string;
  /** Ours, a UUID: travels with the issue, so that `findByMarker` can tell it again after a crash. */
  marker: string;
}

/** All methods throw `ProviderError`. */
export interface IssueTracker {
  /** By words of the title or by key, best first: for type-ahead. */
  search(text: string, limit: number): Promise<Issue[]>;
  /** Throws code `not_found` for one that is gone. */
  get(externalId: string): Promise<Issue>;
  create(draft: IssueDraft): Promise<Issue>;
  /** The issue that an earlier `create` with this draft made, if it did. `since` is when it was first tried. */
  findByMarker(draft: IssueDraft, since: Date): Promise<Issue | undefined>;
  /**
   * Changes what is given and nothing else. Where the vendor has no way to the status wanted: code `no_transition`,
   * naming those there are, and nothing is changed.
   */
  update(externalId: string, changes: IssueChanges): Promise<Issue>;
  /**
   * What changed since `cursor`, oldest first, page by page; everything when it is undefined. Each page's `cursor` is
   * where to go on from, also the next time.
   */
  changedSince(cursor: string | undefined): AsyncIterable<{ issues: Issue[]; cursor: string }>;
}

export interface Branch {
  name: string;
  commitSha: string;
}

export interface CommitStatus {
  commitSha: string;
  state: 'pending' | 'success' | 'failure' | 'error';
  /** Whose status it is: `BuildRunner / vercel`. One a commit and context. */
  context: string;
  description: string;
  url?: string;
}

export interface PreviewDeployment {
  commitSha: string;
  /** `preview/feature/login`. */
  environment: string;
  state: 'in_progress' | 'success' | 'failure' | 'inactive';
  url?: string;
  logUrl?: string;
}

/** Where the code lives. All methods throw `ProviderError`. */
export interface Repository {
  /** Branches whose name contains `text`: for type-ahead. */
  branches(text: string, limit: number): Promise<Branch[]>;
  setCommitStatus(status: CommitStatus): Promise<void>;
  /** One deployment a commit and environment, made when there is none yet. */
  setDeployment(deployment: PreviewDeployment): Promise<void>;
  /**
   * One comment a pull request and `marker`, edited in place from the second time on; `body` is Markdown.
   */
  setPullRequestComment(comment: { number: number; marker: string; body: string }): Promise<void>;
  /** The open pull request whose head is this branch. */
  openPullRequest(branch: string): Promise<{ number: number; title: string; url: string } | undefined>;
}
