/**
 * What every provider offers, in BuildRunner's words. A provider's folder knows its vendor and nothing of
 * Slack; everything outside knows these types and nothing of a vendor.
 */

import type { DeploymentPlatform } from './deployment-platform.ts';
import type { ProviderEvent } from './events.ts';
import type { IssuePriority, IssueStatus, IssueTracker } from './issue-tracker.ts';
import type { Repository } from './repository.ts';

export type * from './deployment-platform.ts';
export type * from './events.ts';
export type * from './issue-tracker.ts';
export type * from './repository.ts';

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
