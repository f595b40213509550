import type { DeploymentState } from '../contract.ts';

/** Whether nothing more becomes of a deployment by itself. */
export function hasEnded(state: DeploymentState): boolean {
  return state !== 'queued' && state !== 'building';
}
