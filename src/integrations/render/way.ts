import type { DeploymentPlatform } from '../contract.ts';

/** What differs between the two ways to a preview; what a deploy is asked afterwards is the same for both. */
export type PreviewWay = Pick<DeploymentPlatform, 'deploy' | 'findByMarker' | 'listByBranch'>;
