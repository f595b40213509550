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
  /** Once it is ready, no other of its integration can be looked at any more: they share one address. */
  exclusive?: true;
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
  /** Takes the lead of an event as well. Throws code `not_found` for one that is gone or none of this integration's. */
  get(externalId: string): Promise<Deployment>;
  /** Newest first. */
  listByBranch(branch: string): Promise<Deployment[]>;
  /** Cancelling one that has ended is success. */
  cancel(externalId: string): Promise<void>;
  /**
   * Removing one that is gone is success; where what it belongs to is not to be seen, it is not known to be gone, and
   * what is missing is told. Refuses production with code `production_deployment`.
   */
  remove(externalId: string): Promise<void>;
  /** Oldest line first; empty when the build never started. */
  buildLog(externalId: string): Promise<BuildLogLine[]>;
}

export interface BuildLogLine {
  text: string;
  stream: 'stdout' | 'stderr';
  at?: Date;
}
