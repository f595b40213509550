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
   * `secret` is what the vendor will sign with, where the vendor chooses it.
   */
  register(url: string): Promise<{ id: string; secret?: string }>;
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

export type ProviderEvent = DeploymentEvent;

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
