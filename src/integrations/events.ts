import type { DeploymentState, DeploymentTarget } from './deployment-platform.ts';

/** What a webhook says, in our words. */
export type ProviderEvent = DeploymentEvent | IssueEvent | PushEvent | PullRequestEvent;

/** A deployment changed. It says which one; what became of it is asked of the vendor, so order does not matter. */
export interface DeploymentEvent {
  kind: 'deployment';
  /** Absent where the vendor does not say which one: then everything that is under way there is asked about. */
  externalId?: string;
  /** Where `externalId` is absent: what `DeploymentPlatform.get` finds the deployment by, at the cost of asking. */
  lead?: string;
  state: DeploymentState;
  target: DeploymentTarget;
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
