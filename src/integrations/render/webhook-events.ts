import type { DeploymentState } from '../contract.ts';

/** The events we register for, and the only ones we use. */
export const USED_EVENTS = ['deploy_started', 'deploy_ended'] as const;

const ENDS: Readonly<Record<string, DeploymentState>> = {
  succeeded: 'ready',
  failed: 'failed',
  canceled: 'cancelled',
};

/**
 * The state that an event announces; undefined for the types that are not used. An end that does not say which one,
 * or says it in a new word, counts as `building`: what became of the deploy is asked of Render anyway.
 */
export function stateOfEvent(type: string, status: string | undefined): DeploymentState | undefined {
  if (type === 'deploy_started') return 'building';
  if (type !== 'deploy_ended') return undefined;
  return status !== undefined && Object.hasOwn(ENDS, status) ? ENDS[status] : 'building';
}
